use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
};

fn main() {
    let _ = POLICY;
}
