use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https: "true",
    session_cookie_names: ["session"],
    session_cookie_secure: "false",
};

fn main() {
    let _ = POLICY;
}
