//! The ways to break what is without quotes: schemes and hosts.

use super::{A_HOST, CSP, DROPPED, NEVER, NO_SOURCE};
use crate::kind::Kind;
use crate::text::Word;

/// The schemes that browsers load from: any other word could be the name of a host.
const SCHEMES: &[&str] = &[
    "https",
    "http",
    "wss",
    "ws",
    "data",
    "blob",
    "mediastream",
    "filesystem",
];

pub(super) fn of_schemes() -> Vec<Kind> {
    let word = |name, browser, with| Kind::word(name, browser, CSP, Word::is_scheme, with);
    let origin = |name, browser, with| Kind::word(name, browser, CSP, Word::is_origin, with);
    vec![
        word("a scheme without its colon", A_HOST, |_, word| {
            let scheme = word.text.trim_end_matches(':');
            SCHEMES.contains(&scheme).then(|| scheme.to_owned())
        }),
        word("a scheme with slashes", NO_SOURCE, |_, word| {
            Some(format!("{}//", word.text))
        }),
        word("a scheme in quotes", NO_SOURCE, |_, word| {
            Some(format!("'{}'", word.text))
        }),
        origin(
            "a scheme without its colon before a host",
            NO_SOURCE,
            |_, word| Some(word.text.replacen("://", "//", 1)),
        ),
        origin(
            "a scheme with one slash before a host",
            NO_SOURCE,
            |_, word| Some(word.text.replacen("://", ":/", 1)),
        ),
        origin(
            "a scheme without slashes before a host",
            NO_SOURCE,
            |_, word| Some(word.text.replacen("://", ":", 1)),
        ),
        origin("backslashes before a host", NO_SOURCE, |_, word| {
            Some(word.text.replacen("://", ":\\\\", 1))
        }),
        origin("slashes without a scheme", NO_SOURCE, |_, word| {
            let (_, host) = word.text.split_once("://")?;
            Some(format!("//{host}"))
        }),
        origin("three slashes", NO_SOURCE, |_, word| {
            Some(word.text.replacen("://", ":///", 1))
        }),
        origin("a scheme twice", NO_SOURCE, |_, word| {
            Some(format!("https://{}", word.text))
        }),
    ]
}

pub(super) fn of_hosts() -> Vec<Kind> {
    let host = |name, browser, with| Kind::word(name, browser, CSP, Word::is_host, with);
    let bare = |name, browser, with| Kind::word(name, browser, CSP, Word::is_bare_host, with);
    vec![
        host("quotes around a host", NO_SOURCE, |dice, word| {
            let quote = dice.one_of(&["'", "\""])?;
            Some(format!("{quote}{}{quote}", word.text))
        }),
        host("brackets around a host", NO_SOURCE, |dice, word| {
            let (open, close) = dice.one_of(&[("<", ">"), ("[", "]"), ("(", ")"), ("{", "}")])?;
            Some(format!("{open}{}{close}", word.text))
        }),
        bare("a wildcard inside a host", NO_SOURCE, |_, word| {
            let host = word.text.trim_start_matches("*.");
            host.contains('.').then(|| host.replacen('.', ".*.", 1))
        }),
        bare("a wildcard as a part of a label", NO_SOURCE, |_, word| {
            Some(format!("*{}", word.text.trim_start_matches("*.")))
        }),
        bare("a wildcard at the end of a host", NO_SOURCE, |_, word| {
            Some(format!("{}.*", word.text))
        }),
        bare("a port that is not a number", NEVER, |dice, word| {
            let port = dice.one_of(&["80a", "http", "-1", "8o80", "**"])?;
            Some(format!("{}:{port}", word.text))
        }),
        bare("a port that is too large", NEVER, |dice, word| {
            Some(format!("{}:{}", word.text, 65_536 + dice.below(100_000)))
        }),
        bare("a query", "browsers drop it or the source", |_, word| {
            Some(format!("{}/a?b=c", word.text))
        }),
        bare("a fragment", "browsers drop it or the source", |_, word| {
            Some(format!("{}/a#b", word.text))
        }),
        bare("a user before a host", NO_SOURCE, |_, word| {
            Some(format!("https://user:word@{}", word.text))
        }),
        bare("two dots in a host", NO_SOURCE, |_, word| {
            Some(word.text.replacen('.', "..", 1))
        }),
        bare("a dot before a host", NO_SOURCE, |_, word| {
            Some(format!(".{}", word.text.trim_start_matches("*.")))
        }),
        host("a letter that is not ASCII", DROPPED, |dice, word| {
            let letter = dice.one_of(&["\u{e4}", "\u{430}", "\u{2013}", "\u{a0}", "\u{200b}"])?;
            Some(format!("{}{letter}", word.text))
        }),
        host(
            "a character that cannot be printed",
            DROPPED,
            |dice, word| {
                let character = dice.one_of(&["\u{0}", "\u{7f}", "\u{1}", "\u{b}"])?;
                Some(format!("{}{character}", word.text))
            },
        ),
        bare("an address of IPv6", NO_SOURCE, |_, _| {
            Some("https://[2001:db8::1]".to_owned())
        }),
        Kind::word(
            "a path where origins are compared",
            NEVER,
            CSP,
            |word| word.directive == "frame-ancestors" && word.is_host(),
            |_, word| Some(format!("{}/path", word.text.trim_end_matches('/'))),
        ),
    ]
}
