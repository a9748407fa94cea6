//! Every option of flask-talisman, as it is written there and here, and what a site does with it.

use talisman::{Policy, presets, talisman_policy};

use crate::exchange::{default_with, exchange};

/// An option, or several that belong together.
pub(crate) struct OptionRow {
    /// The row of `README.md`.
    pub(crate) code: &'static str,
    /// The arguments of flask-talisman's `Talisman(..)`.
    pub(crate) python: &'static str,
    /// The arguments of the decorator `@talisman(..)`; empty for a view without it.
    pub(crate) view: &'static str,
    /// The same here.
    policy: Policy,
    /// How the exchange differs from the default's.
    changes: &'static str,
    /// How flask-talisman's exchange differs from ours, and why.
    pub(crate) differs: Option<(&'static str, &'static str)>,
}

impl OptionRow {
    /// What the policy does, by what is in the row.
    pub(crate) fn expected(&self) -> std::collections::BTreeSet<String> {
        default_with(self.changes)
    }

    fn differs(self, theirs: &'static str, why: &'static str) -> Self {
        let differs = Some((theirs, why));
        Self { differs, ..self }
    }
}

fn row(
    code: &'static str,
    python: &'static str,
    policy: Policy,
    changes: &'static str,
) -> OptionRow {
    let (view, differs) = ("", None);
    OptionRow {
        code,
        python,
        view,
        policy,
        changes,
        differs,
    }
}

fn view(
    code: &'static str,
    view: &'static str,
    policy: Policy,
    changes: &'static str,
) -> OptionRow {
    OptionRow {
        view,
        ..row(code, "", policy, changes)
    }
}

/// A policy whose session cookie has Flask's name.
macro_rules! policy {
    ($($option:tt)*) => {{
        #[allow(deprecated, reason = "flask-talisman has options for what browsers ignore")]
        const POLICY: Policy = talisman_policy! {
            session_cookie_names: ["session"],
            $($option)*
        };
        POLICY
    }};
}

/// A policy for a view, derived from the default.
macro_rules! derived {
    ($($option:tt)*) => {{
        #[allow(deprecated, reason = "flask-talisman has options for what browsers ignore")]
        const POLICY: Policy = talisman_policy! {
            ..presets::FLASK_TALISMAN,
            $($option)*
        };
        POLICY
    }};
}

