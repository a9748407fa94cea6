use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: DENY
    referrer_policy: no-referrer,
    force_https: 308
    permissions_policy: { geolocation: (self) microphone: () },
    reporting_endpoints: { csp: "/csp" other: "/other" },
    remove_fields: [server x-powered-by],
};

fn main() {
    let _ = POLICY;
}
