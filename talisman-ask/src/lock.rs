//! `policy.lock`: what each policy of a program means, in a file of its repository.

use std::env;
use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::compare::Comparison;
use crate::expect::fail;
use crate::fields::Sends;

/// The environment variable that takes a widening on purpose, if it is `accept`.
const ACCEPT: &str = "TALISMAN_LOCK";

const HEAD: &str = "\
# What each policy sends. A test that calls talisman's `assert_locked` keeps it: what narrows a policy is written down, and
# what widens one fails the test, unless it runs with TALISMAN_LOCK=accept. Belongs into version control.
";

/// The policies by name, each with its fields.
type Entries = Vec<(String, Vec<(String, String)>)>;

/// Holds policies against what a file recorded of them: a change that widens one fails the test.
///
/// The path is relative to the package that is tested. A policy that the file does not have is recorded, what narrows one as
/// well; `TALISMAN_LOCK=accept cargo test` records a widening. On a build server, where `CI` is set, nothing is recorded.
///
/// ```no_run
/// # struct Site; const SITE: Site = Site;
/// # impl talisman_ask::Sends for Site { fn sent_fields(&self) -> Vec<(String, String)> { Vec::new() } }
/// # #[allow(dead_code)]
/// #[test]
/// fn no_policy_is_widened_by_accident() {
///     talisman_ask::assert_locked("policy.lock", &[("SITE", &SITE)]);
/// }
/// ```
///
/// # Panics
///
/// If a policy is wider than recorded or different in a way that might be wider, and if the file cannot be read or written.
#[track_caller]
pub fn assert_locked(path: impl AsRef<Path>, policies: &[(&str, &dyn Sends)]) {
    let path = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) => PathBuf::from(package).join(path),
        None => path.as_ref().to_owned(),
    };
    let accepts = env::var_os(ACCEPT).is_some_and(|value| value == "accept");
    let records = env::var_os("CI").is_none_or(|value| value.is_empty());
    if let Err(failure) = hold(&path, policies, accepts, records) {
        fail(&failure);
    }
}

/// Why a test fails.
#[derive(Debug)]
enum Failure {
    File(PathBuf, io::Error),
    Line(PathBuf, usize),
    Missing(PathBuf, String),
    Wider(Vec<(String, Comparison)>),
}

fn hold(
    path: &Path,
    policies: &[(&str, &dyn Sends)],
    accepts: bool,
    records: bool,
) -> Result<(), Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::File(path.to_owned(), error)),
    };
    let recorded = read(&text).map_err(|line| Failure::Line(path.to_owned(), line))?;
    let mut entries = recorded.clone();
    let mut wider = Vec::new();
    for (name, policy) in policies {
        let fields = policy.sent_fields();
        match entries.iter_mut().find(|(other, _)| other == name) {
            Some((_, before)) => {
                let comparison = Comparison::of_fields(&fields, before);
                if !comparison.is_no_wider() {
                    wider.push(((*name).to_owned(), comparison));
                }
                *before = fields;
            }
            None if !records => {
                return Err(Failure::Missing(path.to_owned(), (*name).to_owned()));
            }
            None => entries.push(((*name).to_owned(), fields)),
        }
    }
    if !wider.is_empty() && !accepts {
        return Err(Failure::Wider(wider));
    }
    if entries != recorded && (records || accepts) {
        fs::write(path, write(&entries)).map_err(|error| Failure::File(path.to_owned(), error))?;
    }
    Ok(())
}

/// Reads a file; a line of another form is an error.
fn read(text: &str) -> Result<Entries, usize> {
    let mut entries = Entries::new();
    for (index, line) in text.lines().enumerate() {
        let name = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        match (line.split_once(": "), name, entries.last_mut()) {
            _ if line.is_empty() || line.starts_with('#') => {}
            (_, Some(name), _) => entries.push((name.to_owned(), Vec::new())),
            (Some((name, value)), None, Some((_, fields))) => {
                fields.push((name.to_owned(), value.to_owned()));
            }
            _ => return Err(index + 1),
        }
    }
    Ok(entries)
}

fn write(entries: &Entries) -> String {
    let mut text = HEAD.to_owned();
    for (name, fields) in entries {
        // A text can always be written to.
        let _ = writeln!(text, "\n[{name}]");
        for (name, value) in fields {
            let _ = writeln!(text, "{name}: {value}");
        }
    }
    text
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Line(path, line) => write!(
                f,
                "{}:{line}: neither [NAME] nor a field: take the file from version control again",
                path.display()
            ),
            Self::Missing(path, name) => write!(
                f,
                "{} does not have {name}: run the test where CI is not set, and commit the file",
                path.display()
            ),
            Self::Wider(policies) => {
                f.write_str("a policy is wider than recorded")?;
                for (name, comparison) in policies {
                    let text = comparison.to_string();
                    write!(f, "\n\n{name}\n  {}", text.replace('\n', "\n  "))?;
                }
                write!(f, "\n\nif that is intended: {ACCEPT}=accept cargo test")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::{Failure, hold, read};
    use crate::fields::Sends;

    struct Policy(&'static str);

    impl Sends for Policy {
        fn sent_fields(&self) -> Vec<(String, String)> {
            vec![("content-security-policy".to_owned(), self.0.to_owned())]
        }
    }

    #[test]
    fn a_widening_fails_and_a_narrowing_is_recorded() {
        let path = env::temp_dir().join(format!("talisman-policy-{}.lock", process::id()));
        let _ = fs::remove_file(&path);
        let recorded = || fs::read_to_string(&path).unwrap();
        let run =
            |policy, accepts, records| hold(&path, &[("SITE", &Policy(policy))], accepts, records);
        let (wide, narrow) = ("img-src 'self' https://a.example", "img-src 'self'");

        assert!(matches!(run(wide, false, false), Err(Failure::Missing(..))));
        run(wide, false, true).unwrap();
        assert!(
            recorded()
                .contains("[SITE]\ncontent-security-policy: img-src 'self' https://a.example\n")
        );
        run(narrow, false, true).unwrap();
        assert!(recorded().contains("img-src 'self'\n"));

        let failure = run(wide, false, true).unwrap_err().to_string();
        assert_eq!(
            failure,
            "a policy is wider than recorded\n\n\
             SITE\n  \
             wider: img-src allows image https://a.example/; others may show their content, and hear of each visit\n\n\
             if that is intended: TALISMAN_LOCK=accept cargo test",
        );
        assert!(!recorded().contains("a.example"));
        run(wide, true, true).unwrap();
        assert!(recorded().contains("a.example"));
        fs::write(&path, "[SITE]\n<<<<<<< HEAD\n").unwrap();
        assert!(matches!(run(wide, true, true), Err(Failure::Line(_, 2))));
        fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_field_before_any_name_is_refused() {
        assert_eq!(read("a: b\n"), Err(1));
    }
}
