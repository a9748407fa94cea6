#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(third-party-popup)]
    content_security_policy: { default-src self; script-src self "https://accounts.google.com/gsi/client"; object-src none; base-uri none; },
    cross_origin_opener_policy: same-origin,
};

fn main() {
    let _ = POLICY;
}
