//! What other tools leave in the text of a policy: escapes, comments, a server's configuration, words that span several.
//!
//! Each is one problem with one cause. Without this, every word of it would be called an unknown host or directive.

mod problem;
mod template;

pub use problem::Problem;
pub(super) use template::{is_placeholder, is_url_placeholder, joined, placeholder, split_keyword};

use super::directive::DirectiveName;
use super::source::QUOTES;
use std::collections::HashSet;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Site, Spelling, Statement, Word};

/// Statements without what other tools left in them.
pub(super) struct Clean {
    pub(super) statements: Vec<Statement>,
    /// The words that are shorter now: bytes of theirs are no longer where they were written.
    pub(super) shortened: HashSet<Site>,
}

/// The statements without what other tools left in them; `None` if there is nothing left that could be read.
pub(super) fn clean(statements: &[Statement], out: &mut Diagnostics) -> Option<Clean> {
    if let Some((word, entity)) = words(statements).find_map(html_escape) {
        let escape = word.text.get(entity.clone()).unwrap_or_default().to_owned();
        out.report(Place::within(word, entity), Problem::HtmlEscaped { escape });
        return None;
    }
    let mut clean = Clean {
        statements: statements.to_vec(),
        shortened: HashSet::new(),
    };
    backslashes(&mut clean, out);
    pasted_line(&mut clean, out);
    let statements = clean.statements.into_iter();
    clean.statements = statements
        .flat_map(|statement| without_comments(statement, out))
        .collect();
    Some(clean)
}

fn words(statements: &[Statement]) -> impl Iterator<Item = &Word> {
    statements
        .iter()
        .flat_map(|statement| std::iter::once(&statement.name).chain(&statement.values))
        .filter(|word| !word.spelling.is_unchecked())
}

/// The names of the character references that stand for what a policy is made of.
const ENTITIES: &[&str] = &["quot", "apos", "amp", "lt", "gt", "nbsp", "lsquo", "rsquo"];

/// No longer name is looked for: a word may have very many ampersands.
const LONGEST_ENTITY: usize = 8;

/// A word with an HTML character reference, such as `&#39;`, and where that is. Its semicolon has ended the directive.
fn html_escape(word: &Word) -> Option<(&Word, std::ops::Range<usize>)> {
    let text = word.text.as_str();
    text.match_indices('&').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
        let end = rest
            .bytes()
            .take(LONGEST_ENTITY)
            .position(|byte| !is_name(byte));
        let end = end.unwrap_or(rest.len());
        if rest.as_bytes().get(end).is_some_and(|byte| *byte != b';') {
            return None;
        }
        let name = rest.get(..end)?;
        let is_number = name.strip_prefix('#').is_some_and(|number| {
            let digits = number.trim_start_matches(['x', 'X']);
            !digits.is_empty()
                // No character that a template escapes has a longer number.
                && digits.len() < 6
                && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        (is_number || ENTITIES.contains(&name)).then_some((word, at..at + 1 + end))
    })
}

/// Takes backslashes away that escape a quote or a line break: reported once, as one escaping left them all.
fn backslashes(of: &mut Clean, out: &mut Diagnostics) {
    let Clean {
        statements,
        shortened,
    } = of;
    let mut is_reported = false;
    let mut clean = |word: &mut Word| {
        let escape = word
            .text
            .find('\\')
            .filter(|_| !word.spelling.is_unchecked());
        let Some(at) = escape.filter(|at| escapes(&word.text, *at)) else {
            return;
        };
        // One slip of one tool, however many quotes it is before.
        if !is_reported {
            is_reported = true;
            out.report(Place::within(word, at..at + 1), Problem::Backslash);
        }
        let text = word.text.replace("\\r", "").replace("\\n", "");
        word.text = text.replace('\\', "");
        shortened.insert(word.site);
    };
    for statement in &mut *statements {
        clean(&mut statement.name);
        statement.values.iter_mut().for_each(&mut clean);
    }
    if is_reported {
        // A line break that was escaped leaves an empty word, and the next word is the name.
        statements.retain_mut(|statement| {
            statement.values.retain(|value| !value.text.is_empty());
            if statement.name.text.is_empty() && !statement.values.is_empty() {
                statement.name = statement.values.remove(0);
            }
            !statement.name.text.is_empty()
        });
    }
}

