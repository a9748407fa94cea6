//! The words of the lists: what each member knows.

use super::{MemberName, Problem};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, Spelling, Word};
use crate::text::{is_key, is_sf_token};

words! {
    /// What a request is for.
    pub enum Destination {
        /// Scripts.
        Script => "script";
        /// Style sheets, which no browser blocks yet: Firefox does behind a flag.
        Style => "style";
    }
}

words! {
    /// Where a hash may stand.
    pub enum Source {
        /// In the `integrity` attribute. What browsers take if nothing is written.
        Inline => "inline";
    }
}

/// Reads one word of the list of a member.
pub(super) fn read(
    name: MemberName,
    member: &Member,
    word: &Word,
    out: &mut Diagnostics,
) -> Option<String> {
    let text = word.text.clone();
    let is_unchecked = word.spelling.is_unchecked();
    let problem = match name {
        _ if is_unchecked && !is_sf_token(&text) => Problem::NotAToken { word: text },
        MemberName::BlockedDestinations | MemberName::Sources if is_unchecked => return Some(text),
        MemberName::Endpoints if !is_key(&text) => Problem::EndpointName { word: text },
        MemberName::BlockedDestinations if Destination::from_word(&text).is_none() => {
            unknown(name, word, Destination::WORDS)
        }
        MemberName::Sources if Source::from_word(&text).is_none() => {
            unknown(name, word, Source::WORDS)
        }
        // Among Rust tokens every name may be in quotes.
        _ if word.spelling == Spelling::Literal && member.key.spelling == Spelling::Text => {
            Problem::String {
                word: text.to_ascii_lowercase(),
            }
        }
        MemberName::Endpoints => return Some(text),
        _ if text != text.to_ascii_lowercase() => Problem::ItemCase {
            write: text.to_ascii_lowercase(),
            word: text,
        },
        _ => {
            if text == Destination::Style.as_str() {
                out.report(word, Problem::Style);
            }
            return Some(text);
        }
    };
    out.report(word, problem);
    None
}

fn unknown(name: MemberName, word: &Word, all: &[&'static str]) -> Problem {
    let near = nearest(&word.text, all);
    let write = near.map_or_else(
        || {
            let all = all.join(" or ");
            let unchecked = word.spelling.unchecked(&word.text);
            format!("write {all}; or, for one newer than this version of talisman, {unchecked}")
        },
        |near| format!("write {near}"),
    );
    Problem::UnknownItem {
        word: word.text.clone(),
        name: name.as_str(),
        write,
        near,
    }
}
