//! Strict-Transport-Security: its directives, their two spellings, and the serialization that flask-talisman has.

mod problem;

pub use problem::Problem;

use crate::diagnostic::{Diagnostics, Place};
use crate::field::Field;
use crate::suggest::nearest;
use crate::word::{Spelling, Statement, Word};

/// Makes browsers reach the host over https alone, for a time.
///
/// # ABNF
///
/// ```text
/// Strict-Transport-Security = [ directive ] *( ";" [ directive ] )
/// directive                 = directive-name [ "=" directive-value ]
/// ```
///
/// # Example values
///
/// `max-age=31536000`, `max-age=63072000; includeSubDomains; preload`
///
/// # Deployment caveat
///
/// A browser keeps to it for `max-age` seconds whatever is sent later over http; with `includeSubDomains` for every host
/// below this one too, whoever runs it; and `preload` is built into browsers and takes months to leave them. Send a short
/// `max-age` first.
///
/// <https://www.rfc-editor.org/rfc/rfc6797#section-6.1>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StrictTransportSecurity {
    max_age: u64,
    include_subdomains: bool,
    preload: bool,
}

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

const YEAR: u64 = 31_536_000;
const HUNDRED_YEARS: u64 = 100 * YEAR;

impl Default for StrictTransportSecurity {
    /// What flask-talisman sends: a year as astronomers count it, for all hosts below, without preload.
    fn default() -> Self {
        Self {
            max_age: 31_556_926,
            include_subdomains: true,
            preload: false,
        }
    }
}

impl StrictTransportSecurity {
    /// The seconds for which a browser keeps to it.
    #[must_use]
    pub const fn max_age(&self) -> u64 {
        self.max_age
    }

    /// Whether the hosts below this one are included.
    #[must_use]
    pub const fn include_subdomains(&self) -> bool {
        self.include_subdomains
    }

    /// Whether the host may be built into browsers.
    #[must_use]
    pub const fn preload(&self) -> bool {
        self.preload
    }

    /// The field that carries it; a response over http must not have it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field {
            https_only: true,
            ..Field::fixed("strict-transport-security", &self.to_string())
        }
    }
}

/// The field value.
impl std::fmt::Display for StrictTransportSecurity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}={}", DirectiveName::MaxAge, self.max_age)?;
        for (stands, name) in [
            (self.include_subdomains, DirectiveName::IncludeSubDomains),
            (self.preload, DirectiveName::Preload),
        ] {
            if stands {
                write!(formatter, "; {name}")?;
            }
        }
        Ok(())
    }
}

/// Reads the directives, in the field's spelling or, of bare words, in that of the options: `max_age`, and
/// `include_subdomains` and `preload` with `true`, `false` or nothing behind them. What is not written is not sent.
pub fn read(directives: &[Statement], out: &mut Diagnostics) -> Option<StrictTransportSecurity> {
    let mut found: Vec<(DirectiveName, &Word)> = Vec::new();
    let mut policy = StrictTransportSecurity {
        max_age: 0,
        include_subdomains: false,
        preload: false,
    };
    let mut max_age = None;
    let mut sound = true;
    for directive in directives {
        let Some(name) = read_name(&directive.name, out) else {
            // It may have been a max-age: that one is missing must not be said as well.
            sound = false;
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == name) {
            let name = spelled(name, directive.name.spelling);
            out.report_both(
                &directive.name,
                *first,
                Problem::DuplicateDirective { name },
            );
            continue;
        }
        found.push((name, &directive.name));
        match name {
            DirectiveName::MaxAge => max_age = Some(read_max_age(directive, out)),
            DirectiveName::IncludeSubDomains => {
                policy.include_subdomains = read_flag(name, directive, out);
            }
            DirectiveName::Preload => policy.preload = read_flag(name, directive, out),
        }
    }
    let Some(seconds) = max_age else {
        if sound {
            let spelling = directives
                .first()
                .map_or(Spelling::Text, |directive| directive.name.spelling);
            out.report(
                Place::Whole,
                Problem::MissingMaxAge {
                    write: assigned(DirectiveName::MaxAge, spelling),
                },
            );
        }
        return None;
    };
    policy.max_age = seconds?;
    let preload = found
        .iter()
        .find(|(name, _)| *name == DirectiveName::Preload);
    if let Some((_, word)) = preload {
        check_preload(&policy, word, out);
    }
    Some(policy)
}

