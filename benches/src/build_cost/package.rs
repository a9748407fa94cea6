//! Packages that are made to be built.

use std::fmt::Write;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use tempfile::TempDir;

use crate::Error;

/// What is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    Check,
    /// From nothing, each package as a registry's.
    Build,
    Release,
}

/// What a step took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// On the clock, which depends on the number of cores and on what else they do.
    pub(crate) clock: Duration,
    /// Of all cores together, in cargo and whatever it started.
    pub(crate) cores: Duration,
}

/// A package in a folder of its own, which goes with it.
#[derive(Debug)]
pub(crate) struct Package {
    folder: TempDir,
}

impl Package {
    /// Makes it, and fetches what it depends on.
    pub(crate) fn new(dependency: &str, main: &str) -> Result<Self, Error> {
        let package = Self {
            folder: tempfile::tempdir()?,
        };
        fs::create_dir(package.folder.path().join("src"))?;
        let manifest = format!(
            "[package]\nname = \"user\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{dependency}\n[profile.release]\nstrip = true\n"
        );
        fs::write(package.folder.path().join("Cargo.toml"), manifest)?;
        package.write(main)?;
        finished(package.cargo().arg("fetch"))?;
        Ok(package)
    }

    /// Writes its one source file.
    pub(crate) fn write(&self, main: &str) -> Result<(), Error> {
        Ok(fs::write(self.folder.path().join("src/main.rs"), main)?)
    }

    /// Writes another file, in a folder that is there.
    pub(crate) fn put(&self, name: &str, text: &str) -> Result<(), Error> {
        Ok(fs::write(self.folder.path().join(name), text)?)
    }

    /// Makes a folder, or empties it.
    pub(crate) fn clear(&self, folder: &str) -> Result<(), Error> {
        let folder = self.folder.path().join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        Ok(fs::create_dir(folder)?)
    }

    /// Forgets everything that was built.
    pub(crate) fn clean(&self) -> Result<(), Error> {
        finished(self.cargo().arg("clean"))
    }

    /// Runs a step. No other process of this program may end meanwhile: it would count.
    pub(crate) fn run(&self, step: Step) -> Result<Cost, Error> {
        let arguments: &[&str] = match step {
            Step::Check => &["check"],
            Step::Build => &["build"],
            Step::Release => &["build", "--release"],
        };
        let mut cargo = self.cargo();
        if step == Step::Build {
            // As Cargo does with what a registry has, and not with a folder: every other flag is the same for both.
            cargo.env("RUSTFLAGS", "--cap-lints=allow");
        }
        let (start, before) = (Instant::now(), of_all_cores()?);
        finished(cargo.args(arguments).arg("--offline"))?;
        Ok(Cost {
            clock: start.elapsed(),
            cores: of_all_cores()?.saturating_sub(before),
        })
    }

    /// Checks it, until the compiler's first error.
    pub(crate) fn until_error(&self) -> Result<Duration, Error> {
        let start = Instant::now();
        let mut cargo = self.cargo();
        cargo.args(["check", "--offline"]).stderr(Stdio::piped());
        let mut process = cargo.spawn()?;
        let stderr = process.stderr.take().ok_or("it is piped")?;
        let mut found = None;
        for line in BufReader::new(stderr).lines() {
            if found.is_none() && line?.starts_with("error") {
                found = Some(start.elapsed());
            }
        }
        process.wait()?;
        found.ok_or_else(|| "the mistake compiled".into())
    }

    /// How many crates are built, its own not counted.
    pub(crate) fn crates(&self) -> Result<usize, Error> {
        let output = self
            .cargo()
            .args(["tree", "--offline", "--prefix=none", "--edges=normal,build"])
            .stdout(Stdio::piped())
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let mut crates: Vec<&str> = text
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        crates.sort_unstable();
        crates.dedup();
        Ok(crates.len() - 1)
    }

    /// The bytes of the released program, without symbols.
    #[expect(clippy::cast_precision_loss, reason = "a program is not a petabyte")]
    pub(crate) fn size(&self) -> Result<f64, Error> {
        let program = self.folder.path().join("target/release/user");
        Ok(fs::metadata(program)?.len() as f64)
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", self.folder.path().join("target"))
            // Every run from the beginning, as a continuous integration does it.
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        cargo
    }
}

/// The time that processes which this one started, and those that they started, have had a core until they ended.
fn of_all_cores() -> Result<Duration, Error> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    Ok(Duration::from_micros(time.num_microseconds().try_into()?))
}

fn finished(command: &mut Command) -> Result<(), Error> {
    let output = command.stderr(Stdio::piped()).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// The dependency on this checkout's talisman.
pub(crate) fn talisman(features: &[&str]) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    format!("talisman = {{ path = {path:?}, features = {features:?} }}")
}

/// A program with so many policies, no two alike, which uses them all.
pub(crate) fn policies(count: usize) -> String {
    program((0..count).map(|number| {
        format!(
            "content_security_policy: {{
                base-uri none; default-src self; frame-ancestors none; object-src none;
                script-src self nonce \"https://cdn{number}.example.com\"; style-src self nonce;
            }},
            frame_options: DENY,
            referrer_policy: no-referrer,
            permissions_policy: {{ browsing-topics: (), geolocation: (self) }},"
        )
    }))
}

/// A program with a policy for each of these options, which uses them all.
pub(crate) fn program(policies: impl IntoIterator<Item = String>) -> String {
    let mut main = String::from("use talisman::{Policy, Scheme, talisman_policy};\n");
    let mut count = 0;
    for options in policies {
        let _ = writeln!(
            main,
            "const P{count}: Policy = talisman_policy! {{ {options} }};"
        );
        count += 1;
    }
    uses(
        &mut main,
        count,
        "Policy",
        "policy.fields(Scheme::Https).count()",
    );
    main
}

/// The same fields, as constants without a macro.
pub(crate) fn constants(count: usize) -> String {
    let mut main = String::from(
        "use http::{HeaderName, HeaderValue};\ntype Policy = [(HeaderName, HeaderValue); 6];\n",
    );
    for number in 0..count {
        let fields = [
            (
                "content-security-policy",
                format!(
                    "base-uri 'none'; default-src 'self'; frame-ancestors 'none'; object-src 'none'; script-src 'self' 'nonce-' https://cdn{number}.example.com; style-src 'self' 'nonce-'"
                ),
            ),
            (
                "strict-transport-security",
                "max-age=31556926; includeSubDomains".to_owned(),
            ),
            ("x-frame-options", "DENY".to_owned()),
            ("x-content-type-options", "nosniff".to_owned()),
            ("referrer-policy", "no-referrer".to_owned()),
            (
                "permissions-policy",
                "browsing-topics=(), geolocation=(self)".to_owned(),
            ),
        ];
        let _ = writeln!(main, "const P{number}: Policy = [");
        for (name, value) in fields {
            let _ = writeln!(
                main,
                "(HeaderName::from_static({name:?}), HeaderValue::from_static({value:?})),"
            );
        }
        let _ = writeln!(main, "];");
    }
    uses(&mut main, count, "Policy", "policy.iter().count()");
    main
}

fn uses(main: &mut String, count: usize, kind: &str, using: &str) {
    let _ = writeln!(
        main,
        "fn main() {{ let policies: [fn() -> {kind}; {count}] = ["
    );
    for number in 0..count {
        let _ = writeln!(main, "|| P{number},");
    }
    let _ = writeln!(
        main,
        "]; for policy in policies {{ let policy = policy(); println!(\"{{}}\", {using}); }} }}"
    );
}
