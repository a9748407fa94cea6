//! A policy that the configuration of a deployment extends: where files are stored, who signs users in, whose pages may frame.
//!
//! ```text
//! cargo run --example configured                                         # the file below
//! cargo run --example configured -- /etc/example/config.toml
//! S3_HOST="https://a.example https://b.example" cargo run --example configured    # refused: two hosts where one was intended
//! ```
//!
//! The constant is checked while compiling. What the file and the environment add is checked when the program starts, by the same
//! grammar and with everything that is wrong at once, and a response costs what one of the constant costs.

use std::collections::BTreeMap;
use std::env::{self, VarError};
use std::process::ExitCode;

use serde::Deserialize;
use talisman::{Changes, NoncePolicy, Policy, Scheme, talisman_policy};

const FILE: &str = include_str!("configured/config.toml");

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        img-src self data:;
        connect-src self;
        form-action self;
        frame-ancestors self;
        object-src none;
        base-uri none;
    },
    reporting_endpoints: { main: "/reports" },
};

/// What the file may say about the policy. A key that is misspelled is an error of the file's reader.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    storage: Option<Storage>,
    #[serde(default)]
    identity_providers: Vec<String>,
    #[serde(default)]
    partners: Vec<String>,
    /// Options of `talisman_policy!`, for what an administrator knows better than the program.
    #[serde(default)]
    security_headers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Storage {
    host: String,
}

impl Config {
    fn changes(self) -> Changes {
        let mut changes = Changes::new()
            // After signing in, the form's answer redirects to the provider.
            .add_sources("form-action", self.identity_providers)
            .add_sources("frame-ancestors", self.partners);
        if let Some(Storage { host }) = self.storage {
            changes = changes
                .add_source("img-src", &host)
                .add_source("connect-src", &host);
        }
        for (name, value) in self.security_headers {
            changes = changes.option(name, value);
        }
        changes
    }
}

/// The file, with what the environment says in its place.
fn config() -> Result<Config, String> {
    let text = match env::args().nth(1) {
        None => FILE.to_owned(),
        Some(path) => std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?,
    };
    let mut config: Config = toml::from_str(&text).map_err(|error| error.to_string())?;
    match env::var("S3_HOST") {
        Ok(host) => config.storage = Some(Storage { host }),
        Err(VarError::NotPresent) => {}
        Err(error) => return Err(format!("S3_HOST: {error}")),
    }
    Ok(config)
}

fn policy() -> Result<NoncePolicy, String> {
    let changes = config()?.changes();
    let (policy, warnings) = POLICY
        .with_changes(&changes)
        .map_err(|error| error.to_string())?;
    for warning in warnings {
        eprintln!("{warning}\n");
    }
    // An administrator may have replaced the policy by one without a nonce, which would block the scripts of every page.
    NoncePolicy::try_from(policy).map_err(|error| error.to_string())
}

fn main() -> ExitCode {
    let policy = match policy() {
        Ok(policy) => policy,
        // A server that starts all the same would be one without the storage that its users need.
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let (nonce, applier) = policy.applier(Scheme::Https);
    let mut response = http::Response::new(format!("<script nonce=\"{nonce}\">start()</script>"));
    applier.apply(&mut response);
    for (name, value) in response.headers() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    println!("\n{}", response.body());
    ExitCode::SUCCESS
}
