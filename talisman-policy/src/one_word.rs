//! The value of a field that is one word.

use crate::diagnostic::Place;
use crate::word::Word;

/// Why there is not one word.
pub(crate) enum NotOne {
    /// There is none.
    Empty,
    /// There are more: the second, and where it stands.
    Several {
        /// The second.
        word: String,
        /// Where it stands.
        place: Place,
    },
}

/// The only word of a value. A comma or semicolon at its end stays with it, for the header to say that it does not belong.
pub(crate) fn one_word(words: &[Word]) -> Result<&Word, NotOne> {
    let (first, rest) = words.split_first().ok_or(NotOne::Empty)?;
    if let Some(second) = rest.first() {
        return Err(NotOne::Several {
            word: second.text.clone(),
            place: second.into(),
        });
    }
    let sign = first.text.find([',', ';']);
    let behind = sign.and_then(|at| Some((at + 1, first.text.get(at + 1..)?)));
    match behind.filter(|(_, behind)| !behind.is_empty()) {
        Some((start, behind)) => Err(NotOne::Several {
            word: behind.to_owned(),
            place: Place::within(first, start..first.text.len()),
        }),
        None => Ok(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{NotOne, one_word};
    use crate::diagnostic::Place;
    use crate::text::split_words;
    use crate::word::Site;

    #[test]
    fn the_second_word_is_told_where_it_stands() {
        for (text, expected) in [
            ("a b c", Some(("b", Place::Word(Site(1))))),
            ("a, b", Some(("b", Place::Word(Site(1))))),
            ("a,b", Some(("b", Place::Within(Site(0), 2..3)))),
            ("a", None),
            ("a;", None),
        ] {
            let words = split_words(text, Site(0)).words;
            let found = match one_word(&words) {
                Ok(_) => None,
                Err(NotOne::Several { word, place }) => Some((word, place)),
                Err(NotOne::Empty) => unreachable!("{text} has a word"),
            };
            let found = found
                .as_ref()
                .map(|(word, place)| (word.as_str(), place.clone()));
            assert_eq!(found, expected, "{text}");
        }
        assert!(matches!(one_word(&[]), Err(NotOne::Empty)));
    }
}
