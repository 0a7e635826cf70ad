//! What is opened is what is judged: no byte of a file outside the posts folder comes out of a library, whatever happens to
//! the folder between the listing and the reading.

use super::folder;
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use yundu::store::{self, Buffer, Library, Source};
use yundu::strings::Lang;

/// What every file outside the posts folder holds, and no file inside.
const CANARY: &str = "CANARY";
const OUTSIDE: &str = "outside the posts directory";

/// A posts folder `posts`, beside it `elsewhere` and a folder whose name only begins like the root's.
fn tree() -> TempDir {
    folder(&[
        ("posts/a.md", b"# a\n\ninside a\n"),
        ("posts/b.md", b"# b\n\ninside b\n"),
        ("posts/sub/c.md", b"# c\n\ninside c\n"),
        ("elsewhere/secret.md", b"# CANARY\n\nCANARY secret\n"),
        ("elsewhere/c.md", b"# CANARY\n\nCANARY c\n"),
        ("posts-2/c.md", b"# CANARY\n\nCANARY c of a sibling\n"),
    ])
}

fn load(root: &Path) -> Library {
    store::load(&Source::Folder(root.to_owned()), 1).unwrap()
}

/// Removes whatever has this name, without following it.
fn remove(path: &Path) {
    if path.symlink_metadata().is_ok_and(|facts| facts.is_dir()) {
        fs::remove_dir_all(path).unwrap();
    } else if path.symlink_metadata().is_ok() {
        fs::remove_file(path).unwrap();
    }
}

/// Puts a link in the place of whatever has this name.
fn swap(path: &Path, target: impl AsRef<Path>) {
    remove(path);
    symlink(target, path).unwrap();
}

fn index_of(library: &Library, path: &str) -> usize {
    library.posts.iter().position(|post| &*post.path == path).unwrap()
}

/// Everything that a library says of a post, whoever asks.
fn all_said(library: &Library, index: usize) -> String {
    let post = &library.posts[index];
    let text = match library.open(index) {
        Ok(reading) => reading.text,
        Err(defect) => format!("{} {}", defect.message(Lang::En), defect.hint(Lang::En)),
    };
    let raw = String::from_utf8_lossy(&library.raw(index)).into_owned();
    let corpus = library.corpus(&mut || true).unwrap();
    let corpus = String::from_utf8_lossy(corpus.get(index)).into_owned();
    format!("{post:?}\n{text}\n{raw}\n{corpus}\n{:?}", library.diagnostics)
}

/// Checks that a post that was listed is refused now, by every way to its text.
#[track_caller]
fn check_refused(library: &Library, path: &str, reason: &str) {
    let index = index_of(library, path);
    let said = library.open(index).map(|reading| reading.text).map_err(|defect| defect.message(Lang::En).to_string());
    let said = said.expect_err(path);
    assert!(said.contains(reason), "{path}: {said}");
    assert_eq!(String::from_utf8_lossy(&library.raw(index)), "", "the raw text of {path}");
    assert_eq!(library.corpus(&mut || true).unwrap().get(index), b"", "what is searched of {path}");
    let file = library.path(index).map_err(|defect| defect.message(Lang::En).to_string());
    assert!(file.as_ref().is_err_and(|said| said.contains(reason)), "what the editor gets of {path}: {file:?}");
}

/// Checks that a post is read, from the real file `file`.
#[track_caller]
fn check_read(library: &Library, path: &str, file: &Path) {
    let index = index_of(library, path);
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(library.read(index).map_err(|defect| defect.message(Lang::En)), Ok(text.clone()), "{path}");
    assert_eq!(library.raw(index), text.as_bytes(), "{path}");
    assert_eq!(library.corpus(&mut || true).unwrap().get(index), text.as_bytes(), "{path}");
    assert_eq!(library.path(index), Ok(Some(file.canonicalize().unwrap())), "{path}");
}

#[test]
fn a_post_that_became_a_link_to_the_outside_is_refused() {
    let root = tree();
    let posts = root.path().join("posts");
    for target in ["../elsewhere/secret.md".into(), root.path().join("elsewhere/secret.md"), "/etc/passwd".into()] {
        remove(&posts.join("b.md"));
        fs::write(posts.join("b.md"), "# b\n\ninside b\n").unwrap();
        let library = load(&posts);
        swap(&posts.join("b.md"), &target);
        check_refused(&library, "b.md", OUTSIDE);
        check_read(&library, "a.md", &posts.join("a.md"));
    }
}

