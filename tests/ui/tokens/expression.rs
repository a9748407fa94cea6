use talisman::{Policy, talisman_policy};

const HOST: &str = "www.example.com";

mod site {
    pub(crate) const OTHER: &str = "example.com";
}

const POLICY: Policy = talisman_policy! {
    force_https_hosts: [HOST, site::OTHER],
    frame_options: env!("FRAME_OPTIONS"),
    permissions_policy: SITE,
};

fn main() {
    let _ = POLICY;
}
