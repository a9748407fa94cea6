use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: "camera 'none'; geolocation 'self' https://a.example",
};

fn main() {
    let _ = POLICY;
}
