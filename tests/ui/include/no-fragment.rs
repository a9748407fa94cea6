use talisman::{Csp, Policy, csp, presets, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; include presets::STRICT; },
};
const CSP: Csp = csp! { default-src self; include widget::NEEDS; };

fn main() {
    let _ = (POLICY, CSP);
}
