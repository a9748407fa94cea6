use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    delivery: meta,
    content_security_policy: { default-src self; object-src none; base-uri none; },
};
const FRAMED: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; frame-ancestors none; },
};
const NONCED: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; script-src self nonce; },
};
const REFERRER: Policy = talisman_policy! {
    ..SITE,
    referrer_policy: no-referrer,
};
const AGAIN: Policy = talisman_policy! {
    ..SITE,
    delivery: meta,
};

fn main() {
    let _ = (FRAMED, NONCED, REFERRER, AGAIN);
}
