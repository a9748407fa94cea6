//! X-DNS-Prefetch-Control: whether browsers look up the hosts of links before anyone follows them.

use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::nearest;
use crate::ground::word::Word;
use crate::headers::one_word::one_word;

words! {
    /// Whether the browser may look up the hosts of a page's links before the visitor follows one.
    ///
    /// # ABNF
    ///
    /// ```text
    /// X-DNS-Prefetch-Control = "on" / "off"
    /// ```
    ///
    /// # Example values
    ///
    /// `off` and `OFF` are read; `none` is refused, although browsers happen to read it as `off`.
    ///
    /// # Deployment caveat
    ///
    /// No standard has it. Chromium and Firefox read it, Safari does not.
    ///
    /// <https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-DNS-Prefetch-Control>
    pub enum XDnsPrefetchControl {
        /// It may.
        On => "on";
        /// It may not.
        Off => "off";
    }
}

problems! {
    /// What can be wrong with an X-DNS-Prefetch-Control.
    pub enum Problem {
        /// There is no word.
        Empty => Error "dns-prefetch-control-empty", "no specification: Chromium and Firefox" {
            summary: "there is no value: Chromium reads that as off, and Firefox as on";
            help: "write off or on, or leave the header out";
        }

        /// Neither of the words.
        UnknownValue { word: String, near: Option<XDnsPrefetchControl> } => Error "dns-prefetch-control-unknown-value", "no specification: Chromium and Firefox" {
            summary: "`{word}` is neither on nor off: browsers read whatever is not on as off";
            help: "write {}", near.map_or("off or on", XDnsPrefetchControl::as_str);
            instead?: near.map(XDnsPrefetchControl::as_str);
        }

        /// More than one word.
        Several { word: String } => Error "dns-prefetch-control-several-values", "no specification: Chromium and Firefox" {
            summary: "`{word}` is after another value: browsers read whatever is not on alone as off";
            help: "write only one value";
        }

        /// `on`.
        On => Advice "dns-prefetch-control-on", "no specification: Chromium and Firefox" {
            summary: "`on` tells whoever sees the visitor's DNS queries which hosts the page links to";
            help: "write off if that says something about the visitor, or name the hosts that matter with <link rel=preconnect>";
        }
    }
}

/// Reads the value.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<XDnsPrefetchControl> {
    let several = |word| Problem::Several { word };
    let word = one_word(words, Problem::Empty, several, out)?;
    let Some(control) = XDnsPrefetchControl::from_word(&word.text) else {
        let text = word.text.clone();
        let near = intended(&text);
        out.report(word, Problem::UnknownValue { word: text, near });
        return None;
    };
    if control == XDnsPrefetchControl::On {
        out.report(word, Problem::On);
    }
    Some(control)
}

/// By their letters alone, `no` would be nearest to `on`.
fn intended(word: &str) -> Option<XDnsPrefetchControl> {
    let word = word
        .trim_matches(['\'', '"', ';', ','])
        .to_ascii_lowercase();
    match word.as_str() {
        "true" | "yes" | "1" | "enable" | "enabled" => Some(XDnsPrefetchControl::On),
        "false" | "no" | "none" | "0" | "disable" | "disabled" => Some(XDnsPrefetchControl::Off),
        word => nearest(word, XDnsPrefetchControl::WORDS).and_then(XDnsPrefetchControl::from_word),
    }
}
