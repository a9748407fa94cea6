#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(clear-site-data-slow-cache)]
    clear_site_data: [cache, cookies],
};

fn main() {
    let _ = POLICY;
}
