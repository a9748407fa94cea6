//! A field that lets caches share the response, where the base has a nonce.

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
};
const STATIC: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; script-src -= nonce; },
    custom_fields: { cdn-cache-control: "public, max-age=600" },
};
const _: Policy = talisman_policy! {
    ..SITE,
    custom_fields: { cdn-cache-control: "public, max-age=600" },
};

fn main() {
    let _ = STATIC;
}
