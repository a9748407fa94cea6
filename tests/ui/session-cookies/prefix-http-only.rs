use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    session_cookie_names: ["__Http-sid"],
    session_cookie_http_only: false,
};

fn main() {
    let _ = POLICY;
}
