//! Posts folders: which files are posts, what is refused and why, encodings, and the order.

#[cfg(unix)]
mod beneath;

use std::fs;
use std::path::Path;
use yundu::diagnostic::{Diagnostic, Severity};
use yundu::store::{self, FILE_BYTES, FOLDER_DEPTH, Library, Source, decode};
use yundu::strings::Lang;

fn load(folder: &Path) -> Library {
    store::load(&Source::Folder(folder.to_owned()), 1).unwrap()
}

/// Draws a library: one line for each row, `path` or `path: why it is broken`.
fn drawn(library: &Library) -> Vec<String> {
    let row = |post: &yundu::post::Post| match &post.broken {
        Some(defect) => format!("{}: {}", post.path, defect.message(Lang::En)),
        None => post.path.to_string(),
    };
    library.posts.iter().map(row).collect()
}

fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|it| format!("{}: {}", it.path, it.defect.message(Lang::En))).collect()
}

/// Writes files below a new folder.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

#[test]
fn posts_are_listed_newest_first_then_by_name() {
    let root = folder(&[
        ("b/2026-02-05-b.md", b"# b"),
        ("a/2026-02-05-c.markdown", b"# c"),
        ("2026-03-01-a.MD", b"# a"),
        ("z.mdown", b"# z"),
        ("y.md", "---\ndate: 2025-01-01\n---\n文".as_bytes()),
    ]);
    let library = load(root.path());
    let expected = ["2026-03-01-a.MD", "b/2026-02-05-b.md", "a/2026-02-05-c.markdown", "y.md", "z.mdown"];
    assert_eq!(drawn(&library), expected);
    let ids: Vec<&str> = library.posts.iter().map(|post| post.id.0.as_str()).collect();
    assert_eq!(ids, ["2026-03-01-a", "b/2026-02-05-b", "a/2026-02-05-c", "y", "z"]);
    assert_eq!(library.read(3).unwrap(), "---\ndate: 2025-01-01\n---\n文");
    assert_eq!(library.posts[3].body_of(&library.read(3).unwrap()), "文");
    assert!(library.read(99).is_err());
}

#[test]
fn what_is_no_post_is_passed_over_and_counted() {
    let root = folder(&[
        ("a.md", b"# a"),
        ("README.md", b"# r"),
        ("readme-zh.md", b"# r"),
        ("Readme of mine.md", b"# r"),
        (".hidden.md", b"# h"),
        (".git/x.md", b"# h"),
        ("node_modules/x.md", b"# n"),
        ("#a.md#", b"# e"),
        ("a.md~", b"# e"),
        (".#a.md", b"# e"),
        ("note.txt", b"# t"),
        ("dir.md/b.md", b"# b"),
    ]);
    let library = load(root.path());
    assert_eq!(drawn(&library), ["Readme of mine.md", "a.md", "dir.md/b.md"]);
    assert_eq!(library.skipped, 9);
    assert!(library.diagnostics.is_empty());
}

#[test]
fn deep_folders_are_read_and_the_limit_is_stated() {
    let deep = |levels: usize| format!("{}x.md", "d/".repeat(levels));
    let root = folder(&[(&deep(60), b"# a"), (&deep(FOLDER_DEPTH), b"# b"), (&deep(FOLDER_DEPTH + 1), b"# c")]);
    let library = load(root.path());
    assert_eq!(library.posts.len(), 2);
    assert_eq!(library.diagnostics.len(), 1);
    assert_eq!(library.diagnostics[0].defect.message(Lang::En).as_str(), "folders below level 64 were not read");
}

#[cfg(unix)]
mod special {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use yundu::text::SafeStr;

