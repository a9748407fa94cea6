#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { sync-xhr: false },
};

fn main() {
    let _ = POLICY;
}
