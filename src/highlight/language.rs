//! Names of languages, as authors write them behind a fence, and the names that the syntaxes are filed under.

/// Names that no syntax is filed under, and those that one is filed under that a reader would not expect.
const ALIASES: &[(&str, &[&str])] = &[
    ("sh", &["shell", "shellscript", "ksh", "env-shell", "terminal", "commandline", "cmdline"]),
    ("go", &["golang"]),
    ("go.mod", &["gomod"]),
    ("rs", &["rust"]),
    ("py", &["python", "python3", "starlark", "bzl", "bazel", "tilt"]),
    ("js", &["javascript", "node", "jsx", "mjs", "cjs"]),
    ("ts", &["typescript"]),
    ("json", &["jsonc", "json5", "jsonl", "ndjson"]),
    ("yaml", &["yml", "k8s", "kubernetes", "helm", "compose"]),
    ("dockerfile", &["docker", "containerfile"]),
    ("tf", &["terraform", "hcl", "opentofu"]),
    ("proto", &["protobuf", "proto3", "proto2"]),
    ("make", &["makefile", "gnumakefile"]),
    ("sql", &["mysql", "postgres", "postgresql", "psql", "sqlite"]),
    ("ini", &["conf", "cfg", "systemd", "service"]),
    ("diff", &["patch", "udiff"]),
    ("cs", &["csharp", "c#"]),
    ("cpp", &["c++", "cplusplus"]),
    ("vim", &["viml", "vimscript"]),
    (".env", &["dotenv", "env"]),
    ("m", &["objc", "objectivec", "objective-c"]),
    ("tex", &["latex"]),
];

/// Names of what is no language, and of what is easier to read without colours.
const PLAIN: &[&str] = &[
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "no-highlight",
    "nohighlight",
    "ascii",
    "output",
    "out",
    "log",
    "logs",
    "mermaid",
    "plantuml",
    "math",
    "help",
    "man",
    "csv",
    "tsv",
    // Their grammars take seconds with a line that was made for it.
    "sv",
    "svh",
    "v",
    "vh",
    "verilog",
    "systemverilog",
    "sass",
    "typ",
    "typst",
];

/// Names for what was typed at a prompt and what came back.
const SESSIONS: &[&str] =
    &["console", "session", "shell-session", "sh-session", "bash-session", "shellsession", "term"];

/// How a block is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<'a> {
    /// As code of the language that is filed under this name.
    Code(&'a str),
    /// As commands behind a prompt, and what they answer.
    Session,
}

/// Says how a block is to be read by the first word of its info string; `None` where nothing is to be known of it.
pub fn reading(info: &str) -> Option<Reading<'_>> {
    let name = name(info);
    let is = |other: &&str| other.eq_ignore_ascii_case(name);
    if name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) || PLAIN.iter().any(is) {
        return None;
    }
    if SESSIONS.iter().any(is) {
        return Some(Reading::Session);
    }
    let filed = ALIASES.iter().find(|(_, aliases)| aliases.iter().any(is)).map(|(filed, _)| *filed);
    Some(Reading::Code(filed.unwrap_or(name)))
}

/// The name in what may be written around it: `{.yaml}`, `language-yaml`, `yaml{1,3}`, `js:title=x`.
fn name(info: &str) -> &str {
    let word = info.trim_start_matches(['{', ' ', '.']);
    let word = word.split([' ', '\t', ',', ';', ':', '{', '}', '=']).next().unwrap_or_default();
    let word = ["language-", "lang-"].iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    // `.env` and the like keep their dot behind a prefix only; no language begins with one.
    word.trim_start_matches('.')
}
