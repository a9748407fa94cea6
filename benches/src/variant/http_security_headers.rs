//! http-security-headers: its layer, and its function for one response. It can send ten of the fields.

use std::time::Duration;

use http_security_headers::{
    ContentSecurityPolicy, CrossOriginEmbedderPolicy, CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy, PermissionsPolicy, SecurityHeaders, SecurityHeadersLayer,
    add_security_headers,
};
use tower::Layer;

use crate::case::{Case, Conflict};
use crate::variant::service::{self, Leaf};
use crate::variant::{Function, Responder};

pub(super) fn responder(case: Case) -> Option<Responder> {
    let mut layer = SecurityHeadersLayer::new(headers(case)?);
    let leaf = if case.slots > 0 {
        Leaf::private(case.handler())
    } else {
        Leaf::new(case.handler())
    };
    if case.conflict == Conflict::Keep {
        layer = layer.if_not_present();
    }
    Some(service::responder(layer.layer(leaf)))
}

pub(super) fn responder_once(case: Case) -> Option<Responder> {
    if case.slots > 0 || case.conflict == Conflict::Keep {
        return None;
    }
    let (headers, handler) = (headers(case)?, case.handler());
    Some(Function::boxed(move || {
        let mut response = handler.response();
        add_security_headers(&mut response, &headers);
        response
    }))
}

/// The configuration, unless the case asks for a field that it has not.
///
/// # Panics
///
/// If a field of the tables is none.
#[must_use]
pub fn headers(case: Case) -> Option<SecurityHeaders> {
    let mut headers = SecurityHeaders::builder()
        .content_security_policy(content_security_policy(case.slots))
        .strict_transport_security(Duration::from_hours(8760), true, false)
        .x_frame_options_sameorigin()
        .x_content_type_options_nosniff()
        .referrer_policy_strict_origin_when_cross_origin()
        .permissions_policy(PermissionsPolicy::new().deny("browsing-topics"));
    match case.size {
        6 => {}
        10 => {
            headers = headers
                .cross_origin_opener_policy(CrossOriginOpenerPolicy::SameOrigin)
                .cross_origin_embedder_policy(CrossOriginEmbedderPolicy::RequireCorp)
                .cross_origin_resource_policy(CrossOriginResourcePolicy::SameOrigin)
                .content_security_policy_report_only(
                    ContentSecurityPolicy::new()
                        .default_src(["'self'"])
                        .report_uri(["/reports"]),
                );
        }
        _ => return None,
    }
    Some(headers.build().expect("the tables hold fields"))
}

fn content_security_policy(slots: usize) -> ContentSecurityPolicy {
    ContentSecurityPolicy::new()
        .base_uri(["'none'"])
        .default_src(["'self'"])
        .frame_ancestors(["'none'"])
        .object_src(["'none'"])
        .script_src(["'self'", "'strict-dynamic'"])
        .style_src(["'self'"])
        .directive("style-src-elem", ["'self'"])
        .nonce_for(
            ["script-src", "style-src", "style-src-elem"]
                .into_iter()
                .take(slots),
        )
}
