use talisman::{Csp, csp};

const CSP: Csp = csp! {
    img-src self "data:image/png";
    frame-src "about:blank";
};

fn main() {
    let _ = CSP;
}
