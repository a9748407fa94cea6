#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    document_policy: { oversized-images: false },
};

fn main() {
    let _ = POLICY;
}
