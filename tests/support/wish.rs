//! The texts that a message says to write, taken out of its remedy.

use std::ops::Range;

/// A text that a remedy says to write, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wish {
    /// What is written.
    pub text: String,
    /// Where it goes.
    pub position: Position,
    /// Whether it is one of a list, or an example: not all of them fit everywhere.
    pub is_choice: bool,
}

/// Where a text goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Position {
    /// In the place of what is underlined.
    Instead,
    /// Before what is underlined.
    Before,
    /// After what is underlined.
    After,
}

/// What introduces a text in a remedy that begins with "write".
const EXAMPLES: &[&str] = &["such as ", "as in "];

/// What may follow a text that goes in the place of what is underlined. After anything else, what looks like a text is the
/// first word of a description.
const ENDS: &[&str] = &[
    "",
    ",",
    ";",
    ":",
    " or ",
    " for ",
    " if ",
    " in its place",
    " in the place of ",
    " without ",
    " alone",
    " and give ",
];

/// What follows a text that goes after what is underlined.
const AFTER: &[&str] = &[" beside it", " after it", " too"];

/// Words that are descriptions by themselves.
const DESCRIBING: &[&str] = &["letters", "it", "options", "printable"];

/// The texts that a remedy says to write; none where it only describes them.
#[must_use]
pub fn wishes(help: &str) -> Vec<Wish> {
    let mut found = Vec::new();
    let Some(rest) = help.strip_prefix("write ") else {
        return found;
    };
    let (rest, is_choice) = match rest.strip_prefix("one of ") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    alternatives(rest, is_choice, &mut found);
    for example in EXAMPLES {
        if let Some((before, rest)) = rest.split_once(example) {
            let first = found.len();
            alternatives(rest, true, &mut found);
            if before.contains(" before it") {
                let examples = found.iter_mut().skip(first);
                examples.for_each(|wish| wish.position = Position::Before);
            }
        }
    }
    // `..; or, for a host of this name, "zebra"`
    for clause in rest.split("; or, ").skip(1) {
        if let Some((_, rest)) = clause.split_once(", ") {
            alternatives(rest, false, &mut found);
        }
    }
    found
}

/// The texts at the beginning, with commas or "or" between them.
fn alternatives(mut rest: &str, is_choice: bool, found: &mut Vec<Wish>) {
    while let Some((text, end)) = literal(rest) {
        let behind = rest.get(end.end..).unwrap_or_default();
        let begins = |ends: &&str| match *ends {
            "" => behind.is_empty() || behind.starts_with('\n'),
            ends => behind.starts_with(ends),
        };
        let position = if AFTER.iter().any(begins) {
            Position::After
        } else if ENDS.iter().any(begins) {
            Position::Instead
        } else {
            return;
        };
        if DESCRIBING.contains(&text)
            || text.contains("(..")
            || text.contains("(code")
            || text == "option: value,"
        {
            return;
        }
        found.push(Wish {
            text: text.to_owned(),
            position,
            is_choice,
        });
        let mut next = [", or ", " or ", ", "].iter();
        match next.find_map(|between| behind.strip_prefix(between)) {
            Some(next) => rest = next,
            None => return,
        }
    }
}

/// The text at the beginning, and where it ends together with its backticks.
fn literal(rest: &str) -> Option<(&str, Range<usize>)> {
    if let Some(quoted) = rest.strip_prefix('`') {
        let end = quoted.find('`')?;
        return Some((quoted.get(..end)?, 0..end + 2));
    }
    let (mut depth, mut is_quoted, mut end) = (0_usize, false, rest.len());
    for (at, c) in rest.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => {
                end = at;
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            '\n' => {
                end = at;
                break;
            }
            ' ' if depth == 0 && is_end(rest, at) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    // A parameter belongs to the value before it.
    for name in [" report-to = ", " report-to="] {
        let parameter = rest.get(end..).and_then(|rest| rest.strip_prefix(name));
        if let Some(parameter) = parameter {
            end += name.len() + literal(parameter)?.1.end;
            break;
        }
    }
    // A sign at the end belongs to the sentence, but for the colon of a scheme, which ends it.
    let text = rest.get(..end)?.trim_end_matches([',', ';']);
    (!text.is_empty()).then_some((text, 0..text.len()))
}

/// Whether a text ends at this space: a value follows the colon of an option, and nothing that of a scheme.
fn is_end(rest: &str, at: usize) -> bool {
    let (before, behind) = rest.split_at(at);
    let mut ends = ENDS.iter().chain(AFTER).filter(|ends| !ends.is_empty());
    !before.ends_with([':', '=']) || ends.any(|ends| behind.starts_with(*ends))
}

#[cfg(test)]
mod tests {
    use super::{Position, wishes};

    #[track_caller]
    fn has(help: &str, texts: &[&str]) {
        let found = wishes(help);
        let found: Vec<&str> = found.iter().map(|wish| wish.text.as_str()).collect();
        assert_eq!(found, texts, "{help}");
    }

    #[test]
    fn texts_are_taken_out_of_remedies() {
        has("write 'self'", &["'self'"]);
        has("write `,`: a comma separates options", &[","]);
        has(
            "write DENY or SAMEORIGIN, or leave the header out",
            &["DENY", "SAMEORIGIN"],
        );
        has(
            "write one of none, self; or, for a host of this name, \"zebra\"; or, for a newer keyword, unchecked(\"'zebra'\")",
            &["none", "self", "\"zebra\"", "unchecked(\"'zebra'\")"],
        );
        has(
            "write camera: (self \"https://a.example\")",
            &["camera: (self \"https://a.example\")"],
        );
        has(
            "write a host such as \"cdn.example.com\"",
            &["\"cdn.example.com\""],
        );
        has("write data:, if all of the scheme is intended", &["data:"]);
        assert_eq!(
            wishes("write blob: beside it, if the page does so")[0].position,
            Position::After
        );
    }

    #[test]
    fn descriptions_are_passed_over() {
        for help in [
            "write it once",
            "write each source expression by itself",
            "write only letters, digits and hyphens",
            "leave it out",
            "write a whole number, in digits",
        ] {
            has(help, &[]);
        }
    }
}
