//! Keys in, screen out.

pub mod stage;

use stage::Stage;
use yundu::app::Settings;
use yundu::strings::Lang;

#[test]
fn look_at_it() {
    let Some(folder) = std::env::var_os("LOOK") else { return };
    let columns: u16 = std::env::var("COLS").ok().and_then(|c| c.parse().ok()).unwrap_or(120);
    let rows: u16 = std::env::var("ROWS").ok().and_then(|c| c.parse().ok()).unwrap_or(40);
    let lang = if std::env::var_os("EN").is_some() { Lang::En } else { Lang::Zh };
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned(),
            )
        })
        .collect();
    files.sort();
    let posts: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let mut stage = Stage::new(Settings { lang, ..Settings::default() }, &posts, columns, rows);
    stage.keys(&std::env::var("KEYS").unwrap_or_default());
    println!("{}", stage.text());
    println!("{:?}", stage.asked);
}
