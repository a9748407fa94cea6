//! The fields of a response, compared: policies by what they allow, the others by what is known of their values.

use talisman_policy::headers::Header;

use crate::compare::{Comparison, Direction};
use crate::page::{Page, UrlError};

/// Something that sends fields: a policy of talisman.
pub trait Sends {
    /// The fields as they are sent over https, each a name in lower case and a value; a nonce slot is `'nonce-'`.
    fn sent_fields(&self) -> Vec<(String, String)>;
}

/// The page that policies are compared on. Any address does: both policies are asked at the same one.
const PAGE: &str = "https://www.example.com/";

/// The fields that carry what [`Page`] compares, or only tries out.
const POLICIES: [&str; 2] = [
    "content-security-policy",
    "content-security-policy-report-only",
];

impl Comparison {
    /// Compares all fields of two policies.
    ///
    /// A field that is gone is wider, a new one narrower; where a value changed and it is not known which is the stricter, it
    /// is different. What only reports is not compared.
    ///
    /// ```
    /// use talisman_ask::{Comparison, Direction};
    ///
    /// let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    /// let old = [field("x-frame-options", "DENY"), field("x-content-type-options", "nosniff")];
    /// let new = [field("x-frame-options", "SAMEORIGIN")];
    /// let comparison = Comparison::of_fields(&new, &old);
    /// assert!(comparison.differences().iter().all(|one| one.direction() == Direction::Wider));
    /// assert_eq!(comparison.differences().len(), 2);
    /// ```
    #[must_use]
    pub fn of_fields(new: &[(String, String)], old: &[(String, String)]) -> Self {
        let mut comparison = match (page(new), page(old)) {
            (Ok(new), Ok(old)) => Self::of(&new, &old),
            _ => Self::default(),
        };
        let is_compared =
            |name: &str| !POLICIES.contains(&name) && Header::from_word(name).is_some();
        for (name, value) in new.iter().filter(|(name, _)| is_compared(name)) {
            match find(old, name) {
                None => {
                    comparison.add_field(Direction::Narrower, name, format!("is sent: {value}"));
                }
                Some(before) if before == value => {}
                Some(before) => comparison.add_field(
                    direction(name, value, before),
                    name,
                    format!("was {before} and is {value}"),
                ),
            }
        }
        for (name, value) in old.iter().filter(|(name, _)| is_compared(name)) {
            if find(new, name).is_none() {
                let what = format!("is no longer sent: {value}");
                comparison.add_field(Direction::Wider, name, what);
            }
        }
        comparison
    }
}

impl Comparison {
    /// What enforcing the report-only policy in the place of the enforced one would open and close; `None` without either.
    ///
    /// What it makes narrower is what browsers report of it. Where it makes nothing narrower, it reports nothing new.
    ///
    /// ```
    /// use talisman_ask::Comparison;
    ///
    /// let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    /// let fields = [
    ///     field("content-security-policy", "img-src 'self' https://img.example.net"),
    ///     field("content-security-policy-report-only", "img-src 'self'; report-to csp"),
    /// ];
    /// assert_eq!(
    ///     Comparison::of_report_only(&fields).unwrap().to_string(),
    ///     "narrower: img-src blocks image https://img.example.net/",
    /// );
    /// ```
    #[must_use]
    pub fn of_report_only(fields: &[(String, String)]) -> Option<Self> {
        let [enforced, reported] = POLICIES;
        let page = |name| {
            let page = Page::at(PAGE).ok()?;
            Some(page.enforcing(find(fields, name)?))
        };
        Some(Self::of(&page(reported)?, &page(enforced)?))
    }
}

fn page(fields: &[(String, String)]) -> Result<Page, UrlError> {
    let page = Page::at(PAGE)?;
    let policies = fields
        .iter()
        .filter(|(name, _)| POLICIES.contains(&name.as_str()));
    Ok(policies.fold(page, |page, (name, value)| page.with_field(name, value)))
}

fn find<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut fields = fields.iter();
    fields
        .find(|(other, _)| other == name)
        .map(|(_, value)| value.as_str())
}

/// Values from the strictest on, of the fields whose values are one word.
// The strictest first. What is not here is compared as different: nobody can say which protects more.
const RANKS: &[(&str, &[&str])] = &[
    ("x-frame-options", &["DENY", "SAMEORIGIN"]),
    (
        "cross-origin-opener-policy",
        &["same-origin", "same-origin-allow-popups", "unsafe-none"],
    ),
    (
        "cross-origin-embedder-policy",
        &["require-corp", "credentialless", "unsafe-none"],
    ),
    (
        "cross-origin-resource-policy",
        &["same-origin", "same-site", "cross-origin"],
    ),
    (
        "referrer-policy",
        &[
            "no-referrer",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "no-referrer-when-downgrade",
            "unsafe-url",
        ],
    ),
];

/// Which way a value changed.
fn direction(name: &str, new: &str, old: &str) -> Direction {
    if name == "strict-transport-security" {
        return transport(new, old);
    }
    let ranks = RANKS.iter().find(|(field, _)| *field == name);
    let rank = |value: &str| {
        let (_, values) = ranks?;
        values.iter().position(|known| *known == value)
    };
    match (rank(new), rank(old)) {
        (Some(new), Some(old)) if new < old => Direction::Narrower,
        (Some(new), Some(old)) if new > old => Direction::Wider,
        _ => Direction::Different,
    }
}

/// A longer time and more hosts are stricter.
fn transport(new: &str, old: &str) -> Direction {
    let parts = |value: &str| {
        let lower = value.to_ascii_lowercase();
        let age = lower
            .split(';')
            .find_map(|part| part.trim().strip_prefix("max-age="));
        let age: u64 = age
            .and_then(|age| age.trim_matches('"').parse().ok())
            .unwrap_or(0);
        [
            age,
            u64::from(lower.contains("includesubdomains")),
            u64::from(lower.contains("preload")),
        ]
    };
    let (new, old) = (parts(new), parts(old));
    let less = new.iter().zip(&old).any(|(new, old)| new < old);
    let more = new.iter().zip(&old).any(|(new, old)| new > old);
    match (less, more) {
        (true, _) => Direction::Wider,
        (false, true) => Direction::Narrower,
        (false, false) => Direction::Different,
    }
}
