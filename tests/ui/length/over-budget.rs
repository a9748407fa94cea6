use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    max_field_length: 40,
    content_security_policy: { default-src self; img-src self "https://images.example.com"; },
};

fn main() {
    let _ = POLICY;
}
