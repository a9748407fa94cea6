#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    reporting_endpoints: { main: "https://reports.example.com/" },
    cross_origin_opener_policy: same-origin,
    cross_origin_embedder_policy: require-corp,
    content_security_policy: {
        default-src self;
        script-src nonce unsafe-inline;
        object-src none;
        base-uri none;
        report-to main;
    },
};
const SAME: Policy = talisman_policy! {
    ..SITE,
    reporting_endpoints: { main: "https://other.example.com/" },
    cross_origin_embedder_policy: credentialless,
};
const LESS: Policy = talisman_policy! {
    ..SITE,
    cross_origin_embedder_policy: off,
    content_security_policy: { ..; script-src -= unsafe-inline; script-src += self; },
};
const FRAMED: Policy = talisman_policy! {
    ..SITE,
    frame_options: off,
    content_security_policy: { ..; frame-ancestors "https://a.example"; },
};
const ALLOWED: Policy = talisman_policy! {
    ..SITE,
    frame_options: off,
};
// What the base was warned of is not reported again.
const AGAIN: Policy = talisman_policy! { ..ALLOWED, frame_options: off };
const REPORTS: Policy = talisman_policy! {
    ..SITE,
    content_security_policy_report_only: { ..; img-src self; report-to main; },
};
const PRELOAD: Policy = talisman_policy! { ..SITE, strict_transport_security_preload: true };

fn main() {
    let _ = (SAME, LESS, FRAMED, AGAIN, REPORTS, PRELOAD);
}
