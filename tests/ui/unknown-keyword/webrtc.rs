use talisman::{Csp, csp};

const CSP: Csp = csp! {
    webrtc maybe;
};

fn main() {
    let _ = CSP;
}
