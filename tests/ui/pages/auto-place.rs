use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src auto;
        style-src auto;
        img-src self auto;
        object-src none;
        base-uri none;
    },
    pages: ["pages/inline.html"],
};

fn main() {
    let _ = POLICY;
}
