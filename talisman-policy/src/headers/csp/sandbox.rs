//! The sandbox tokens.

words! {
    /// A token of the directive `sandbox`, <https://html.spec.whatwg.org/#parse-a-sandboxing-directive>, in the order of the
    /// alphabet; after them those that are not in HTML.
    ///
    /// Read on 2026-11-21 from the parsers of Chromium 153 and Servo and from MDN's browser-compat-data (2026-08-07); to
    /// refresh, read the same lists again.
    pub enum SandboxToken {
        /// Downloads.
        Downloads => "allow-downloads";
        /// Form submission.
        Forms => "allow-forms";
        /// Dialogs.
        Modals => "allow-modals";
        /// Screen orientation lock.
        OrientationLock => "allow-orientation-lock";
        /// Pointer lock.
        PointerLock => "allow-pointer-lock";
        /// Popups.
        Popups => "allow-popups";
        /// Popups without the sandbox.
        PopupsToEscapeSandbox => "allow-popups-to-escape-sandbox";
        /// Presentations.
        Presentation => "allow-presentation";
        /// The page's own origin.
        SameOrigin => "allow-same-origin";
        /// Scripts.
        Scripts => "allow-scripts";
        /// Navigation of the top frame.
        TopNavigation => "allow-top-navigation";
        /// Navigation of the top frame after a click.
        TopNavigationByUserActivation => "allow-top-navigation-by-user-activation";
        /// Navigation to other programs.
        TopNavigationToCustomProtocols => "allow-top-navigation-to-custom-protocols";
        /// Storage Access API: requests after a click.
        StorageAccessByUserActivation => "allow-storage-access-by-user-activation";
        /// Chromium: cookies with SameSite=None.
        SameSiteNoneCookies => "allow-same-site-none-cookies";
    }
}
