use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; img-src + self; frame-ancestors . self; },
    custom_fields: { x-a: [], x-b: :, x-c: "1"; d = 2 },
    remove_fields: [server + x-powered-by],
    session_cookie_names: [!],
    permissions_policy: { camera: * * },
};

fn main() {
    let _ = POLICY;
}
