use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        form-action self;
        object-src none;
        base-uri none;
    },
    pages: ["pages/everything.html"],
};

fn main() {
    let _ = POLICY;
}
