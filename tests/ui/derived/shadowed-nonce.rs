#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self; script-src self; script-src-elem self; object-src none; base-uri none;
    },
};
const ADDED: Policy = talisman_policy! {
    ..BASE,
    content_security_policy: { ..; script-src += nonce; },
};
const BOTH: Policy = talisman_policy! {
    ..BASE,
    content_security_policy: { ..; script-src += nonce; script-src-elem += nonce; },
};

fn main() {
    let _ = (ADDED, BOTH);
}
