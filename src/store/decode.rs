//! From the bytes of a file to text: which encoding it is in, and what could not be read.

use crate::diagnostic::Defect;
use crate::strings::post as strings;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How much of a file is looked at to choose a legacy encoding, in bytes.
const SAMPLE: usize = 64 * 1024;
/// How much of a file is checked for UTF-8 at load, in bytes: more than the front matter of nearly every post.
const HEAD: usize = 1024;

/// What was read and what had to be guessed for it, or why it is no text.
pub type Decoded<T> = Result<(T, Option<Defect>), Box<Defect>>;

/// Decodes a file. UTF-8 and UTF-16 by their mark; else UTF-8; else GB18030 or Big5, when the whole file decodes and most of
/// it is common Chinese; else UTF-8 with U+FFFD for what cannot be read. All but clean UTF-8 comes with a warning.
///
/// # Errors
/// A file without anything to read, or that is no text.
pub fn decode(bytes: &[u8]) -> Decoded<Cow<'_, str>> {
    for (mark, encoding) in [
        (&b"\xff\xfe\0\0"[..], None),
        (b"\0\0\xfe\xff", None),
        (b"\xff\xfe", Some(UTF_16LE)),
        (b"\xfe\xff", Some(UTF_16BE)),
    ] {
        if bytes.starts_with(mark) {
            return match encoding {
                Some(encoding) => Ok(legacy(bytes, encoding)),
                None => Err(Box::new(Defect::broken(strings::BINARY, strings::BINARY_HINT).about("UTF-32"))),
            };
        }
    }
    check(bytes)?;
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), None)),
        Err(error) => error.valid_up_to(),
    };
    let text = String::from_utf8_lossy(bytes);
    let bad = text.matches('\u{fffd}').count();
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - bad;
    // Where most of what is not ASCII has been read as UTF-8, the file is UTF-8 with a fault.
    if let Some(encoding) = guess(bytes).filter(|_| good < bad * 4) {
        return Ok(legacy(bytes, encoding));
    }
    if (bad + controls) * 10 > text.chars().count() * 3 {
        return Err(Box::new(Defect::broken(strings::BINARY, strings::BINARY_HINT)));
    }
    let defect = Defect::warning(strings::BAD_UTF8, strings::BAD_UTF8_HINT).about(&(error + 1).to_string());
    Ok((text, Some(defect.on_line(line_of(bytes, error)))))
}

/// Gives the bytes from which a head is read. Checking whole files for UTF-8 would cost three times what reading them does,
/// so a file whose beginning is UTF-8 is taken as it is; its body is checked when it is opened.
///
/// # Errors
/// As [`decode`].
pub fn for_head(bytes: &[u8]) -> Decoded<Cow<'_, [u8]>> {
    check(bytes)?;
    let start = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    match std::str::from_utf8(start) {
        Ok(_) => return Ok((Cow::Borrowed(bytes), None)),
        // The beginning was cut inside a character.
        Err(error) if error.error_len().is_none() && start.len() == HEAD => return Ok((Cow::Borrowed(bytes), None)),
        Err(_) => {}
    }
    let (text, defect) = decode(bytes)?;
    let bytes = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    };
    Ok((bytes, defect))
}

/// How many bytes outside ASCII tell UTF-8 from other encodings of Chinese.
const TELLING: usize = 128;

/// Tells whether the first letters of a file that are not ASCII are UTF-8. Where they are, [`for_head`] gives the bytes as
/// they are, but for a file that is broken further on.
pub fn begins_as_utf8(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let first = head.iter().position(|byte| !byte.is_ascii()).unwrap_or(head.len());
    let letters = head.get(first..head.len().min(first + TELLING)).unwrap_or_default();
    // The last letter may have been cut.
    std::str::from_utf8(letters).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Tells whether a file has something to read and is text.
pub fn is_text(bytes: &[u8]) -> bool {
    check(bytes).is_ok()
}

/// Refuses what is empty or no text.
///
/// # Errors
/// Says which of the two.
fn check(bytes: &[u8]) -> Result<(), Box<Defect>> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Ok(());
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = text.get(..text.len().min(SAMPLE)).unwrap_or_default();
    let blank = |text: &[u8]| String::from_utf8_lossy(text).chars().all(char::is_whitespace);
    let begins_blank = head.iter().take(64).all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii());
    if begins_blank && blank(head.get(..head.len().min(256)).unwrap_or_default()) && blank(text) {
        return Err(Box::new(Defect::broken(strings::EMPTY_FILE, strings::EMPTY_FILE_HINT)));
    }
    // One NUL may be a slip; a text has no more.
    if memchr::memchr_iter(0, head).count() * 100 > head.len() {
        return Err(Box::new(Defect::broken(strings::BINARY, strings::BINARY_HINT)));
    }
    Ok(())
}

/// Decodes with a known encoding.
fn legacy<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> (Cow<'a, str>, Option<Defect>) {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    (text, Some(Defect::warning(strings::DECODED, strings::DECODED_HINT).about(encoding.name())))
}

/// Chooses between GB18030 and Big5: the one that decodes without a fault and gives the more common characters.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let mut best = None;
    for encoding in [GB18030, BIG5] {
        // A sample may end inside a character.
        let whole = (0..4).find_map(|cut| {
            let part = sample.get(..sample.len().saturating_sub(cut))?;
            encoding.decode_without_bom_handling_and_without_replacement(part)
        });
        let Some(text) = whole else { continue };
        let (mut letters, mut common) = (0_usize, 0_usize);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            letters += 1;
            common += usize::from(is_common(c));
        }
        let share = common * 100 / letters.max(1);
        if share >= 40 && best.is_none_or(|(known, _)| share > known) {
            best = Some((share, encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// True for Chinese punctuation and for characters that every Chinese text is full of, in either script. Wrongly decoded
/// text has few of them.
fn is_common(c: char) -> bool {
    const WORDS: &str = "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父強這個來說們為會時國學對後還發開無樣現將與進實種動聲給業間門東氣關並內產電車應長問題統計結論資隊帶條變聯權領傳達辦運雲技術軟體網路安裝更新版本容器集群服務系統支持模式";
    matches!(c, '\u{3000}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' | '“' | '”' | '—' | '…') || WORDS.contains(c)
}

/// Counts the line, from 1, of a byte.
fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes.get(..at).unwrap_or_default().iter().filter(|b| **b == b'\n').count()
}
