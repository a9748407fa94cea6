use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frameguard: DENY,
    hidePoweredBy: true,
    SECURE_SSL_REDIRECT: true,
    x_download_options: true,
    contentSecurityPolicy: { default-src self; },
    cache_control: "no-store",
    same_origin_policy: on,
};

fn main() {
    let _ = POLICY;
}
