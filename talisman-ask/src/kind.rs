//! The kinds of requests: what asks for each, and the directive that it is about.

use talisman_policy::headers::csp::DirectiveName;

use DirectiveName::{
    BaseUri, ConnectSrc, DefaultSrc, FencedFrameSrc, FontSrc, FormAction, FrameAncestors, FrameSrc,
    ImgSrc, ManifestSrc, MediaSrc, ObjectSrc, RequireTrustedTypesFor, Sandbox, ScriptSrc,
    ScriptSrcAttr, ScriptSrcElem, StyleSrcAttr, StyleSrcElem, TrustedTypes, Webrtc, WorkerSrc,
};

/// One row for each kind: its name, what asks for it, the directive that it is about, and how Chromium asks.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $Kind:ident $name:literal $plural:literal $directive:ident, $facts:expr; )*) => {
        /// What is wanted.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Kind { $( $(#[$doc])* $Kind, )* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$( Self::$Kind, )*];

            /// The kind's name, such as `inline-script`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$Kind => $name, )* }
            }

            /// What a sentence calls all of the kind.
            pub(crate) const fn plural(self) -> &'static str {
                match self { $( Self::$Kind => $plural, )* }
            }

            /// The directive that is asked first; where it is absent its fallbacks are.
            #[must_use]
            pub const fn directive(self) -> DirectiveName {
                match self { $( Self::$Kind => $directive, )* }
            }

            const fn facts(self) -> Facts {
                match self { $( Self::$Kind => $facts, )* }
            }
        }
    };
}

kinds! {
    /// A script from a URL.
    Script "script" "scripts" ScriptSrcElem, url();
    /// A style sheet from a URL.
    Style "style" "style sheets" StyleSrcElem, url();
    /// An image, or an icon.
    Image "image" "images" ImgSrc, url();
    /// A font.
    Font "font" "fonts" FontSrc, url();
    /// What a script connects to: `fetch`, `WebSocket`, `EventSource`, a beacon.
    Connect "connect" "connections" ConnectSrc, Facts { compared: Compared::Both, ..url() };
    /// Audio, video or a text track.
    Media "media" "media" MediaSrc, Facts { compared: Compared::Both, ..url() };
    /// What an `<object>` or `<embed>` shows.
    Object "object" "objects" ObjectSrc, url();
    /// A document in a frame.
    Frame "frame" "frames" FrameSrc, navigation();
    /// A document in a fenced frame.
    FencedFrame "fenced-frame" "fenced frames" FencedFrameSrc, navigation();
    /// A worker.
    Worker "worker" "workers" WorkerSrc, url();
    /// A web app manifest.
    Manifest "manifest" "manifests" ManifestSrc, url();
    /// A prefetch.
    Prefetch "prefetch" "prefetches" DefaultSrc, url();
    /// A form's target.
    Form "form" "forms" FormAction, navigation();
    /// The URL of a `<base>`.
    Base "base" "base URLs" BaseUri, Facts { compared: Compared::Written, ..url() };
    /// A page that frames this one.
    Ancestor "ancestor" "ancestors" FrameAncestors, Facts { compared: Compared::Written, ..navigation() };
    /// The text of a `<script>`.
    InlineScript "inline-script" "inline scripts" ScriptSrcElem, without_url(Subject::Code);
    /// The text of a `<style>`.
    InlineStyle "inline-style" "inline styles" StyleSrcElem, without_url(Subject::Code);
    /// An event handler attribute.
    ScriptAttribute "script-attribute" "event handlers" ScriptSrcAttr, without_url(Subject::Code);
    /// A `style` attribute.
    StyleAttribute "style-attribute" "style attributes" StyleSrcAttr, without_url(Subject::Code);
    /// Navigation to a `javascript:` URL.
    JavascriptUrl "javascript-url" "javascript: URLs" ScriptSrcElem, without_url(Subject::Code);
    /// Code from a plain string: `eval`, `new Function`, timers with a string.
    Eval "eval" "eval" ScriptSrc, without_url(Subject::Nothing);
    /// Compilation of WebAssembly.
    Wasm "wasm" "WebAssembly" ScriptSrc, without_url(Subject::Nothing);
    /// A plain string in an injection sink of the DOM, such as `innerHTML`.
    Sink "sink" "injection sinks" RequireTrustedTypesFor, without_url(Subject::Nothing);
    /// The creation of a Trusted Types policy.
    TrustedTypesPolicy "trusted-types-policy" "Trusted Types policies" TrustedTypes, without_url(Subject::Name);
    /// A WebRTC connection.
    Webrtc "webrtc" "WebRTC" Webrtc, without_url(Subject::Nothing);
    /// What a sandbox forbids unless a token allows it, such as `allow-popups`.
    SandboxToken "sandbox" "what a sandbox forbids" Sandbox, without_url(Subject::Name);
}

