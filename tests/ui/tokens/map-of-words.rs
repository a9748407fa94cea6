//! The words of a map are written as a directive has them.

use talisman::{Policy, talisman_policy};

const _: Policy = talisman_policy! {
    content_security_policy: { default-src: [self, data:], img-src: [self] },
};

fn main() {}
