use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    feature_policy: "camera=(), geolocation=(self \"https://a.example\")",
};

fn main() {
    let _ = POLICY;
}
