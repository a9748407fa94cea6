//! The ways to break a Content Security Policy.

mod hosts;
mod quoted;

use talisman_policy::headers::Header;
use talisman_policy::headers::csp::{DirectiveName, SandboxToken};

use crate::kind::Kind;
use crate::text::{Word, instead_of_semicolon, names, replaced, words};

const CSP: &[Header] = &[Header::ContentSecurityPolicy];

const UNKNOWN: &str = "the directive is unknown and ignored";
const NO_SOURCE: &str = "the source expression is none and ignored";
const A_HOST: &str = "the word is a host of that name";
const DROPPED: &str = "the whole directive is dropped";
const NEVER: &str = "the source can never match";

/// Every kind.
pub(crate) fn kinds() -> Vec<Kind> {
    [
        of_names(),
        of_separators(),
        quoted::of_keywords(),
        quoted::of_misplaced_keywords(),
        quoted::of_nonces(),
        quoted::of_hashes(),
        hosts::of_schemes(),
        hosts::of_hosts(),
        of_other_values(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_names() -> Vec<Kind> {
    let word = |name, browser, with| Kind::word(name, browser, CSP, Word::is_name, with);
    vec![
        word("a slip in a directive's name", UNKNOWN, |dice, name| {
            dice.slip(&name.text.to_ascii_lowercase())
                .filter(|slip| DirectiveName::from_word(slip).is_none())
        })
        .slip(),
        word("a directive's name in camel case", UNKNOWN, |_, name| {
            let mut parts = name.text.split('-');
            let first = parts.next()?.to_owned();
            let rest: Vec<String> = parts.map(capitalized).collect();
            (!rest.is_empty()).then(|| first + &rest.concat())
        }),
        word("a directive's name with underscores", UNKNOWN, |_, name| {
            name.text.contains('-').then(|| name.text.replace('-', "_"))
        }),
        word("a colon after a directive's name", UNKNOWN, |_, name| {
            Some(format!("{}:", name.text))
        }),
        word("= after a directive's name", UNKNOWN, |_, name| {
            Some(format!("{}=", name.text))
        }),
        word("quotes around a directive's name", UNKNOWN, |dice, name| {
            let quote = dice.one_of(&["'", "\"", "`"])?;
            Some(format!("{quote}{}{quote}", name.text))
        }),
        word(
            "two directives' names after each other",
            "the second is a source, or ignored",
            |dice, name| {
                let other = dice.one_of(&["script-src", "img-src", "frame-ancestors"])?;
                Some(format!("{other} {}", name.text))
            },
        ),
        Kind::whole(
            "a directive that appears twice",
            "the second is ignored",
            CSP,
            |dice, text| {
                let name = dice.one_of(&names(text))?.text.clone();
                Some(format!("{text}; {name} https://another.example"))
            },
        ),
        Kind::whole(
            "the field's name before the value",
            UNKNOWN,
            CSP,
            |_, text| Some(format!("Content-Security-Policy: {text}")),
        ),
        Kind::whole(
            "a directive of another standard",
            UNKNOWN,
            CSP,
            |dice, text| {
                let other = dice.one_of(&[
                    "camera 'none'",
                    "camera=()",
                    "max-age=31536000",
                    "DENY",
                    "nosniff",
                    "no-referrer",
                    "includeSubDomains",
                    "require-corp",
                    "frame-options 'deny'",
                    "allow 'self'",
                    "xhr-src 'self'",
                    "script 'self'",
                    "default 'self'",
                ])?;
                Some(format!("{text}; {other}"))
            },
        ),
    ]
}

fn of_separators() -> Vec<Kind> {
    let between = |name, browser, with| Kind::whole(name, browser, CSP, with);
    vec![
        between(
            "a comma for a semicolon",
            "a second policy begins",
            |dice, text| instead_of_semicolon(dice, text, ","),
        ),
        between(
            "a missing semicolon",
            "the next directive is a word of this one",
            |dice, text| instead_of_semicolon(dice, text, " "),
        ),
        between(
            "a colon for a semicolon",
            "the next directive is a word of this one",
            |dice, text| instead_of_semicolon(dice, text, ":"),
        ),
        between(
            "| for a semicolon",
            "the next directive is a word of this one",
            |dice, text| instead_of_semicolon(dice, text, " |"),
        ),
        Kind::word(
            "a comma between sources",
            "a second policy begins",
            CSP,
            Word::is_source,
            |_, word| Some(format!("{},", word.text)),
        ),
        Kind::word(
            "a semicolon inside a source list",
            "the rest is an unknown directive",
            CSP,
            Word::is_source,
            |_, word| {
                let is_known = DirectiveName::from_word(&word.text).is_some();
                (!is_known).then(|| format!("; {}", word.text))
            },
        ),
    ]
}

fn of_other_values() -> Vec<Kind> {
    let of = |name, browser, which, with| Kind::word(name, browser, CSP, which, with);
    vec![
        of(
            "a slip in a sandbox token",
            "the token is ignored, and the restriction stays",
            |word| word.is_value_of("sandbox"),
            |dice, word| {
                dice.slip(&word.text)
                    .filter(|slip| SandboxToken::from_word(slip).is_none())
            },
        )
        .slip(),
        of(
            "a sandbox token in quotes",
            "the token is ignored, and the restriction stays",
            |word| word.is_value_of("sandbox"),
            |_, word| Some(format!("'{}'", word.text)),
        ),
        of(
            "a value of a directive that takes none",
            "the value is ignored",
            |word| word.text == "upgrade-insecure-requests" && word.is_name(),
            |dice, word| {
                let value = dice.one_of(&["1", "true", "'self'", "https:"])?;
                Some(format!("{} {value}", word.text))
            },
        ),
        of(
            "a second endpoint",
            "it is ignored",
            |word| word.is_value_of("report-to"),
            |_, word| Some(format!("{} another", word.text)),
        ),
        of(
            "an endpoint that is a URL",
            "no report is sent",
            |word| word.is_value_of("report-to"),
            |_, _| Some("https://reports.example/csp".to_owned()),
        ),
        of(
            "an endpoint in quotes",
            "no report is sent",
            |word| word.is_value_of("report-to"),
            |dice, word| {
                let quote = dice.one_of(&["'", "\""])?;
                Some(format!("{quote}{}{quote}", word.text))
            },
        ),
        of(
            "a report URL in quotes",
            "no report is sent",
            |word| word.is_value_of("report-uri"),
            |dice, word| {
                let quote = dice.one_of(&["'", "\""])?;
                Some(format!("{quote}{}{quote}", word.text))
            },
        ),
        of(
            "a sink group without quotes",
            "nothing is guarded",
            |word| word.is_value_of("require-trusted-types-for"),
            |_, word| word.quoted().map(str::to_owned),
        ),
        of(
            "a slip in a sink group",
            "nothing is guarded",
            |word| word.is_value_of("require-trusted-types-for"),
            |dice, word| Some(format!("'{}'", dice.slip(word.quoted()?)?)),
        )
        .slip(),
        Kind::whole(
            "no value where one must stand",
            "nothing is allowed, or the directive is ignored",
            CSP,
            |dice, text| {
                let words = words(text);
                let name = dice.one_of(&names(text))?.clone();
                let takes_one = ![
                    "sandbox",
                    "upgrade-insecure-requests",
                    "trusted-types",
                    "block-all-mixed-content",
                ]
                .contains(&&*name.directive);
                let last = words.iter().rfind(|word| word.number == name.number)?;
                takes_one.then(|| replaced(text, name.range.end..last.range.end, ""))
            },
        ),
        Kind::whole("nothing at all", "nothing is restricted", CSP, |dice, _| {
            dice.one_of(&["", " ", ";", " ; ; ", "\n", ";;", "\t;", "; ;"])
                .map(ToString::to_string)
        }),
    ]
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_ascii_uppercase() + rest
}
