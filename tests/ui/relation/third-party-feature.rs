#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(third-party-feature)]
    content_security_policy: { default-src self; frame-src "https://js.stripe.com"; object-src none; base-uri none; },
    permissions_policy: { payment: () },
};

fn main() {
    let _ = POLICY;
}
