use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: "camera=();report-to=a;report-to=b",
};

fn main() {
    let _ = POLICY;
}
