//! Chance, the same in every run.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

/// Chance with a fixed seed.
pub(crate) struct Dice(TestRunner);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(TestRunner::deterministic())
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (0..limit)
            .new_tree(&mut self.0)
            .expect("every number below a limit can be made")
            .current()
    }

    /// One of them, unless there is none.
    pub(crate) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        if choices.is_empty() {
            return None;
        }
        choices.get(self.below(choices.len()))
    }

    /// The word with a letter too many, too few, another one, or two neighbours swapped; `None` if it would stay as it is.
    pub(crate) fn slip(&mut self, word: &str) -> Option<String> {
        const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz-";
        let mut letters: Vec<char> = word.chars().collect();
        let at = self.below(letters.len());
        let mut letter = char::from(*self.one_of(LETTERS)?);
        if letters[at].is_ascii_uppercase() {
            letter = letter.to_ascii_uppercase();
        }
        match self.below(4) {
            0 => letters.insert(at, letter),
            1 => drop(letters.remove(at)),
            2 => letters[at] = letter,
            _ => letters.swap(at, (at + 1).min(word.len() - 1)),
        }
        let slip: String = letters.into_iter().collect();
        (slip != word && !slip.is_empty()).then_some(slip)
    }
}

/// Whether one slip makes one word the other.
pub(crate) fn is_one_slip(one: &str, other: &str) -> bool {
    let starts = one.bytes().zip(other.bytes());
    let start = starts.take_while(|(a, b)| a == b).count();
    let (one, other) = (&one.as_bytes()[start..], &other.as_bytes()[start..]);
    let ends = one.iter().rev().zip(other.iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let is_swap = one.len() == 2 && other.len() == 2 && one[0] == other[1] && one[1] == other[0];
    is_swap || one.len().max(other.len()) == 1
}
