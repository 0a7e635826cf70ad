//! What holds for every text at every measure (`lib.rs`, "What always holds"): written once, run by every layout test.
//!
//! * I1 no line is wider than the measure, unless one cluster is, or it is code that pans
//! * I2 nothing is lost, doubled or reordered
//! * I3 no prohibited line start or end where another break exists
//! * I4 the same input gives the same lines, set at once or from what was prepared for another measure
//! * I5 our cells are the cells that the buffer advances
//! * I6 nothing panics; and the places in the source go only forward

use super::judge::{self, Report, Set, Unit};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::collections::HashMap;
use yundu::document::{self, Block, BlockKind, Document, Inline, InlineKind, LinkId, Table};
use yundu::layout;
use yundu::layout::{CodeLines, Form, Layout, Line, LineEnd, Role, Run, Spec, lay_out, prepare};
use yundu::strings::document::{IMAGE, NOTE};
use yundu::text::class::{self, Class};
use yundu::text::{SafeStr, cluster, safe};

/// Sets `body`, holds the lines against the invariants, and gives them with the judge's counts.
pub fn check(body: &str, spec: &Spec) -> (Layout, Report) {
    let document = document::parse(body);
    check_document(body, &document, spec)
}

/// The same for a document that is parsed already.
pub fn check_document(body: &str, document: &Document, spec: &Spec) -> (Layout, Report) {
    let layout = lay_out(document, spec);
    let mut report = Report::default();
    let prepared = prepare(document, &Spec { measure: spec.measure / 2 + 7, ..spec.clone() });
    assert_eq!(layout, layout::set(document, &prepared, spec), "I4 {} {body:?}", spec.measure);
    for line in &layout.lines {
        i1(line, spec);
        i5(line, spec);
        report.over_width += usize::from(line.cells() - line.outdent > room(line, spec) && !line.pans);
    }
    for two in layout.lines.windows(2) {
        let (a, b) = (&two[0], &two[1]);
        assert!(a.offset <= b.offset, "back from {} {:?} to {} {:?}", a.offset, a.text(), b.offset, b.text());
    }
    assert!(layout.lines.is_sorted_by_key(|line| line.block));
    for (id, block) in document.blocks.iter().enumerate() {
        let from = layout.lines.partition_point(|line| line.block < id);
        let to = layout.lines.partition_point(|line| line.block <= id);
        let lines = &layout.lines[from..to];
        let first = lines.iter().filter(|line| line.first).count();
        assert!(first == 1 || lines.iter().all(|line| line.runs.is_empty()), "{first} first lines {block:?}");
        if let Some(set) = i2(block, lines, spec) {
            if spec.kinsoku {
                i3(&set);
            }
            report.add(&set);
        }
    }
    (layout, report)
}

fn i1(line: &Line, spec: &Spec) {
    let text = line.text();
    let room = room(line, spec);
    assert!(line.outdent <= spec.gutter.start.min(1), "{text:?}");
    assert!(line.outdent == 0 || text.starts_with(['（', '《', '「', '『', '【', '〈']), "{text:?}");
    let one = cluster::clusters(&shown([line])).count() <= 1;
    assert!(
        line.cells() - line.outdent <= room || one || line.pans,
        "I1 {} > {}: {text:?}",
        line.cells(),
        spec.measure
    );
    let code = text_runs(line).all(|run| run.role.is_code() || run.role == Role::CodeLanguage);
    assert!(!line.pans || spec.typography.code == CodeLines::Pan && code, "pans: {text:?}");
}

/// The cells that a line may take: those of the measure, and of the gutter where its last mark may stand there.
fn room(line: &Line, spec: &Spec) -> usize {
    let last = line.text().chars().next_back();
    let trimmed = last.is_some_and(class::is_trimmed);
    let hung = last.is_some_and(|c| "、，。".contains(c));
    let gutter = match spec.typography.line_end {
        LineEnd::Flush => 0,
        LineEnd::Hang if hung => spec.gutter.end.min(2),
        LineEnd::Trim | LineEnd::Hang if trimmed => spec.gutter.end.min(1),
        LineEnd::Trim | LineEnd::Hang => 0,
    };
    spec.measure + gutter
}

fn i5(line: &Line, spec: &Spec) {
    for run in &line.runs {
        assert_eq!(run.cells, spec.widths.of(&run.text), "I5 {:?}", run.text);
    }
    let text = line.text();
    // ratatui-core 0.1 counts U+FF9E and U+FF9F twice: it still corrects a width of 0 that unicode-width has mended.
    if text.contains(['\u{ff9e}', '\u{ff9f}']) || spec.widths != Default::default() {
        return;
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, u16::try_from(line.cells() + 4).unwrap(), 1));
    let (mut at, mut ours) = (0, 0);
    for run in &line.runs {
        (at, _) = buffer.set_stringn(at, 0, run.text.as_str(), usize::MAX, Style::new());
        ours += run.cells;
        assert_eq!(usize::from(at), ours, "I5 {:?} in {text:?}", run.text.as_str());
    }
}