#[test]
fn a_post_whose_folder_became_a_link_to_the_outside_is_refused() {
    let root = tree();
    let posts = root.path().join("posts");
    for target in ["../elsewhere".into(), root.path().join("elsewhere"), root.path().join("posts-2")] {
        remove(&posts.join("sub"));
        fs::create_dir(posts.join("sub")).unwrap();
        fs::write(posts.join("sub/c.md"), "# c\n\ninside c\n").unwrap();
        let library = load(&posts);
        swap(&posts.join("sub"), &target);
        check_refused(&library, "sub/c.md", OUTSIDE);
    }
}

/// Between the listing and the reading of the head, too.
#[test]
fn what_was_listed_is_judged_when_it_is_searched() {
    let root = tree();
    let posts = root.path().join("posts");
    let listing = store::list(&Source::Folder(posts.clone())).unwrap();
    swap(&posts.join("b.md"), "../elsewhere/secret.md");
    swap(&posts.join("sub"), "../elsewhere");
    let mut buffer = Buffer::default();
    let texts: Vec<String> = (0..listing.len())
        .filter_map(|index| Some(String::from_utf8_lossy(&listing.bytes(index, &mut buffer)?).into_owned()))
        .collect();
    assert_eq!(texts, ["# a\n\ninside a\n"]);
}

#[test]
fn links_inside_the_folder_are_posts_also_after_the_listing() {
    let root = tree();
    let posts = root.path().join("posts");
    symlink("a.md", posts.join("relative.md")).unwrap();
    symlink(posts.join("sub/c.md"), posts.join("absolute.md")).unwrap();
    symlink("relative.md", posts.join("chain.md")).unwrap();
    symlink("../a.md", posts.join("sub/up.md")).unwrap();
    symlink("../posts/b.md", posts.join("around.md")).unwrap();
    let library = load(&posts);
    for (path, file) in [
        ("relative.md", "a.md"),
        ("absolute.md", "sub/c.md"),
        ("chain.md", "a.md"),
        ("sub/up.md", "a.md"),
        ("around.md", "b.md"),
    ] {
        check_read(&library, path, &posts.join(file));
    }
    // And what becomes a link to the inside stays one.
    fs::create_dir(posts.join("new")).unwrap();
    fs::write(posts.join("new/c.md"), "# c\n\ninside, moved\n").unwrap();
    swap(&posts.join("b.md"), posts.join("a.md"));
    swap(&posts.join("sub"), "new");
    check_read(&library, "b.md", &posts.join("a.md"));
    check_read(&library, "sub/c.md", &posts.join("new/c.md"));
}

/// The file that a hard link names is a file of the folder.
#[test]
fn hard_links_are_files_of_the_folder() {
    let root = tree();
    let posts = root.path().join("posts");
    fs::hard_link(root.path().join("elsewhere/secret.md"), posts.join("hard.md")).unwrap();
    check_read(&load(&posts), "hard.md", &posts.join("hard.md"));
}

#[test]
fn what_no_longer_leads_to_a_file_has_its_reason() {
    let root = tree();
    let posts = root.path().join("posts");
    let library = load(&posts);
    let b = posts.join("b.md");
    swap(&b, "b.md");
    check_refused(&library, "b.md", "Too many levels of symbolic links");
    swap(&b, "nowhere.md");
    check_refused(&library, "b.md", "the link points to a file that does not exist");
    swap(&b, "sub");
    check_refused(&library, "b.md", "not a regular file");
    swap(&b, "/dev/zero");
    check_refused(&library, "b.md", "not a regular file");
    swap(&b, "../elsewhere");
    check_refused(&library, "b.md", OUTSIDE);
    remove(&b);
    fs::create_dir(&b).unwrap();
    check_refused(&library, "b.md", "not a regular file");
    remove(&b);
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &b, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    check_refused(&library, "b.md", "not a regular file");
    remove(&b);
    check_refused(&library, "b.md", "no such file");
    fs::write(&b, "# b\n\nagain\n").unwrap();
    check_read(&library, "b.md", &b);
}