pub(crate) fn rows() -> Vec<OptionRow> {
    [
        headers(),
        content_security_policy(),
        https_and_cookies(),
        views(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn headers() -> Vec<OptionRow> {
    vec![
        row("FT-B5", "", policy! {}, ""),
        row(
            "FT-O1",
            "feature_policy={'geolocation': \"'none'\"}",
            policy! { feature_policy: { geolocation none; } },
            "+ feature-policy: geolocation 'none'",
        ),
        row(
            "FT-O2",
            "permissions_policy={'geolocation': '()', 'microphone': '()'}",
            policy! { permissions_policy: { geolocation: (), microphone: () } },
            "+ permissions-policy: geolocation=(), microphone=()",
        ),
        row(
            "FT-O2",
            "permissions_policy='geolocation=(), microphone=()'",
            policy! { permissions_policy: "geolocation=(), microphone=()" },
            "+ permissions-policy: geolocation=(), microphone=()",
        ),
        row("FT-O2", "permissions_policy=None", policy! { permissions_policy: off }, "- permissions-policy"),
        row(
            "FT-O3",
            "document_policy={'oversized-images': '?0'}",
            policy! { document_policy: { oversized-images: false } },
            "+ document-policy: oversized-images=?0",
        ),
        row(
            "FT-O3",
            "document_policy='oversized-images=?0'",
            policy! { document_policy: "oversized-images=?0" },
            "+ document-policy: oversized-images=?0",
        ),
        row("FT-O6", "force_file_save=True", policy! { force_file_save: true }, "+ x-download-options: noopen"),
        row("FT-O7", "frame_options=DENY", policy! { frame_options: DENY }, "+ x-frame-options: DENY"),
        row("FT-O7", "frame_options=None", policy! { frame_options: off }, "- x-frame-options"),
        row(
            "FT-O8",
            "frame_options=ALLOW_FROM, frame_options_allow_from='https://partner.example'",
            policy! { frame_options: ALLOW-FROM, frame_options_allow_from: "https://partner.example" },
            "+ x-frame-options: ALLOW-FROM https://partner.example
             + content-security-policy: default-src 'self'; object-src 'none'; frame-ancestors https://partner.example",
        )
        .differs(
            "+ x-frame-options: ALLOW-FROM https://partner.example",
            "every browser ignores ALLOW-FROM: without frame-ancestors anyone could frame the page",
        ),
        row(
            "FT-O9",
            "strict_transport_security=False",
            policy! { strict_transport_security: false },
            "- strict-transport-security",
        ),
        row(
            "FT-O10",
            "strict_transport_security_preload=True",
            policy! { strict_transport_security_preload: true },
            "+ strict-transport-security: max-age=31556926; includeSubDomains; preload",
        ),
        row(
            "FT-O11",
            "strict_transport_security_max_age=63072000",
            policy! { strict_transport_security_max_age: 63072000 },
            "+ strict-transport-security: max-age=63072000; includeSubDomains",
        ),
        row(
            "FT-O12",
            "strict_transport_security_include_subdomains=False",
            policy! { strict_transport_security_include_subdomains: false },
            "+ strict-transport-security: max-age=31556926",
        ),
        row("FT-O17", "referrer_policy='no-referrer'", policy! { referrer_policy: no-referrer }, "+ referrer-policy: no-referrer"),
        row(
            "FT-O21",
            "x_content_type_options=False",
            policy! { x_content_type_options: false },
            "- x-content-type-options",
        ),
        row("FT-O22", "x_xss_protection=True", policy! { x_xss_protection: true }, "+ x-xss-protection: 1; mode=block"),
    ]
}

fn content_security_policy() -> Vec<OptionRow> {
    vec![
        row(
            "FT-O13",
            "content_security_policy={'default-src': [\"'self'\", '*.trusted.com']}",
            policy! { content_security_policy: { default-src self "*.trusted.com"; } },
            "+ content-security-policy: default-src 'self' *.trusted.com",
        ),
        row(
            "FT-O13",
            "content_security_policy={'default-src': \"'self'\", 'img-src': '*',
             'media-src': ['media1.com', 'media2.com'], 'script-src': 'userscripts.example.com'}",
            policy! {
                content_security_policy: {
                    default-src self;
                    img-src *;
                    media-src "media1.com" "media2.com";
                    script-src "userscripts.example.com";
                },
            },
            "+ content-security-policy: default-src 'self'; img-src *; media-src media1.com media2.com; script-src userscripts.example.com",
        ),
        row(
            "FT-O13",
            "content_security_policy={'default-src': 'https://onlinebanking.jumbobank.com'}",
            policy! { content_security_policy: { default-src "https://onlinebanking.jumbobank.com"; } },
            "+ content-security-policy: default-src https://onlinebanking.jumbobank.com",
        ),
        row(
            "FT-O13",
            "content_security_policy={'default-src': [\"'self'\", '*.mailsite.com'], 'img-src': '*'}",
            policy! { content_security_policy: { default-src self "*.mailsite.com"; img-src *; } },
            "+ content-security-policy: default-src 'self' *.mailsite.com; img-src *",
        ),
        row(
            "FT-O13",
            "content_security_policy=\"default-src 'self'; image-src *\"",
            policy! { content_security_policy: "default-src 'self'; img-src *" },
            "+ content-security-policy: default-src 'self'; img-src *",
        )
        .differs(
            "+ content-security-policy: default-src 'self'; image-src *",
            "there is no image-src: their example 7 sends it, browsers ignore it, and here it is an error that says img-src",
        ),
        row(
            "FT-O13",
            "content_security_policy=\"default-src 'self'; img-src *\"",
            policy! { content_security_policy: "default-src 'self'; img-src *" },
            "+ content-security-policy: default-src 'self'; img-src *",
        ),
        row("FT-O13", "content_security_policy=False", policy! { content_security_policy: off }, "- content-security-policy"),
        row(
            "FT-O13",
            "content_security_policy=GOOGLE_CSP_POLICY",
            presets::GOOGLE,
            "+ content-security-policy: font-src 'self' themes.googleusercontent.com *.gstatic.com; \
               frame-src 'self' www.google.com www.youtube.com; \
               script-src 'self' ajax.googleapis.com *.googleanalytics.com *.google-analytics.com; \
               style-src 'self' ajax.googleapis.com fonts.googleapis.com *.gstatic.com; object-src 'none'; \
               default-src 'self' *.gstatic.com",
        ),
        row(
            "FT-O14",
            "content_security_policy_report_uri='/csp'",
            policy! { content_security_policy_report_uri: "/csp" },
            "+ content-security-policy: default-src 'self'; object-src 'none'; report-uri /csp",
        ),
        row(
            "FT-O15",
            "content_security_policy_report_only=True, content_security_policy_report_uri='/csp'",
            policy! { content_security_policy_report_only: true, content_security_policy_report_uri: "/csp" },
            "- content-security-policy
             + content-security-policy-report-only: default-src 'self'; object-src 'none'; report-uri /csp",
        ),
        row(
            "FT-O16",
            "content_security_policy={'default-src': \"'self'\", 'script-src': \"'self'\"},
             content_security_policy_nonce_in=['script-src']",
            policy! {
                content_security_policy: { default-src self; script-src self; },
                content_security_policy_nonce_in: [script-src],
            },
            "+ content-security-policy: default-src 'self'; script-src 'self' 'nonce-'",
        ),
    ]
}

fn https_and_cookies() -> Vec<OptionRow> {
    vec![
        row(
            "FT-O4",
            "force_https=False",
            policy! { force_https: false },
            "+ redirect: none",
        ),
        row(
            "FT-O5",
            "force_https_permanent=True",
            policy! { force_https_permanent: true },
            "+ redirect: 301 https://www.example.com/a/b?c=d",
        ),
        row(
            "FT-O18",
            "session_cookie_secure=False",
            policy! { session_cookie_secure: false },
            "- cookie: Secure",
        ),
        row(
            "FT-O19",
            "session_cookie_http_only=False",
            policy! { session_cookie_http_only: false },
            "- cookie: HttpOnly",
        )
        .differs(
            "+ cookie: HttpOnly",
            "their False leaves Flask's own default in place, which is HttpOnly",
        ),
        row(
            "FT-O20",
            "session_cookie_samesite='Strict'",
            policy! { session_cookie_samesite: Strict },
            "- cookie: SameSite=Lax
             + cookie: SameSite=Strict",
        ),
    ]
}

/// A decorated view there, a derived policy here.
fn views() -> Vec<OptionRow> {
    vec![
        view(
            "FT-B13",
            "frame_options=ALLOW_FROM, frame_options_allow_from='*'",
            derived! { frame_options: off, content_security_policy: { ..; frame-ancestors *; } },
            "- x-frame-options
             + content-security-policy: default-src 'self'; object-src 'none'; frame-ancestors *",
        )
        .differs(
            "+ x-frame-options: ALLOW-FROM *",
            "ALLOW-FROM takes one origin and browsers ignore it: here ALLOW-FROM * is an error, and frame-ancestors says it",
        ),
        view("FT-B13", "force_https=False", derived! { force_https: off }, "+ redirect: none"),
        view("FT-B13", "frame_options=DENY", derived! { frame_options: DENY }, "+ x-frame-options: DENY"),
        view(
            "FT-B13",
            "permissions_policy={'geolocation': '()'}",
            derived! { permissions_policy: { geolocation: () } },
            "+ permissions-policy: geolocation=()",
        ),
        view(
            "FT-B13",
            "document_policy='oversized-images=?0'",
            derived! { document_policy: { oversized-images: false } },
            "+ document-policy: oversized-images=?0",
        ),
        view(
            "FT-B13",
            "feature_policy={'geolocation': \"'none'\"}",
            derived! { feature_policy: { geolocation none; } },
            "+ feature-policy: geolocation 'none'",
        ),
        view(
            "FT-B14",
            "content_security_policy={'default-src': \"'self'\", 'script-src': \"'self'\"},
             content_security_policy_nonce_in=['script-src']",
            derived! { content_security_policy: { default-src self; script-src self nonce; } },
            "+ content-security-policy: default-src 'self'; script-src 'self' 'nonce-'",
        ),
    ]
}

#[test]
fn every_option_does_what_its_row_says() {
    for row in rows() {
        assert_eq!(
            exchange(&row.policy),
            row.expected(),
            "{}: {}{}",
            row.code,
            row.python,
            row.view
        );
    }
}
