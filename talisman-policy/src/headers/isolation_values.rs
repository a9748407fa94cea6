//! The values of the headers that keep pages and resources apart. They look alike, and each header reads its own alone.

use crate::ground::browser_support::BrowserSupport;
use crate::ground::names::Names;

words! {
    /// A cross-origin opener policy, and since when browsers know it.
    ///
    /// Read on 2026-11-21 from MDN's browser-compat-data (2026-08-07); to refresh, read the same table again.
    pub enum OpenerPolicy: BrowserSupport {
        /// Every window may keep its reference. What browsers do without the header.
        UnsafeNone => "unsafe-none", BrowserSupport { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Nobody who opens the page; the page keeps the popups that it opens, if they do not ask for more.
        SameOriginAllowPopups => "same-origin-allow-popups", BrowserSupport { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Windows of the same origin with the same policy. One half of what isolates a page.
        SameOrigin => "same-origin", BrowserSupport { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Nobody who opens the page, be it of the same origin; the page keeps the popups that it opens.
        NoopenerAllowPopups => "noopener-allow-popups", BrowserSupport { chrome: Some("131"), firefox: None, safari: Some("18.4") };
    }
}

words! {
    /// An embedder policy, and since when browsers know it.
    ///
    /// Read on 2026-11-21 from MDN's browser-compat-data (2026-08-07); to refresh, read the same table again.
    pub enum EmbedderPolicy: BrowserSupport {
        /// Everything is loaded. What browsers do without the header.
        UnsafeNone => "unsafe-none", BrowserSupport { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// Only what agrees to be loaded, by Cross-Origin-Resource-Policy or CORS.
        RequireCorp => "require-corp", BrowserSupport { chrome: Some("83"), firefox: Some("79"), safari: Some("15.2") };
        /// What does not agree is loaded without cookies.
        Credentialless => "credentialless", BrowserSupport { chrome: Some("96"), firefox: Some("119"), safari: None };
    }
}

words! {
    /// Whose pages may load a response.
    pub enum ResourcePolicy {
        /// Pages of the same origin.
        SameOrigin => "same-origin";
        /// Pages of the same site and scheme, subdomains included.
        SameSite => "same-site";
        /// Everybody's, even pages that load only what agrees to be loaded.
        CrossOrigin => "cross-origin";
    }
}

words! {
    /// A document isolation policy.
    pub enum IsolationPolicy {
        /// The page is not isolated. What browsers do without the header.
        None => "none";
        /// It is, and loads only what agrees to be loaded.
        IsolateAndRequireCorp => "isolate-and-require-corp";
        /// It is, and what does not agree is loaded without cookies.
        IsolateAndCredentialless => "isolate-and-credentialless";
    }
}

/// The headers that have this value. A value that does nothing belongs to none of them.
pub(crate) fn owners(word: &str) -> Option<Names> {
    let headers = [
        (
            "Cross-Origin-Opener-Policy",
            OpenerPolicy::from_word(word).is_some_and(|value| value != OpenerPolicy::UnsafeNone),
        ),
        (
            "Cross-Origin-Embedder-Policy",
            EmbedderPolicy::from_word(word)
                .is_some_and(|value| value != EmbedderPolicy::UnsafeNone),
        ),
        (
            "Cross-Origin-Resource-Policy",
            ResourcePolicy::from_word(word).is_some(),
        ),
        (
            "Document-Isolation-Policy",
            IsolationPolicy::from_word(word).is_some_and(|value| value != IsolationPolicy::None),
        ),
    ];
    Names::new(
        headers
            .iter()
            .filter(|(_, is_owner)| *is_owner)
            .map(|(name, _)| *name),
    )
}

#[cfg(test)]
mod tests {
    use super::owners;

    #[test]
    fn a_value_says_whose_it_is() {
        for (word, expected) in [
            ("require-corp", Some("Cross-Origin-Embedder-Policy")),
            (
                "same-origin",
                Some("Cross-Origin-Opener-Policy and Cross-Origin-Resource-Policy"),
            ),
            ("unsafe-none", None),
            ("sameorigin", None),
        ] {
            assert_eq!(
                owners(word).map(|names| names.to_string()).as_deref(),
                expected,
                "{word}"
            );
        }
    }
}
