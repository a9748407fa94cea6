use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src auto hashes_of("pages/inline.html");
        style-src self nonce;
        object-src none;
        base-uri none;
    },
    pages: ["pages/inline.html"],
};

fn main() {
    let _ = POLICY;
}
