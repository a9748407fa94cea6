#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(header-partly-supported)]
    document_isolation_policy: isolate-and-require-corp,
};

fn main() {
    let _ = POLICY;
}