/// directive-name = token, compared without regard to case
fn read_name(word: &Word, out: &mut Diagnostics) -> Option<DirectiveName> {
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
    if let Some(problem) = without_equals(word) {
        out.report(word, problem);
        return None;
    }
    let candidates = DirectiveName::ALL
        .iter()
        .map(|&name| spelled(name, word.spelling));
    let other = DirectiveName::from_word(&word.text).map(|name| spelled(name, word.spelling));
    let write = match other.or_else(|| nearest(&word.text, candidates.clone())) {
        Some(near) => format!("write `{near}`"),
        None => format!("one of {}", candidates.collect::<Vec<_>>().join(", ")),
    };
    out.report(
        word,
        Problem::UnknownDirective {
            name: word.text.clone(),
            write,
        },
    );
    None
}

/// A directive of a text that has its value behind white space or a colon, or the next directive behind a comma.
fn without_equals(word: &Word) -> Option<Problem> {
    if word.text.contains(',') {
        return Some(Problem::Comma);
    }
    let (name, value) = word
        .text
        .split_once(|c: char| c.is_ascii_whitespace() || c == ':')?;
    let name = DirectiveName::from_word(name)?;
    let value = value.trim();
    let write = match name {
        DirectiveName::MaxAge if is_seconds(value) => format!("{name}={value}"),
        DirectiveName::MaxAge => assigned(name, word.spelling),
        _ => name.as_str().to_owned(),
    };
    Some(Problem::MissingEquals { write })
}

/// max-age-value = delta-seconds = 1*DIGIT, <https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1>
fn read_max_age(directive: &Statement, out: &mut Diagnostics) -> Option<u64> {
    let Some(value) = directive.values.first() else {
        out.report(
            &directive.name,
            Problem::InvalidMaxAge {
                value: String::new(),
            },
        );
        return None;
    };
    if value.text.contains(',') {
        out.report(value, Problem::Comma);
        return None;
    }
    // A number among Rust tokens may be written as Rust writes it.
    let digits = if value.spelling == Spelling::Bare {
        value.text.replace('_', "")
    } else {
        value.text.clone()
    };
    if !is_seconds(&digits) {
        out.report(
            value,
            Problem::InvalidMaxAge {
                value: value.text.clone(),
            },
        );
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

/// A directive without a value; as an option, one that is true or false.
fn read_flag(name: DirectiveName, directive: &Statement, out: &mut Diagnostics) -> bool {
    let Some(value) = directive.values.first() else {
        return true;
    };
    let is_option = directive.name.spelling == Spelling::Bare;
    let name = spelled(name, directive.name.spelling);
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
        word if word.contains(',') => out.report(value, Problem::Comma),
        _ => out.report(
            value,
            Problem::UnexpectedValue {
                name,
                write: format!("`{name}` alone"),
            },
        ),
    }
    true
}

/// <https://hstspreload.org/#submission-requirements>
fn check_preload(policy: &StrictTransportSecurity, word: &Word, out: &mut Diagnostics) {
    if !policy.preload || (policy.include_subdomains && policy.max_age >= YEAR) {
        return;
    }
    let subdomains = spelled(DirectiveName::IncludeSubDomains, word.spelling);
    let subdomains = if word.spelling == Spelling::Bare {
        format!("{subdomains}: true")
    } else {
        subdomains.to_owned()
    };
    let max_age = assigned(DirectiveName::MaxAge, word.spelling);
    let (lacks, write) = match (policy.include_subdomains, policy.max_age >= YEAR) {
        (false, true) => ("that the hosts below are included".to_owned(), subdomains),
        (true, _) => (format!("a max-age of at least {YEAR} seconds"), max_age),
        (false, false) => (
            format!("that the hosts below are included, and a max-age of at least {YEAR} seconds"),
            format!("{subdomains} and {max_age}"),
        ),
    };
    out.report(word, Problem::PreloadConditions { lacks, write });
}

/// The name as this spelling has it.
fn spelled(name: DirectiveName, spelling: Spelling) -> &'static str {
    if spelling == Spelling::Bare {
        name.fact()
    } else {
        name.as_str()
    }
}

/// A year, given to the name as this spelling does it.
fn assigned(name: DirectiveName, spelling: Spelling) -> String {
    let equals = if spelling == Spelling::Bare {
        ": "
    } else {
        "="
    };
    format!("{}{equals}{YEAR}", spelled(name, spelling))
}

#[cfg(test)]
mod tests;
