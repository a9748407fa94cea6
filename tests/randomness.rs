//! Nonces of a process that really forks, and of one whose system really has no randomness.
//!
//! Without the harness of other tests: a process that forks may have one thread alone.

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::{BTreeMap, HashSet};
    use std::io::{self, Read as _, Write as _};
    use std::process;

    use fork::Fork;
    use rand::TryRng as _;
    use rand::rngs::SysRng;
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
    use talisman::{NoncePolicy, Policy, Scheme, talisman_policy, with_nonce};

    const POLICY: Policy = talisman_policy! {
        content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; }
    };
    const PAGE: NoncePolicy = with_nonce!(POLICY);

    const NONCES: usize = 10_000;

    fn nonce() -> String {
        let nonce = POLICY.applier(Scheme::Https).nonce();
        nonce.expect("the system has randomness").to_string()
    }

    /// What a child of this process writes.
    fn child(write: impl FnOnce(&mut io::PipeWriter) -> io::Result<()>) -> io::Result<String> {
        let (mut from, mut to) = io::pipe()?;
        match fork::fork() {
            Ok(Fork::Child) => {
                drop(from);
                let written = write(&mut to);
                process::exit(i32::from(written.is_err()));
            }
            Ok(Fork::Parent(_)) => {
                drop(to);
                let mut written = String::new();
                from.read_to_string(&mut written)?;
                Ok(written)
            }
            Err(error) => Err(io::Error::from_raw_os_error(error)),
        }
    }

    fn many(to: &mut io::PipeWriter) -> io::Result<()> {
        (0..NONCES).try_for_each(|_| writeln!(to, "{}", nonce()))
    }

    /// A server that forks its workers after a warm-up request: no visitor of one may know the nonces of another.
    pub(crate) fn no_two_workers_draw_the_same_nonce() -> io::Result<()> {
        let mut all = vec![nonce()];
        for _ in 0..4 {
            // A worker, and a worker of a worker.
            let workers = child(|to| {
                many(to)?;
                write!(to, "{}", child(many)?)?;
                many(to)
            })?;
            all.extend(workers.lines().map(str::to_owned));
        }
        all.extend((0..NONCES).map(|_| nonce()));
        assert_eq!(all.len(), 1 + 4 * 3 * NONCES + NONCES);
        let distinct: HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len(), "a nonce came twice");
        Ok(())
    }

    /// From here on the process has no source of randomness: the system call fails, and no device can be opened.
    ///
    /// Whether that came to pass; a C library that gets randomness without a system call cannot be cut off.
    fn cut_off(errno: u32) -> bool {
        const GETRANDOM: i64 = if cfg!(target_arch = "x86_64") {
            318
        } else {
            278
        };
        let Ok(architecture) = TargetArch::try_from(std::env::consts::ARCH) else {
            return false;
        };
        let rules = BTreeMap::from([(GETRANDOM, Vec::new())]);
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Errno(errno),
            architecture,
        );
        let is_filtered = filter
            .and_then(BpfProgram::try_from)
            .is_ok_and(|filter| seccompiler::apply_filter(&filter).is_ok());
        is_filtered
            && rlimit::setrlimit(rlimit::Resource::NOFILE, 0, 0).is_ok()
            && SysRng.try_fill_bytes(&mut [0; 16]).is_err()
    }

    /// What a response without randomness is: no nonce, a policy without one, and no panic.
    fn responses() -> Result<(), String> {
        let without = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'";
        for _ in 0..100 {
            let mut applier = POLICY.applier(Scheme::Https);
            if applier.nonce().is_some() {
                return Err("a nonce was handed out".to_owned());
            }
            let (nonce, of_page) = PAGE.applier(Scheme::Https);
            if !nonce.is_empty() || !nonce.as_str().is_empty() {
                return Err(format!("a page has the nonce {nonce}"));
            }
            for applier in [applier, of_page] {
                let mut response = http::Response::new(());
                applier.apply(&mut response);
                let fields = response.headers();
                if fields["content-security-policy"] != without {
                    return Err(format!("{:?}", fields["content-security-policy"]));
                }
                if fields["cache-control"] != "private" {
                    return Err(format!("{:?}", fields["cache-control"]));
                }
            }
        }
        Ok(())
    }

    /// `warm`: whether nonces were drawn before.
    pub(crate) fn without_randomness_nothing_is_handed_out(warm: bool) -> io::Result<()> {
        // ENOSYS, EPERM, EIO.
        for errno in [38, 1, 5] {
            let said = child(|to| {
                if warm {
                    nonce();
                }
                if !cut_off(errno) {
                    return to.write_all(b"SKIPPED");
                }
                match responses() {
                    Ok(()) => to.write_all(b"no nonce"),
                    Err(what) => to.write_all(what.as_bytes()),
                }
            })?;
            if said == "SKIPPED" {
                writeln!(
                    io::stderr(),
                    "SKIPPED: this system does not let a process be cut off from randomness, so its lack was NOT tested"
                )?;
            } else {
                assert_eq!(said, "no nonce", "errno {errno}, warm: {warm}");
            }
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn main() -> std::io::Result<()> {
    // Before the first nonce of this process, too.
    linux::without_randomness_nothing_is_handed_out(false)?;

    linux::no_two_workers_draw_the_same_nonce()?;
    linux::without_randomness_nothing_is_handed_out(true)?;
    println!("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("SKIPPED: nothing forks here, so nonces after a fork were NOT tested");
}
