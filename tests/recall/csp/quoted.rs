//! The ways to break what is in single quotes: keywords, nonces and hashes.

use talisman_policy::headers::csp::{Keyword, RemovedKeyword};

use super::{A_HOST, CSP, DROPPED, NEVER, NO_SOURCE};
use crate::dice::is_one_slip;
use crate::kind::Kind;
use crate::text::{Word, replaced};

pub(super) fn of_keywords() -> Vec<Kind> {
    let word = |name, browser, with| Kind::word(name, browser, CSP, Word::is_keyword, with);
    vec![
        word("a slip in a keyword", NO_SOURCE, |dice, word| {
            let meant = word.quoted()?.to_ascii_lowercase();
            let slip = dice.slip(&meant)?;
            // One letter from `none` and from `nonce` at once: whoever reads it cannot say which was intended either.
            let is_of_another = |other: &str| other != meant && is_one_slip(other, &slip);
            let is_another = Keyword::from_word(&format!("'{slip}'")).is_some()
                || RemovedKeyword::from_word(&format!("'{slip}'")).is_some()
                || ["none", "nonce"]
                    .into_iter()
                    .any(|other| other == slip || is_of_another(other));
            (!is_another).then(|| format!("'{slip}'"))
        })
        .slip(),
        word("a keyword without quotes", A_HOST, |_, word| {
            word.quoted().map(str::to_owned)
        }),
        word("a keyword without its first quote", NO_SOURCE, |_, word| {
            Some(word.text[1..].to_owned())
        }),
        word("a keyword without its last quote", NO_SOURCE, |_, word| {
            Some(word.text[..word.text.len() - 1].to_owned())
        }),
        word("double quotes around a keyword", NO_SOURCE, |_, word| {
            Some(format!("\"{}\"", word.quoted()?))
        }),
        word("backticks around a keyword", NO_SOURCE, |_, word| {
            Some(format!("`{}`", word.quoted()?))
        }),
        word("quotes around a quoted keyword", NO_SOURCE, |dice, word| {
            let quote = dice.one_of(&["'", "\""])?;
            Some(format!("{quote}{}{quote}", word.text))
        }),
        word("curly quotes around a keyword", DROPPED, |_, word| {
            Some(format!("\u{2018}{}\u{2019}", word.quoted()?))
        }),
        word("a space inside a keyword", NO_SOURCE, |_, word| {
            Some(format!("' {}'", word.quoted()?))
        }),
        word("a colon after a keyword", NO_SOURCE, |_, word| {
            Some(format!("{}:", word.text))
        }),
    ]
}

/// Keywords that are where they mean nothing, or beside what makes them mean nothing.
pub(super) fn of_misplaced_keywords() -> Vec<Kind> {
    vec![
        Kind::word(
            "'none' beside another source",
            "'none' is ignored",
            CSP,
            |word| {
                // Beside 'report-sample' alone, 'none' still says what it is there to say.
                let others = word.is_none() || word.text == "'report-sample'";
                word.is_source() && !others
            },
            |_, word| Some(format!("{} 'none'", word.text)),
        ),
        Kind::word(
            "a source beside 'none'",
            "'none' is ignored",
            CSP,
            Word::is_none,
            |dice, word| {
                let other = dice.one_of(&["https:", "a.example", "'self'"])?;
                Some(format!("{} {other}", word.text))
            },
        ),
        Kind::word(
            "a keyword of scripts where nothing is compared with it",
            "the keyword is ignored",
            CSP,
            |word| {
                let others = [
                    "img-src",
                    "font-src",
                    "media-src",
                    "connect-src",
                    "frame-src",
                ];
                word.is_source() && others.contains(&&*word.directive)
            },
            |dice, word| {
                let keyword = dice.one_of(&[
                    "'unsafe-inline'",
                    "'unsafe-eval'",
                    "'strict-dynamic'",
                    "'unsafe-hashes'",
                    "'wasm-unsafe-eval'",
                ])?;
                Some(if word.is_none() {
                    (*keyword).to_owned()
                } else {
                    format!("{} {keyword}", word.text)
                })
            },
        )
        .told(),
        Kind::word(
            "a keyword that no ancestor can be",
            NO_SOURCE,
            CSP,
            |word| word.is_value_of("frame-ancestors") && !word.is_none(),
            |dice, word| {
                let keyword = dice.one_of(&["'unsafe-inline'", "'strict-dynamic'", "'nonce'"])?;
                Some(format!("{} {keyword}", word.text))
            },
        ),
    ]
}

