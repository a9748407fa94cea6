//! tower-http: a layer for each field, or one for all of them.

use std::convert::Infallible;
use std::hint::black_box;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::CONTENT_SECURITY_POLICY;
use http::{HeaderName, HeaderValue, Request, Response};
use tower::Service;
use tower_http::set_header::response::{SetMultipleResponseHeader, SetResponseHeader};

use crate::case::{Case, Conflict};
use crate::fields;
use crate::variant::Responder;
use crate::variant::service::{self, Leaf};

macro_rules! layers {
    ($service:ident, $make:ident, $mode:ident, $csp:ident, [$($at:literal)*]) => {{
        let service = SetResponseHeader::$csp($service, CONTENT_SECURITY_POLICY, $make);
        $(
            let (name, value) = fields::REST[$at];
            let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
            let service = SetResponseHeader::$mode(service, name, value);
        )*
        service
    }};
}

/// Ten of the layers around a handler.
pub fn ten<B>(
    case: Case,
) -> impl Service<Request<B>, Response = Response<String>, Error = Infallible, Future: Send> + Clone
{
    let service = leaf(case);
    let csp = content_security_policy(case.slots);
    layers!(service, csp, overriding, overriding, [0 1 2 3 4 5 6 7 8])
}

pub(super) fn responder(case: Case) -> Responder {
    let service = leaf(case);
    let csp = content_security_policy(case.slots);
    macro_rules! sizes {
        ($mode:ident, $csp:ident) => {
            match case.size {
                6 => service::responder(layers!(service, csp, $mode, $csp, [0 1 2 3 4])),
                10 => service::responder(layers!(service, csp, $mode, $csp, [0 1 2 3 4 5 6 7 8])),
                _ => service::responder(layers!(service, csp, $mode, $csp, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14])),
            }
        };
    }
    match (case.conflict, case.slots > 0) {
        (Conflict::Override, _) => sizes!(overriding, overriding),
        (Conflict::Keep, true) => sizes!(if_not_present, overriding),
        (Conflict::Keep, false) => sizes!(if_not_present, if_not_present),
    }
}

pub(super) fn responder_multiple(case: Case) -> Responder {
    let rest = fields::rest(case.size).map(|(name, value)| {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        (name, value).into()
    });
    let csp = (CONTENT_SECURITY_POLICY, content_security_policy(case.slots)).into();
    match case.conflict {
        Conflict::Override => service::responder(SetMultipleResponseHeader::overriding(
            leaf(case),
            [csp].into_iter().chain(rest).collect(),
        )),
        Conflict::Keep => service::responder(SetMultipleResponseHeader::if_not_present(
            leaf(case),
            [csp].into_iter().chain(rest).collect(),
        )),
    }
}

fn leaf(case: Case) -> Leaf {
    if case.slots > 0 {
        Leaf::private(case.handler())
    } else {
        Leaf::new(case.handler())
    }
}

/// Makes the value. The nonce is drawn here and reaches no page, which favors it: a handler would have had to draw it and to
/// hand it over in an extension.
fn content_security_policy(
    slots: usize,
) -> impl FnMut(&Response<String>) -> Option<HeaderValue> + Clone + Send + Sync + 'static {
    let fixed = HeaderValue::from_static(fields::CONTENT_SECURITY_POLICY[0]);
    let template = fields::CONTENT_SECURITY_POLICY[slots];
    move |_: &Response<String>| {
        if slots == 0 {
            return Some(fixed.clone());
        }
        let nonce = black_box(URL_SAFE_NO_PAD.encode(rand::random::<u128>().to_ne_bytes()));
        let mut value = String::with_capacity(template.len() + slots * nonce.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("'nonce-'") {
            value.extend([before, "'nonce-", &nonce, "'"]);
            rest = after;
        }
        value.push_str(rest);
        HeaderValue::try_from(value).ok()
    }
}
