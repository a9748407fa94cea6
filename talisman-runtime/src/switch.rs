//! A policy in one of several states, chosen while the program runs.

use std::error::Error;
use std::fmt;
use std::mem::ManuallyDrop;
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use http::HeaderName;
use talisman_core::twins::{is_report_only, report_only_twin};

use crate::apply::Applier;
use crate::compiled::{Compiled, Handle};
use crate::field::Field;
use crate::policy::{Policy, Repr};
use crate::scheme::Scheme;

/// What becomes of the fields that can be sent for reports alone.
///
/// | field | [`Enforced`](Self::Enforced) | [`ReportOnly`](Self::ReportOnly) | [`Both`](Self::Both) | [`Off`](Self::Off) |
/// | --- | --- | --- | --- | --- |
/// | one that the policy enforces | as it is | under the name of its report-only twin, unless the policy has that too | as it is | not sent |
/// | one that the policy writes for reports alone | not sent | as it is | as it is | not sent |
/// | one without such a twin | as it is | as it is | as it is | as it is |
///
/// The fields with a twin are `Content-Security-Policy`, `Permissions-Policy`, `Document-Policy`, `Integrity-Policy`,
/// `Connection-Allowlist`, `Document-Isolation-Policy`, `Cross-Origin-Opener-Policy` and `Cross-Origin-Embedder-Policy`. The others
/// are sent in every state: `Strict-Transport-Security` would hold in browsers that have it in any case, and who turns a CSP off
/// because it breaks a page does not ask for that page to be framed.
///
/// `Display` writes `enforced`, `report-only`, `both` and `off`, and `FromStr` reads them, from an environment variable for example.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Mode {
    /// Browsers block what the policy does not allow.
    Enforced,
    /// Browsers only report it.
    ReportOnly,
    /// Each field as the policy writes it: what it enforces, and beside that what it only tries.
    Both,
    /// Browsers get no policy.
    Off,
}

impl Mode {
    /// Every mode.
    pub const ALL: &'static [Self] = &[Self::Enforced, Self::ReportOnly, Self::Both, Self::Off];

    /// As `Display` writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::ReportOnly => "report-only",
            Self::Both => "both",
            Self::Off => "off",
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Enforced => 0,
            Self::ReportOnly => 1,
            Self::Both => 2,
            Self::Off => 3,
        }
    }

    const fn of(number: u8) -> Self {
        match number {
            0 => Self::Enforced,
            1 => Self::ReportOnly,
            2 => Self::Both,
            _ => Self::Off,
        }
    }

    /// What becomes of a field of a policy that has these fields.
    pub(crate) fn of_field(self, field: &str, has: impl Fn(&str) -> bool) -> Sends {
        match (self, report_only_twin(field)) {
            (Self::Enforced | Self::Off, _) if is_report_only(field) => Sends::Nothing,
            (Self::Off, Some(_)) => Sends::Nothing,
            (Self::ReportOnly, Some(twin)) if has(twin) => Sends::Nothing,
            (Self::ReportOnly, Some(twin)) => Sends::Renamed(twin),
            _ => Sends::Unchanged,
        }
    }

    /// The fields of a policy in this mode.
    fn fields(self, fields: &[Field]) -> Vec<Field> {
        let has = |name: &str| fields.iter().any(|field| field.name == name);
        let mut sent = Vec::new();
        for field in fields {
            let name = match self.of_field(field.name.as_str(), has) {
                Sends::Unchanged => field.name.clone(),
                Sends::Renamed(twin) => HeaderName::from_static(twin),
                Sends::Nothing => continue,
            };
            sent.push(Field {
                name,
                ..field.clone()
            });
        }
        sent
    }
}

