//! What a page can ask for.

/// Something that a policy can block.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Need {
    /// Where its element begins, in bytes.
    pub(crate) at: usize,
    /// The element, and the attribute that asks for it: `<img src>`.
    pub(crate) element: String,
    /// What it asks for.
    pub(crate) what: What,
}

/// What an element asks for. An address is as the page has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum What {
    /// The text of a script, an import map or speculation rules.
    InlineScript {
        text: String,
        nonce: Option<String>,
        is_speculation_rules: bool,
    },
    /// A script by its address.
    Script(Resource),
    /// A script that is only fetched for now.
    ModulePreload(Resource),
    /// The value of an event handler.
    ScriptAttribute(String),
    /// A whole `javascript:` URL.
    JavascriptUrl(String),
    /// The text of a `<style>`.
    InlineStyle { text: String, nonce: Option<String> },
    /// The value of `style=`.
    StyleAttribute(String),
    /// A style sheet.
    Style(Resource),
    /// An object or plugin; the address is empty where its type alone asks for one.
    Object(Holds, String),
    /// An address of another kind.
    Address(Kind, String),
    /// A policy of the page's own.
    MetaPolicy(String),
    /// An address that the relative ones start from.
    Base(String),
    /// A page in an attribute, which the policy holds for as well.
    SourceDocument(String),
}

/// What a script or a style sheet comes with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Resource {
    pub(crate) url: String,
    pub(crate) nonce: Option<String>,
    pub(crate) integrity: Option<String>,
}

/// What the type of an `<object>` or `<embed>` says that it holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Holds {
    /// No type: the address tells.
    ByName,
    Document,
    Other,
}

/// What an address is loaded as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Image,
    Font,
    Media,
    Frame,
    Form,
    Manifest,
    Prefetch,
    Connect,
    Worker,
}