/// Whether the backslash at this byte is before a quote, of a line break or of the letter for one.
fn escapes(text: &str, at: usize) -> bool {
    let behind = text.get(at + 1..).unwrap_or_default();
    let line = behind.trim_start_matches("r\\").strip_prefix('n');
    behind.is_empty()
        || behind.starts_with(['\'', '"', '\\'])
            && behind.trim_start_matches('\\').starts_with(['\'', '"'])
        || line.is_some_and(|name| name.is_empty() || DirectiveName::from_word(name).is_some())
}

/// The field whose value the policy is, and its older names.
const FIELDS: &[&str] = &[
    "content-security-policy",
    "content-security-policy-report-only",
    "x-content-security-policy",
    "x-webkit-csp",
];

/// How many words a server's configuration has before the field's name at the most.
const BEFORE_FIELD: usize = 4;

/// Takes away what a pasted line has around the value: the field's name, a server's command, quotes.
fn pasted_line(of: &mut Clean, out: &mut Diagnostics) {
    let Clean {
        statements,
        shortened,
    } = of;
    let Some(first) = statements.first_mut() else {
        return;
    };
    // Among Rust tokens a line can begin with the field's name alone.
    let is_text = first.name.spelling == Spelling::Text;
    // A server's directive and its arguments are before the field's name: `add_header`, `Header always set`.
    let before = if is_text { BEFORE_FIELD } else { 1 };
    let mut all: Vec<Word> = std::iter::once(first.name.clone())
        .chain(std::mem::take(&mut first.values))
        .collect();
    let field = all.iter().take(before).position(|word| {
        let name = word.text.trim_matches(is_around_field);
        FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field))
    });
    let mut is_reported = false;
    if let Some(at) = field {
        let rest = all.split_off(at + 1);
        let name = std::mem::replace(&mut all, rest).swap_remove(at);
        let is_line = at > 0;
        is_reported = true;
        if is_line {
            let field = name.text.trim_matches(is_around_field).to_owned();
            out.report(&name, Problem::ServerConfiguration { field });
        } else {
            let field = name.text.clone();
            out.report(&name, super::Problem::FieldName { name: field });
        }
    }
    let quote = all.first().filter(|_| is_text).and_then(opening_quote);
    if let (Some(quote), Some(name)) = (quote, all.first_mut()) {
        if !is_reported {
            let word = name.text.clone();
            out.report(&*name, Problem::QuotedPolicy { word });
        }
        name.text = name.text.split_off(quote.len_utf8());
        shortened.insert(name.site);
    }
    let mut all = all.into_iter();
    match all.next() {
        Some(name) => {
            first.name = name;
            first.values = all.collect();
        }
        None => {
            statements.remove(0);
        }
    }
    if quote.is_some() {
        without_end_quote(statements);
    }
}

/// What surrounds a field's name in configurations.
fn is_around_field(c: char) -> bool {
    QUOTES.contains(&c) || matches!(c, ':' | '=' | ',' | '(')
}

/// The quote that is before a directive's name.
fn opening_quote(name: &Word) -> Option<char> {
    let quote = name.text.chars().next().filter(|c| QUOTES.contains(c))?;
    let name = name.text.get(quote.len_utf8()..)?;
    DirectiveName::from_word(name).map(|_| quote)
}

