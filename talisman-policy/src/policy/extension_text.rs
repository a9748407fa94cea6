//! Extensions as text.

use super::change_text::{Lines, fill};
use crate::ground::diagnostic::{Diagnostic, Diagnostics};
use crate::ground::level;
use crate::ground::word::Statement;
use crate::headers::csp::{Extension, extension};
use crate::headers::header::Finding;
use crate::text::split_directives;

/// An extension that was read, and what must be said of it.
pub struct ReadExtension {
    /// The extension. It may be used if no problem is an error.
    pub extension: Extension,
    /// The problems.
    pub problems: Diagnostics,
    lines: Lines,
}

impl ReadExtension {
    /// The text, and where in it a problem is. Of a problem of the whole the text is empty.
    #[must_use]
    pub fn finding(&self, problem: &Diagnostic) -> (&str, Finding) {
        self.lines.finding(problem)
    }
}

/// Reads an extension in the form of a serialized CSP: directives, each with the sources that it gets.
#[must_use]
pub fn read_extension(text: &str) -> ReadExtension {
    let mut lines = Lines::default();
    let split = split_directives(text, lines.next());
    lines.push_found(text, split.ranges, None);
    read(split.statements, lines)
}

/// Reads one source expression for one directive, whatever the texts hold.
#[must_use]
pub fn read_one_source(directive: &str, source: &str) -> ReadExtension {
    let mut lines = Lines::default();
    let name = lines.word(directive);
    lines.push(" ");
    let values = vec![lines.word(source)];
    read(vec![Statement { name, values }], lines)
}

fn read(mut statements: Vec<Statement>, lines: Lines) -> ReadExtension {
    statements.iter_mut().for_each(fill);
    let mut problems = Diagnostics::new();
    let extension = extension::read(&statements, &mut problems);
    ReadExtension {
        extension,
        problems: level::judge(&[], problems),
        lines,
    }
}
