//! What a change of a policy opens and closes: for each directive a request that one allows and the other does not.

use std::fmt;

use talisman_policy::headers::csp::DirectiveName;

use crate::kind::Kind;
use crate::page::Page;
use crate::request::Request;
use crate::witness::candidates;

/// What became wider and what narrower, from one policy to another.
///
/// It holds every kind of request against both, made from the sources of both and from what is near them; each difference has
/// its witness.
///
/// ```
/// use talisman_ask::{Comparison, Page};
///
/// let page = Page::at("https://www.example.com/")?;
/// let old = page.clone().enforcing("default-src 'self'; frame-ancestors 'none'");
/// let new = page.enforcing("default-src 'self'; img-src 'self' https://img.example.net; frame-ancestors 'none'; base-uri 'none'");
///
/// let comparison = Comparison::of(&new, &old);
/// assert_eq!(
///     comparison.to_string(),
///     "wider: img-src allows image https://img.example.net/; others may show their content, and hear of each visit\n\
///      narrower: base-uri blocks base https://www.example.com/",
/// );
/// # Ok::<(), talisman_ask::UrlError>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Comparison {
    differences: Vec<Difference>,
}

/// One difference between two policies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    direction: Direction,
    /// The directive or field that is different.
    name: String,
    /// What the one does and the other does not.
    what: String,
    /// The request that shows it; a field that is not a CSP has none.
    witness: Option<Request>,
    gain: &'static str,
}

/// Which way a policy changed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Direction {
    /// It allows more.
    Wider,
    /// It says something else, and which of the two is the stricter is not known.
    Different,
    /// It allows less.
    Narrower,
}

impl Comparison {
    /// Compares two pages with their policies.
    #[must_use]
    pub fn of(new: &Page, old: &Page) -> Self {
        let mut comparison = Self::default();
        for request in candidates(new, old) {
            let (now, before) = (new.verdict(&request), old.verdict(&request));
            if now.error().is_some() || now.is_allowed() == before.is_allowed() {
                continue;
            }
            let direction = if now.is_allowed() {
                Direction::Wider
            } else {
                Direction::Narrower
            };
            // What is widened by taking a directive away is named after that directive: the new policy has none.
            let decided = [now.directive(), before.directive()];
            let decided = decided.into_iter().flatten().next();
            comparison.add(direction, decided, request);
        }
        comparison.leave_out_prefetches();
        comparison.sort();
        comparison
    }

    /// What any other fetch may load may be prefetched: that is no news beside it.
    fn leave_out_prefetches(&mut self) {
        let is_prefetch = |difference: &Difference| {
            difference.witness.as_ref().map(Request::kind) == Some(Kind::Prefetch)
        };
        for direction in [Direction::Wider, Direction::Narrower] {
            let mut others = self.differences.iter();
            let has_others = others.any(|one| one.direction == direction && !is_prefetch(one));
            self.differences
                .retain(|one| !(has_others && one.direction == direction && is_prefetch(one)));
        }
    }

    /// One witness is enough for each kind and directive.
    fn add(&mut self, direction: Direction, directive: Option<DirectiveName>, request: Request) {
        let kind = request.kind();
        let name = directive.unwrap_or(kind.directive()).to_string();
        let is_known = self.differences.iter().any(|other| {
            let of_kind = other.witness.as_ref().map(Request::kind) == Some(kind);
            of_kind && other.direction == direction
        });
        if !is_known {
            let verb = if direction == Direction::Wider {
                "allows"
            } else {
                "blocks"
            };
            self.differences.push(Difference {
                direction,
                name,
                what: format!("{verb} {request}"),
                witness: Some(request),
                gain: gain(kind),
            });
        }
    }

    /// Adds a field that is not a CSP.
    pub(crate) fn add_field(&mut self, direction: Direction, name: &str, what: String) {
        self.differences.push(Difference {
            direction,
            name: name.to_owned(),
            what,
            witness: None,
            gain: "",
        });
        self.sort();
    }

    fn sort(&mut self) {
        self.differences
            .sort_by_key(|difference| difference.direction);
    }

    /// All differences, what is wider first.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Whether nothing became wider, and no field different in a way that might be.
    #[must_use]
    pub fn is_no_wider(&self) -> bool {
        let mut differences = self.differences.iter();
        differences.all(|difference| difference.direction == Direction::Narrower)
    }
}

impl Difference {
    /// Which way.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The directive or field.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A request that one of the policies allows and the other does not.
    #[must_use]
    pub fn witness(&self) -> Option<&Request> {
        self.witness.as_ref()
    }

    /// What an attacker gains where it became wider.
    #[must_use]
    pub fn gain(&self) -> &'static str {
        self.gain
    }
}

/// What an attacker who can put markup into the page, or controls the place that is allowed, gets from a kind of request.
pub(crate) fn gain(kind: Kind) -> &'static str {
    match kind {
        Kind::Script | Kind::Worker => {
            "code from there runs in the page, with all that it can reach"
        }
        Kind::InlineScript | Kind::ScriptAttribute | Kind::JavascriptUrl => {
            "injected markup runs code in the page"
        }
        Kind::Eval | Kind::Wasm => "text that reaches a compiler runs as code",
        Kind::Sink | Kind::TrustedTypesPolicy => "text that reaches the DOM may run as code",
        Kind::Style | Kind::InlineStyle | Kind::StyleAttribute | Kind::Font => {
            "injected styles read attributes and cover the page"
        }
        Kind::Image | Kind::Media | Kind::Manifest => {
            "others may show their content, and hear of each visit"
        }
        Kind::Connect | Kind::Prefetch | Kind::Webrtc => "what the page knows can be sent there",
        Kind::Object | Kind::Frame | Kind::FencedFrame => {
            "foreign documents are shown inside the page"
        }
        Kind::Form => "what a user types can be sent there",
        Kind::Base => "relative addresses, of scripts too, lead there",
        Kind::Ancestor => "the page can be framed there, and its clicks be taken",
        Kind::SandboxToken => "the sandbox no longer holds this back",
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, difference) in self.differences.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{difference}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = match self.direction {
            Direction::Wider => "wider",
            Direction::Different => "different",
            Direction::Narrower => "narrower",
        };
        write!(f, "{direction}: {} {}", self.name, self.what)?;
        if self.direction == Direction::Wider && !self.gain.is_empty() {
            write!(f, "; {}", self.gain)?;
        }
        Ok(())
    }
}
