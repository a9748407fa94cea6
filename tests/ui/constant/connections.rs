#![deny(warnings)]

use talisman::{Csp, Policy, csp, talisman_policy};

const SITE_CSP: Csp = csp! {
    default-src self;
    connect-src self "https://api.example.com";
    frame-src "https://www.youtube.com";
    object-src none;
    base-uri none;
};

const BLOCKED: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    connection_allowlist: (response-origin "https://cdn.example.com"),
};

const ALLOWED: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    connection_allowlist: (response-origin "https://*.example.com"),
};

const WITHOUT_REFERRER: Policy = talisman_policy! {
    #![warn(advice)]
    content_security_policy: SITE_CSP,
    referrer_policy: no-referrer,
};

fn main() {
    let _ = (BLOCKED, ALLOWED, WITHOUT_REFERRER);
}
