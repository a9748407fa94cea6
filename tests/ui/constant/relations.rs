#![deny(warnings)]

use talisman::{Csp, Policy, csp, talisman_policy};

const CSP: Csp = csp! { default-src self; object-src none; base-uri none; };
const REPORTS: Csp = csp! { default-src self; object-src none; base-uri none; report-to main; };
const FRAMED: Csp =
    csp! { default-src self; object-src none; base-uri none; frame-ancestors "https://a.example"; };
const NONCE: Csp = csp! { default-src self; script-src nonce; object-src none; base-uri none; };
const UPGRADES: Csp =
    csp! { default-src self; object-src none; base-uri none; upgrade-insecure-requests; };
const ORIGIN: Csp =
    csp! { default-src self; object-src none; base-uri none; frame-ancestors {shop: origin}; };
const LISTED: Csp =
    csp! { default-src self "https://ajax.example.com"; object-src none; base-uri none; };

const NO_ENDPOINTS: Policy = talisman_policy! { content_security_policy: REPORTS };
const UNKNOWN_ENDPOINT: Policy = talisman_policy! {
    content_security_policy: REPORTS,
    reporting_endpoints: { mian: "/reports" },
};
const ENDPOINT: Policy = talisman_policy! {
    content_security_policy: REPORTS,
    reporting_endpoints: { main: "/reports" },
};
const OPEN: Policy = talisman_policy! { content_security_policy: CSP, frame_options: off };
const CLOSED: Policy = talisman_policy! { content_security_policy: FRAMED, frame_options: off };
const MEANT: Policy = talisman_policy! {
    content_security_policy: CSP,
    content_security_policy_frame_ancestors: true,
    frame_options: off,
};
const DERIVED_OPEN: Policy = talisman_policy! { ..CLOSED, content_security_policy: CSP };
const OVERRULED: Policy = talisman_policy! { content_security_policy: FRAMED, frame_options: DENY };
const NOT_OVERRULED: Policy = talisman_policy! { content_security_policy: FRAMED };
const CACHED: Policy = talisman_policy! {
    content_security_policy: NONCE,
    custom_fields: { cache-control: "public, max-age=600" },
};
const NOT_CACHED: Policy = talisman_policy! {
    content_security_policy: CSP,
    custom_fields: { cache-control: "public, max-age=600" },
};
const UPGRADED: Policy = talisman_policy! {
    content_security_policy: UPGRADES,
    force_https: off,
    strict_transport_security: off,
};
const NOTHING_REPORTED: Policy = talisman_policy! {
    content_security_policy: CSP,
    content_security_policy_report_only: UPGRADES,
};
const SAME: Policy = talisman_policy! {
    content_security_policy: REPORTS,
    content_security_policy_report_only: REPORTS,
    reporting_endpoints: { main: "/reports" },
};
const TYPES: Policy = talisman_policy! {
    content_security_policy: ORIGIN,
    content_security_policy_report_only: { default-src none; frame-ancestors {shop: origins}; report-uri "/csp"; },
};
const BYPASSED: Policy = talisman_policy! {
    content_security_policy: LISTED,
    content_security_policy_bypass_hosts: ["ajax.example.com/angular.js"],
};
const NOT_BYPASSED: Policy = talisman_policy! {
    content_security_policy: LISTED,
    content_security_policy_bypass_hosts: ["cdn.example.com"],
};
const DERIVED_BYPASSED: Policy = talisman_policy! { ..BYPASSED, content_security_policy: LISTED };
const IN_META: Policy = talisman_policy! { content_security_policy: REPORTS, delivery: meta };
const NONCE_IN_META: Policy = talisman_policy! { content_security_policy: NONCE, delivery: meta };
const FOR_META: Policy = talisman_policy! { content_security_policy: CSP, delivery: meta };
const DERIVED_IN_META: Policy = talisman_policy! { ..FOR_META, content_security_policy: FRAMED };
const TOO_LONG: Policy = talisman_policy! {
    content_security_policy: CSP,
    max_field_length: 40,
};

fn main() {
    let _ = (
        NO_ENDPOINTS,
        UNKNOWN_ENDPOINT,
        ENDPOINT,
        OPEN,
        CLOSED,
        MEANT,
        DERIVED_OPEN,
        OVERRULED,
        NOT_OVERRULED,
        CACHED,
        NOT_CACHED,
        UPGRADED,
        NOTHING_REPORTED,
        SAME,
        TYPES,
        BYPASSED,
        NOT_BYPASSED,
        DERIVED_BYPASSED,
        IN_META,
        NONCE_IN_META,
        FOR_META,
        DERIVED_IN_META,
        TOO_LONG,
    );
}
