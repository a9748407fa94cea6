//! The words of a table that a remedy names: the nearest, the one that was intended, all of them. Which table is the caller's.

/// The candidate nearest to `word`, if it is near enough to be meant.
///
/// Near is at most one slip in three letters: a letter too many, too few, another one, or two swapped. Names of other
/// notations count as what they stand for: `scriptSrc` and `script_src` are `script-src`.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    // No word of a table is longer, and a pasted text would cost its length times that of the table.
    let word: Vec<char> = kebab(word).chars().take(64).collect();
    // A third of the letters, three at the most. One slip alone leaves some misspellings of tests/recall without their remedy; half
    // of the letters finds no more of them, and takes short words for others.
    let allowed = (word.len() / 3).clamp(1, 3);
    let mut best = None;
    for &candidate in candidates {
        // What differs more in length differs more: most of a table needs no comparing.
        if candidate.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let slips = distance(&word, candidate);
        // Of two that are as near, the one with the same first letter: hardly anybody mistypes that one.
        let rank = (slips, !starts_alike(&word, candidate));
        // Where every letter is another one, a short word is near to anything.
        let is_near = slips <= allowed && slips < candidate.len();
        if is_near && best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The value that `word` stands for: the only one that it is the end of, or that is the end of it, or else the nearest.
pub(crate) fn intended(word: &str, values: &[&'static str]) -> Option<&'static str> {
    let word = word
        .trim_matches(['\'', '"', ';', ','])
        .to_ascii_lowercase();
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.ends_with('-'))
    };
    let mut alike = values
        .iter()
        .filter(|value| **value == word || ends(value, &word) || ends(&word, value));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some(*only),
        _ => nearest(&word, values),
    }
}

/// The values to choose from, to follow "write": `a, b or c`.
pub(crate) fn alternatives(values: &[&str]) -> String {
    match values.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

fn starts_alike(word: &[char], candidate: &str) -> bool {
    candidate.chars().next() == word.first().copied()
}

pub(crate) fn kebab(word: &str) -> String {
    let mut kebab = String::with_capacity(word.len() + 4);
    let mut after_lower = false;
    for letter in word.chars() {
        if letter.is_ascii_uppercase() && after_lower {
            kebab.push('-');
        }
        after_lower = letter.is_ascii_lowercase();
        kebab.push(if letter == '_' {
            '-'
        } else {
            letter.to_ascii_lowercase()
        });
    }
    kebab
}

/// The optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> = kebab(candidate).chars().collect();
    let width = candidate.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut previous = None;
    for (row, &letter) in word.iter().enumerate() {
        let mut line = Vec::with_capacity(width);
        line.push(row + 1);
        let mut left = row + 1;
        let mut previous_other = None;
        for (column, &other) in candidate.iter().enumerate() {
            let at =
                |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&last, column) + usize::from(letter != other))
                .min(left + 1)
                .min(at(&last, column + 1) + 1);
            // Two letters in the wrong order are one slip, not two: the distance is that of optimal string alignment.
            let swapped = previous == Some(other) && previous_other == Some(letter);
            if swapped && column > 0 {
                best = best.min(at(&before, column - 1) + 1);
            }
            line.push(best);
            left = best;
            previous_other = Some(other);
        }
        before = std::mem::replace(&mut last, line);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{alternatives, distance, intended, nearest};

    #[test]
    fn a_swap_is_one_slip() {
        let word: Vec<char> = "scirpt".chars().collect();
        assert_eq!(distance(&word, "script"), 1);
        assert_eq!(distance(&[], "abc"), 3);
    }

    #[test]
    fn other_notations_are_what_they_stand_for() {
        let names = ["script-src", "script-src-elem", "style-src", "img-src"];
        assert_eq!(nearest("scriptSrc", &names), Some("script-src"));
        assert_eq!(nearest("script_src_elem", &names), Some("script-src-elem"));
        assert_eq!(nearest("image-src", &names), Some("img-src"));
        assert_eq!(nearest("zebra", &names), None);
    }

    #[test]
    fn the_last_of_the_alternatives_follows_an_or() {
        for (values, expected) in [
            (vec!["a", "b", "c"], "a, b or c"),
            (vec!["a", "b"], "a or b"),
            (vec!["a"], "a"),
            (vec![], ""),
        ] {
            assert_eq!(alternatives(&values), expected);
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
            assert_eq!(intended(word, &values), expected, "{word}");
        }
        let popups = ["same-origin-allow-popups", "noopener-allow-popups"];
        assert_eq!(intended("allow-popups", &popups), None);
    }
}
