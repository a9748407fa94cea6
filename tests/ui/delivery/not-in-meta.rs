use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    delivery: meta,
    force_https: permanent,
    strict_transport_security: off,
    frame_options: DENY,
    referrer_policy: no-referrer,
    custom_fields: { x-robots-tag: "noindex" },
    content_security_policy: {
        default-src self;
        script-src self nonce;
        object-src none;
        base-uri none;
        form-action self {login: origin};
        frame-ancestors none;
        report-uri "/reports";
    },
    content_security_policy_report_only: { default-src self; report-uri "/reports"; },
};

fn main() {
    let _ = POLICY;
}
