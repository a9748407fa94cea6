#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; frame-ancestors self; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; frame-ancestors += *; script-src-elem self unsafe-inline; },
};

fn main() {
    let _ = PAGE;
}
