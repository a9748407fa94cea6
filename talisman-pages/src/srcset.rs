//! The addresses of a `srcset`, by the algorithm of HTML section 4.8.4.3.

use crate::html::is_space;

/// Every address, whichever a browser picks for its screen.
pub(crate) fn addresses(srcset: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c| is_space(c) || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let trimmed = address.trim_end_matches(',');
        found.push(trimmed);
        rest = if trimmed.len() < address.len() {
            after
        } else {
            after_descriptors(after)
        };
    }
}

/// What follows the comma after a candidate's descriptors; a comma in parentheses is theirs.
fn after_descriptors(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return text.get(at..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn candidates_are_separated_by_commas_that_belong_to_no_address() {
        assert_eq!(
            addresses("a.png, b.png 2x,c,d.png 3x"),
            ["a.png", "b.png", "c,d.png"]
        );
        assert_eq!(
            addresses(" data:image/png;base64,AA== 1x, e"),
            ["data:image/png;base64,AA==", "e"]
        );
        assert_eq!(addresses(" , "), [""; 0]);
    }
}
