use talisman::{Csp, csp};

const CSP: Csp = csp!(
    "script-src 'nonce-{{ nonce }}' <%= cdn %>; connect-src 'self' ${API_URL} wss://$HOST; img-src [self]"
);

fn main() {
    let _ = CSP;
}
