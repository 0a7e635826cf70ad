//! `yundu check`: every defect of every post, with file, line and mend.

use super::context::Context;
use super::failure::{Failure, Outcome, say};
use super::library::{body, load, load_named};
use super::output::Output;
use crate::diagnostic::{Diagnostic, Severity, render};
use crate::store::Library;
use crate::strings::cli as words;
use crate::text::SafeStr;
use serde::Serialize;
use std::path::Path;

/// One defect, as JSON.
#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    line: Option<usize>,
    broken: bool,
    message: &'a str,
    hint: &'a str,
}

/// Prints the defects of a library, of heads and bodies alike.
pub fn run(context: &Context, out: &mut Output, path: Option<&Path>) -> Result<Outcome, Failure> {
    let named = path.map_or(Ok(None), |path| load_named(context, path))?;
    let library = named.map_or_else(|| load(context, path), Ok)?;
    let diagnostics = all(&library);
    for diagnostic in &diagnostics {
        let Diagnostic { path, defect } = diagnostic;
        if context.common.json {
            let (message, hint) = (defect.message(context.lang), defect.hint(context.lang));
            let broken = defect.severity == Severity::Broken;
            out.json(&Row { path, line: defect.line, broken, message: &message, hint: &hint })?;
        } else {
            let text = render(diagnostic, context.lang, context.widths());
            text.lines().try_for_each(|line| out.line(&SafeStr::clean(line)))?;
        }
    }
    let posts = library.posts.len().to_string();
    let count = diagnostics.len().to_string();
    if !context.common.json {
        out.line(&match diagnostics[..] {
            [] => say(words::CHECKED_WELL, context.lang, &[&posts]),
            _ => say(words::CHECKED, context.lang, &[&count, &posts]),
        })?;
    }
    Ok(if diagnostics.is_empty() { Outcome::Well } else { Outcome::Found })
}

/// All defects, by path and line.
fn all(library: &Library) -> Vec<Diagnostic> {
    let mut found = library.diagnostics.clone();
    for (index, post) in library.posts.iter().enumerate() {
        let Ok(body) = body(library, index) else { continue };
        let of_body = body.defects.into_iter().map(|defect| Diagnostic { path: post.path.clone(), defect });
        let new: Vec<Diagnostic> = of_body.filter(|it| !library.diagnostics.contains(it)).collect();
        found.extend(new);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.defect.line.cmp(&b.defect.line)));
    found
}
