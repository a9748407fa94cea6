//! Prints the fields of a policy: to look at them, or for the configuration of a host that serves files.
//!
//! ```text
//! cargo run --example print                    # the policy below
//! cargo run --example print -- HYPERFLASK      # a preset
//! cargo run --example print -- STRICT --http   # as it is sent over http
//! ```
//!
//! Beside the fields it says, on standard error, which source came from which fragment that the policy includes.
//!
//! What it prints of https, `Changes::fields` reads back when a program starts.
//!
//! `{login:origin}` marks a slot for an origin, which `--http` shows as it is sent where nobody fills it.
//!
//! `'nonce-'` marks the place of each response's nonce. A host that serves files cannot fill it: what is there allows
//! nothing, and a page without a server's nonce needs hashes or files instead.

use std::env;
use std::process::ExitCode;

use talisman::{Policy, Scheme, presets, talisman_policy};

const POLICY: Policy = talisman_policy! {
    ..presets::FLASK_TALISMAN,
    content_security_policy: { ..; img-src self data:; },
};

fn main() -> ExitCode {
    let mut policy = POLICY;
    let mut scheme = Scheme::Https;
    for argument in env::args().skip(1) {
        if argument == "--http" {
            scheme = Scheme::Http;
            continue;
        }
        let Some((_, preset)) = presets::ALL.iter().find(|(name, _)| *name == argument) else {
            let names: Vec<_> = presets::ALL.iter().map(|(name, _)| *name).collect();
            eprintln!(
                "`{argument}` is neither --http nor one of {}",
                names.join(", ")
            );
            return ExitCode::from(2);
        };
        policy = preset.clone();
    }
    match scheme {
        Scheme::Https => println!("{policy}"),
        Scheme::Http => {
            for (name, value) in policy.fields(scheme) {
                println!("{name}: {value}");
            }
        }
    }
    for source in policy.included_sources() {
        eprintln!("{source}");
    }
    ExitCode::SUCCESS
}
