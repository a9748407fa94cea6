#![deny(warnings)]

use talisman::{Csp, csp};

const CSP: Csp = csp! {
    default-src none;
    connect-src "https://irc.example.com:6697";
};

fn main() {
    let _ = CSP;
}
