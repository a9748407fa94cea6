//! Instructions per response, counted by callgrind: the same however busy the machine is.
//!
//! The program runs itself under valgrind, once for each subject: in a heap that others have left holes in, whatever grows
//! costs some hundred instructions more or less. [`boundary`] is where callgrind writes down what it has counted and starts
//! again.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, thread};

use crate::Error;
use crate::subject::Subject;

/// Responses that are counted. A multiple of sixteen, after which the nonce's generator repeats its rhythm of a long step
/// and many short ones.
pub const COUNTED: u32 = 320;
/// Whether valgrind is installed.
#[must_use]
pub fn is_possible() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Counts the instructions of one response of each subject.
///
/// # Errors
///
/// If valgrind fails, or writes what this cannot read.
pub fn count(subjects: &[Subject]) -> Result<Vec<f64>, Error> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(vec![Ok(f64::NAN); subjects.len()]);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(&subject) = subjects.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let counted = profile(subject).and_then(|profile| total(&profile));
                    let at = subjects.iter().position(|other| *other == subject);
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(result) = at.and_then(|at| results.get_mut(at)) {
                        *result = counted.map_err(|error| error.to_string());
                    }
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results
        .into_iter()
        .map(|result| Ok(result? / f64::from(COUNTED)))
        .collect()
}

/// What callgrind writes down about a subject's responses.
///
/// # Errors
///
/// If valgrind fails.
pub fn profile(subject: Subject) -> Result<String, Error> {
    profile_of(&["count", &subject.to_string()])
}

/// The instructions of this program with these arguments from one [`boundary`] to the next, for each of so many runs.
///
/// # Errors
///
/// If valgrind fails, or writes what this cannot read.
pub fn counted(arguments: &[&str], runs: u32) -> Result<f64, Error> {
    Ok(total(&profile_of(arguments)?)? / f64::from(runs))
}

fn profile_of(arguments: &[&str]) -> Result<String, Error> {
    let folder = tempfile::tempdir()?;
    let options = ["--dump-line=no", "--dump-before=*boundary*"];
    let output = callgrind(folder.path(), &options)?
        .args(arguments)
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("valgrind, for {arguments:?}: {}: {said}", output.status).into());
    }
    // What came before is in the first part.
    Ok(fs::read_to_string(folder.path().join("profile.2"))?)
}

/// This program under callgrind, its arguments still to come, with a `profile` in the folder.
///
/// # Errors
///
/// If the program is not found.
pub fn callgrind(folder: &Path, options: &[&str]) -> Result<Command, Error> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--quiet"])
        .args(options)
        .arg("--callgrind-out-file=profile")
        .arg(env::current_exe()?)
        .current_dir(folder)
        // Names and values of the environment lie on the stack and move everything else.
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default());
    Ok(command)
}

/// What runs under valgrind.
pub fn run(subject: Subject) {
    let mut responder = subject.responder();
    between_boundaries(COUNTED, || responder.respond());
}

/// Runs something so many times between two boundaries, and a fifth of it before, until the caches of allocator and generator are
/// full.
pub fn between_boundaries(runs: u32, mut run: impl FnMut()) {
    for _ in 0..runs.div_ceil(5) {
        run();
    }
    boundary();
    for _ in 0..runs {
        run();
    }
    boundary();
}

/// Where callgrind writes down what it has counted, and starts again.
#[inline(never)]
pub fn boundary() {
    black_box(());
}

/// The number of instructions in a profile.
///
/// # Errors
///
/// If it has no sum.
pub fn total(profile: &str) -> Result<f64, Error> {
    let total = profile
        .lines()
        .find_map(|line| line.strip_prefix("summary: "))
        .ok_or("a callgrind profile without its sum")?;
    Ok(total.trim().parse()?)
}