/// Rows that were refused at the listing have nothing for an editor, wherever they lead.
#[test]
fn refused_rows_have_no_file_to_edit() {
    let root = tree();
    let posts = root.path().join("posts");
    symlink("../elsewhere/secret.md", posts.join("link.md")).unwrap();
    symlink("../elsewhere", posts.join("folder")).unwrap();
    symlink("/dev/null", posts.join("device.md")).unwrap();
    fs::write(posts.join("empty.md"), "").unwrap();
    let library = load(&posts);
    check_refused(&library, "link.md", OUTSIDE);
    check_refused(&library, "folder", "the posts directory");
    check_refused(&library, "device.md", "not a regular file");
    // An empty file is a row that cannot be read, and the editor is the way to mend it.
    assert_eq!(library.path(index_of(&library, "empty.md")), Ok(Some(posts.join("empty.md").canonicalize().unwrap())));
}

#[test]
fn a_root_may_be_reached_through_links() {
    let root = tree();
    let posts = root.path().join("posts");
    let alias = root.path().join("alias");
    symlink("posts", &alias).unwrap();
    let library = load(&alias);
    check_read(&library, "a.md", &posts.join("a.md"));
    symlink(alias.join("a.md"), posts.join("through.md")).unwrap();
    check_read(&load(&alias), "through.md", &posts.join("a.md"));
    check_read(&load(&posts.join("sub/..")), "sub/c.md", &posts.join("sub/c.md"));
    // The alias leads elsewhere after the listing: the library is still the folder that was listed.
    swap(&alias, "posts-2");
    fs::create_dir(root.path().join("posts-2/sub")).unwrap();
    fs::write(root.path().join("posts-2/sub/c.md"), CANARY).unwrap();
    check_read(&library, "sub/c.md", &posts.join("sub/c.md"));
}

#[test]
fn a_root_that_is_replaced_by_a_link_has_lost_its_posts() {
    let root = tree();
    let posts = root.path().join("posts");
    let library = load(&posts);
    fs::rename(&posts, root.path().join("old")).unwrap();
    check_refused(&library, "sub/c.md", "no such file");
    symlink("elsewhere", &posts).unwrap();
    fs::create_dir(root.path().join("elsewhere/sub")).unwrap();
    fs::write(root.path().join("elsewhere/sub/c.md"), CANARY).unwrap();
    check_refused(&library, "sub/c.md", OUTSIDE);
    // It is only somewhere else now, and the old name leads there.
    swap(&posts, "old");
    check_read(&library, "sub/c.md", &root.path().join("old/sub/c.md"));
    // A new folder of the same name holds the same library.
    remove(&posts);
    fs::create_dir_all(posts.join("sub")).unwrap();
    fs::write(posts.join("sub/c.md"), "# c\n\nnew\n").unwrap();
    check_read(&library, "sub/c.md", &posts.join("sub/c.md"));
}

/// The name changes its meaning again and again while it is read.
#[test]
fn no_moment_is_right_for_a_swap() {
    let root = tree();
    let posts = root.path().join("posts");
    let library = load(&posts);
    let (file, link, name) = (posts.join("file"), posts.join("link"), posts.join("b.md"));
    let done = AtomicBool::new(false);
    let read = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                symlink("../elsewhere/secret.md", &link).unwrap();
                fs::rename(&link, &name).unwrap();
                fs::write(&file, "# b\n\ninside b\n").unwrap();
                fs::rename(&file, &name).unwrap();
            }
        });
        let index = index_of(&library, "b.md");
        let texts: Vec<_> = (0..4000).map(|_| (library.read(index), library.path(index))).collect();
        done.store(true, Ordering::Relaxed);
        texts
    });
    let read_well = read.iter().filter(|(text, _)| text.is_ok()).count();
    // Both meanings were met, or this says nothing.
    assert!(read_well > 0 && read_well < read.len(), "{read_well} of {}", read.len());
    for (text, file) in read {
        assert!(text.is_err() || text.is_ok_and(|text| text == "# b\n\ninside b\n"));
        assert!(file.is_err() || file.is_ok_and(|file| file == Some(posts.join("b.md").canonicalize().unwrap())));
    }
}

