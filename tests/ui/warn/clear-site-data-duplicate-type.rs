#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    clear_site_data: [cache, cache],
};

fn main() {
    let _ = POLICY;
}