/// What a mode makes of a field.
pub(crate) enum Sends {
    Unchanged,
    Renamed(&'static str),
    Nothing,
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Mode {
    type Err = ModeError;

    /// Reads a mode, in any case, with white space around it.
    fn from_str(text: &str) -> Result<Self, ModeError> {
        let mut modes = Self::ALL.iter().copied();
        modes
            .find(|mode| text.trim().eq_ignore_ascii_case(mode.as_str()))
            .ok_or(ModeError)
    }
}

/// A text is not one of the modes of a [`PolicySwitch`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ModeError;

impl fmt::Display for ModeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a mode of a policy: write enforced, report-only, both or off")
    }
}

impl Error for ModeError {}

/// A policy that is enforced, only reports, or is off, as one atomic says: for a policy that is being introduced, and for the
/// hour in which it breaks a page.
///
/// Every state is part of the program, without a parser, and is put together when it is first chosen: a response costs what
/// one of the constant costs, and one relaxed load.
///
/// ```
/// use talisman::{Mode, Policy, PolicySwitch, Scheme, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         object-src none;
///         base-uri none;
///         report-to csp;
///     },
///     reporting_endpoints: { csp: "/reports" },
/// };
/// static SITE: PolicySwitch = PolicySwitch::new(POLICY, Mode::ReportOnly);
///
/// fn sends(field: &str) -> bool {
///     let mut response = http::Response::new(());
///     SITE.applier(Scheme::Https).apply(&mut response);
///     response.headers().contains_key(field)
/// }
///
/// // When the program starts, and again at the request of an administrator.
/// let wanted = std::env::var("CSP_MODE").unwrap_or_else(|_| "report-only".to_owned());
/// SITE.set(wanted.parse()?);
/// assert!(sends("content-security-policy-report-only") && !sends("content-security-policy"));
///
/// SITE.set(Mode::Enforced);
/// assert!(sends("content-security-policy") && !sends("content-security-policy-report-only"));
/// assert_eq!(SITE.mode().to_string(), "enforced");
/// # Ok::<(), talisman::ModeError>(())
/// ```
///
/// A policy without a `Content-Security-Policy` has nothing to be switched:
///
/// ```compile_fail
/// use talisman::{Mode, PolicySwitch, talisman_policy};
///
/// static SITE: PolicySwitch = PolicySwitch::new(
///     talisman_policy! { content_security_policy: off },
///     Mode::Enforced,
/// );
/// ```
///
/// Under a `PolicyLayer` it is a policy like any other: `PolicyLayer::new(&SITE)`.
///
/// # Deployment caveat
///
/// - A policy that only reports needs `report-to` or `report-uri`: otherwise it says what it finds to the console of the browser
///   alone.
/// - Browsers ignore `sandbox` and `upgrade-insecure-requests` in a policy that only reports, and do not keep a page out of frames
///   by its `frame-ancestors`; `X-Frame-Options` is sent in every state. A page that relies on
///   `upgrade-insecure-requests` for its images loses them.
/// - A response that was stored by a cache has the fields of the state that it was made in.
/// - Off, the policy has no nonce: [`Applier::nonce`](crate::Applier::nonce) gives `None`.
pub struct PolicySwitch {
    policy: Policy,
    mode: AtomicU8,
    ready: [OnceLock<Box<Compiled>>; Mode::ALL.len()],
}

impl PolicySwitch {
    /// A switch for a `static`, which is in this state until another one is [set](Self::set).
    ///
    /// # Panics
    ///
    /// If the policy enforces no `Content-Security-Policy`: in a `static`, while compiling. For a policy that was made when the
    /// program started there is `TryFrom<Policy>`.
    #[must_use]
    #[track_caller]
    pub const fn new(policy: Policy, mode: Mode) -> Self {
        let can_be_switched = policy.field_length(CSP).is_some();
        // Const code may not drop a policy, and the assertion would on its way out.
        let switch = ManuallyDrop::new(Self {
            policy,
            mode: AtomicU8::new(mode.number()),
            ready: [const { OnceLock::new() }; Mode::ALL.len()],
        });
        assert!(can_be_switched, "{}", NOTHING_TO_SWITCH);
        ManuallyDrop::into_inner(switch)
    }

