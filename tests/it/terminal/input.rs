//! Bytes in, events out, wherever the bytes are cut.

use crossterm::event::{Event, KeyEventKind, MouseEventKind};
use proptest::prelude::*;
use yundu::terminal::input::{Decoder, Input};

/// An event in a few letters: `C-a`, `Up`, `wheel-down 4,9`, `paste "…"`, `reply`.
fn words(input: &Input) -> String {
    match input {
        Input::Reply(_) => "reply".to_owned(),
        Input::Event(Event::Key(key)) => {
            assert_ne!(key.kind, KeyEventKind::Release);
            let modifiers: String = key.modifiers.iter_names().map(|(name, _)| format!("{}-", &name[..1])).collect();
            format!("{modifiers}{}", key.code).replace(' ', "")
        }
        Input::Event(Event::Mouse(mouse)) => {
            let kind = match mouse.kind {
                MouseEventKind::ScrollDown => "wheel-down".to_owned(),
                MouseEventKind::ScrollUp => "wheel-up".to_owned(),
                kind => format!("{kind:?}"),
            };
            format!("{kind}@{},{}", mouse.column, mouse.row)
        }
        Input::Event(Event::Paste(text)) => format!("paste{text:?}").replace(' ', "_"),
        Input::Event(other) => format!("{other:?}"),
    }
}

/// What comes of chunks with a pause after the last one.
fn decode(chunks: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for chunk in chunks {
        decoder.feed(chunk);
        found.extend(decoder.drain());
    }
    if decoder.patience().is_some() {
        decoder.give_up_waiting();
        found.extend(decoder.drain());
    }
    assert_eq!(decoder.patience(), None, "nothing is waited for after a pause");
    found.iter().map(words).collect::<Vec<_>>().join(" ")
}

/// Whole, cut at every byte, and byte by byte.
#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    assert_eq!(decode(&[bytes]), expected);
    for cut in 1..bytes.len() {
        assert_eq!(decode(&[&bytes[..cut], &bytes[cut..]]), expected, "cut at {cut}");
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(decode(&single), expected, "byte by byte");
}

