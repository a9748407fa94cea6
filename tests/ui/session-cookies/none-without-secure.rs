use talisman::{Policy, talisman_policy};

const BASE: Policy =
    talisman_policy! { session_cookie_names: ["id"], session_cookie_secure: false };
const POLICY: Policy = talisman_policy! {
    ..BASE,
    session_cookie_samesite: None,
};

fn main() {
    let _ = POLICY;
}
