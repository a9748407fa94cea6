//! The value of a field that is one word.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Spelling, Word};
use crate::problem::Problem as AnyProblem;

/// The only word of a value. A missing word, or a second one, is reported as the header's own problem.
pub(crate) fn one_word<'w, P: Into<AnyProblem>>(
    words: &'w [Word],
    empty: P,
    several: impl FnOnce(String) -> P,
    out: &mut Diagnostics,
) -> Option<&'w Word> {
    match only(words) {
        Ok(word) => return Some(word),
        Err(NotOne::Empty) => out.report(Place::Whole, empty),
        Err(NotOne::Several { word, place }) => out.report(place, several(word)),
    }
    None
}

/// Whether a word is the only value that there is; among Rust tokens `true` stands for it.
pub(crate) fn is_the_value(word: &Word, value: &str) -> bool {
    let is_true = word.spelling == Spelling::Bare && word.text == "true";
    // A list of RFC 9110 may have a comma with nothing after it.
    is_true || word.text.trim_end_matches(',').eq_ignore_ascii_case(value)
}

/// Why there is not one word.
enum NotOne {
    /// No word.
    Empty,
    /// There are more: the second, and where it is.
    Several {
        /// The second.
        word: String,
        /// Where it is.
        place: Place,
    },
}

/// The only word. A comma or semicolon at its end stays with it, for the header to say that it does not belong.
fn only(words: &[Word]) -> Result<&Word, NotOne> {
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
    use super::{NotOne, only};
    use crate::ground::diagnostic::Place;
    use crate::ground::word::Site;
    use crate::text::split_words;

    #[test]
    fn the_second_word_is_reported_where_it_is() {
        for (text, expected) in [
            ("a b c", Some(("b", Place::Word(Site(1))))),
            ("a, b", Some(("b", Place::Word(Site(1))))),
            ("a,b", Some(("b", Place::Within(Site(0), 2..3)))),
            ("a", None),
            ("a;", None),
        ] {
            let words = split_words(text, Site(0)).words;
            let found = match only(&words) {
                Ok(_) => None,
                Err(NotOne::Several { word, place }) => Some((word, place)),
                Err(NotOne::Empty) => unreachable!("{text} has a word"),
            };
            let found = found
                .as_ref()
                .map(|(word, place)| (word.as_str(), place.clone()));
            assert_eq!(found, expected, "{text}");
        }
        assert!(matches!(only(&[]), Err(NotOne::Empty)));
    }
}
