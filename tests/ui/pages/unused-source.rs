#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(pages-unused-source)]
    content_security_policy: {
        default-src self;
        script-src self "https://cdn.example.com";
        object-src none;
        base-uri none;
    },
    pages: ["pages/plain.html"],
};

fn main() {
    let _ = POLICY;
}
