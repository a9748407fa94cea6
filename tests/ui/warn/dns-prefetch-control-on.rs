#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(dns-prefetch-control-on)]
    x_dns_prefetch_control: on,
};

fn main() {
    let _ = POLICY;
}
