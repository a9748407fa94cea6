use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    connection_allowlist: (response-origin); webrtc = allow; webrtc = block,
};

fn main() {
    let _ = POLICY;
}