    /// Chooses a state. Responses that are started from now on have it; the fields are put together before the first of them.
    ///
    /// ```
    /// # use talisman::{Mode, Policy, PolicySwitch, talisman_policy};
    /// # static SITE: PolicySwitch = PolicySwitch::new(talisman_policy! {}, Mode::Enforced);
    /// fn administer(wanted: &str) -> Result<(), talisman::ModeError> {
    ///     let before = SITE.mode();
    ///     SITE.set(wanted.parse()?);
    ///     eprintln!("the Content-Security-Policy was {before} and is {}", SITE.mode());
    ///     Ok(())
    /// }
    /// # administer("off").unwrap();
    /// ```
    pub fn set(&'static self, mode: Mode) {
        // Compiled before the mode is stored, so that no request waits for it.
        self.compiled_in(mode);
        // Relaxed: the number is all that is shared, and the `OnceLock` of each mode orders what it holds.
        self.mode.store(mode.number(), Ordering::Relaxed);
    }

    /// The state that is in force.
    #[must_use]
    pub fn mode(&self) -> Mode {
        Mode::of(self.mode.load(Ordering::Relaxed))
    }

    /// Starts a response in the state that is in force, to a request that came over this scheme.
    #[inline]
    pub fn applier(&'static self, scheme: Scheme) -> Applier {
        Applier::new(
            Handle::Static(self.compiled()),
            self.policy.repr.parts(),
            scheme,
        )
    }

    /// The policy in whatever state is in force, for everything that takes a policy. It switches with this.
    ///
    /// Its [`has_nonce`](Policy::has_nonce) and [`field_length`](Policy::field_length) are those of the policy as it was written.
    #[must_use]
    pub const fn policy(&'static self) -> Policy {
        Policy {
            repr: Repr::Switched(self),
        }
    }

    /// The policy as it was written.
    pub(crate) const fn written(&self) -> &Repr {
        &self.policy.repr
    }

    #[inline]
    pub(crate) fn compiled(&self) -> &Compiled {
        let ready = self
            .ready
            .get(usize::from(self.mode.load(Ordering::Relaxed)));
        match ready.and_then(OnceLock::get) {
            Some(compiled) => compiled,
            None => self.compiled_in(self.mode()),
        }
    }

    #[cold]
    fn compiled_in(&self, mode: Mode) -> &Compiled {
        let [enforced, report_only, both, off] = &self.ready;
        // In the order of their numbers.
        let ready = match mode {
            Mode::Enforced => enforced,
            Mode::ReportOnly => report_only,
            Mode::Both => both,
            Mode::Off => off,
        };
        ready.get_or_init(|| {
            let fields = mode.fields(self.policy.repr.all_fields());
            Box::new(Compiled::new(fields, self.policy.repr.parts()))
        })
    }
}

const CSP: &str = "content-security-policy";

const NOTHING_TO_SWITCH: &str = "the policy enforces no Content-Security-Policy, which is what is switched: write \
                                 content_security_policy, and the switch makes it report-only";

impl From<&'static PolicySwitch> for Policy {
    fn from(switch: &'static PolicySwitch) -> Self {
        switch.policy()
    }
}

/// A switch that is in the state [`Mode::Both`], for a policy that was made when the program started: it may be kept in a
/// `OnceLock`.
impl TryFrom<Policy> for PolicySwitch {
    type Error = NothingToSwitchError;

    fn try_from(policy: Policy) -> Result<Self, NothingToSwitchError> {
        match policy.field_length(CSP) {
            Some(_) => Ok(Self::new(policy, Mode::Both)),
            None => Err(NothingToSwitchError),
        }
    }
}

/// A policy enforces no `Content-Security-Policy`, so that a [`PolicySwitch`] of it would switch nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct NothingToSwitchError;

impl fmt::Display for NothingToSwitchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NOTHING_TO_SWITCH)
    }
}

impl Error for NothingToSwitchError {}

impl fmt::Debug for PolicySwitch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicySwitch")
            .field("mode", &self.mode())
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
