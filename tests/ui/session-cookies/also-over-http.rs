#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(session-cookie-also-over-http)]
    force_https: off,
    session_cookie_names: ["sid"],
};

fn main() {
    let _ = POLICY;
}
