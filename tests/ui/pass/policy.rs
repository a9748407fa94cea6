#![deny(warnings)]

const POLICY: talisman::Policy = talisman::talisman_policy! {
    force_https: permanent,
    strict_transport_security: { max_age: 63072000 },
    content_security_policy: { default-src self; script-src self nonce; base-uri none; },
    frame_options: DENY,
    referrer_policy: no-referrer,
    permissions_policy: { geolocation: (self "https://maps.example.com") },
};

fn main() {
    let _ = POLICY;
}
