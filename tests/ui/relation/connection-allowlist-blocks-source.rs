#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; connect-src self "https://api.example.com"; object-src none; base-uri none; },
    connection_allowlist: (response-origin),
};

fn main() {
    let _ = POLICY;
}
