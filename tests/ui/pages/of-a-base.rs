use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {};
const POLICY: Policy = talisman_policy! {
    ..BASE,
    content_security_policy: { ..; img-src self data:; },
    pages: ["pages/plain.html"],
};

fn main() {
    let _ = POLICY;
}
