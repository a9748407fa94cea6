//! Origin-Agent-Cluster: one Boolean.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Item, Spelling, Word};
use crate::text::SyntaxError;

words! {
    /// Keeps the page apart from pages of its sibling subdomains, in memory and, where the browser can, in a process of its
    /// own.
    ///
    /// # ABNF
    ///
    /// ```text
    /// Origin-Agent-Cluster = sf-item ; sf-boolean
    /// ```
    ///
    /// # Example values
    ///
    /// `?1` and `?0` are read, and among Rust tokens `true` and `false`, while `off` leaves the header out; in a text `true`, `1` and
    /// `"?1"` are refused, because a browser ignores all of them.
    ///
    /// # Deployment caveat
    ///
    /// A browser reads it over https and on localhost alone, and keeps to the first page of an origin that it sees: every page
    /// of the origin must send the same. Setting `document.domain` does nothing any more; `?0` asks for it, and is not the same
    /// as no header at all, which Chromium reads as `?1`. Chromium and, since 138, Firefox know it, Safari not yet.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#origin-keyed-agent-clusters>
    pub enum OriginAgentCluster {
        /// The page is kept apart.
        OriginKeyed => "?1";
        /// The page shares with its site, and may set `document.domain`.
        SiteKeyed => "?0";
    }
}

/// What happens to a value that a browser cannot read.
const UNREAD: &str = "a browser ignores the header";

problems! {
    /// What can be wrong with an Origin-Agent-Cluster.
    pub enum Problem {
        /// There is no value.
        Empty => Error "origin-agent-cluster-empty", "HTML section 7.1.2, origin-keyed agent clusters" {
            summary: "there is no value: {UNREAD}";
            help: "write ?1, or leave the header out";
        }

        /// The field is not an item.
        Syntax { what: String } => Error "origin-agent-cluster-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: {UNREAD}";
            help: "write only ?1";
        }

        /// Something else than a Boolean.
        NotABoolean { word: String, write: &'static str, sure: bool } => Error "origin-agent-cluster-not-a-boolean", "HTML section 7.1.2, origin-keyed agent clusters" {
            summary: "`{word}` is not a Boolean: {UNREAD}";
            help: "write {write}";
            instead?: sure.then_some(*write);
        }

        /// A parameter: the field takes none.
        UnknownParameter { name: String } => Warning "origin-agent-cluster-unknown-parameter", "HTML section 7.1.2, origin-keyed agent clusters" {
            summary: "`{name}` after a semicolon is a parameter that browsers ignore";
            help: "leave it out; this header has none";
        }

        /// `?0`.
        SiteKeyed => Advice "origin-agent-cluster-site-keyed", "HTML section 7.1.2, origin-keyed agent clusters" {
            summary: "`?0` lets the page and pages of sibling subdomains that set document.domain reach into one another";
            help: "write ?1 as soon as no page sets document.domain; postMessage does its job";
        }
    }
}

/// Reads the value; a text may hold none. Among Rust tokens `true` stands for `?1`.
pub fn read(item: Option<&Item>, out: &mut Diagnostics) -> Option<OriginAgentCluster> {
    let Some(Item { value, parameters }) = item else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    for (name, _) in parameters {
        let name_text = name.text.clone();
        out.report(name, Problem::UnknownParameter { name: name_text });
    }
    let Some(cluster) = boolean(value) else {
        out.report(value, not_a_boolean(value));
        return None;
    };
    if cluster == OriginAgentCluster::SiteKeyed {
        out.report(value, Problem::SiteKeyed);
    }
    Some(cluster)
}

/// Says what keeps browsers from reading the value at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let what = error.syntax.summary();
        out.report(error.place.clone(), Problem::Syntax { what });
    }
}

fn boolean(value: &Word) -> Option<OriginAgentCluster> {
    match (value.spelling, value.text.as_str()) {
        (Spelling::Bare, "true") => Some(OriginAgentCluster::OriginKeyed),
        (Spelling::Bare, "false") => Some(OriginAgentCluster::SiteKeyed),
        (Spelling::Text, text) => OriginAgentCluster::from_word(text),
        _ => None,
    }
}

/// Words that say yes or no elsewhere surely mean it here.
fn not_a_boolean(value: &Word) -> Problem {
    let (yes, no) = match value.spelling {
        Spelling::Bare => ("true", "false"),
        _ => ("?1", "?0"),
    };
    let word = value.text.to_ascii_lowercase();
    let meant = match word.as_str() {
        "1" | "true" | "on" | "yes" | "?1" => Some(yes),
        "0" | "false" | "off" | "no" | "?0" => Some(no),
        _ => None,
    };
    Problem::NotABoolean {
        word: value.text.clone(),
        write: meant.unwrap_or(yes),
        sure: meant.is_some(),
    }
}
