//! Problems with their places, collected in one run, and the drawing of one under the text it is about.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::ground::condition::Condition;
use crate::ground::problem::{Explanation, Severity};
use crate::ground::shown;
use crate::ground::word::{Site, Word, within};
use crate::problem::Problem;

/// What a problem points at.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// The whole policy: something is missing.
    Whole,
    /// One word.
    Word(Site),
    /// The bytes of one word that are wrong, counted from its first.
    Within(Site, Range<u32>),
}

impl Place {
    /// The bytes `range` of `word`.
    #[must_use]
    pub fn within(word: &Word, range: Range<usize>) -> Self {
        Self::Within(word.site, within(&word.text, range))
    }
}

impl From<&Word> for Place {
    fn from(word: &Word) -> Self {
        Self::Word(word.site)
    }
}

impl From<Site> for Place {
    fn from(site: Site) -> Self {
        Self::Word(site)
    }
}

/// One problem, where it is, and the other place that it is about, if it has two ends.
#[derive(Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Whether it refuses the policy: the problem's own severity, until a level changes it.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The first use of what is here again, or the other side of a contradiction.
    pub also: Option<Place>,
    /// What decides whether it is a problem at all, if only the compiler can tell: it depends on the base of a derived policy.
    pub condition: Option<Condition>,
}

/// The problems of one run, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No problem yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem.
    pub fn report(&mut self, place: impl Into<Place>, problem: impl Into<Problem>) {
        self.note(place.into(), None, None, problem.into());
    }

    /// Notes a problem that is one if a condition holds.
    pub(crate) fn report_if(
        &mut self,
        condition: Condition,
        place: impl Into<Place>,
        problem: impl Into<Problem>,
    ) {
        self.note(place.into(), None, Some(condition), problem.into());
    }

    /// Notes a problem between two places.
    pub fn report_both(
        &mut self,
        place: impl Into<Place>,
        also: impl Into<Place>,
        problem: impl Into<Problem>,
    ) {
        self.note(place.into(), Some(also.into()), None, problem.into());
    }

    fn note(
        &mut self,
        place: Place,
        also: Option<Place>,
        condition: Option<Condition>,
        problem: Problem,
    ) {
        let severity = problem.code().severity;
        self.push(Diagnostic {
            problem,
            severity,
            place,
            also,
            condition,
        });
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over the problems of a part, whose whole is one place of this one.
    pub(crate) fn absorb(&mut self, part: Self, whole: &Place) {
        for mut diagnostic in part.list {
            if diagnostic.place == Place::Whole {
                diagnostic.place = whole.clone();
            }
            self.list.push(diagnostic);
        }
    }

    /// Takes back what other problems say more about the cause of.
    pub fn retract(&mut self, is_it: impl Fn(&Place, &Problem) -> bool) {
        self.list
            .retain(|diagnostic| !is_it(&diagnostic.place, &diagnostic.problem));
    }

    /// Says of problems what only the option that they are at can say.
    pub(crate) fn reword(&mut self, mut reword: impl FnMut(&Place, &mut Problem)) {
        for diagnostic in &mut self.list {
            reword(&diagnostic.place, &mut diagnostic.problem);
        }
    }

    /// Keeps the first of the problems of one kind that stand on the same word: it was read more than once.
    pub(crate) fn deduplicate(&mut self) {
        let mut reported: HashMap<(&'static str, Place), Vec<Option<Condition>>> = HashMap::new();
        self.list.retain(|diagnostic| {
            let it = (diagnostic.problem.code().name, diagnostic.place.clone());
            if it.1 == Place::Whole {
                return true;
            }
            let conditions = reported.entry(it).or_default();
            let is_new = !conditions.contains(&diagnostic.condition);
            if is_new {
                conditions.push(diagnostic.condition.clone());
            }
            is_new
        });
    }

    /// Leaves out what refuses the policy.
    pub(crate) fn leave_out_errors(&mut self) {
        self.list
            .retain(|diagnostic| diagnostic.severity != Severity::Error);
    }

    /// Whether any problem refuses the policy, whatever its base.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let mut errors = self.list.iter();
        errors.any(|found| found.severity == Severity::Error && found.condition.is_none())
    }

    /// The problems, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The value, if no problem refuses it; with the warnings either way.
    ///
    /// # Errors
    ///
    /// All problems, warnings included, if one of them is an error or there is no value.
    pub fn finish<T>(self, value: Option<T>) -> Result<(T, Self), Self> {
        match value {
            Some(value) if !self.has_errors() => Ok((value, self)),
            _ => Err(self),
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line of the text that a problem is about, with carets under the bytes that are wrong.
///
/// Its `Display` is three lines: a rule, the numbered line, the carets. Of a long line it shows only what surrounds the
/// carets, so that it stays short whatever the text; and what cannot be seen is escaped, so that a terminal cannot be steered
/// by what a policy holds.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// The longest line that an excerpt shows whole, in characters.
const LONGEST_LINE: usize = 120;

/// How many characters of a longer line are before the carets and after them, and how many carets there are at most.
const AROUND: usize = 40;

impl<'a> Excerpt<'a> {
    /// The bytes `range` of `text`.
    #[must_use]
    pub fn new(text: &'a str, range: Range<usize>) -> Self {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(range.start);
        Self {
            text,
            start,
            end: floor(range.end).max(start),
        }
    }

    /// The number of the line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.before().matches('\n').count() + 1
    }

    fn before(&self) -> &'a str {
        self.text.get(..self.start).unwrap_or_default()
    }

    /// What is shown of the line: before the carets, above them, and after them.
    fn parts(&self) -> (String, String, String) {
        let before = self.before().rsplit('\n').next().unwrap_or_default();
        let rest = self.text.get(self.start..).unwrap_or_default();
        let rest = rest.split('\n').next().unwrap_or_default();
        let marked = rest.get(..self.end - self.start).unwrap_or(rest);
        let behind = rest.get(marked.len()..).unwrap_or_default();
        let is_short = [before, rest]
            .iter()
            .flat_map(|part| part.chars())
            .nth(LONGEST_LINE)
            .is_none();
        let most = if is_short { LONGEST_LINE } else { AROUND };
        let (marked, is_cut) = first_of(marked, if is_short { LONGEST_LINE } else { 2 * AROUND });
        let behind = if is_cut {
            String::new()
        } else {
            first_of(behind, most).0
        };
        (last_of(before, most), marked, behind)
    }
}

/// The first characters of a text, a mark where more follow, and whether any do.
fn first_of(text: &str, most: usize) -> (String, bool) {
    match text.char_indices().nth(most) {
        None => (text.to_owned(), false),
        Some((end, _)) => (
            format!("{}{CUT}", text.get(..end).unwrap_or_default()),
            true,
        ),
    }
}

/// The last characters of a text, and a mark where more are before them.
fn last_of(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        None => text.to_owned(),
        Some((at, c)) => {
            format!("{CUT}{}", text.get(at + c.len_utf8()..).unwrap_or_default())
        }
    }
}

