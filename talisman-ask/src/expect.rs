//! What a test wants of several policies: one table, and one failure that says everything.

use std::error::Error;
use std::fmt;

use crate::page::Page;
use crate::request::Request;
use crate::verdict::Verdict;

/// What pages must allow and what they may never: a table for a test.
///
/// ```
/// use talisman_ask::{Expectations, Page, connect, inline_script, must, never, script};
///
/// let site = Page::at("https://www.example.com/")?.enforcing("default-src 'self'; script-src 'self' 'nonce'");
/// let embed = Page::at("https://embed.example.com/")?.enforcing("default-src 'none'");
///
/// Expectations::new()
///     .on("SITE", site, [
///         must(script("/app.js")),
///         must(connect("wss://www.example.com/live")),
///         never(inline_script("alert(1)")),
///     ])
///     .on("EMBED", embed, [never(script("https://www.example.com/app.js"))])
///     .assert();
/// # Ok::<(), talisman_ask::UrlError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    rows: Vec<(String, Page, Vec<Expectation>)>,
}

/// A request, and whether it has to be allowed; made by [`must`] and [`never()`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Expectation {
    request: Request,
    is_allowed: bool,
}

/// The page must allow this.
#[must_use]
pub fn must(request: Request) -> Expectation {
    Expectation {
        request,
        is_allowed: true,
    }
}

/// The page may never allow this.
#[must_use]
pub fn never(request: Request) -> Expectation {
    Expectation {
        request,
        is_allowed: false,
    }
}

impl Expectations {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With what a page must allow and may never; the name is for the message.
    #[must_use]
    pub fn on(
        mut self,
        name: impl Into<String>,
        page: Page,
        expectations: impl IntoIterator<Item = Expectation>,
    ) -> Self {
        let expectations = expectations.into_iter().collect();
        self.rows.push((name.into(), page, expectations));
        self
    }

    /// Asks every page for everything.
    ///
    /// # Errors
    ///
    /// All that is otherwise than expected. A request whose URL is invalid fails in either case.
    pub fn check(&self) -> Result<(), Unmet> {
        let mut unmet = Unmet {
            pages: Vec::new(),
            asked: 0,
        };
        for (name, page, expectations) in &self.rows {
            unmet.asked += expectations.len();
            let mut failed = Vec::new();
            for expectation in expectations {
                let verdict = page.verdict(&expectation.request);
                let is_met =
                    verdict.error().is_none() && verdict.is_allowed() == expectation.is_allowed;
                if !is_met {
                    failed.push((expectation.clone(), verdict));
                }
            }
            if !failed.is_empty() {
                unmet
                    .pages
                    .push((format!("{name} at {}", page.url()), failed));
            }
        }
        if unmet.pages.is_empty() {
            Ok(())
        } else {
            Err(unmet)
        }
    }

    /// As [`check`](Self::check), for the end of a test.
    ///
    /// # Panics
    ///
    /// If anything is otherwise than expected, with all of it in one message.
    #[track_caller]
    pub fn assert(&self) {
        if let Err(unmet) = self.check() {
            fail(&unmet);
        }
    }
}

/// Ends a test.
#[track_caller]
#[expect(clippy::panic, reason = "an assertion of a test ends in nothing else")]
pub(crate) fn fail(message: &dyn fmt::Display) -> ! {
    panic!("{message}")
}

/// Everything that is otherwise than expected. Its `Display` has a page a paragraph, and two lines for each expectation.
#[derive(Clone, Debug)]
pub struct Unmet {
    pages: Vec<(String, Vec<(Expectation, Verdict)>)>,
    asked: usize,
}

impl Unmet {
    /// The verdicts that were not expected.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        let pages = self.pages.iter();
        pages.flat_map(|(_, failed)| failed.iter().map(|(_, verdict)| verdict))
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = self.verdicts().count();
        write!(f, "{failed} of {} expectations not met", self.asked)?;
        for (page, failed) in &self.pages {
            write!(f, "\n\n{page}")?;
            for (expectation, verdict) in failed {
                let wish = if expectation.is_allowed {
                    "must allow"
                } else {
                    "may never allow"
                };
                let request = &expectation.request;
                write!(f, "\n  {wish}: {request}\n    {verdict}")?;
            }
        }
        Ok(())
    }
}

impl Error for Unmet {}

#[cfg(test)]
mod tests {
    use super::{Expectations, must, never};
    use crate::{Page, image, inline_script, script};

    #[test]
    fn one_failure_says_everything() {
        let page = |policy| {
            Page::at("https://www.example.com/")
                .unwrap()
                .enforcing(policy)
        };
        let table = Expectations::new()
            .on(
                "SITE",
                page("script-src 'self' 'unsafe-inline'; img-src 'self'"),
                [
                    must(script("/app.js")),
                    must(image("https://img.example.net/x.png")),
                    never(inline_script("alert(1)")),
                    never(image("https://[")),
                ],
            )
            .on(
                "EMBED",
                page("default-src 'none'"),
                [never(script("/app.js"))],
            );
        let unmet = table.check().unwrap_err();
        assert_eq!(unmet.verdicts().count(), 3);
        assert_eq!(
            unmet.to_string(),
            "3 of 5 expectations not met\n\n\
             SITE at https://www.example.com/\n  \
             must allow: image https://img.example.net/x.png\n    \
             blocked by img-src: no source of img-src matches; smallest change: img-src += \"https://img.example.net\"\n  \
             may never allow: inline-script alert(1)\n    \
             allowed by script-src: script-src (in place of script-src-elem) allows all inline code of its kind\n  \
             may never allow: image https://[\n    \
             not asked: \"https://[\" is not a URL: invalid IPv6 address",
        );
    }
}
