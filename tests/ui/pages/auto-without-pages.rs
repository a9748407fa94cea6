use talisman::{Csp, Policy, csp, talisman_policy};

const ALONE: Csp = csp! { default-src self; script-src auto; object-src none; base-uri none; };
const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src auto strict-dynamic;
        object-src none;
        base-uri none;
    },
};

fn main() {
    let _ = (ALONE, POLICY);
}
