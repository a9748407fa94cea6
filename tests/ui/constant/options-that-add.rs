use talisman::{Csp, Policy, csp, talisman_policy};

const SITE_CSP: Csp = csp! { default-src self; object-src none; base-uri none; };

const POLICY: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    content_security_policy_nonce_in: [script-src],
    content_security_policy_report_uri: "/csp",
    content_security_policy_unsafe_eval: true,
    content_security_policy_unsafe_inline: false,
    content_security_policy_frame_ancestors: false,
};
const DERIVED: Policy = talisman_policy! {
    ..POLICY,
    content_security_policy_report_only: SITE_CSP,
    content_security_policy_report_uri: "/csp",
};
const FRAMED: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    frame_options: ALLOW-FROM,
    frame_options_allow_from: "https://partner.example",
};

fn main() {
    let _ = (POLICY, DERIVED, FRAMED);
}