/// The runs that are read: those that show the source, and what stands among its words: the mark of an image, the number of
/// a link.
fn text_runs(line: &Line) -> impl Iterator<Item = &Run> {
    line.runs.iter().filter(|run| is_read(run))
}

fn is_read(run: &Run) -> bool {
    run.role == Role::Image || run.link.is_some() || !run.span.is_empty() && run.role != Role::Rule
}

fn shown<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    lines.into_iter().flat_map(text_runs).map(|run| run.text.as_str()).collect()
}

/// A text without blanks and without the signs that only say where a line may end or may not.
fn bare(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !INVISIBLE.contains(&c)).collect()
}

/// What takes no cell and says that a line may end here, or may not (I9).
const INVISIBLE: [char; 3] = ['\u{200b}', '\u{2060}', '\u{feff}'];

/// The text of inlines as it should be read.
fn raw(inlines: &[Inline], spec: &Spec) -> String {
    let ends: HashMap<LinkId, usize> =
        inlines.iter().enumerate().filter_map(|(index, inline)| Some((inline.link?, index))).collect();
    let number = |index: usize| {
        let link = inlines[index].link.filter(|link| spec.form == Form::Linear && ends.get(link) == Some(&index));
        link.map(|link| format!("\u{2060}[{}]", link + 1)).unwrap_or_default()
    };
    let text = inlines.iter().map(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) => text.clone(),
        InlineKind::Foreign(text) => text.clone(),
        InlineKind::Image(text) => format!("{}{text}", IMAGE.get(spec.lang)),
        InlineKind::SoftBreak => " ".to_owned(),
        // The author's word that a line ends there.
        InlineKind::HardBreak => "\u{200b} ".to_owned(),
        InlineKind::NoteRef(label) if spec.form == Form::Linear => NOTE.get(spec.lang).replace("{}", label),
        InlineKind::NoteRef(label) => format!("[{label}]"),
        InlineKind::Label(text) => text.clone(),
    });
    let text: String = text.enumerate().map(|(index, text)| text + &number(index)).collect();
    cleaned(&text)
}

/// A text as it is shown, but with what says where a line may end: cleaning removes that, and the judge wants to see it.
fn cleaned(text: &str) -> String {
    let clean = safe::clean(text);
    let (mut seen, mut out) = (0, String::new());
    let invisible = |part: &str| part.chars().filter(|c| INVISIBLE.contains(c)).collect::<String>();
    for (at, c) in clean.text.char_indices() {
        let from = clean.raw_offset(at);
        out += &invisible(&text[seen..from]);
        out.push(c);
        seen = from;
    }
    out + &invisible(&text[seen..])
}

/// Compares a block with what is shown of it; running text is given back for the judge.
fn i2(block: &Block, lines: &[Line], spec: &Spec) -> Option<Set> {
    let text = match &block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => raw(inlines, spec),
        BlockKind::Summary(inlines) => raw(inlines, spec),
        BlockKind::Code { text, .. } => {
            let clean: String = text.lines().map(|line| SafeStr::clean(line).to_string()).collect();
            assert_eq!(bare(&shown(lines)), bare(&clean), "I2 code");
            return None;
        }
        BlockKind::Foreign(text) => {
            assert_eq!(bare(&shown(lines)), bare(&SafeStr::clean(text)), "I2 foreign");
            return None;
        }
        BlockKind::Table(table) => {
            i2_table(table, lines, spec);
            return None;
        }
        BlockKind::Rule => return None,
    };
    assert_eq!(bare(&shown(lines)), bare(&text), "I2 {}", spec.measure);
    Some(set(&text, lines, spec))
}

/// Cells wrap side by side, so each is compared for itself; the header may come again with every record.
pub fn i2_table(table: &Table, lines: &[Line], spec: &Spec) {
    for (row, cells) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            let (start, end) = (cell[0].span.start, cell[cell.len() - 1].span.end);
            let inside = |run: &&Run| run.span.start >= start && run.span.end <= end;
            let runs = lines.iter().flat_map(text_runs).filter(inside);
            let (shown, wanted) =
                (bare(&runs.map(|run| run.text.as_str()).collect::<String>()), bare(&raw(cell, spec)));
            let times = shown.len().checked_div(wanted.len()).unwrap_or(0);
            let times = if row == 0 { times.max(1) } else { 1 };
            assert_eq!(shown, wanted.repeat(times), "I2 table");
        }
    }
}

