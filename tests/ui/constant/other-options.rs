use talisman::{Csp, Policy, csp, talisman_policy};

const SITE_CSP: Csp = csp! { default-src self; object-src none; base-uri none; };

const POLICY: Policy = talisman_policy! {
    content_security_policy: { SITE_CSP },
    permissions_policy: SITE_CSP,
    strict_transport_security: SITE_CSP,
};
const CALLED: Policy = talisman_policy! { content_security_policy: csp! { default-src self; } };
const BORROWED: Policy = talisman_policy! { content_security_policy: &SITE_CSP };
const IN_BRACKETS: Policy = talisman_policy! { content_security_policy: [SITE_CSP] };
const LOWER: Policy = talisman_policy! { content_security_policy: site_csp };
const EXTENDED: Policy =
    talisman_policy! { content_security_policy: { ..SITE_CSP; img-src self; } };
const MISSING_COMMA: Policy = talisman_policy! {
    content_security_policy: SITE_CSP
    frame_options: DENY
};

fn main() {
    let _ = (
        POLICY,
        CALLED,
        BORROWED,
        IN_BRACKETS,
        LOWER,
        EXTENDED,
        MISSING_COMMA,
    );
}
