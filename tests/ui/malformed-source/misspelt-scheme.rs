use talisman::{Csp, csp};

const CSP: Csp = csp! {
    connect-src "wws://socket.example.com";
    frame-ancestors htps:;
};

fn main() {
    let _ = CSP;
}