/// Where a line was cut.
const CUT: char = '\u{2026}';

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, marked, behind) = self.parts();
        let width = |text: &str| text.chars().map(shown::width).sum::<usize>();
        let number = self.line().to_string();
        let margin = " ".repeat(number.len());
        writeln!(formatter, "{margin} |")?;
        write!(formatter, "{number} | ")?;
        for c in [&before, &marked, &behind]
            .into_iter()
            .flat_map(|part| part.chars())
        {
            shown::write_char(formatter, c)?;
        }
        write!(
            formatter,
            "\n{margin} | {}{}",
            " ".repeat(width(&before)),
            "^".repeat(width(&marked).max(1))
        )
    }
}

impl Explanation {
    /// The two lines that follow the summary everywhere: the remedy, and the specification with the code.
    #[must_use]
    pub fn remedy(&self) -> String {
        format!(
            "help: {}\nnote: {} [{}]",
            self.help.replace('\n', "\n      "),
            self.spec,
            self.code
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    fn drawn(text: &str, range: std::ops::Range<usize>) -> String {
        Excerpt::new(text, range).to_string()
    }

    #[test]
    fn carets_stand_under_the_bytes_that_are_wrong() {
        assert_eq!(
            drawn("img-src *;\nimage-src *", 11..20),
            "  |\n2 | image-src *\n  | ^^^^^^^^^"
        );
        assert_eq!(drawn("", 0..0), "  |\n1 | \n  | ^");
        assert_eq!(drawn("a\nb", 1..2), "  |\n1 | a\n  |  ^");
        // Outside the text, and inside a character.
        assert_eq!(drawn("\u{fc}", 1..99), "  |\n1 | \u{fc}\n  | ^");
    }

    #[test]
    fn carets_count_what_is_shown() {
        assert_eq!(
            drawn("\u{1b}[1m bad\u{202e} x", 5..11),
            "  |\n1 | \\u{1b}[1m bad\\u{202e} x\n  |           ^^^^^^^^^^^"
        );
        assert_eq!(drawn("a\tb\r", 2..3), "  |\n1 | a\\tb\\r\n  |    ^");
    }

    #[test]
    fn a_long_line_is_shown_around_the_carets() {
        let text = format!("{} wrong {}", "a".repeat(10_000), "b".repeat(10_000));
        let (a, b) = ("a".repeat(39), "b".repeat(39));
        assert_eq!(
            drawn(&text, 10_001..10_006),
            format!(
                "  |\n1 | \u{2026}{a} wrong {b}\u{2026}\n  | {}^^^^^",
                " ".repeat(41)
            )
        );
        for range in [0..text.len(), 0..1, text.len()..text.len(), 9_999..20_000] {
            assert!(drawn(&text, range).chars().count() < 300);
        }
        // A line is long by itself, whatever is above and below.
        let text = format!("{}\nshort\n{}", "a".repeat(10_000), "b".repeat(10_000));
        assert_eq!(drawn(&text, 10_001..10_006), "  |\n2 | short\n  | ^^^^^");
    }
}
