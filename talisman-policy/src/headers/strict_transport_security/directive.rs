//! The directives: their names in both spellings, their values, and what is written in the place of either.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::nearest;
use crate::ground::values::Values;
use crate::ground::word::{Spelling, Word};
use crate::text::is_ascii_whitespace;

words! {
    /// A directive-name, RFC 6797 section 6.1 and, for `preload`, hstspreload.org; with its name as an option.
    pub enum DirectiveName: &'static str {
        /// For how many seconds.
        MaxAge => "max-age", "max_age";
        /// For the hosts below as well.
        IncludeSubDomains => "includeSubDomains", "include_subdomains";
        /// Consents to the list that browsers are built with. Not in RFC 6797.
        Preload => "preload", "preload";
    }
}

pub(super) const YEAR: u64 = 31_536_000;
const DAY: u64 = 86_400;
const HUNDRED_YEARS: u64 = 100 * YEAR;

/// directive-name = token, compared without regard to case
pub(super) fn read_name(word: &Word, out: &mut Diagnostics) -> Option<DirectiveName> {
    let is_option = word.spelling == Spelling::Bare;
    let known = if is_option {
        DirectiveName::ALL
            .iter()
            .copied()
            .find(|name| name.fact() == word.text)
    } else {
        DirectiveName::from_word(&word.text)
    };
    if known.is_some() {
        return known;
    }
    if let Some(problem) = misplaced_separator(word) {
        out.report(word, problem);
        return None;
    }
    let candidates: Vec<&str> = DirectiveName::ALL
        .iter()
        .map(|&name| spelled(name, word.spelling))
        .collect();
    let other = DirectiveName::from_word(&word.text).map(|name| spelled(name, word.spelling));
    out.report(
        word,
        Problem::UnknownDirective {
            name: word.text.clone(),
            near: other.or_else(|| nearest(&word.text, &candidates)),
            known: candidates.join(", "),
        },
    );
    None
}

/// A directive of a text that has its value after white space or a colon, or the next directive after white space or a comma.
fn misplaced_separator(word: &Word) -> Option<Problem> {
    let write = with_semicolons(&word.text, |_| false);
    if word.text.contains(',') {
        return Some(Problem::Comma { write });
    }
    if let Some(write) = write {
        return Some(Problem::MissingSemicolon { write });
    }
    let (name, value) = word
        .text
        .split_once(|c: char| is_ascii_whitespace(c) || c == ':')?;
    let name = DirectiveName::from_word(name)?;
    let value = value.trim();
    Some(match name {
        DirectiveName::MaxAge => Problem::MissingEquals {
            write: if is_seconds(value) {
                format!("{name}={value}")
            } else {
                assigned(name, word.spelling)
            },
        },
        DirectiveName::IncludeSubDomains | DirectiveName::Preload => Problem::UnexpectedValue {
            name: name.as_str(),
            leave_out: is_no(value),
            instead: (!is_no(value)).then_some(name.as_str()),
        },
    })
}

/// Directives with something else than a semicolon between them, the first perhaps a value.
fn with_semicolons(text: &str, is_value: fn(&str) -> bool) -> Option<String> {
    let mut runs = Vec::new();
    for run in text.split(|c: char| is_ascii_whitespace(c) || c == ',') {
        if !run.is_empty() {
            runs.push(run);
        }
    }
    let (first, rest) = runs.split_first()?;
    let is_directive = |run: &&str| match run.split_once('=') {
        Some((name, value)) => name.eq_ignore_ascii_case("max-age") && is_seconds(value),
        None => DirectiveName::from_word(run).is_some_and(|name| name != DirectiveName::MaxAge),
    };
    let sound = !rest.is_empty()
        && rest.iter().all(is_directive)
        && (is_value(first) || is_directive(first));
    sound.then(|| runs.join("; "))
}

