use talisman::{Csp, csp};

const CSP: Csp = csp! {
    script-src "'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='";
};

fn main() {
    let _ = CSP;
}
