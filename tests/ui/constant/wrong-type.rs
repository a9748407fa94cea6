use talisman::{Policy, talisman_policy};

const TEXT: &str = "default-src 'self'";
const SITE: Policy = talisman_policy! {};

const OF_TEXT: Policy = talisman_policy! { content_security_policy: TEXT };
const OF_A_POLICY: Policy = talisman_policy! { content_security_policy: SITE };
const OF_NOTHING: Policy = talisman_policy! { content_security_policy: SITE_CSP };
const OF_NO_MODULE: Policy =
    talisman_policy! { ..SITE, content_security_policy_report_only: policies::SITE_CSP };

fn main() {
    let _ = (OF_TEXT, OF_A_POLICY, OF_NOTHING, OF_NO_MODULE);
}
