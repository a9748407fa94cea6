//! hyper as servers use it: HTTP/1 and HTTP/2, TLS of its own and a proxy's, and every kind of response, with the layer around.

mod caches;
mod protocols;
mod proxies;
mod responses;
mod server;

use talisman::{Policy, talisman_policy};

/// The policy of the sites that are tested.
const SITE: Policy = talisman_policy! {
    force_https: 308,
    force_https_hosts: ["site.example"],
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        object-src none;
        base-uri none;
        frame-ancestors none;
    },
    frame_options: DENY,
};

/// The fields of a response to a request over https that asked for no nonce, ordered by name.
fn fields_of_the_site() -> Vec<(String, String)> {
    let mut fields: Vec<_> = SITE
        .fields(talisman::Scheme::Https)
        .map(|(name, value)| {
            (
                name.to_owned(),
                value.replace("'nonce-' 'strict-dynamic'", "'none'"),
            )
        })
        .collect();
    fields.sort();
    fields
}

/// Those of a response's fields that the policy has, ordered by name.
fn fields_of(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let is_ours = |name: &str| SITE.field_length(name).is_some();
    let mut fields: Vec<_> = headers
        .iter()
        .filter(|(name, _)| is_ours(name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().expect("text").to_owned()))
        .collect();
    fields.sort();
    fields
}

/// The nonce of a response's policy.
fn nonce_of(headers: &http::HeaderMap) -> Option<&str> {
    let csp = headers["content-security-policy"].to_str().expect("text");
    csp.split_once("'nonce-")?.1.split('\'').next()
}
