use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    session_cookie_names: ["my session"],
};

fn main() {
    let _ = POLICY;
}
