//! The fields as one writes them by hand: an insert for each, and a `format!` for the nonce.

use std::hint::black_box;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, Entry,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_DNS_PREFETCH_CONTROL,
    X_FRAME_OPTIONS, X_XSS_PROTECTION,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::case::{Case, Conflict};
use crate::fields;
use crate::variant::{Function, Responder};

pub(super) fn responder(case: Case) -> Responder {
    let handler = case.handler();
    let insert = match case.conflict {
        Conflict::Override => overriding::<false>,
        Conflict::Keep => keeping::<false>,
    };
    Function::boxed(move || {
        let nonce = (case.slots > 0).then(nonce);
        let mut response = handler.response();
        insert(response.headers_mut(), case, nonce.as_deref());
        response
    })
}

pub(super) fn responder_with_constants(case: Case) -> Responder {
    let handler = case.handler();
    let insert = match case.conflict {
        Conflict::Override => overriding::<true>,
        Conflict::Keep => keeping::<true>,
    };
    Function::boxed(move || {
        let nonce = (case.slots > 0).then(nonce);
        let mut response = handler.response();
        insert(response.headers_mut(), case, nonce.as_deref());
        response
    })
}

/// Writes the fields, the nonce drawn before as for a page.
pub fn write(headers: &mut HeaderMap, case: Case) {
    let nonce = (case.slots > 0).then(nonce);
    overriding::<false>(headers, case, nonce.as_deref());
}

/// A nonce as one draws it by hand, for the page as well as for the field.
fn nonce() -> String {
    let random = rand::random::<u128>().to_ne_bytes();
    black_box(URL_SAFE_NO_PAD.encode(random))
}

fn content_security_policy(slots: usize, nonce: &str) -> HeaderValue {
    let text = match slots {
        1 => format!(
            "base-uri 'none'; default-src 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self' 'strict-dynamic' 'nonce-{nonce}'; style-src 'self'; style-src-elem 'self'"
        ),
        2 => format!(
            "base-uri 'none'; default-src 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self' 'strict-dynamic' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; style-src-elem 'self'"
        ),
        _ => format!(
            "base-uri 'none'; default-src 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self' 'strict-dynamic' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; style-src-elem 'self' 'nonce-{nonce}'"
        ),
    };
    HeaderValue::try_from(text).expect("a nonce is ASCII")
}

macro_rules! write_fields {
    ($headers:ident, $case:ident, $nonce:ident, $put:ident) => {
        if let Some(nonce) = $nonce {
            // The page was written for this policy, so it wins in any case.
            $headers.insert(
                CONTENT_SECURITY_POLICY,
                content_security_policy($case.slots, nonce),
            );
            $headers.append(CACHE_CONTROL, HeaderValue::from_static("private"));
        } else {
            $put!(
                CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(fields::CONTENT_SECURITY_POLICY[0])
            );
        }
        $put!(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains")
        );
        $put!(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
        $put!(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        $put!(
            REFERRER_POLICY,
            HeaderValue::from_static("strict-origin-when-cross-origin")
        );
        $put!(
            "permissions-policy",
            HeaderValue::from_static("browsing-topics=()")
        );
        if $case.size >= 10 {
            $put!(
                "cross-origin-opener-policy",
                HeaderValue::from_static("same-origin")
            );
            $put!(
                "cross-origin-embedder-policy",
                HeaderValue::from_static("require-corp")
            );
            $put!(
                "cross-origin-resource-policy",
                HeaderValue::from_static("same-origin")
            );
            $put!(
                CONTENT_SECURITY_POLICY_REPORT_ONLY,
                HeaderValue::from_static("default-src 'self'; report-uri /reports")
            );
        }
        if $case.size >= 16 {
            $put!("origin-agent-cluster", HeaderValue::from_static("?1"));
            $put!(X_DNS_PREFETCH_CONTROL, HeaderValue::from_static("off"));
            $put!(
                "x-permitted-cross-domain-policies",
                HeaderValue::from_static("none")
            );
            $put!(
                "reporting-endpoints",
                HeaderValue::from_static("default=\"/reports\"")
            );
            $put!("x-download-options", HeaderValue::from_static("noopen"));
            $put!(X_XSS_PROTECTION, HeaderValue::from_static("0"));
        }
    };
}

fn overriding<const CONSTANTS: bool>(headers: &mut HeaderMap, case: Case, nonce: Option<&str>) {
    macro_rules! put {
        ($name:literal, $value:expr) => {
            if CONSTANTS {
                headers.insert(const { HeaderName::from_static($name) }, $value)
            } else {
                headers.insert($name, $value)
            }
        };
        ($name:ident, $value:expr) => {
            headers.insert($name, $value)
        };
    }
    write_fields!(headers, case, nonce, put);
}

fn keeping<const CONSTANTS: bool>(headers: &mut HeaderMap, case: Case, nonce: Option<&str>) {
    macro_rules! put {
        ($name:literal, $value:expr) => {
            let entry = if CONSTANTS {
                headers.entry(const { HeaderName::from_static($name) })
            } else {
                headers.entry($name)
            };
            if let Entry::Vacant(vacant) = entry {
                vacant.insert($value);
            }
        };
        ($name:ident, $value:expr) => {
            if let Entry::Vacant(vacant) = headers.entry($name) {
                vacant.insert($value);
            }
        };
    }
    write_fields!(headers, case, nonce, put);
}
