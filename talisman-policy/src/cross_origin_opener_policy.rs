//! Cross-Origin-Opener-Policy: which windows may keep a reference to the page's own.

use crate::csp::Disposition;
use crate::diagnostic::Diagnostics;
use crate::text::SyntaxMistake;
use crate::token_item::{self, Grammar, Support, TokenItem, token_item_problems};
use crate::word::Item;

/// Keeps windows of other sites that open the page, or that it opens, from reaching into it.
///
/// # ABNF
///
/// ```text
/// Cross-Origin-Opener-Policy = sf-item ; sf-token, parameter "report-to" "=" sf-string
/// ```
///
/// # Example values
///
/// `same-origin` is read; `Same-Origin`, `"same-origin"` and `same-origin, same-origin` are refused, because a browser reads
/// each of them as `unsafe-none`.
///
/// # Deployment caveat
///
/// A browser reads it over https and on localhost alone, and only on the page that fills the window, not on a frame's.
/// `same-origin` breaks what talks to a window of another origin: sign-in with OAuth and payment in a popup
/// (`same-origin-allow-popups` lets the page open those), and a page that other sites open in a popup of theirs. Reports are
/// sent by Chromium alone, to an endpoint that Reporting-Endpoints has to name.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies>
pub type CrossOriginOpenerPolicy = TokenItem<OpenerPolicy>;

words! {
    /// A cross-origin opener policy, and since when browsers know it.
    ///
    /// Read on 2026-11-21 from MDN's browser-compat-data (2026-08-07); to refresh, read the same table again.
    pub enum OpenerPolicy: Support {
        /// Every window may keep its reference. What browsers do without the header.
        UnsafeNone => "unsafe-none", Support { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Nobody who opens the page; the page keeps the popups that it opens, if they do not ask for more.
        SameOriginAllowPopups => "same-origin-allow-popups", Support { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Windows of the same origin with the same policy. One half of what isolates a page.
        SameOrigin => "same-origin", Support { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Nobody who opens the page, be it of the same origin; the page keeps the popups that it opens.
        NoopenerAllowPopups => "noopener-allow-popups", Support { chrome: Some("131"), firefox: None, safari: Some("18.4") };
    }
}

token_item_problems! {
    /// What can be wrong with a Cross-Origin-Opener-Policy.
    pub enum Problem of "Cross-Origin-Opener-Policy", "unsafe-none", "HTML section 7.1.3, cross-origin opener policies" {
        empty: "cross-origin-opener-policy-empty",
        syntax: "cross-origin-opener-policy-syntax",
        unknown_value: "cross-origin-opener-policy-unknown-value",
        value_of_another: "cross-origin-opener-policy-value-of-another",
        value_case: "cross-origin-opener-policy-value-case",
        quoted_value: "cross-origin-opener-policy-quoted-value",
        not_a_token: "cross-origin-opener-policy-not-a-token",
        needless_unchecked: "cross-origin-opener-policy-needless-unchecked",
        no_effect: "cross-origin-opener-policy-unsafe-none",
        unknown_parameter: "cross-origin-opener-policy-unknown-parameter",
        parameter_name: "cross-origin-opener-policy-parameter-name",
        duplicate_report_to: "cross-origin-opener-policy-duplicate-report-to",
        unquoted_endpoint: "cross-origin-opener-policy-unquoted-endpoint",
        endpoint_name: "cross-origin-opener-policy-endpoint-name",
        endpoint_case: "cross-origin-opener-policy-endpoint-case",
        no_receiver: "cross-origin-opener-policy-report-only-without-report-to",

        /// A value that not every browser knows.
        PartlySupported { word: &'static str, missing: String } => Advice "cross-origin-opener-policy-partly-supported", "HTML section 7.1.3, cross-origin opener policies" {
            summary: format!("`{word}` is not known to {missing}: there a browser reads it as unsafe-none");
            help: "do not rely on it there; same-origin and same-origin-allow-popups are known to every browser";
        }
    }
}

const GRAMMAR: Grammar<OpenerPolicy> = Grammar {
    tokens: OpenerPolicy::ALL,
    as_str: OpenerPolicy::as_str,
    absent: OpenerPolicy::UnsafeNone,
};

/// Reads the policy; a text may hold none.
pub fn read(
    item: Option<&Item>,
    disposition: Disposition,
    out: &mut Diagnostics,
) -> Option<CrossOriginOpenerPolicy> {
    let policy = token_item::read::<_, Problem>(&GRAMMAR, item, disposition, out)?;
    let known = policy.known();
    let missing = known.and_then(|known| Some((known.as_str(), known.fact().missing()?)));
    if let (Some(item), Some((word, missing))) = (item, missing) {
        out.report(&item.value, Problem::PartlySupported { word, missing });
    }
    Some(policy)
}

/// Says what keeps browsers from reading the policy at all.
pub fn report_syntax(mistakes: &[SyntaxMistake], out: &mut Diagnostics) {
    token_item::report_syntax::<_, Problem>(&GRAMMAR, mistakes, out);
}
