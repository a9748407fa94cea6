#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: off,
    pages: ["pages/plain.html"],
};

fn main() {
    let _ = POLICY;
}
