//! The scripts of a site out of its hash reports: what ran, from where, since when (PCI DSS 6.4.3 asks for such a list).

use std::collections::BTreeMap;

use super::{Body, Report};

/// What ran on a site's pages, as its reports of `csp-hash` say.
///
/// ```
/// use talisman_ask::reports::{Inventory, Limits, read};
///
/// let body = br#"[{"type": "csp-hash", "url": "https://www.example.com/pay", "body": {
///     "subresourceURL": "https://cdn.example.com/pay.js", "hash": "sha256-47DE", "destination": "script"}}]"#;
/// let mut inventory = Inventory::default();
/// for report in read(body, Limits::default())? {
///     inventory.add(&report, 1_700_000_000);
/// }
/// let (script, seen) = inventory.scripts().next().unwrap();
/// assert_eq!((script.url.as_str(), seen.count), ("https://cdn.example.com/pay.js", 1));
/// # Ok::<(), talisman_ask::reports::Unreadable>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Inventory {
    scripts: BTreeMap<Script, Seen>,
}

/// A script that ran: where it is from, and its content.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Script {
    /// The URL, without query and fragment.
    pub url: String,
    /// The hash of its content; empty where the browser may not see it.
    pub hash: String,
}

/// When and where a script ran.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Seen {
    /// The second, counted from 1970, in which it was first reported.
    pub first: u64,
    /// The last one.
    pub last: u64,
    /// How many reports there were.
    pub count: u64,
    /// The pages, without query and fragment.
    pub pages: Vec<String>,
}

impl Inventory {
    /// The pages that are listed of one script; more are counted alone.
    const PAGES: usize = 100;

    /// The scripts that are kept: whoever sends reports could name any number.
    const SCRIPTS: usize = 10_000;

    /// Adds a report that came in this second, counted from 1970; any other than `csp-hash` changes nothing.
    pub fn add(&mut self, report: &Report, now: u64) {
        let Body::Hash(hash) = &report.body else {
            return;
        };
        let script = Script {
            url: bare(&hash.subresource_url),
            hash: hash.hash.clone(),
        };
        if self.scripts.len() >= Self::SCRIPTS && !self.scripts.contains_key(&script) {
            return;
        }
        let at = now.saturating_sub(report.age / 1000);
        let seen = self.scripts.entry(script).or_insert_with(|| Seen {
            first: at,
            ..Seen::default()
        });
        seen.first = seen.first.min(at);
        seen.last = seen.last.max(at);
        seen.count += 1;
        let page = bare(&report.url);
        if seen.pages.len() < Self::PAGES && !seen.pages.contains(&page) {
            seen.pages.push(page);
        }
    }

    /// Every script, by its URL, and when it was seen.
    pub fn scripts(&self) -> impl Iterator<Item = (&Script, &Seen)> {
        self.scripts.iter()
    }
}

fn bare(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}