    #[test]
    fn only_regular_files_are_opened() {
        let outside = folder(&[("secret.md", b"SECRET"), ("inner/s.md", b"SECRET")]);
        let root = folder(&[("a.md", b"# a"), ("sub/b.md", b"# b")]);
        let at = |name: &str| root.path().join(name);
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, at("fifo.md"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let _socket = UnixListener::bind(at("socket.md")).unwrap();
        symlink("/dev/zero", at("zero.md")).unwrap();
        symlink("/dev/tty", at("tty.md")).unwrap();
        symlink(at("fifo.md"), at("link-to-fifo.md")).unwrap();
        symlink(outside.path().join("secret.md"), at("outside.md")).unwrap();
        symlink(outside.path(), at("folder")).unwrap();
        symlink("nowhere", at("dangling.md")).unwrap();
        symlink("loop.md", at("loop.md")).unwrap();
        symlink("nowhere", at("no-post")).unwrap();
        symlink("a.md", at("inside.md")).unwrap();
        symlink("..", at("sub/up")).unwrap();
        let library = load(root.path());
        let loops = "loop.md: cannot be read: Too many levels of symbolic links (os error 40)";
        assert_eq!(
            drawn(&library),
            [
                "a.md",
                "sub/b.md",
                "dangling.md: the link points to a file that does not exist",
                "fifo.md: not a regular file",
                "folder: outside the posts directory",
                "inside.md",
                "link-to-fifo.md: not a regular file",
                loops,
                "outside.md: outside the posts directory",
                "socket.md: not a regular file",
                "tty.md: not a regular file",
                "zero.md: not a regular file",
            ]
        );
        assert_eq!(library.skipped, 2);
        assert_eq!(library.diagnostics.len(), 9);
        for (index, post) in library.posts.iter().enumerate() {
            match library.read(index) {
                Ok(text) => assert!(post.broken.is_none() && !text.contains("SECRET")),
                Err(defect) => assert_eq!(defect.severity, Severity::Broken),
            }
        }
    }

    /// A pipe that takes the place of a post after the folder was read.
    #[test]
    fn what_was_opened_counts_not_what_was_listed() {
        let root = folder(&[("a.md", b"# a")]);
        let library = load(root.path());
        let path = root.path().join("a.md");
        fs::remove_file(&path).unwrap();
        assert!(library.read(0).unwrap_err().message(Lang::En).contains("no such file"));
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert_eq!(library.read(0).unwrap_err().message(Lang::En).as_str(), "not a regular file");
    }

    #[test]
    fn unreadable_files_and_folders_have_a_reason() {
        let root = folder(&[("a.md", b"# a"), ("shut.md", b"# s"), ("closed/b.md", b"# b")]);
        for name in ["shut.md", "closed"] {
            fs::set_permissions(root.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
        }
        let library = load(root.path());
        fs::set_permissions(root.path().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
        // The superuser reads everything.
        if rustix::process::geteuid().is_root() {
            assert_eq!(drawn(&library), ["a.md", "closed/b.md", "shut.md"]);
            return;
        }
        assert_eq!(drawn(&library), ["a.md", "shut.md: cannot be read: Permission denied (os error 13)"]);
        assert!(
            said(&library.diagnostics).contains(&"closed: cannot be read: Permission denied (os error 13)".to_owned())
        );
    }

    #[test]
    fn odd_names_are_listed_and_opened() {
        let root = folder(&[("--help.md", b"# help"), ("a\nb\tc.md", b"# n"), ("x\u{1b}]2;t\u{7}.md", b"# e")]);
        let raw = std::ffi::OsStr::from_bytes(b"y\xff\x9b.md");
        fs::write(root.path().join(raw), "# 正文").unwrap();
        let library = load(root.path());
        assert_eq!(library.posts.len(), 4);
        for (index, post) in library.posts.iter().enumerate() {
            assert!(!post.path.chars().any(char::is_control), "{:?}", post.path);
            assert!(library.read(index).unwrap().starts_with("# "));
            let odd = &*post.path != "--help.md";
            assert_eq!(post.warnings, usize::from(odd), "{:?}", post.path);
        }
        assert_eq!(library.path(0), Ok(Some(root.path().join("--help.md").canonicalize().unwrap())));
        let path = SafeStr::clean("--help.md");
        assert_eq!(library.posts[0].path, path);
    }
}

/// Checks a file's row and what is said about it when it is opened: `None` for broken ones.
#[track_caller]
fn encoded(bytes: &[u8], title: Option<&str>, expected: &[&str]) {
    let root = folder(&[("a.md", bytes), ("b.md", b"# b")]);
    let library = load(root.path());
    assert_eq!(library.posts.len(), 2);
    let post = &library.posts[0];
    assert_eq!(title.is_none(), post.broken.is_some(), "{post:?}");
    let said: Vec<String> = match library.open(0) {
        Ok(reading) => {
            assert!(reading.text.is_char_boundary(post.body.start));
            reading.defects.iter().map(|defect| defect.message(Lang::En).to_string()).collect()
        }
        Err(defect) => vec![defect.message(Lang::En).to_string()],
    };
    assert_eq!(said, expected);
    if let Some(title) = title {
        assert_eq!(&*post.title, title);
    }
}

const TEXT: &str = "---\ntitle: 云原生周报\n---\n\n# 云原生周报\n\n本周的社区动态：新版本发布了，我们一起来看。这是一个很长的句子，里面有不少常用的字。\n";

#[test]
fn encodings() {
    let marked = |encode: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(encode).collect()
    };
    let in_encoding = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let traditional = TEXT
        .replace("云原生周报", "雲原生週報")
        .replace("发布", "發佈")
        .replace("动态", "動態")
        .replace("们", "們")
        .replace("来", "來")
        .replace("这", "這")
        .replace("个", "個")
        .replace("长", "長")
        .replace("里", "裡");
    encoded(TEXT.as_bytes(), Some("云原生周报"), &[]);
    encoded(format!("\u{feff}{TEXT}").as_bytes(), Some("云原生周报"), &[]);
    encoded(TEXT.replace('\n', "\r\n").as_bytes(), Some("云原生周报"), &[]);
    encoded(&marked(u16::to_le_bytes), Some("云原生周报"), &["read as UTF-16LE"]);
    encoded(&marked(u16::to_be_bytes), Some("云原生周报"), &["read as UTF-16BE"]);
    encoded(&in_encoding(encoding_rs::GBK, TEXT), Some("云原生周报"), &["read as gb18030"]);
    encoded(&in_encoding(encoding_rs::BIG5, &traditional), Some("雲原生週報"), &["read as Big5"]);
    let mut cut = TEXT.as_bytes().to_vec();
    cut.truncate(cut.len() - 2);
    encoded(
        &cut,
        Some("云原生周报"),
        &[&format!("not UTF-8 at byte {}; what cannot be read is shown as �", cut.len() - 1)],
    );
    // A title that reads well and a body that does not.
    let mut broken = TEXT.as_bytes().to_vec();
    broken.extend(vec![b'a'; 2000]);
    broken.push(0x9b);
    encoded(
        &broken,
        Some("云原生周报"),
        &[&format!("not UTF-8 at byte {}; what cannot be read is shown as �", broken.len())],
    );
    encoded(b"", None, &["the file is empty"]);
    encoded(b"\xef\xbb\xbf", None, &["the file is empty"]);
    encoded(" \n\t\n\u{3000}\n".repeat(500).as_bytes(), None, &["the file is empty"]);
    encoded(&[0; 5000], None, &["not a text file"]);
    encoded(b"\xff\xfe\0\0a\0\0\0", None, &["not a text file"]);
    encoded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", None, &["not a text file"]);
}

/// Chinese sentences in every encoding are told apart.
#[test]
fn encodings_are_hardly_ever_mistaken() {
    let simplified =
        "社区在这个月里发布了新的版本，主要的变化是调度和存储，我们把要点整理在下面，方便大家阅读和选择升级的时间。";
    let traditional =
        "社群在這個月裡發佈了新的版本，主要的變化是調度和儲存，我們把要點整理在下面，方便大家閱讀和選擇升級的時間。";
    let rotations = |text: &str| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        (0..chars.len()).map(|at| chars[at..].iter().chain(&chars[..at]).take(24).collect()).collect()
    };
    let mut wrong = 0;
    let mut all = 0;
    for (text, encoding) in [(simplified, encoding_rs::GBK), (traditional, encoding_rs::BIG5)] {
        for part in rotations(text) {
            let (bytes, _, failed) = encoding.encode(&part);
            assert!(!failed, "{part}");
            all += 1;
            let read = decode(&bytes).map(|(text, _)| text.into_owned()).ok();
            if read.as_ref() != Some(&part) {
                println!("{} {part}: {read:?}", encoding.name());
                wrong += 1;
            }
        }
    }
    assert!(wrong * 100 <= all, "{wrong} of {all}");
}

#[test]
fn a_long_file_is_shown_up_to_the_limit() {
    let mut bytes = "# 长文\n\n".as_bytes().to_vec();
    bytes.extend("云".as_bytes().repeat(FILE_BYTES / 3 + 100_000));
    let root = folder(&[("a.md", &bytes)]);
    let library = load(root.path());
    let reading = library.open(0).unwrap();
    assert!(reading.text.len() <= FILE_BYTES && reading.text.len() > FILE_BYTES - 4);
    let said: Vec<String> = reading.defects.iter().map(|defect| defect.message(Lang::En).to_string()).collect();
    assert_eq!(said, ["the file has 16.2 MB; its first 16 MB are shown"]);
    assert_eq!(library.posts[0].warnings, 1);
}

#[test]
fn the_other_sources() {
    let library = store::load(&Source::BuiltIn, 7).unwrap();
    assert_eq!(library.generation, 7);
    assert!(library.root.is_none());
    for (index, post) in library.posts.iter().enumerate() {
        assert!(post.broken.is_none(), "{post:?}");
        assert!(!library.read(index).unwrap().is_empty());
    }
    assert!(library.diagnostics.is_empty(), "{:?}", said(&library.diagnostics));
    let text = Source::Text { name: "standard input".to_owned(), bytes: b"# a\n\nb".to_vec() };
    let library = store::load(&text, 1).unwrap();
    assert_eq!((library.posts.len(), &*library.posts[0].title), (1, "a"));
    assert_eq!(library.read(0).unwrap(), "# a\n\nb");
    let root = folder(&[("notes.txt", b"# t")]);
    let library = store::load(&Source::File(root.path().join("notes.txt")), 1).unwrap();
    assert_eq!((&*library.posts[0].title, library.posts[0].id.0.as_str()), ("t", "notes.txt"));
    for missing in [Source::Folder(root.path().join("none")), Source::File(root.path().join("none.md"))] {
        let error = store::load(&missing, 1).unwrap_err();
        assert!(error.defect.message(Lang::En).contains("no such file"), "{error:?}");
    }
    let error = store::load(&Source::Folder(root.path().join("notes.txt")), 1).unwrap_err();
    assert!(error.defect.message(Lang::En).contains("not a folder"), "{error:?}");
}
