#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(header-turned-off)]
    x_content_type_options: off,
};

fn main() {
    let _ = POLICY;
}
