#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_file_save: true,
};

fn main() {
    let _ = POLICY;
}
