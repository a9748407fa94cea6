use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    session_cookie_names: ["sid"],
    session_cookie_secure: false,
    session_cookie_partitioned: true,
};

fn main() {
    let _ = POLICY;
}
