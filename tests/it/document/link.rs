//! Link targets and what is said of them.

use yundu::document::link::{Doubt, Refusal, resolve_site};
use yundu::document::{Target, parse};

/// Says a target in few words: `host`, `host ?doubt`, `#anchor`, `./relative`, `!refusal`.
fn say(target: &Target) -> String {
    match target {
        Target::Web(web) => {
            assert!(web.url.starts_with("http://") || web.url.starts_with("https://"));
            assert!(web.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", web.url);
            let doubts = web.doubts.iter().map(|doubt| match doubt {
                Doubt::TextNamesOtherHost(host) => format!(" ?names {host}"),
                Doubt::UserInfo => " ?user".to_owned(),
                Doubt::Address => " ?address".to_owned(),
                Doubt::MixedScripts(host) => format!(" ?script {host}"),
            });
            format!("{}{}", web.host, doubts.collect::<String>())
        }
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Relative(path) => format!("./{path}"),
        Target::Note(label) => format!("^{label}"),
        Target::NoteRef(label) => format!("^^{label}"),
        Target::Refused(Refusal::Scheme(scheme)) => format!("!scheme {scheme}"),
        Target::Refused(Refusal::TooLong) => "!long".to_owned(),
        Target::Refused(Refusal::Control) => "!control".to_owned(),
        Target::Refused(Refusal::Invalid) => "!invalid".to_owned(),
    }
}

/// Written target, words of the link, verdict.
const TARGETS: &[(&str, &str, &str)] = &[
    // Honest links.
    ("https://kubernetes.io/blog", "博客", "kubernetes.io"),
    ("http://a.example", "", "a.example"),
    ("HTTPS://A.Example/B", "", "a.example"),
    ("https://a.example:8443/x?y=z#w", "", "a.example"),
    ("https://例子.中国/路径?问=答", "", "xn--fsqu00a.xn--fiqs8s"),
    ("https://例子.example/", "", "xn--fsqu00a.example"),
    ("https://münchen.example/", "", "xn--mnchen-3ya.example"),
    ("https://президент.рф/", "", "xn--d1abbgf6aiiy.xn--p1ai"),
    ("www.a.example/b", "", "www.a.example"),
    ("  https://a.example/  ", "", "a.example"),
    ("https://a.example/$(touch%20x);`id`|b&c'd\"e<f>", "", "a.example"),
    ("https://a.example/%0a%0d", "", "a.example"),
    // Words and target.
    ("https://kubernetes.io/blog", "https://kubernetes.io/blog", "kubernetes.io"),
    ("https://www.kubernetes.io/", "kubernetes.io", "www.kubernetes.io"),
    ("https://docs.a.example/", "a.example", "docs.a.example"),
    ("https://b.example/", "https://a.example/", "b.example ?names a.example"),
    ("https://b.example/", "见 https://a.example/x。", "b.example ?names a.example"),
    ("https://b.example/", "a.example", "b.example ?names a.example"),
    ("https://b.example/", "a.example/path", "b.example ?names a.example"),
    ("https://b.example/", "www.a.example", "b.example ?names www.a.example"),
    ("https://a.example.b.example/", "a.example", "a.example.b.example ?names a.example"),
    ("https://notа.example/", "nota.example", "xn--not-8cd.example ?names nota.example ?script notа.example"),
    ("https://b.example/", "Node.js", "b.example"),
    ("https://b.example/", "lib.rs", "b.example"),
    ("https://b.example/", "README.md", "b.example"),
    ("https://b.example/", "v1.35", "b.example"),
    ("https://b.example/", "ASP.NET", "b.example"),
    ("https://b.example/", "main.go", "b.example"),
    ("https://b.example/", "pod.yaml", "b.example"),
    ("https://b.example/", "a.example/x to v1", "b.example"),
    ("https://b.example/", "Read a.example today", "b.example"),
    // Users, addresses, scripts.
    ("https://a.example@b.example/", "", "b.example ?user"),
    ("https://user:word@a.example/", "", "a.example ?user"),
    ("https://a.example%40b.example/", "", "!invalid"),
    ("http://localhost:631/", "", "localhost ?address"),
    ("http://x.localhost/", "", "x.localhost ?address"),
    ("http://router/", "", "router ?address"),
    ("http://printer.local/", "", "printer.local ?address"),
    ("http://169.254.169.254/latest", "", "169.254.169.254 ?address"),
    ("http://2130706433/", "", "127.0.0.1 ?address"),
    ("http://0177.0.0.1/", "", "127.0.0.1 ?address"),
    ("http://0x7f.1/", "", "127.0.0.1 ?address"),
    ("http://[::1]/", "", "[::1] ?address"),
    ("http://[fe80::1%25eth0]/", "", "!invalid"),
    ("http://localhost./", "", "localhost. ?address"),
    ("https://xn--80ak6aa92e.com/", "", "xn--80ak6aa92e.com ?script аррӏе.com"),
    ("https://еxample.test/", "", "xn--xample-2of.test ?script еxample.test"),
    ("https://b。test/", "", "b.test ?script b.test"),
    ("https://ｅｘａｍｐｌｅ.test", "", "example.test ?script example.test"),
    ("https://ɡoogle.example/", "", "xn--oogle-qmc.example ?script ɡoogle.example"),
    // Refused.
    ("javascript:fetch('//b.example')", "", "!scheme javascript"),
    ("JavaScript:alert(1)", "", "!scheme javascript"),
    ("data:text/html;base64,PHNjcmlwdD4=", "", "!scheme data"),
    ("file:///etc/passwd", "", "!scheme file"),
    ("file://b.example/share/x.desktop", "", "!scheme file"),
    ("ssh://-oProxyCommand=x/", "", "!scheme ssh"),
    ("ms-msdt:/id", "", "!scheme ms-msdt"),
    ("tel:110", "", "!scheme tel"),
    ("ftp://b.example", "", "!scheme ftp"),
    ("about:config", "", "!scheme about"),
    ("mailto:a@b.example?attach=/etc/passwd", "", "!scheme mailto"),
    ("C:\\Windows\\x.exe", "", "!scheme c"),
    ("//b.example/x", "", "!invalid"),
    ("\\\\b.example\\share", "", "!invalid"),
    ("", "", "!invalid"),
    ("   ", "", "!invalid"),
    ("https:", "", "!invalid"),
    ("https://", "", "!invalid"),
    ("https:a.example", "", "!invalid"),
    ("https:\\\\a.example\\b", "", "!invalid"),
    ("http://[", "", "!invalid"),
    ("https://a b.example/", "", "!control"),
    ("https://a.example/ --flag", "", "!control"),
    ("https://a.example/\nhost=b.example", "", "!control"),
    ("https://a.example/\r\n\r\nX: y", "", "!control"),
    ("https://a.example/\0", "", "!control"),
    ("https://a.example/\u{1b}]52;c;eA==\u{7}", "", "!control"),
    ("https://a.example/\u{202e}gpj.exe", "", "!control"),
    ("https://exam\u{200b}ple.test/", "", "!control"),
    // Places of the post, the library, the site.
    ("#结论", "", "#结论"),
    ("#%E7%BB%93%E8%AE%BA", "", "#结论"),
    ("#%ff", "", "#%ff"),
    ("#", "", "#"),
    ("../2026-02-05-news.md", "", "./../2026-02-05-news.md"),
    ("/docs/x", "", ".//docs/x"),
    ("?x=1", "", "./?x=1"),
    ("图 1.png", "", "./图 1.png"),
    ("--help", "", "./--help"),
    ("第1章:开始", "", "./第1章:开始"),
];

#[test]
fn every_target_gets_its_verdict() {
    for (written, text, expected) in TARGETS {
        assert_eq!(say(&Target::judge(written, text)), *expected, "{written:?} {text:?}");
    }
    assert_eq!(say(&Target::judge(&format!("https://a.example/{}", "a".repeat(8192)), "")), "!long");
    assert_eq!(say(&Target::judge(&format!("https://a.example/{}", "汉".repeat(1000)), "")), "!long");
    assert_eq!(say(&Target::judge(&format!("https://a.example/{}", "a".repeat(8000)), "")), "a.example");
}

#[test]
fn a_relative_target_stays_below_its_site() {
    for (relative, base, expected) in [
        ("/docs/x", "https://a.example/blog/1/", "https://a.example/docs/x"),
        ("../x.md", "https://a.example/blog/1/", "https://a.example/blog/x.md"),
        ("../../../../etc/passwd", "https://a.example/", "https://a.example/etc/passwd"),
        ("?x=1", "https://a.example/blog/", "https://a.example/blog/?x=1"),
        ("--help", "https://a.example/", "https://a.example/--help"),
        ("//b.example/x", "https://a.example/", "!invalid"),
        ("https://b.example/x", "https://a.example/", "!invalid"),
        ("/\u{202e}x", "https://a.example/", "!control"),
        ("javascript:x", "https://a.example/", "!scheme javascript"),
        ("/x", "file:///etc/", "!invalid"),
        ("/x", "no address", "!invalid"),
    ] {
        let target = resolve_site(relative, base);
        let said = if let Target::Web(web) = &target { web.url.clone() } else { say(&target) };
        assert_eq!(said, expected, "{relative} at {base}");
    }
}

#[test]
fn the_words_of_a_link_are_judged_with_it() {
    let document = parse("[**https://a.example/** x](https://b.example/) ![https://a.example/](https://b.example/)");
    assert_eq!(document.links[0].text.as_str(), "https://a.example/ x");
    assert_eq!(say(&document.links[0].target), "b.example ?names a.example");
    assert!(document.links[1].image);
}

#[test]
fn bare_addresses_end_where_chinese_begins() {
    let check = |body: &str, expected: &[&str]| {
        let document = parse(body);
        let found: Vec<&str> = document.links.iter().map(|link| link.written.as_str()).collect();
        assert_eq!(found, expected, "{body}");
        for link in &document.links {
            let span = body[link.span.clone()].replace('\\', "");
            assert!(link.written.ends_with(&span) || span.starts_with('['), "{body}: {:?}", link.span);
        }
    };
    check("见https://a.example/c。后", &["https://a.example/c"]);
    check("见https://a.example/c，https://b.example/d后文", &["https://a.example/c", "https://b.example/d"]);
    check("（https://a.example/c）", &["https://a.example/c"]);
    check("(https://a.example/c_(d)).", &["https://a.example/c_(d)"]);
    check("<p>https://a.example/c</p>", &["https://a.example/c"]);
    check("**https://a.example/c**，*https://b.example/*后", &["https://a.example/c", "https://b.example/"]);
    check("**https://a.example/c**b", &["https://a.example/c"]);
    check("https://a.example/_b_*c*d", &["https://a.example/_b_*c*d"]);
    check("访问 www.a.example/b! 或 HTTP://A.example", &["https://www.a.example/b", "HTTP://A.example"]);
    check("“https://a.example/c”…", &["https://a.example/c"]);
    check("https://a.example/x\\_y", &["https://a.example/x_y"]);
    check("`https://a.example/` [https://b.example/](https://c.example/)", &["https://c.example/"]);
    check("xhttps://a.example http:// https://。 www. wwww.a.example", &[]);
}
