//! HTML blocks: their text becomes blocks like any other, and some of their tags open and close containers.

use super::{Atom, BlockKind, Builder, Ends, Meaning, Part, Section, SectionKind, Span};

impl Builder<'_> {
    /// Takes in one line of an HTML block.
    pub fn html_line(&mut self, text: &str, span: Span) {
        if self.html.is_empty()
            && let Some(meaning) = self.masked.section(text)
        {
            self.section = Some(meaning.clone());
            return;
        }
        let restored =
            self.masked.source.part(span.clone()).filter(|source| source.len() == text.len()).unwrap_or(text);
        self.html.push(restored, span.start);
    }

    /// Ends an HTML block: its tags say what becomes of its text.
    pub fn end_html(&mut self) {
        let Some((_, span)) = self.leaf.take() else { return };
        match self.section.take() {
            Some(Meaning::Opens(section)) => return self.begin_section(section, span),
            Some(Meaning::Closes(SectionKind::Details { .. })) => return self.end_section(Ends::Details),
            Some(Meaning::Closes(SectionKind::Alert(_))) => return self.end_section(Ends::Alert),
            Some(_) | None => {}
        }
        let (parts, places) = std::mem::take(&mut self.html).parts(self.masked.steps());
        self.places.extend(places);
        for part in parts {
            match part {
                Part::Details(open, span) => {
                    let kind = SectionKind::Details { open };
                    self.begin_section(Section { kind, title: String::new() }, span);
                }
                Part::EndDetails => self.end_section(Ends::Details),
                Part::Summary(atoms) => {
                    let span = span_of(&atoms);
                    let inlines = self.compose(atoms);
                    self.summary(inlines, span);
                }
                Part::OpenSummary => self.summary_to_come = true,
                Part::EndSummary => self.summary_to_come = false,
                Part::Paragraph(atoms) => {
                    let span = span_of(&atoms);
                    self.paragraph(atoms, span);
                }
                Part::Heading(level, atoms) => {
                    let span = span_of(&atoms);
                    self.heading(level, atoms, span);
                }
                Part::Code(text, span) => self.push(BlockKind::Code { language: String::new(), text }, span),
                Part::Rule(span) => self.push(BlockKind::Rule, span),
            }
        }
    }
}

fn span_of(atoms: &[Atom]) -> Span {
    atoms.first().map_or(0, |atom| atom.span.start)..atom_end(atoms)
}

fn atom_end(atoms: &[Atom]) -> usize {
    atoms.last().map_or(0, |atom| atom.span.end)
}
