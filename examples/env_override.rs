//! A whole Content Security Policy from the environment, with a constant as the answer to a bad one.
//!
//! ```text
//! cargo run --example env_override --features text
//! CSP_DIRECTIVES="default-src 'self'; script-src 'self' 'nonce'" cargo run --example env_override --features text
//! CSP_DIRECTIVES="default-src 'self'; image-src *" cargo run --example env_override --features text
//! ```

use std::env::{self, VarError};

use talisman::{NoncePolicy, Policy, Scheme, talisman_policy, with_nonce};

const VARIABLE: &str = "CSP_DIRECTIVES";

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
};
const PAGE: NoncePolicy = with_nonce!(POLICY);

/// The policy of the environment, or the constant if there is none.
///
/// # Errors
///
/// If there is one that cannot be used. Whether the constant goes on in its place or the program stops is the caller's word.
fn policy(text: Result<String, VarError>) -> Result<NoncePolicy, String> {
    let text = match text {
        Err(VarError::NotPresent) => return Ok(PAGE),
        text => text.map_err(|error| error.to_string())?,
    };
    let (policy, warnings) = POLICY
        .with_content_security_policy(&text)
        .map_err(|error| error.to_string())?;
    for warning in warnings {
        eprintln!("{VARIABLE}: {warning}\n");
    }
    // The pages carry a nonce, so a text without one would block their scripts.
    NoncePolicy::try_from(policy).map_err(|error| error.to_string())
}

fn main() {
    let policy = policy(env::var(VARIABLE)).unwrap_or_else(|error| {
        eprintln!("{VARIABLE}: {error}\n\nThe policy of the program stays in force.\n");
        PAGE
    });
    let (nonce, applier) = policy.applier(Scheme::Https);
    let mut response = http::Response::new(format!("<script nonce=\"{nonce}\">start()</script>"));
    applier.apply(&mut response);
    for (name, value) in response.headers() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    println!("\n{}", response.body());
}
