//! Text as a message shows it. A policy can hold bytes that steer a terminal, forge a line of a log or reorder what is read;
//! every message and every excerpt passes through here, so that none of them reaches the reader as anything but its name.

use std::fmt::{self, Write};

/// The longest text that a message repeats, in characters: of a longer one it shows both ends.
const LONGEST: usize = 1_000;

/// Writes a character, escaped as in a Rust literal (`\u{1b}`) unless it can be seen.
///
/// Control characters, the invisible ones that reorder or join text (bidirectional controls, zero-width characters, white
/// space other than the space) and unassigned ones cannot; quotes and backslashes can.
pub(super) fn write_char(out: &mut impl Write, c: char) -> fmt::Result {
    if matches!(c, ' '..='~') {
        return out.write_char(c);
    }
    c.escape_debug().try_for_each(|c| out.write_char(c))
}

/// How many columns a character takes.
pub(super) fn width(c: char) -> usize {
    if matches!(c, ' '..='~') {
        1
    } else {
        c.escape_debug().count()
    }
}

/// A text with everything escaped that cannot be seen, and cut in its middle if it is very long.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    let length = text.chars().count();
    for (at, c) in text.chars().enumerate() {
        if length > LONGEST && at == LONGEST / 2 {
            out.push_str(" … ");
        }
        if length <= LONGEST || at < LONGEST / 2 || at >= length - LONGEST / 2 {
            // Writing into a `String` cannot fail.
            let _ = write_char(&mut out, c);
        }
    }
    out
}

/// The same for a text that may have several lines.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, line, lines};

    #[test]
    fn what_cannot_be_seen_is_shown_as_its_escape() {
        for (text, shown) in [
            ("\u{1b}[31mEVIL", r"\u{1b}[31mEVIL"),
            ("a\u{89}b", r"a\u{89}b"),
            ("a\u{b}b\u{c}", r"a\u{b}b\u{c}"),
            ("a\rb\tc\0\u{7f}", r"a\rb\tc\0\u{7f}"),
            ("a\nb", r"a\nb"),
            // Bidirectional controls: overrides, isolates, marks.
            (
                "\u{202e}\u{2066}\u{200e}\u{61c}",
                r"\u{202e}\u{2066}\u{200e}\u{61c}",
            ),
            // Line separators, zero-width characters, a byte order mark, a soft hyphen, a no-break space.
            (
                "\u{2028}\u{2029}\u{200b}\u{200d}",
                r"\u{2028}\u{2029}\u{200b}\u{200d}",
            ),
            ("\u{feff}\u{ad}\u{a0}", r"\u{feff}\u{ad}\u{a0}"),
            ("\u{e000}\u{e0041}", r"\u{e000}\u{e0041}"),
            // What can be seen stays.
            (
                "'self' \"b\u{fc}cher\" \\ \u{65e5}\u{1f512}",
                "'self' \"b\u{fc}cher\" \\ \u{65e5}\u{1f512}",
            ),
        ] {
            assert_eq!(line(text), shown);
        }
        assert_eq!(lines("a\n\u{1b}b"), "a\n\\u{1b}b");
    }

    #[test]
    fn a_very_long_text_shows_both_ends() {
        assert_eq!(line(&"a".repeat(LONGEST)).len(), LONGEST);
        let text = format!("first{}last", "a".repeat(1_000_000));
        let shown = line(&text);
        assert!(shown.starts_with("first") && shown.ends_with("last") && shown.contains(" … "));
        assert_eq!(shown.chars().count(), LONGEST + 3);
    }
}
