#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self "https://*.example.com"; },
    content_security_policy_bypass_hosts: ["ajax.example.com", "cdn.example.net/jsonp"],
};

fn main() {
    let _ = POLICY;
}
