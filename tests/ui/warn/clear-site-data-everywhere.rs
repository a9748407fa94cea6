#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(clear-site-data-everywhere)]
    clear_site_data: [cookies, storage],
};

fn main() {
    let _ = POLICY;
}