pub(super) fn of_nonces() -> Vec<Kind> {
    let word = |name, browser, with| {
        Kind::word(
            name,
            browser,
            CSP,
            |word| word.text == "'nonce'" && word.is_source(),
            with,
        )
    };
    vec![
        word("a nonce without quotes", A_HOST, |_, _| {
            Some("nonce-MTIzNDU2Nzg5MDEyMzQ1Ng".to_owned())
        }),
        word("= for the hyphen of a nonce", NO_SOURCE, |_, _| {
            Some("'nonce=MTIzNDU2Nzg5MDEyMzQ1Ng'".to_owned())
        }),
        word("a nonce without a value", NO_SOURCE, |_, _| {
            Some("'nonce-'".to_owned())
        }),
        word("a nonce that is not base64", NO_SOURCE, |dice, _| {
            let other = dice.one_of(&["!", "{", "}", "$", "(", "%", ".", "<"])?;
            Some(format!("'nonce-MTIz{other}NDU2Nzg5'"))
        }),
        word("a nonce of double quotes", NO_SOURCE, |_, _| {
            Some("\"nonce-MTIzNDU2Nzg5MDEyMzQ1Ng\"".to_owned())
        }),
        Kind::word(
            "a nonce where nothing has one",
            "the nonce is ignored",
            CSP,
            is_of_no_code,
            |_, word| Some(format!("{} 'nonce'", word.text)),
        ),
    ]
}

pub(super) fn of_hashes() -> Vec<Kind> {
    let word = |name, browser, with| Kind::word(name, browser, CSP, Word::is_hash, with);
    vec![
        word("a hash without quotes", A_HOST, |_, word| {
            word.quoted().map(str::to_owned)
        }),
        word("a shortened digest", NEVER, |dice, word| {
            let (algorithm, digest) = word.text.split_once('-')?;
            let lost = 1 + dice.below(20);
            let at = dice.below(digest.trim_end_matches(['=', '\'']).len() - lost);
            let digest = replaced(digest, at..at + lost, "");
            Some(format!("{algorithm}-{digest}"))
        }),
        word("a digest without its padding", NEVER, |_, word| {
            word.text.contains('=').then(|| word.text.replace('=', ""))
        }),
        word(
            "a digest with a foreign character",
            NO_SOURCE,
            |dice, word| {
                let other = dice.one_of(&["!", ".", "*", "~", "$", "%"])?;
                let at = "'sha256-".len() + dice.below(30);
                Some(replaced(&word.text, at..at + 1, other))
            },
        ),
        word("a digest in hexadecimal", NEVER, |_, _| {
            Some(format!("'sha256-{}'", "0a1b2c3d".repeat(8)))
        }),
        word("another algorithm", NO_SOURCE, |dice, word| {
            let (_, digest) = word.text.split_once('-')?;
            let algorithm =
                dice.one_of(&["sha1", "md5", "sha-256", "sha224", "sha3", "sha", "blake3"])?;
            Some(format!("'{algorithm}-{digest}"))
        }),
        word("= for the hyphen of a hash", NO_SOURCE, |_, word| {
            Some(word.text.replacen('-', "=", 1))
        }),
        Kind::word(
            "a hash where nothing has one",
            "the hash is ignored",
            CSP,
            is_of_no_code,
            |_, word| {
                let hash = "'sha256-V2kaaafImTjn8RQTWZmF4IfGfQ7Qsqsw9GWaFjzFNPg='";
                Some(format!("{} {hash}", word.text))
            },
        ),
    ]
}

/// Whether it is a source of what has neither a nonce nor a hash.
fn is_of_no_code(word: &Word) -> bool {
    let directives = [
        "img-src",
        "font-src",
        "connect-src",
        "frame-src",
        "form-action",
    ];
    word.is_source() && !word.is_none() && directives.contains(&&*word.directive)
}
