use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    session_cookie_names: ["session"],
    session_cookie_secure: false,
    session_cookie_samesite: None,
};

fn main() {
    let _ = POLICY;
}