#[test]
fn keys() {
    check(b"q", "q");
    check(b"gG/", "g S-G /");
    check("云：？".as_bytes(), "云 ： ？");
    check(b"\r\t\x7f \x1b[Z", "Enter Tab Backspace Space S-BackTab");
    check(b"\x04\x15\x06\x1a\x0c\x03", "C-d C-u C-f C-z C-l C-c");
    check(b"\x1b[A\x1b[B\x1b[C\x1b[D\x1bOA\x1bOB", "Up Down Right Left Up Down");
    check(b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[5~\x1b[6~", "Home End Home End PageUp PageDown");
    check(b"\x1b[1;3D\x1b[1;3C\x1b[1;5A", "A-Left A-Right C-Up");
    check(b"\x1bOP\x1b[15~\x1b[[A", "F1 F5 F1");
    check(b"\x1bx\x1b\r", "A-x A-Enter");
    check("\x1b云".as_bytes(), "A-云");
    check(b"\x1b[97;5u\x1b[27u", "C-a Esc");
}

#[test]
fn a_lone_escape_is_a_key_after_a_pause() {
    check(b"\x1b", "Esc");
    check(b"\x1b\x1b", "Esc Esc");
    check(b"\x1b\x1b[A", "Esc Up");
    check(b"q\x1b", "q Esc");
    check(b"\x1b[", "A-[");
    check(b"\x1b]", "A-]");
    check(b"\x1bO", "S-A-O");
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b");
    let wait = decoder.patience().unwrap().as_millis();
    assert!((25..=50).contains(&wait), "{wait} ms");
}

#[test]
fn mouse_and_paste() {
    check(b"\x1b[<0;5;10M\x1b[<0;5;10m", "Down(Left)@4,9 Up(Left)@4,9");
    check(b"\x1b[<64;1;1M\x1b[<65;300;2M", "wheel-up@0,0 wheel-down@299,1");
    check(b"\x1b[<0;0;0M", "Down(Left)@0,0");
    check(b"\x1b[<32;7;8M\x1b[<35;7;8M", "Drag(Left)@6,7 Moved@6,7");
    check(b"\x1b[M !!", "Down(Left)@0,0");
    check(b"\x1b[200~a b\x1b[A\x1b[201~q", "paste\"a_b\\u{1b}[A\" q");
    check(b"\x1b[200~\xe4\xba\x91\xff\x1b[201~", "paste\"云\u{fffd}\"");
    check(b"\x1b[200~never ended", "paste\"never_ended\"");
    check(b"\x1b[I\x1b[Oq", "q");
}

#[test]
fn replies_are_taken_out_wherever_they_come() {
    let replies: &[&[u8]] = &[
        b"\x1b[24;80R",
        b"\x1b[?24;80R",
        b"\x1b[?62;4;22c",
        b"\x1b[>41;354;0c",
        b"\x1b[?2026;2$y",
        b"\x1b[4;2$y",
        b"\x1b[?0u",
        b"\x1b[?997;1n",
        b"\x1b[0n",
        b"\x1b[8;24;80t",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        b"\x1b]52;c;aGk=\x1b\\",
        b"\x1bP>|kitty(0.35.2)\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[>1;2;3 q",
        b"\x1b[=1;2c",
    ];
    for reply in replies {
        check(reply, "reply");
        check(&[reply, b"q".as_slice()].concat(), "reply q");
        check(&[b"j", *reply, "云".as_bytes(), reply, b"\x1b[A"].concat(), "j reply 云 reply Up");
    }
}

#[test]
fn broken_sequences_swallow_no_later_key() {
    for broken in [
        b"\x1b[12;".as_slice(),
        b"\x1b[<0;5",
        b"\x1b]11;rgb:",
        b"\x1bP>|x",
        b"\xe4\xba",
        b"\xff",
        b"\x80",
        b"\x1b[99999999999999999999~",
        b"\x1b[:A",
        b"\x1b[;A",
        b"\x1b[1;2;3;4z",
        b"\x1b]11;x\x18",
    ] {
        assert_eq!(decode(&[broken]), "", "{broken:?}");
        let mut decoder = Decoder::default();
        decoder.feed(broken);
        decoder.give_up_waiting();
        decoder.feed(b"q");
        assert_eq!(decoder.drain().map(|input| words(&input)).last().as_deref(), Some("q"), "{broken:?}");
    }
    // Without a pause the next sequence still counts.
    check(b"\x1b]11;rgb:\x1b[A", "Up");
    check(b"\x1b[12;\x1b[A", "Up");
    check(b"\xe4\xbaq", "q");
}

#[test]
fn floods_are_bounded() {
    let long = vec![b'a'; 3 << 20];
    let paste = [b"\x1b[200~".as_slice(), &long, b"\x1b[201~q"].concat();
    let mut decoder = Decoder::default();
    decoder.feed(&paste);
    let found: Vec<Input> = decoder.drain().collect();
    assert_eq!(found.len(), 2);
    assert!(matches!(&found[0], Input::Event(Event::Paste(text)) if text.len() == 1 << 20));
    decoder.feed(&[b"\x1b]11;".as_slice(), &long, b"\x07q"].concat());
    let found: Vec<Input> = decoder.drain().collect();
    assert!(matches!(&found[0], Input::Reply(reply) if reply.len() < 5_000));
    assert_eq!(words(&found[1]), "q");
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"\x1b", b"[", b"]", b"O", b"P", b"<", b"?", b"M", b"m", b";", b"1", b"200~", b"R", b"\\", b"q", b"\xe4",
        b"\xba",
    ];
    let piece = prop_oneof![prop::sample::select(pieces).prop_map(<[u8]>::to_vec), any::<u8>().prop_map(|b| vec![b])];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_leave_the_next_key_alone(bytes in any_bytes()) {
        let whole = decode(&[&bytes]);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(whole, decode(&single));
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        decoder.give_up_waiting();
        decoder.feed(b"q");
        let last = decoder.drain().map(|input| words(&input)).last();
        prop_assert_eq!(last.as_deref(), Some("q"));
    }
}
