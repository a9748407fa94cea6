use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #[allow(csp-script-unsafe-inline)]
    frame_options: DENY,
    #[cfg(debug_assertions)]
    referrer_policy: off,
};

fn main() {
    let _ = POLICY;
}
