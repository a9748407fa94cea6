#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self; },
    content_security_policy_bypass_hosts: ["ajax.example.com", "cdn.example.com/jsonp/"],
};
const LISTED: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; script-src += "https://ajax.example.com" "https://cdn.example.com/lib/"; },
};
const WILDCARD: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; script-src += "*.example.com"; },
};
const ALLOWED: Policy = talisman_policy! {
    #![allow(csp-bypass-host, reason = "the file is gone")]
    ..SITE,
    content_security_policy: { ..; script-src += "https://ajax.example.com"; },
};

fn main() {
    let _ = (LISTED, WILDCARD, ALLOWED);
}
