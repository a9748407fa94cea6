#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    session_cookie_names: ["session"],
    session_cookie_samesite: off,
};

fn main() {
    let _ = POLICY;
}