/// The block as the judge sees it.
fn set(text: &str, lines: &[Line], spec: &Spec) -> Set {
    let reach = match spec.typography.line_end {
        LineEnd::Flush => 0,
        LineEnd::Trim | LineEnd::Hang => spec.gutter.end.min(1),
    };
    let mut set = Set { room: spec.measure, reach, widths: spec.widths, ..Set::default() };
    let mut source = text.char_indices().filter(|(_, c)| !bare(&c.to_string()).is_empty()).peekable();
    let mut end = 0;
    for line in lines.iter().filter(|line| !bare(&shown([*line])).is_empty()) {
        let margin: usize = line.runs.iter().take_while(|run| !is_read(run)).map(|run| run.cells).sum();
        set.room = set.room.min(spec.measure - margin.min(spec.measure));
        set.starts.push(set.units.len());
        set.slack.push(spec.measure.saturating_sub(line.cells()));
        for run in text_runs(line) {
            for (_, cluster) in cluster::clusters(&run.text).filter(|(_, cluster)| !bare(cluster).is_empty()) {
                let from = source.peek().map_or(end, |&(at, _)| at);
                let between = text.get(end..from).unwrap_or_default();
                let glue = |c| matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2060}' | '\u{feff}');
                let blank = between.contains(|c| c != '\u{200b}' && !glue(c));
                // Behind a blank a no-break one begins the line, not what follows it.
                let parted = between.contains('\u{200b}') || blank && between.contains(glue);
                let glued = between.contains(glue) && !blank;
                for _ in bare(cluster).chars() {
                    end = source.next().map_or(end, |(at, c)| at + c.len_utf8());
                }
                let code = run.role == Role::Code;
                set.units.push(Unit { text: bare(cluster), blank, glued, parted, code });
            }
        }
    }
    mark_addresses(&mut set.units);
    set
}

/// An address is code to the judge: its dots and slashes are no punctuation.
fn mark_addresses(units: &mut [Unit]) {
    let narrow = |unit: &Unit| unit.text.starts_with(|c: char| c.is_ascii());
    let mut start = 0;
    while start < units.len() {
        let rest = units[start + 1..].iter().take_while(|unit| narrow(unit) && !unit.blank).count();
        let end = start + 1 + if narrow(&units[start]) { rest } else { 0 };
        let text: String = units[start..end].iter().map(|unit| unit.text.as_str()).collect();
        if text.contains("://") || text.matches('/').count() >= 3 {
            // The marks around it belong to the sentence.
            let marks = |unit: &&Unit| "([{!?,.:;)]}'\"".contains(&unit.text);
            let (before, behind) = (
                units[start..end].iter().take_while(marks).count(),
                units[start..end].iter().rev().take_while(marks).count(),
            );
            units[start + before..end - behind].iter_mut().for_each(|unit| unit.code = true);
        }
        start = end;
    }
}

/// A prohibited break is a fault when the line before it could have ended earlier and the rest been set after it.
fn i3(set: &Set) {
    let legal =
        |at: usize| at == set.units.len() || !judge::is_prohibited(&set.units, at) && !is_doubtful(&set.units, at);
    for (line, &at) in set.starts.iter().enumerate().skip(1) {
        // Which side a straight quote is on, random text does not say.
        let quoted = set.units[at - 1..=at].iter().any(|unit| unit.text.contains('"'));
        if quoted || !judge::is_prohibited(&set.units, at) {
            continue;
        }
        let next = (at + 1..=set.units.len()).find(|&next| legal(next)).unwrap_or(at);
        let earlier = (set.starts[line - 1] + 1..at).rev().find(|&place| legal(place));
        if let Some(earlier) = earlier {
            let wide = set.cells(earlier, next) + 1 > set.room;
            assert!(wide, "I3 {}", set.around(at));
        }
    }
}

/// Places that the engine may refuse although the judge knows nothing against them: its table covers all of Unicode.
fn is_doubtful(units: &[Unit], at: usize) -> bool {
    let (before, after) = (class_of(&units[at - 1]), class_of(&units[at]));
    let starts = matches!(
        after,
        Class::Close | Class::Follower | Class::Connector | Class::Suffix | Class::AsciiClose | Class::Slash
    );
    let ends = matches!(before, Class::Open | Class::Prefix);
    // Korean words are whole as Latin ones are; the judge knows only those.
    let hangul = |unit: &Unit| unit.text.starts_with(class::is_hangul);
    starts
        || ends
        || hangul(&units[at])
        || hangul(&units[at - 1])
        || units[at].glued
        || [before, after].contains(&Class::Glue)
        || units[at].text.contains(['"', '\''])
        || units[at - 1].text.contains(['"', '\''])
}

/// The class of a unit: marks count as what they stand on (UAX #14 LB9).
fn class_of(unit: &Unit) -> Class {
    unit.text.chars().next().filter(|_| !judge::is_picture(unit)).map_or(Class::Symbol, Class::of)
}
