//! The base is named once, before the options.

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {};
const _: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..SITE; img-src self; },
};

fn main() {}
