use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; base-uri none; },
    pages: ["pages/plain.html"],
    pages_url: "www.example.com",
};

fn main() {
    let _ = POLICY;
}
