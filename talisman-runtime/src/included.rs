//! Which sources of a policy came from which fragment.

use std::fmt;

use talisman_core::encoded::{Encoded, Kind, words_in};

use crate::policy::{Csp, Policy, Repr};

/// A source that a policy has because it includes a fragment: see [`Policy::included_sources`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct IncludedSource<'a> {
    /// The fragment, as the policy names it: `widget::NEEDS`.
    pub fragment: &'static str,
    /// The field, in lower case.
    pub field: &'static str,
    /// The directive.
    pub directive: &'static str,
    /// The source as it is sent; the place of a nonce is `'nonce-'`.
    pub source: &'a str,
}

/// `widget::NEEDS: connect-src https://api.w.example`
impl fmt::Display for IncludedSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            fragment,
            directive,
            source,
            ..
        } = self;
        write!(f, "{fragment}: {directive} {source}")
    }
}

impl Policy {
    /// The sources that are in this policy because it, or a base of it, includes a fragment.
    ///
    /// To print beside the fields, for whoever reviews what a new version of a library asks for. A source that the policy has by
    /// itself is not among them, and neither is one that a derived policy took away.
    ///
    /// ```
    /// use talisman::{Policy, talisman_policy};
    /// # mod widget { pub const NEEDS: talisman::Fragment = talisman::csp_fragment! { connect-src "https://api.w.example"; img-src "https://w.example"; }; }
    ///
    /// const SITE: Policy = talisman_policy! {
    ///     content_security_policy: {
    ///         default-src self; object-src none; base-uri none;
    ///         include widget::NEEDS;
    ///     },
    /// };
    /// let printed: Vec<String> = SITE.included_sources().iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     printed,
    ///     [
    ///         "widget::NEEDS: connect-src https://api.w.example",
    ///         "widget::NEEDS: img-src https://w.example",
    ///     ],
    /// );
    /// ```
    #[must_use]
    pub fn included_sources(&self) -> Vec<IncludedSource<'_>> {
        included(&self.repr)
    }
}

impl Csp {
    /// The sources that are in this policy because it includes a fragment, as [`Policy::included_sources`].
    #[must_use]
    pub fn included_sources(&self) -> Vec<IncludedSource<'_>> {
        included(&self.repr)
    }
}

fn included(repr: &Repr) -> Vec<IncludedSource<'_>> {
    let mut found = Vec::new();
    collect(&repr.base().encoded, repr, &mut found);
    found
}

/// The base's first.
fn collect<'a>(encoded: &Encoded, repr: &'a Repr, found: &mut Vec<IncludedSource<'a>>) {
    if let Some(base) = encoded.base {
        collect(base, repr, found);
    }
    let (mut fragment, mut field) = (None, None);
    let mut words = encoded.words();
    while let Some(word) = words.next() {
        match word.kind {
            Kind::Fragment => fragment = Some(word.text()),
            Kind::Append => {
                let directive = word.text();
                while let Some(value) = words.next_value() {
                    let (Some(fragment), Some(field)) = (fragment, field) else {
                        continue;
                    };
                    let source = sent(repr, field, directive, value.text());
                    found.extend(source.map(|source| IncludedSource {
                        fragment,
                        field,
                        directive,
                        source,
                    }));
                }
            }
            kind => {
                if let Some(begun) = kind.begins() {
                    (fragment, field) = (None, Some(begun.field_name()));
                }
            }
        }
    }
}

/// A source, if the directive still has it.
fn sent<'a>(repr: &'a Repr, field: &str, directive: &str, source: &str) -> Option<&'a str> {
    let mut fields = repr.all_fields().iter();
    let text = &fields.find(|it| it.name == field)?.text;
    words_in(text, directive)?.find(|word| *word == source)
}
