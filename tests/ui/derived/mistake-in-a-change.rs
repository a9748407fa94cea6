use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; img-src self; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; img-src += "a b"; },
};

fn main() {
    let _ = PAGE;
}