/// max-age-value = delta-seconds = 1*DIGIT, <https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1>
pub(super) fn read_max_age(
    name: &Word,
    values: &mut Values<'_>,
    out: &mut Diagnostics,
) -> Option<u64> {
    let Some(value) = values.take() else {
        out.report(
            name,
            Problem::InvalidMaxAge {
                value: String::new(),
                seconds: None,
                is_one_word: true,
            },
        );
        return None;
    };
    let write = with_semicolons(&value.text, is_seconds);
    if value.text.contains(',') {
        out.report(value, Problem::Comma { write });
        return None;
    }
    if let Some(write) = write {
        out.report(value, Problem::MissingSemicolon { write });
        return None;
    }
    // A number among Rust tokens may be written as Rust writes it.
    let digits = if value.spelling == Spelling::Bare {
        value.text.replace('_', "")
    } else {
        value.text.clone()
    };
    // `31536000 days` are seconds already, and only the unit is too much.
    let is_in_seconds = digits.parse::<u64>().is_ok_and(|number| number >= DAY);
    let unit = values.take_if(|word| in_seconds(&word.text).is_some() && !is_in_seconds);
    if unit.is_some() || !is_seconds(&digits) {
        let unit = unit.map(|unit| unit.text.as_str());
        out.report(value, with_unit(&value.text, &digits, unit));
        return None;
    }
    match digits.parse::<u64>() {
        Ok(0) => out.report(value, Problem::ZeroMaxAge),
        Ok(seconds) if seconds <= HUNDRED_YEARS => return Some(seconds),
        _ => {
            out.report(value, Problem::HugeMaxAge { value: digits });
            return None;
        }
    }
    Some(0)
}

fn is_seconds(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number with a unit, in the same word or in the next.
fn with_unit(text: &str, number: &str, next: Option<&str>) -> Problem {
    let digits = number.find(|c: char| !c.is_ascii_digit());
    let (count, unit) = number
        .split_at_checked(digits.unwrap_or(number.len()))
        .unwrap_or_default();
    let seconds = match next {
        Some(next) => in_seconds(next).filter(|_| unit.is_empty()),
        None => in_seconds(unit.trim()),
    };
    let seconds = seconds.zip(count.parse::<u64>().ok());
    let seconds = seconds.and_then(|(seconds, count)| count.checked_mul(seconds));
    Problem::InvalidMaxAge {
        value: next.map_or_else(|| text.to_owned(), |next| format!("{text} {next}")),
        seconds: seconds.filter(|seconds| (1..=HUNDRED_YEARS).contains(seconds)),
        is_one_word: next.is_none(),
    }
}

/// What one of a unit is in seconds. `m` is no unit: some mean minutes by it and others months.
fn in_seconds(unit: &str) -> Option<u64> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => DAY,
        "w" | "week" | "weeks" => 7 * DAY,
        "mo" | "month" | "months" => 30 * DAY,
        "y" | "yr" | "yrs" | "year" | "years" => YEAR,
        _ => return None,
    })
}

fn is_no(value: &str) -> bool {
    ["false", "0", "no", "off"]
        .iter()
        .any(|no| no.eq_ignore_ascii_case(value))
}

/// A directive without a value; as an option, one that is true or false.
pub(super) fn read_flag(
    name: DirectiveName,
    spelling: Spelling,
    values: &mut Values<'_>,
    out: &mut Diagnostics,
) -> bool {
    let Some(value) = values.take() else {
        return true;
    };
    let is_option = spelling == Spelling::Bare;
    let name = spelled(name, spelling);
    match value.text.as_str() {
        "true" if is_option => return true,
        "false" if is_option => return false,
        word if is_option => out.report(
            value,
            Problem::NotABoolean {
                name,
                word: word.to_owned(),
            },
        ),
        word if word.contains(',') => out.report(value, Problem::Comma { write: None }),
        word => out.report(
            value,
            Problem::UnexpectedValue {
                name,
                leave_out: is_no(word),
                instead: None,
            },
        ),
    }
    true
}

/// The name as this spelling has it.
pub(super) fn spelled(name: DirectiveName, spelling: Spelling) -> &'static str {
    if spelling == Spelling::Bare {
        name.fact()
    } else {
        name.as_str()
    }
}

/// A year, given to the name as this spelling does it.
pub(super) fn assigned(name: DirectiveName, spelling: Spelling) -> String {
    let equals = if spelling == Spelling::Bare {
        ": "
    } else {
        "="
    };
    format!("{}{equals}{YEAR}", spelled(name, spelling))
}
