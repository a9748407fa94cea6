use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {};
const POLICY: Policy = talisman_policy! {
    ..BASE,
    session_cookie_secure: false,
};

fn main() {
    let _ = POLICY;
}
