use talisman::{NoncePolicy, Policy, talisman_policy, with_nonce};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self; },
};
const PAGE: NoncePolicy = with_nonce!(POLICY);

fn main() {
    let _ = PAGE;
}
