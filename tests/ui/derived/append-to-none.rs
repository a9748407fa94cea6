use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; object-src += self; },
};

fn main() {
    let _ = PAGE;
}
