use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self; },
};

const POLICY: Policy = talisman_policy! {
    ..BASE,
    max_field_length: 40,
    content_security_policy: { ..; script-src += "https://scripts.example.com"; },
};

fn main() {
    let _ = POLICY;
}
