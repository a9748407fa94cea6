//! The sandbox tokens: which there are, and which of them say something only beside others.

words! {
    /// A token of the directive `sandbox`, <https://html.spec.whatwg.org/#parse-a-sandboxing-directive>, in the order of the
    /// alphabet; after them those that are not in HTML.
    ///
    /// Read on 2026-11-21 from the parsers of Chromium 153 and Servo and from MDN's browser-compat-data (2026-08-07); to
    /// refresh, read the same lists again.
    pub enum SandboxToken: SandboxRow {
        /// Downloads.
        Downloads => "allow-downloads", ALONE;
        /// Form submission.
        Forms => "allow-forms", ALONE;
        /// Dialogs.
        Modals => "allow-modals", ALONE;
        /// Screen orientation lock.
        OrientationLock => "allow-orientation-lock", ALONE;
        /// Pointer lock.
        PointerLock => "allow-pointer-lock", ALONE;
        /// Popups.
        Popups => "allow-popups", ALONE;
        /// Popups without the sandbox.
        PopupsToEscapeSandbox => "allow-popups-to-escape-sandbox", SandboxRow {
            needs: Some(Beside {
                token: Self::Popups,
                why: "without allow-popups there is no popup",
                help: "write allow-popups too, or remove it",
            }),
            ..ALONE
        };
        /// Presentations.
        Presentation => "allow-presentation", ALONE;
        /// The page's own origin.
        SameOrigin => "allow-same-origin", ALONE;
        /// Scripts.
        Scripts => "allow-scripts", ALONE;
        /// Navigation of the top frame.
        TopNavigation => "allow-top-navigation", ALONE;
        /// Navigation of the top frame after a click.
        TopNavigationByUserActivation => "allow-top-navigation-by-user-activation", SandboxRow {
            void_beside: &[Beside {
                token: Self::TopNavigation,
                why: "allow-top-navigation allows it with and without a user's action",
                help: "remove it, or allow-top-navigation",
            }],
            ..ALONE
        };
        /// Navigation to other programs.
        TopNavigationToCustomProtocols => "allow-top-navigation-to-custom-protocols", SandboxRow {
            void_beside: &[
                Beside {
                    token: Self::TopNavigation,
                    why: "allow-top-navigation allows it as well",
                    help: "remove it",
                },
                Beside {
                    token: Self::Popups,
                    why: "allow-popups allows it as well",
                    help: "remove it",
                },
            ],
            ..ALONE
        };
        /// Storage Access API: requests after a click.
        StorageAccessByUserActivation => "allow-storage-access-by-user-activation", ALONE;
        /// Chromium: cookies with SameSite=None.
        SameSiteNoneCookies => "allow-same-site-none-cookies", ALONE;
    }
}

/// What the table says of a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SandboxRow {
    /// The token without which it does nothing.
    pub needs: Option<Beside>,
    /// The tokens that allow what it allows.
    pub void_beside: &'static [Beside],
}

/// Another token, and what it makes of this one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Beside {
    /// The other token.
    pub token: SandboxToken,
    /// Why this one does nothing.
    pub why: &'static str,
    /// What to write instead, to follow "help: ".
    pub help: &'static str,
}

/// A token that says something whatever is beside it.
const ALONE: SandboxRow = SandboxRow {
    needs: None,
    void_beside: &[],
};
