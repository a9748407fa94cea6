use talisman::{Page, Policy, page, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src nonce; object-src none; base-uri none; },
    pages: ["pages/plain.html"],
    pages_nonce: ["nonce"],
};
const PAGE: Page = page!("pages/plain.html", nonce = "");

fn main() {
    let _ = (POLICY, PAGE);
}