/// A file that is named alone lies in no library, and is followed as other programs do.
#[test]
fn a_file_that_was_named_is_followed() {
    let root = tree();
    let link = root.path().join("posts/link.md");
    symlink("../elsewhere/secret.md", &link).unwrap();
    let library = store::load(&Source::File(link.clone()), 1).unwrap();
    assert!(library.read(0).unwrap().contains(CANARY));
    assert_eq!(library.path(0), Ok(Some(link)));
}

// ---- any tree, any swaps ----------------------------------------------------------------------------------------------

/// Places inside the posts folder, and what a link may lead to: seen from the folder that holds `posts` and `out`.
const INSIDE: &[&str] =
    &["posts/a.md", "posts/b.md", "posts/s/c.md", "posts/s/d.md", "posts/s/t/e.md", "posts/s", "posts/t"];
const TARGETS: &[&str] = &[
    "posts/a.md",
    "posts/b.md",
    "posts/s/c.md",
    "posts/s/t/e.md",
    "posts/s",
    "posts/s/t",
    "posts/t",
    "posts",
    "out/x.md",
    "out/c.md",
    "out/s/c.md",
    "out/back.md",
    "out/s",
    "out/posts",
    "out",
    "posts-2/a.md",
    "posts-2",
    ".",
    "nowhere",
];

