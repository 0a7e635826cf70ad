//! Inner links over a corpus: every one that leads somewhere on the web leads there here.

use super::corpus::{body_of, posts};
use std::collections::HashMap;
use std::path::Path;
use yundu::document::link::decoded;
use yundu::document::{BlockKind, parse, plain};

/// What a name leads to on the web: a heading with this text, or a place that its author named.
#[derive(Debug, PartialEq)]
enum Goal {
    Heading(String),
    Named,
}

/// A body as a site shows it, made by another parser than ours, raw HTML kept.
fn html(body: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(body, &options)
}

/// Reads what stands in quotes behind every `key` inside a tag.
fn attributes(html: &str, key: &str) -> Vec<String> {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    let values = tags.flat_map(|tag| {
        let found = tag.match_indices(key).filter_map(|(at, _)| {
            let value = &tag[at + key.len()..];
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value[1..].split(quote).next()
        });
        found.map(unescaped).collect::<Vec<_>>()
    });
    values.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The texts of the headings of a page.
fn headings(html: &str) -> Vec<String> {
    let begins = |part: &&str| part.starts_with(|c: char| ('1'..='6').contains(&c));
    let text = |part: &str| {
        let inside = part.split_once('>')?.1.split("</h").next()?;
        let outside = inside.split('<').enumerate();
        let words =
            outside.map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
        Some(unescaped(&words.collect::<String>()))
    };
    html.split("<h").skip(1).filter(begins).filter_map(text).collect()
}

/// GitHub's rule, and that of Jekyll: `[^\p{Word}\- ]` goes, blanks are hyphens.
fn github(text: &str) -> String {
    comrak::Anchorizer::new().anchorize(text)
}

/// kramdown's rule (`basic_generate_id`): from the first letter on, ASCII letters, digits, blanks and hyphens.
fn kramdown(text: &str) -> String {
    let from = text.find(|c: char| c.is_ascii_alphabetic()).map_or("", |at| &text[at..]);
    let id = from.replace(|c: char| !c.is_ascii_alphanumeric() && c != ' ' && c != '-', "").replace(' ', "-");
    if id.is_empty() { "section".to_owned() } else { id.to_ascii_lowercase() }
}

/// Hugo's rule (`autoHeadingIDType = "github"`): letters, digits, `_`, hyphens; blanks are hyphens.
fn hugo(text: &str) -> String {
    let id = text.trim().replace(' ', "-").replace(|c: char| !c.is_alphanumeric() && c != '_' && c != '-', "");
    if id.is_empty() { "heading".to_owned() } else { id.to_lowercase() }
}

/// All names that a body has on the web, by any of the rules; the second of a kind has `-1` behind it, and so on.
fn names(body: &str) -> HashMap<String, Vec<Goal>> {
    let mut names: HashMap<String, Vec<Goal>> = HashMap::new();
    let page = html(body);
    for name in [" id=", " name="].iter().flat_map(|key| attributes(&page, key)) {
        names.entry(name).or_default().push(Goal::Named);
    }
    // kramdown and goldmark take these off a heading, or off the line behind a block.
    let mut without = String::new();
    for line in body.lines() {
        let braces = line.find("{#").or(line.find("{:")).filter(|_| line.trim_end().ends_with('}'));
        let attributes = braces.map_or("", |at| &line[at..]);
        let words = attributes.split([' ', '{', '}', ':']);
        for name in words.filter_map(|word| word.strip_prefix('#')) {
            names.entry(name.to_owned()).or_default().push(Goal::Named);
        }
        without += &line[..line.len() - attributes.len()];
        without.push('\n');
    }
    let headings = headings(&html(&without));
    for rule in [github as fn(&str) -> String, kramdown, hugo] {
        let mut used: HashMap<String, usize> = HashMap::new();
        for heading in &headings {
            let id = rule(heading);
            let count = used.entry(id.clone()).and_modify(|count| *count += 1).or_insert(0);
            let id = if *count == 0 { id } else { format!("{id}-{count}") };
            names.entry(id).or_default().push(Goal::Heading(letters(heading)));
        }
    }
    names
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Says whether a name leads here where it leads on the web; `None` where it leads nowhere there.
fn agrees(body: &str, names: &HashMap<String, Vec<Goal>>, name: &str) -> Option<bool> {
    let goals = names.get(name)?;
    let document = parse(body);
    let heading = document.anchor(name).and_then(|place| match &document.blocks[place.block].kind {
        BlockKind::Heading { inlines, .. } => Some(letters(&plain(inlines))),
        _ => None,
    });
    let there = |goal: &Goal| {
        *goal == Goal::Named || matches!((goal, &heading), (Goal::Heading(text), Some(ours)) if text == ours)
    };
    Some(document.anchor(name).is_some() && goals.iter().any(there))
}

/// A link inside a post resolves on the web when the name behind its `#`, percent signs decoded, is one that GitHub, Jekyll,
/// kramdown or Hugo would give to a heading of the post, or one that its author gave to a place: an `id` or `name` in HTML,
/// `{#name}`, `{: #name}`. Links and headings are read by another parser than ours, and the names are made by rules that
/// are written down here once more. There it has to lead to a place here, and to the same heading where it is one's.
#[test]
fn every_inner_link_that_resolves_on_the_web_resolves_here() {
    let Some(corpus) = std::env::var_os("YUNDU_CORPUS") else {
        return eprintln!("skipped: YUNDU_CORPUS names no corpus");
    };
    let mut paths = Vec::new();
    posts(Path::new(&corpus), &mut paths);
    let (mut links, mut web, mut here, mut wrong) = (0, 0, 0, Vec::new());
    for path in &paths {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let body = body_of(&text);
        if !body.contains('#') {
            continue;
        }
        let inner: Vec<String> =
            attributes(&html(body), "href=").iter().filter_map(|it| Some(decoded(it.strip_prefix('#')?))).collect();
        if inner.is_empty() {
            continue;
        }
        let names = names(body);
        for name in inner {
            links += 1;
            here += usize::from(parse(body).anchor(&name).is_some());
            match agrees(body, &names, &name) {
                Some(true) => web += 1,
                Some(false) => wrong.push(format!("{}: #{name}", path.display())),
                None => eprintln!("nowhere on the web: {} #{name}", path.display()),
            }
        }
    }
    eprintln!("{links} inner links, {} resolve on the web, {here} here", web + wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(web > 0, "no inner link was found");
}

#[test]
fn the_rules_of_the_web_are_met_for_headings_of_all_kinds() {
    let body = "# 云原生 Go 1.25：新特性！\n\n## 云原生\n\n## 云原生\n\n## `kubectl` [get](x) *all* {#own}\n\n## A_b -- C\n\n\
                ## 2. 第二\n\n<a name=\"甲\"></a>\n\n段\n{: #three}\n\nTwo\n---\n\n## ⚙️ 设置\n\n## ①②\n";
    let names = names(body);
    let mut checked: Vec<&str> = names.keys().map(String::as_str).collect();
    checked.sort_unstable();
    for name in &checked {
        assert_eq!(agrees(body, &names, name), Some(true), "#{name} of {checked:?}");
    }
    assert!(checked.len() > 15, "{checked:?}");
    assert_eq!(agrees(body, &names, "nowhere"), None);
}
