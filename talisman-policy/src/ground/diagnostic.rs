//! Problems with their places, collected in one run, and the drawing of one under the text it is about.

use std::fmt;
use std::ops::Range;

use crate::ground::problem::{Explanation, Severity};
use crate::ground::word::{Site, Word, within};
use crate::problem::Problem;

/// What a problem points at.
#[derive(Clone, Debug, Eq, PartialEq)]
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
    /// The first use of what stands here again, or the other side of a contradiction.
    pub also: Option<Place>,
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
        self.note(place.into(), None, problem.into());
    }

    /// Notes a problem between two places.
    pub fn report_both(
        &mut self,
        place: impl Into<Place>,
        also: impl Into<Place>,
        problem: impl Into<Problem>,
    ) {
        self.note(place.into(), Some(also.into()), problem.into());
    }

    fn note(&mut self, place: Place, also: Option<Place>, problem: Problem) {
        let severity = problem.code().severity;
        self.push(Diagnostic {
            problem,
            severity,
            place,
            also,
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

    /// Takes back what was said of a place, because another problem says more about its cause.
    pub(crate) fn take_back(&mut self, place: &Place, is_it: impl Fn(&Problem) -> bool) {
        self.list
            .retain(|diagnostic| diagnostic.place != *place || !is_it(&diagnostic.problem));
    }

    /// Keeps the first of the problems of one kind that stand on the same word: it was read more than once.
    pub(crate) fn tell_once(&mut self) {
        let mut told: Vec<(&'static str, Place)> = Vec::new();
        self.list.retain(|diagnostic| {
            let it = (diagnostic.problem.code().name, diagnostic.place.clone());
            let is_new = it.1 == Place::Whole || !told.contains(&it);
            told.push(it);
            is_new
        });
    }

    /// Whether any problem refuses the policy.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
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
/// Its `Display` is three lines: a rule, the numbered line, the carets. The text is shown with every control character
/// replaced, so that a terminal cannot be steered by what a policy holds.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

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
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.before();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let indent = self
            .text
            .get(line_start..self.start)
            .unwrap_or_default()
            .chars()
            .count();
        let marked = self
            .text
            .get(self.start..self.end.min(line_start + line.len()))
            .unwrap_or_default();
        let carets = marked.chars().count().max(1);
        let shown: String = line
            .chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();

        let number = self.line().to_string();
        let margin = " ".repeat(number.len());
        writeln!(formatter, "{margin} |")?;
        writeln!(formatter, "{number} | {shown}")?;
        write!(
            formatter,
            "{margin} | {}{}",
            " ".repeat(indent),
            "^".repeat(carets)
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
