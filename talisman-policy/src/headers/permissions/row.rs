//! What the table of features says of each: who may use it by default, and what happened to it.

use crate::ground::names::KnownTo;

/// What the table says of a feature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FeatureRow {
    /// Who may use it where no policy says otherwise.
    pub default_allowlist: DefaultAllowlist,
    /// Whether browsers know it.
    pub status: FeatureStatus,
}

/// A default allowlist, <https://www.w3.org/TR/permissions-policy/#default-allowlists>.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DefaultAllowlist {
    /// `self`: the page, and frames of its own origin.
    SelfOrigin,
    /// `*`: the page and every frame.
    All,
    /// Nothing says so.
    Unknown,
}

/// What happened to a feature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FeatureStatus {
    /// Browsers that read the header know it.
    Current,
    /// Specified or tried out, but not known to every such browser.
    Waiting {
        /// Who knows it, to follow "known to".
        known_to: KnownTo,
    },
    /// Not known any more.
    Gone {
        /// What does the job now.
        instead: Option<&'static str>,
    },
}

pub(super) const fn current(default_allowlist: DefaultAllowlist) -> FeatureRow {
    FeatureRow {
        default_allowlist,
        status: FeatureStatus::Current,
    }
}

pub(super) const fn waits(default_allowlist: DefaultAllowlist, known_to: KnownTo) -> FeatureRow {
    FeatureRow {
        default_allowlist,
        status: FeatureStatus::Waiting { known_to },
    }
}

pub(super) const fn gone(
    default_allowlist: DefaultAllowlist,
    instead: Option<&'static str>,
) -> FeatureRow {
    FeatureRow {
        default_allowlist,
        status: FeatureStatus::Gone { instead },
    }
}
