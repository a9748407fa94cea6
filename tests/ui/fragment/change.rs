use talisman::{Fragment, csp_fragment};

pub const ADDED: Fragment = csp_fragment! { img-src += "https://w.example"; };
pub const TAKEN: Fragment = csp_fragment! { img-src -= "https://w.example"; };
pub const NONE: Fragment = csp_fragment! { img-src none; };

fn main() {
    let _ = (ADDED, TAKEN, NONE);
}
