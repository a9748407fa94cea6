use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; img-src self; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    force_https_permanent: true,
};

fn main() {
    let _ = PAGE;
}