/// What the table says of how a kind is asked for.
#[derive(Clone, Copy)]
struct Facts {
    subject: Subject,
    compared: Compared,
    is_navigation: bool,
}

/// What a request of a kind is made with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Subject {
    /// The URL that is loaded, or of a page that frames this one.
    Url,
    /// The text of an element or attribute, or a `javascript:` URL, which is code.
    Code,
    /// A name that the policy may list.
    Name,
    /// No policy depends on more than the kind.
    Nothing,
}

/// Which URLs Chromium 156 compares where the page has `upgrade-insecure-requests`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Compared {
    /// The one that is loaded, after the upgrade.
    Loaded,
    /// The one that was written, before it.
    Written,
    /// Both, and both have to match.
    Both,
}

/// A URL that the page's own process loads.
const fn url() -> Facts {
    Facts {
        subject: Subject::Url,
        compared: Compared::Loaded,
        is_navigation: false,
    }
}

/// The URL of a document, which Chromium decides about outside of the page's own process.
const fn navigation() -> Facts {
    Facts {
        is_navigation: true,
        ..url()
    }
}

const fn without_url(subject: Subject) -> Facts {
    Facts { subject, ..url() }
}

impl Kind {
    /// The kind of this name.
    #[must_use]
    pub fn from_word(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// The kind that a report is about which names a directive. It names the one that the policy has, or a name of before
    /// CSP3: script-src for an element, child-src for a frame, prefetch-src for a prefetch.
    #[cfg(feature = "reports")]
    pub(crate) fn reported_as(directive: DirectiveName, subject: Subject) -> Option<Self> {
        let directive = match directive {
            // Browsers that still had it send reports as well.
            DirectiveName::PrefetchSrc => DefaultSrc,
            current => current,
        };
        let mut kinds = Self::ALL.iter().copied();
        let mut fallen_back = kinds.clone();
        kinds
            .find(|kind| kind.subject() == subject && kind.directive() == directive)
            .or_else(|| {
                fallen_back.find(|kind| {
                    let nearest = kind.directive().fallbacks().first();
                    kind.subject() == subject && nearest == Some(&directive)
                })
            })
    }

    /// Whether a URL is asked for, and no text.
    #[must_use]
    pub const fn takes_url(self) -> bool {
        matches!(self.facts().subject, Subject::Url)
    }

    /// What a request of the kind is made with.
    pub(crate) const fn subject(self) -> Subject {
        self.facts().subject
    }

    /// Which URLs are compared where the page upgrades insecure requests.
    pub(crate) const fn compared(self) -> Compared {
        self.facts().compared
    }

    /// Whether Chromium decides outside of the page's own process, where ports are compared a little differently.
    pub(crate) const fn is_navigation(self) -> bool {
        self.facts().is_navigation
    }
}

#[cfg(all(test, feature = "reports"))]
mod tests {
    use super::{Kind, Subject};
    use talisman_policy::headers::csp::DirectiveName;

    #[test]
    fn a_report_names_the_directive_of_its_kind_or_one_of_before_csp3() {
        for kind in Kind::ALL.iter().filter(|kind| kind.takes_url()) {
            let found = Kind::reported_as(kind.directive(), Subject::Url);
            assert_eq!(found, Some(*kind));
        }
        for (directive, subject, expected) in [
            ("script-src", Subject::Url, Some(Kind::Script)),
            ("style-src", Subject::Code, Some(Kind::InlineStyle)),
            ("script-src", Subject::Code, Some(Kind::InlineScript)),
            ("style-src-attr", Subject::Code, Some(Kind::StyleAttribute)),
            ("child-src", Subject::Url, Some(Kind::Frame)),
            ("prefetch-src", Subject::Url, Some(Kind::Prefetch)),
            ("script-src-attr", Subject::Url, None),
            ("img-src", Subject::Code, None),
            ("sandbox", Subject::Url, None),
        ] {
            let directive = DirectiveName::from_word(directive).expect("it is a directive");
            assert_eq!(
                Kind::reported_as(directive, subject),
                expected,
                "{directive}"
            );
        }
    }
}
