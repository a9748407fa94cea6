//! What the headers of one policy say together, and what its options leave open: a rule a function, and the list of them.
//!
//! The rules are run on a policy in which nothing is wrong. A derived policy has a base that is not at hand: none of them is
//! run on it.

mod caches;
mod connections;
mod constants;
pub(super) mod derived;
mod features;
mod framing;
mod https;
mod isolation;
mod party;
mod problem;
mod report_only;
mod reporting;
mod session;
mod third_parties;

pub use problem::Problem;

use super::Policy;
use super::option::OptionName;
use super::settings::{Options, place};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::csp::{self, Disposition, Sited};
use crate::headers::header::{Header, HeaderPolicy, report_support};

/// A policy, and the options that it was read from, which say where to point.
pub(super) struct Whole<'a> {
    pub(super) policy: &'a Policy,
    pub(super) options: &'a Options<'a>,
}

/// Every rule, in the order in which its problems are reported.
pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    // What a server sends beside a `<meta>` is not known here.
    if whole.policy.rules.in_meta {
        return;
    }
    framing::all(whole, out);
    https::all(whole, out);
    report_only::all(whole, out);
    reporting::all(whole, out);
    isolation::all(whole, out);
    features::all(whole, out);
    session::all(whole, out);
    caches::all(whole, out);
    connections::all(whole, out);
    third_parties::all(whole, out);
    constants::all(&whole.constants(), out);
    constants::connections(whole, out);
    support(whole, out);
}

/// Which browsers ignore a header that the policy asks for by name.
fn support(whole: &Whole<'_>, out: &mut Diagnostics) {
    for header in Header::ALL {
        if let (Some(_), Some(setting)) = (whole.policy.get(*header), whole.options.of(*header)) {
            report_support(*header, Place::from(&setting.name), out);
        }
    }
}

impl<'a> Whole<'a> {
    /// The policy of one of the two CSP fields.
    fn csp(&self, header: Header) -> Option<&'a csp::Policy> {
        match self.policy.get(header) {
            Some(HeaderPolicy::Csp(csp)) => Some(csp),
            _ => None,
        }
    }

    /// The constants that have the directives of the two CSP fields.
    fn constants(&self) -> Vec<(&'a Sited<String>, Disposition)> {
        let fields = [
            (Header::ContentSecurityPolicy, Disposition::Enforce),
            (Header::ContentSecurityPolicyReportOnly, Disposition::Report),
        ];
        let constant = |(header, disposition)| Some((self.csp(header)?.constant()?, disposition));
        fields.into_iter().filter_map(constant).collect()
    }

    /// The name of an option, if it was written.
    fn written(&self, name: OptionName) -> Option<Place> {
        let setting = self.options.get(name)?;
        Some(Place::from(&setting.name))
    }

    /// The name of the option that decides a header, or else the whole policy.
    fn place(&self, header: Header) -> Place {
        place(self.options.of(header))
    }
}
