use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; },
    max_field_length: 100,
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: {
        ..;
        img-src "https://a-host-with-a-long-name.example" "https://another-host-with-a-long-name.example";
    },
};

fn main() {
    let _ = PAGE;
}
