use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    clear_site_data: [false],
    remove_fields: [server, off],
    force_https: [on],
};

fn main() {
    let _ = POLICY;
}
