//! What a page may want to load, run or do.

use std::fmt;

use talisman_policy::headers::csp::HashSource;

use crate::kind::Kind;

/// Something that a page wants to load, run or do. The functions of the same names make one:
///
/// ```
/// use talisman_ask::{inline_script, script};
///
/// let of_the_template = script("/app.js").nonce("r4nd0m");
/// let of_the_loader = script("https://cdn.example.com/lazy.js").added_by_script();
/// let handler_free = inline_script("start()").with_page_nonce();
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact by itself, and each has a method of its own"
)]
pub struct Request {
    pub(crate) kind: Kind,
    pub(crate) subject: String,
    pub(crate) nonce: Option<String>,
    pub(crate) has_page_nonce: bool,
    pub(crate) integrity: String,
    pub(crate) is_parser_inserted: bool,
    pub(crate) is_redirected: bool,
    pub(crate) is_repeated: bool,
    pub(crate) content: Content,
    /// The hash of a text that is not known.
    pub(crate) digest: Option<HashSource>,
}

/// What an `<object>` holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Content {
    /// What the end of its URL says, as Chromium guesses.
    ByName,
    Image,
    Document,
}

impl Request {
    /// A request of any kind; `subject` is its URL, or its text where the kind has none.
    ///
    /// A relative URL is relative to the page. The text is exactly that of the element or attribute.
    #[must_use]
    pub fn new(kind: Kind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            nonce: None,
            has_page_nonce: false,
            integrity: String::new(),
            is_parser_inserted: true,
            is_redirected: false,
            is_repeated: false,
            content: Content::ByName,
            digest: None,
        }
    }

    /// With this value in the element's `nonce` attribute. No fixed value matches the slot that each response fills again:
    /// [`with_page_nonce`](Self::with_page_nonce) does.
    #[must_use]
    pub fn nonce(mut self, value: impl Into<String>) -> Self {
        self.nonce = Some(value.into());
        self
    }

    /// With the response's own nonce in the element's `nonce` attribute.
    #[must_use]
    pub fn with_page_nonce(mut self) -> Self {
        self.has_page_nonce = true;
        self
    }

    /// With this text in the element's `integrity` attribute.
    #[must_use]
    pub fn integrity(mut self, metadata: impl Into<String>) -> Self {
        self.integrity = metadata.into();
        self
    }

    /// Added by a script, and not by the parser that reads the page or by `document.write`.
    #[must_use]
    pub fn added_by_script(mut self) -> Self {
        self.is_parser_inserted = false;
        self
    }

    /// After a redirect: the URL is the last one, whose path no longer counts.
    #[must_use]
    pub fn redirected(mut self) -> Self {
        self.is_redirected = true;
        self
    }

    /// Made again under the same name: for [`trusted_types_policy`].
    #[must_use]
    pub fn again(mut self) -> Self {
        self.is_repeated = true;
        self
    }

    /// A text that has this hash, whatever it is.
    pub(crate) fn hashed_as(mut self, hash: HashSource) -> Self {
        self.subject = hash.serialize();
        self.digest = Some(hash);
        self
    }

    /// The object holds an image, whatever its URL ends in.
    #[must_use]
    pub fn holding_image(mut self) -> Self {
        self.content = Content::Image;
        self
    }

    /// The object holds a document, whatever its URL ends in.
    #[must_use]
    pub fn holding_document(mut self) -> Self {
        self.content = Content::Document;
        self
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The URL or text.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

/// The kind and its URL or text, on one line.
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// As much of a text as a line of a message has room for.
        const ROOM: usize = 80;
        f.write_str(self.kind.as_str())?;
        let shown: String = self
            .subject
            .chars()
            .take(ROOM)
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        match shown.as_str() {
            "" => Ok(()),
            shown if shown.len() < self.subject.len() && self.subject.chars().count() > ROOM => {
                write!(f, " {shown}..")
            }
            shown => write!(f, " {shown}"),
        }
    }
}

/// A function for each kind.
macro_rules! constructors {
    ($( $(#[$doc:meta])* $name:ident $Kind:ident ($($argument:ident)?); )*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub fn $name($($argument: impl Into<String>)?) -> Request {
                constructors!(@make $Kind $($argument)?)
            }
        )*
    };
    (@make $Kind:ident) => { Request::new(Kind::$Kind, "") };
    (@make $Kind:ident $argument:ident) => { Request::new(Kind::$Kind, $argument) };
}

constructors! {
    /// A `<script src>` of the page's HTML.
    script Script (url);
    /// A style sheet: `<link rel=stylesheet>` or `@import`.
    style Style (url);
    /// An image.
    image Image (url);
    /// A font.
    font Font (url);
    /// What a script connects to, `ws:` and `wss:` included.
    connect Connect (url);
    /// Audio, video or a text track.
    media Media (url);
    /// What an `<object>` or `<embed>` shows. Unless it is said otherwise, an image if its URL ends as one does, else a document.
    object Object (url);
    /// A document in a frame.
    frame Frame (url);
    /// A document in a fenced frame.
    fenced_frame FencedFrame (url);
    /// A worker.
    worker Worker (url);
    /// A web app manifest.
    manifest Manifest (url);
    /// A prefetch.
    prefetch Prefetch (url);
    /// A form's target.
    form Form (url);
    /// The URL of a `<base>`.
    base Base (url);
    /// A page that frames this one: ask for each of several.
    ancestor Ancestor (url);
    /// The text of a `<script>`.
    inline_script InlineScript (text);
    /// The text of a `<style>`.
    inline_style InlineStyle (text);
    /// The text of an event handler attribute.
    script_attribute ScriptAttribute (text);
    /// The text of a `style` attribute.
    style_attribute StyleAttribute (text);
    /// Navigation to a `javascript:` URL.
    javascript_url JavascriptUrl (url);
    /// Code from a plain string.
    eval Eval ();
    /// Compilation of WebAssembly.
    wasm Wasm ();
    /// A plain string in an injection sink.
    injection_sink Sink ();
    /// The creation of a Trusted Types policy.
    trusted_types_policy TrustedTypesPolicy (name);
    /// A WebRTC connection.
    webrtc Webrtc ();
    /// What a sandbox forbids unless this token allows it, such as `allow-popups`.
    sandbox SandboxToken (token);
}
