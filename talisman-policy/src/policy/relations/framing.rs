//! X-Frame-Options and frame-ancestors: who may frame the page.

use talisman_core::facts::Relation;

use super::{Problem, Whole};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::{
    DirectiveName, DirectiveValue, Disposition, Keyword, Policy, Sited, SourceExpression,
};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::x_frame_options::XFrameOptions;
use crate::policy::OptionName;
use crate::policy::settings::is_on;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let csp = whole.csp(Header::ContentSecurityPolicy);
    if csp.and_then(Policy::constant).is_some() {
        beside_a_constant(whole, out);
        return;
    }
    let ancestors = csp.and_then(|csp| csp.get(DirectiveName::FrameAncestors));
    match (whole.policy.get(Header::XFrameOptions), ancestors) {
        (Some(HeaderPolicy::XFrameOptions(frames)), Some(ancestors)) => {
            overruled(whole, frames, ancestors, out);
        }
        (None, None) if !is_meant(whole) => {
            out.report(whole.place(Header::XFrameOptions), Problem::FramingOpen);
        }
        _ => {}
    }
}

/// The same where only the compiler sees who may frame the page.
fn beside_a_constant(whole: &Whole<'_>, out: &mut Diagnostics) {
    let (value, words): (_, &[&str]) = match whole.policy.get(Header::XFrameOptions) {
        Some(HeaderPolicy::XFrameOptions(XFrameOptions::Deny)) => ("DENY", &["'none'"]),
        Some(HeaderPolicy::XFrameOptions(XFrameOptions::SameOrigin)) => {
            ("SAMEORIGIN", &["'none'", "'self'"])
        }
        Some(_) => return,
        None if is_meant(whole) => return,
        None => {
            let condition = Condition::Relation(Relation::FramingOpen);
            let place = whole.place(Header::XFrameOptions);
            out.report_if(condition, place, Problem::FramingOpen);
            return;
        }
    };
    if let Some(place) = whole.written(OptionName::FrameOptions) {
        let condition = Condition::HasOtherWords {
            field: Disposition::Enforce.field(),
            directive: DirectiveName::FrameAncestors.as_str(),
            words,
        };
        out.report_if(condition, place, Problem::FrameOptionsOverruled { value });
    }
}

/// Whether the policy says in words of its own that everyone may frame the page.
fn is_meant(whole: &Whole<'_>) -> bool {
    let option = OptionName::ContentSecurityPolicyFrameAncestors;
    whole.options.get(option).is_some_and(is_on)
}

/// A default that frame-ancestors overrules is not a surprise; a word that was written is.
fn overruled(
    whole: &Whole<'_>,
    frames: &XFrameOptions,
    ancestors: &DirectiveValue,
    out: &mut Diagnostics,
) {
    let DirectiveValue::Sources(sources) = ancestors else {
        return;
    };
    let is_self = |source: &SourceExpression| {
        matches!(source, SourceExpression::Keyword(Keyword::SelfOrigin))
    };
    let (value, is_laxer) = match frames {
        XFrameOptions::Deny => ("DENY", !sources.is_empty()),
        XFrameOptions::SameOrigin => (
            "SAMEORIGIN",
            sources.iter().any(|source| !is_self(&source.node)),
        ),
        // No browser reads it, and nothing is lost where frame-ancestors names the origin, which the policy adds if it is not written.
        XFrameOptions::AllowFrom(allowed) => {
            let is_it =
                |source: &Sited<SourceExpression>| source.node.to_string() == allowed.origin;
            if sources.iter().any(is_it) {
                out.retract(|_, problem| problem.code().name == "frame-options-allow-from");
            }
            return;
        }
    };
    if let Some(place) = whole.written(OptionName::FrameOptions).filter(|_| is_laxer) {
        out.report(place, Problem::FrameOptionsOverruled { value });
    }
}
