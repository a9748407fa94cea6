use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src nonce; object-src none; base-uri none; },
    custom_fields: { cdn-cache-control: "public, max-age=600" },
};

fn main() {
    let _ = POLICY;
}
