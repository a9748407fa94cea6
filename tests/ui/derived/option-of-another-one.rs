use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    force_https: off,
    strict_transport_security: off,
    content_security_policy: off,
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    force_https_permanent: true,
    strict_transport_security_max_age: 31536000,
    frame_options_allow_from: "https://a.example",
    content_security_policy_report_uri: "/csp",
};

fn main() {
    let _ = PAGE;
}
