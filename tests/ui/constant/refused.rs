use talisman::{Csp, NoncePolicy, Policy, csp, talisman_policy, with_nonce};

// Nothing more is reported about what has the directives of a constant that is refused.
const SITE_CSP: Csp = csp! { default-src self; scirpt-src self; };
const POLICY: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    frame_options: off,
};
const DERIVED: Policy = talisman_policy! {
    ..POLICY,
    content_security_policy: SITE_CSP,
    content_security_policy_report_only: SITE_CSP,
};
const PAGE: NoncePolicy = with_nonce!(DERIVED);

fn main() {
    let _ = PAGE;
}
