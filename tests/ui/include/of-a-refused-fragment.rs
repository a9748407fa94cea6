use talisman::{Fragment, Policy, csp_fragment, talisman_policy};

const WIDGET: Fragment = csp_fragment! { script-src unsafe-inline; };
const POLICY: Policy = talisman_policy! {
    #![deny(csp-include-adds-nothing)]
    content_security_policy: {
        default-src self; object-src none; base-uri none;
        include WIDGET;
    },
};

fn main() {
    let _ = POLICY;
}
