//! What the words of code are, drawn: a line of code above a line of marks.

use proptest::prelude::*;
use std::sync::{LazyLock, Mutex};
use yundu::highlight::{Highlighter, LARGEST, LONGEST, Token, Tokens, is_known};

/// One for all tests: the syntaxes are loaded once.
static HIGHLIGHTER: LazyLock<Mutex<Highlighter>> = LazyLock::new(|| Mutex::new(Highlighter::load()));

fn tokens(language: &str, code: &str) -> Option<Tokens> {
    let found = HIGHLIGHTER.lock().unwrap().tokens(language, code, &mut || true);
    if let Some(found) = &found {
        hold(code, found);
    }
    found
}

/// What holds for all tokens of all texts.
fn hold(code: &str, tokens: &Tokens) {
    assert!(tokens.len() <= code.split('\n').count());
    for (line, tokens) in code.split('\n').zip(tokens) {
        let mut end = 0;
        for (bytes, _) in tokens {
            assert!(end <= bytes.start && bytes.start < bytes.end, "{line:?} {tokens:?}");
            assert!(line.get(bytes.clone()).is_some(), "{line:?} {tokens:?}");
            end = bytes.end;
        }
    }
}

fn mark(token: Token) -> char {
    match token {
        Token::Comment => '#',
        Token::Keyword => 'k',
        Token::String => '"',
        Token::Constant => '1',
        Token::Function => 'f',
        Token::Type => 't',
        Token::Key => ':',
        Token::Heading => 'h',
        Token::Inserted => '+',
        Token::Deleted => '-',
    }
}

/// `drawn` has every line of code above its marks, one for each character.
#[track_caller]
fn check(language: &str, drawn: &str) {
    let lines: Vec<&str> = drawn.strip_prefix('\n').unwrap().strip_suffix('\n').unwrap().split('\n').collect();
    let code: Vec<&str> = lines.iter().step_by(2).copied().collect();
    let found = tokens(language, &code.join("\n")).unwrap_or_default();
    let mut got = String::new();
    for (number, line) in code.iter().enumerate() {
        let of = |at: usize| found.get(number)?.iter().find(|(bytes, _)| bytes.contains(&at)).map(|(_, token)| *token);
        let marks: String = line.char_indices().map(|(at, _)| of(at).map_or(' ', mark)).collect();
        got += &format!("{line}\n{}\n", marks.trim_end());
    }
    let wanted: String = lines
        .iter()
        .enumerate()
        .map(|(at, line)| match at % 2 {
            0 => format!("{line}\n"),
            _ => format!("{}\n", line.trim_end()),
        })
        .collect();
    assert_eq!(got, wanted, "\n{got}");
}

#[test]
fn yaml() {
    check(
        "yaml",
        r##"
apiVersion: apps/v1 # 版本
::::::::::          ####
metadata:
::::::::
  name: "网关"
  ::::  """"
  replicas: 3
  ::::::::  1
  paused: false
  ::::::  11111
args: [--all, 'x']
::::          """
script: |
::::::
  echo $HOME

"##,
    );
}

#[test]
fn go() {
    check(
        "go",
        r##"
package main
kkkkkkk
// 入口
#####
type Pod struct{ name string }
kkkk ttt kkkkkk       tttttt
func (p *Pod) Run(n int) error {
kkkk     ttt  fff   ttt  ttttt
	fmt.Println("你好 %s\n", p.name, 1)
     fffffff """""""""          1
	return nil
 kkkkkk 111
}

"##,
    );
}

#[test]
fn rust() {
    check(
        "rust",
        r##"
// 注
####
use std::fmt;
kkk
fn main() -> Result<(), Error> {
kk ffff      tttttt
    let n: u32 = 1;
    kkk    kkk   1
    println!("{n}");
    ffffffff """""
    run(n, 'x')?;
    fff    """
}

"##,
    );
}

#[test]
fn shell() {
    check(
        "shell",
        r##"
# 查看
####
kubectl get pods -n "$NS" --watch | grep 云
fffffff             "   "           ffff
export A=1
kkkkkk
if [ -f x ]; then echo "$(date)"; fi
kk           kkkk ffff "  ffff "  kk
"##,
    );
}

#[test]
fn console() {
    check(
        "console",
        r##"
$ kubectl get pods
  fffffff
NAME   READY "x

$ docker run \
  ffffff
    -it alpine

done if

"##,
    );
}

#[test]
fn dockerfile() {
    check(
        "dockerfile",
        r##"
FROM golang:1.24 AS build
kkkk        1111 kk
RUN go build ./...
kkk
# 注
###
CMD ["/app"]
kkk  """"""
"##,
    );
}

#[test]
fn json() {
    check(
        "json",
        r##"
{

  "name": "云",
  ::::::  """
  "list": [1, true, null]
  ::::::   1  1111  1111
}

"##,
    );
}

