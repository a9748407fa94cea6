//! Which browsers know a value, and since when.

use crate::ground::names::Names;

/// The versions since which browsers know a value; `None` is one that does not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BrowserSupport {
    /// Chrome, and with it every browser that is made from Chromium.
    pub chrome: Option<&'static str>,
    /// Firefox.
    pub firefox: Option<&'static str>,
    /// Safari.
    pub safari: Option<&'static str>,
}

impl BrowserSupport {
    /// The browsers that do not know the value; `None` if it is known everywhere.
    #[must_use]
    pub fn missing(&self) -> Option<Names> {
        let browsers = [
            ("Chrome", self.chrome),
            ("Firefox", self.firefox),
            ("Safari", self.safari),
        ];
        let missing = browsers.iter().filter(|(_, since)| since.is_none());
        Names::new(missing.map(|(browser, _)| *browser))
    }
}

/// What Chrome, Firefox and Safari know.
pub(crate) const fn since(
    chrome: &'static str,
    firefox: &'static str,
    safari: &'static str,
) -> BrowserSupport {
    BrowserSupport {
        chrome: Some(chrome),
        firefox: Some(firefox),
        safari: Some(safari),
    }
}

/// What Chrome and Firefox know.
pub(crate) const fn chromium_and_firefox(
    chrome: &'static str,
    firefox: &'static str,
) -> BrowserSupport {
    BrowserSupport {
        chrome: Some(chrome),
        firefox: Some(firefox),
        safari: None,
    }
}

/// What only browsers made from Chromium know.
pub(crate) const fn chromium(chrome: &'static str) -> BrowserSupport {
    BrowserSupport {
        chrome: Some(chrome),
        firefox: None,
        safari: None,
    }
}
