use talisman::{Csp, csp};

const CSP: Csp =
    csp!("default-src &#39;self&#39;; script-src &#39;self&#39; &#39;unsafe-inline&#39;");

fn main() {
    let _ = CSP;
}
