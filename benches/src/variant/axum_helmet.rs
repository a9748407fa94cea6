//! axum-helmet: a map that is cloned per response and inserted field by field. It overrides, and knows no nonce.

use axum_helmet::{Helmet, HelmetLayer};
use tower::Layer;

use crate::case::{Case, Conflict};
use crate::fields;
use crate::variant::Responder;
use crate::variant::service::{self, Leaf};

pub(super) fn responder(case: Case) -> Option<Responder> {
    if case.slots > 0 || case.conflict == Conflict::Keep {
        return None;
    }
    let leaf = Leaf::new(case.handler());
    Some(service::responder(layer(case).layer(leaf)))
}

/// The layer.
///
/// # Panics
///
/// If a field of the tables is none.
#[must_use]
pub fn layer(case: Case) -> HelmetLayer {
    let csp = (
        "content-security-policy",
        fields::CONTENT_SECURITY_POLICY[0],
    );
    let helmet = [csp]
        .into_iter()
        .chain(fields::rest(case.size))
        .fold(Helmet::new(), |helmet, (name, value)| {
            helmet.add((name, value.to_owned()))
        });
    helmet.try_into().expect("the tables hold fields")
}
