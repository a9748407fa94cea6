use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: no-referrer strict-origin,
    remove_fields: server "x-powered-by",
    clear_site_data: cache cache,
};

fn main() {
    let _ = POLICY;
}
