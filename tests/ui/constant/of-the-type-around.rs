use talisman::{Csp, Policy, csp, talisman_policy};

struct Site;

impl Site {
    const CSP: Csp = csp! { default-src self; object-src none; base-uri none; };
    const POLICY: Policy = talisman_policy! { content_security_policy: Self::CSP };
}

fn main() {
    let _ = Site::POLICY;
}