/// Takes the quote away that ends the value, and what is after it.
fn without_end_quote(statements: &mut Vec<Statement>) {
    let Some(last) = statements.last_mut() else {
        return;
    };
    let is_server_word = |word: &Word| word.is(ALWAYS) || word.text.starts_with("env=");
    if last.values.last().is_some_and(is_server_word) {
        last.values.pop();
    }
    let word = last.values.last_mut().unwrap_or(&mut last.name);
    let is_keyword = word.text.starts_with('\'') && word.text.matches('\'').count() == 2;
    if let Some(text) = word.text.strip_suffix(QUOTES).filter(|_| !is_keyword) {
        word.text = text.to_owned();
    }
    if last.values.last().is_some_and(|word| word.text.is_empty()) {
        last.values.pop();
    }
    if last.name.text.is_empty() {
        statements.pop();
    }
}

/// The word that nginx has after a header's value, so that errors get the header too.
pub(super) const ALWAYS: &str = "always";

/// The statements that are left of one without its comments: after a comment another directive may begin.
fn without_comments(statement: Statement, out: &mut Diagnostics) -> Vec<Statement> {
    let mut all = std::iter::once(&statement.name).chain(&statement.values);
    if !all.any(|word| comment_end(word).is_some()) {
        return vec![statement];
    }
    let mut found: Vec<Statement> = Vec::new();
    let mut is_open = false;
    let mut words = std::iter::once(statement.name).chain(statement.values);
    while let Some(word) = words.next() {
        if let Some(end) = comment_end(&word) {
            let comment = word.text.clone();
            out.report(&word, Problem::Comment { comment });
            let is_name = |word: &Word| DirectiveName::from_word(&word.text).is_some();
            let next = match end {
                End::Word(end) if word.text.ends_with(end) && word.text.len() > end.len() => None,
                End::Word(end) => {
                    words.find(|word| word.text.ends_with(end));
                    None
                }
                End::Line => words.find(is_name),
            };
            if let Some(name) = next {
                found.push(Statement {
                    name,
                    values: Vec::new(),
                });
                is_open = true;
            }
        } else if let Some(statement) = found.last_mut().filter(|_| is_open) {
            statement.values.push(word);
        } else {
            found.push(Statement {
                name: word,
                values: Vec::new(),
            });
            is_open = true;
        }
    }
    found
}

/// Where a comment ends.
enum End {
    /// With a word that ends so.
    Word(&'static str),
    /// At a line break, which no policy has: before the next directive's name.
    Line,
}

/// Where the comment ends that begins with this word, if one does.
fn comment_end(word: &Word) -> Option<End> {
    let text = word.text.as_str();
    if !matches!(word.spelling, Spelling::Text | Spelling::Literal) {
        return None;
    }
    if text.starts_with("/*") {
        return Some(End::Word("*/"));
    }
    if text.starts_with("<!--") {
        return Some(End::Word("-->"));
    }
    let is_line = text.starts_with('#') && !text.ends_with('#') && !text.starts_with("#{") || text == "#"
        // A URL may lack its scheme.
        || text.strip_prefix("//").is_some_and(|rest| !rest.contains('.') && !rest.contains(':') && rest != "localhost");
    is_line.then_some(End::Line)
}

/// A word of X-Frame-Options where sources stand, and what it is there.
pub(super) fn frame_options(word: &Word, directive: DirectiveName) -> Option<Problem> {
    let frames = matches!(
        directive,
        DirectiveName::FrameAncestors | DirectiveName::FrameSrc | DirectiveName::ChildSrc
    );
    let write = match word.text.to_ascii_lowercase().as_str() {
        "sameorigin" | "same-origin" => Some("'self'"),
        "deny" if frames => Some("'none'"),
        "allowall" if frames => Some("*"),
        "allow-from" if frames => None,
        _ => return None,
    };
    Some(Problem::FrameOptionsWord {
        word: word.text.clone(),
        write: write.map(|keyword| word.spelling.keyword(keyword)),
    })
}

/// A word of a server's configuration that came into the value.
pub(super) fn server_word(word: &Word, nothing: String) -> Option<Problem> {
    let is_always = word.is(ALWAYS);
    is_always.then(|| Problem::ServerWord {
        word: word.text.clone(),
        write: nothing,
    })
}
