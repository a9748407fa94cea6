use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    connection_allowlist: (self "response-origin" "wss://a.example"); redirect = allow; webrtc = deny; report-to = "https://r.example",
};

fn main() {
    let _ = POLICY;
}
