//! Whose a value is: the headers that keep pages and resources apart have values that look alike, and read their own alone.

use crate::cross_origin_embedder_policy::EmbedderPolicy;
use crate::cross_origin_opener_policy::OpenerPolicy;
use crate::cross_origin_resource_policy::CrossOriginResourcePolicy;
use crate::document_isolation_policy::IsolationPolicy;
use crate::header::Header;
use crate::suggest::nearest;

/// The headers that have this value, to stand in a sentence. A value that says nothing is nobody's.
pub(crate) fn owners(word: &str) -> Option<String> {
    let headers = [
        (
            Header::CrossOriginOpenerPolicy,
            OpenerPolicy::from_word(word).is_some_and(|value| value != OpenerPolicy::UnsafeNone),
        ),
        (
            Header::CrossOriginEmbedderPolicy,
            EmbedderPolicy::from_word(word)
                .is_some_and(|value| value != EmbedderPolicy::UnsafeNone),
        ),
        (
            Header::CrossOriginResourcePolicy,
            CrossOriginResourcePolicy::from_word(word).is_some(),
        ),
        (
            Header::DocumentIsolationPolicy,
            IsolationPolicy::from_word(word).is_some_and(|value| value != IsolationPolicy::None),
        ),
    ];
    let owners: Vec<&str> = headers
        .iter()
        .filter(|(_, is_its)| *is_its)
        .map(|(header, _)| header.as_str())
        .collect();
    (!owners.is_empty()).then(|| owners.join(" and "))
}

/// The value that `word` stands for: the only one that it is the end of, or that is the end of it, or else the nearest.
pub(crate) fn meant(
    word: &str,
    values: impl Iterator<Item = &'static str> + Clone,
) -> Option<&'static str> {
    let word = word
        .trim_matches(['\'', '"', ';', ','])
        .to_ascii_lowercase();
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.ends_with('-'))
    };
    let mut alike = values
        .clone()
        .filter(|value| *value == word || ends(value, &word) || ends(&word, value));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some(only),
        _ => nearest(&word, values),
    }
}

/// The values to choose from, to follow "write": `a, b or c`.
pub(crate) fn alternatives(values: impl Iterator<Item = &'static str>) -> String {
    let mut values: Vec<&str> = values.collect();
    match values.pop() {
        Some(last) if !values.is_empty() => format!("{} or {last}", values.join(", ")),
        last => last.unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{alternatives, meant, owners};

    #[test]
    fn the_last_of_the_alternatives_follows_an_or() {
        for (values, expected) in [
            (vec!["a", "b", "c"], "a, b or c"),
            (vec!["a", "b"], "a or b"),
            (vec!["a"], "a"),
            (vec![], ""),
        ] {
            assert_eq!(alternatives(values.into_iter()), expected);
        }
    }

    #[test]
    fn a_value_says_whose_it_is() {
        for (word, expected) in [
            ("require-corp", Some("Cross-Origin-Embedder-Policy")),
            (
                "same-origin",
                Some("Cross-Origin-Opener-Policy and Cross-Origin-Resource-Policy"),
            ),
            ("unsafe-none", None),
            ("sameorigin", None),
        ] {
            assert_eq!(owners(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn the_end_of_one_value_stands_for_it() {
        let values = [
            "none",
            "isolate-and-require-corp",
            "isolate-and-credentialless",
        ];
        for (word, expected) in [
            ("require-corp", Some("isolate-and-require-corp")),
            ("unsafe-none", Some("none")),
            ("isolate-and-requirecorp", Some("isolate-and-require-corp")),
            ("orp", None),
            ("", None),
        ] {
            assert_eq!(meant(word, values.into_iter()), expected, "{word}");
        }
        let popups = ["same-origin-allow-popups", "noopener-allow-popups"];
        assert_eq!(meant("allow-popups", popups.into_iter()), None);
    }
}