#[test]
fn diff() {
    check(
        "diff",
        r##"
--- a/x
hhhhhhh
+++ b/x
hhhhhhh
@@ -1,2 +1,2 @@
hhhhhhhhhhhhhhh
-旧
--
+新
++
 同

"##,
    );
}

#[test]
fn python() {
    check(
        "python",
        r##"
import os
kkkkkk
def f(a: int) -> str:
kkk f    ttt     ttt
    return f"{a}" if a and None else '好'  # 注
    kkkkkk ""   " kk   kkk 1111 kkkk """  ###
"##,
    );
}

#[test]
fn toml() {
    check(
        "toml",
        r##"
[package]
 hhhhhhh
name = "x" # 注
::::   """ ###
n = 1
:   1
"##,
    );
}

#[test]
fn terraform() {
    check(
        "terraform",
        r##"
resource "aws_vpc" "a" {
kkkkkkkk """""""""""""
  count = 3
  :::::   1
}

"##,
    );
}

#[test]
fn makefile() {
    check(
        "makefile",
        r##"
build: all
fffff
	go build -o x
 ff
"##,
    );
}

#[test]
fn sql() {
    check(
        "sql",
        r##"
SELECT count(*) FROM t WHERE a = 'x' -- 注
kkkkkk fffff    kkkk   kkkkk     """ ####
"##,
    );
}

#[test]
fn protobuf() {
    check(
        "protobuf",
        r##"
message A {
kkkkkkk t
  string b = 1;
  tttttt     1
}

"##,
    );
}

#[test]
fn ini() {
    check(
        "ini",
        r##"
[a]
 h
b = c
:
; 注
###
"##,
    );
}

#[test]
fn html() {
    check(
        "html",
        r##"
<a href="x">字</a>
 :::::: """    :
"##,
    );
}

#[test]
fn languages_are_known_by_many_names() {
    let yaml = tokens("yaml", "a: 1");
    for name in ["yml", "YAML", "{.yaml}", "language-yaml", "yaml{1,3}", "yaml:title=x", "k8s"] {
        assert!(is_known(name) && tokens(name, "a: 1") == yaml, "{name}");
    }
    for (name, code) in [
        ("golang", "func f() {}"),
        ("bash", "echo 1"),
        ("zsh", "echo 1"),
        ("js", "let a = 1;"),
        ("TypeScript", "let a = 1;"),
        ("rs", "fn f() {}"),
        ("py", "def f(): pass"),
        ("Dockerfile", "FROM a"),
        ("docker", "FROM a"),
        ("hcl", "a = 1"),
        ("c++", "int a = 1;"),
        ("csharp", "int a = 1;"),
        ("rego", "package a"),
        ("patch", "+a"),
        ("nginx", "listen 80;"),
        ("mk", "a: b"),
    ] {
        let found = tokens(name, code).unwrap_or_default();
        assert!(found.iter().any(|line| !line.is_empty()), "{name}");
    }
}

#[test]
fn what_is_no_language_is_plain() {
    for name in ["", "text", "mermaid", "1", "{}", "不知道", "no-such-language", "."] {
        assert_eq!(tokens(name, "if a: \"b\" # c"), None, "{name}");
    }
    assert!(!is_known("text") && !is_known("") && is_known("no-such-language"));
}

#[test]
fn a_shell_block_with_prompts_is_a_session() {
    let found = tokens("bash", "$ ls \"a\"\nif \"b\"\n$ ls").unwrap();
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 1]);
    let script = tokens("bash", "ls \"a\"\nls \"b\"").unwrap();
    assert_eq!(script.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn what_is_too_long_is_plain() {
    let long = format!("a: 1\nb: \"{}\"\nc: 2", "x".repeat(LONGEST));
    let found = tokens("yaml", &long).unwrap();
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 2]);
    let line = format!("a: {}\n", "x".repeat(200));
    let large = line.repeat(LARGEST / line.len() + 9);
    assert!(tokens("yaml", &large).unwrap().len() <= LARGEST / line.len() + 1);
}

#[test]
fn a_reading_can_be_given_up_between_two_lines() {
    let mut left = 3;
    let mut keep_going = || {
        left -= 1;
        left >= 0
    };
    let code = "a: 1\n".repeat(9);
    let found = HIGHLIGHTER.lock().unwrap().tokens("yaml", &code, &mut keep_going).unwrap();
    assert_eq!(found.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_read(code in "(.|[\\n\\t \"'`{}()<>\\[\\]#:/*$\\\\=-]|云|func |if ){0,80}") {
        for language in ["yaml", "go", "rust", "sh", "console", "json", "py", "diff", "html", "md", "dockerfile"] {
            prop_assert!(tokens(language, &code).is_some());
        }
    }
}