/// One change of the tree.
#[derive(Clone, Debug)]
enum Step {
    File(&'static str),
    Link { at: &'static str, to: &'static str, absolute: bool },
    Remove(&'static str),
}

fn step() -> impl Strategy<Value = Step> {
    let at = prop::sample::select(INSIDE);
    prop_oneof![
        2 => at.clone().prop_map(Step::File),
        5 => (at.clone(), prop::sample::select(TARGETS), any::<bool>())
            .prop_map(|(at, to, absolute)| Step::Link { at, to, absolute }),
        1 => at.prop_map(Step::Remove),
    ]
}

/// Makes room for `path`: whatever is in the way is removed, and nothing is followed.
fn room(top: &Path, path: &str) {
    let mut folder = top.to_owned();
    let names: Vec<&str> = path.split('/').collect();
    for name in &names[..names.len() - 1] {
        folder.push(name);
        if !folder.symlink_metadata().is_ok_and(|facts| facts.is_dir()) {
            remove(&folder);
            fs::create_dir(&folder).unwrap();
        }
    }
    remove(&top.join(path));
}

fn carry_out(top: &Path, step: &Step) {
    match step {
        Step::File(at) => {
            room(top, at);
            fs::write(top.join(at), format!("# {at}\n\ninside {at}\n")).unwrap();
        }
        Step::Link { at, to, absolute: true } => {
            room(top, at);
            symlink(top.join(to), top.join(at)).unwrap();
        }
        Step::Link { at, to, absolute: false } => {
            room(top, at);
            let up = "../".repeat(at.matches('/').count());
            symlink(format!("{up}{to}"), top.join(at)).unwrap();
        }
        Step::Remove(at) => remove(&top.join(at)),
    }
}

/// The posts folder with one post, and around it what must not be read; `out/back.md` leads back inside.
fn start() -> TempDir {
    let files =
        ["out/x.md", "out/c.md", "out/s/c.md", "out/posts/a.md", "out/posts/s/c.md", "posts-2/a.md", "posts-2/s/c.md"];
    let files: Vec<(&str, &[u8])> = files.map(|name| (name, &b"# CANARY\n\nCANARY\n"[..])).into();
    let top = folder(&[&[("posts/a.md", &b"# a\n\ninside\n"[..])], &files[..]].concat());
    symlink("../posts/b.md", top.path().join("out/back.md")).unwrap();
    symlink("posts", top.path().join("alias")).unwrap();
    symlink(top.path().join("alias"), top.path().join("alias-2")).unwrap();
    symlink("alias/b.md", top.path().join("own.md")).unwrap();
    top
}

/// The root, spelled as people and scripts do.
fn spelled(top: &Path, how: usize) -> PathBuf {
    let here = std::env::current_dir().unwrap();
    let up = "../".repeat(here.components().count() - 1);
    let relative = PathBuf::from(up).join(top.strip_prefix("/").unwrap()).join("posts");
    let roots = ["posts", "posts/", "alias", "alias-2/", "out/../posts/.", "alias/../posts"];
    roots.get(how).map_or(relative, |root| top.join(root))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_from_outside_comes_out(
        before in prop::collection::vec(step(), 0..8),
        after in prop::collection::vec(step(), 0..8),
        how in 0..7_usize,
    ) {
        let top = start();
        let real = top.path().join("posts").canonicalize().unwrap();
        before.iter().for_each(|step| carry_out(top.path(), step));
        let root = spelled(top.path(), how);
        let source = Source::Folder(root);
        let (library, listing) = (store::load(&source, 1).unwrap(), store::list(&source).unwrap());
        for step in std::iter::once(None).chain(after.iter().map(Some)) {
            if let Some(step) = step {
                carry_out(top.path(), step);
            }
            for (index, post) in library.posts.iter().enumerate() {
                let said = all_said(&library, index);
                prop_assert!(!said.contains(CANARY), "{}: {said}", post.path);
                // What lies inside is read, unless the listing refused it already.
                let file = real.join(post.path.as_str()).canonicalize().ok();
                let file = file.filter(|file| file.starts_with(&real) && file.is_file());
                prop_assert_eq!(library.path(index).ok().flatten(), file.clone(), "{}", post.path);
                let text = file.filter(|_| post.broken.is_none()).map(|file| fs::read_to_string(file).unwrap());
                prop_assert_eq!(library.read(index).ok(), text, "{}", post.path);
            }
            let mut buffer = Buffer::default();
            for index in 0..listing.len() {
                let text = listing.bytes(index, &mut buffer).map(|bytes| bytes.into_owned()).unwrap_or_default();
                prop_assert!(!String::from_utf8_lossy(&text).contains(CANARY));
            }
        }
    }

    /// A path that comes through the folder and leaves it by a link is a matter of the folder. Whether it did is told by
    /// taking the folder's links away: a path of somebody's own leads where it did before.
    #[test]
    fn no_path_leads_out_of_the_folder_unnoticed(
        steps in prop::collection::vec(step(), 0..10),
        how in 0..7_usize,
        words in prop::collection::vec(word(), 1..8),
    ) {
        let top = start();
        steps.iter().for_each(|step| carry_out(top.path(), step));
        let root = spelled(top.path(), how);
        let mut own = Vec::new();
        for word in words {
            let path = top.path().join(word.join("/"));
            match store::named(&root, &path) {
                Some(named) => {
                    let mut listing = store::list(&Source::Folder(root.clone())).unwrap();
                    prop_assert_eq!(listing.keep(&named), named.exists || named.entry.extension().is_some());
                    let library = store::read(listing, 1);
                    for index in 0..library.posts.len() {
                        let said = all_said(&library, index);
                        prop_assert!(!said.contains(CANARY), "{}: {said}", path.display());
                        // The system refuses `a.md/.`, which costs nothing here.
                        if let (Ok(text), Ok(expected)) = (library.read(index), fs::read_to_string(&path)) {
                            prop_assert_eq!(text, expected, "{}", path.display());
                        }
                    }
                }
                None if path.is_file() => own.push((path.canonicalize().unwrap(), path)),
                None => {}
            }
        }
        let posts = top.path().join("posts");
        let inside = ["a.md", "b.md", "s/c.md", "s/d.md", "s/t/e.md", "s/t", "s", "t"].map(|name| posts.join(name));
        inside.iter().filter(|path| path.is_symlink()).for_each(|path| fs::remove_file(path).unwrap());
        for (file, path) in own {
            prop_assert_eq!(path.canonicalize().ok(), Some(file), "{}", path.display());
        }
    }
}

/// A path, name by name, from the folder that holds `posts`.
fn word() -> impl Strategy<Value = Vec<&'static str>> {
    let start = prop::sample::select(&["posts", "alias", "alias-2", "out", ".", "own.md"][..]);
    let names = ["a.md", "b.md", "c.md", "x.md", "back.md", "s", "t", "posts", "..", "."];
    (start, prop::collection::vec(prop::sample::select(names.to_vec()), 0..5))
        .prop_map(|(start, rest)| [&[start], &rest[..]].concat())
}
