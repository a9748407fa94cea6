use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: { "max_age": 60, "endpoints": ["https://r.example/a"] },
};

fn main() {
    let _ = POLICY;
}
