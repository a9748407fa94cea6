//! What one policy says to one request.

mod code;
mod fetch;
mod list;
pub(crate) mod origin;
mod place;

pub use code::text_of_javascript_url;
use talisman_policy::headers::csp::{
    DirectiveName, DirectiveValue, Disposition, Keyword, Policy, SandboxToken, SourceExpression,
};
use url::Url;

use crate::change::Change;
use crate::kind::{Compared, Kind, Subject};
use crate::page::Held;
use crate::request::{Content, Request};
use list::List;
use origin::SelfOrigin;

/// A request as a page makes it.
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    pub(crate) origin: &'a SelfOrigin,
    /// The URL as it was written; `None` where a text is asked for.
    pub(crate) url: Option<Url>,
    /// The URL as it is loaded, where the page upgrades insecure requests.
    pub(crate) upgraded: Option<Url>,
}

/// What one directive says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Decision {
    /// The directive that the request is about.
    pub(crate) wanted: DirectiveName,
    /// The one that decided in its place or itself; `None` restricts nothing.
    pub(crate) governing: Option<DirectiveName>,
    pub(crate) is_allowed: bool,
    /// The word that allows it.
    pub(crate) source: Option<String>,
    pub(crate) because: String,
    pub(crate) change: Option<Change>,
}

impl Decision {
    fn free(wanted: DirectiveName) -> Self {
        let fallbacks = if wanted.fallbacks().is_empty() {
            ""
        } else {
            ", nor a directive that stands in for it"
        };
        Self {
            wanted,
            governing: None,
            is_allowed: true,
            source: None,
            because: format!("the policy has no {wanted}{fallbacks}"),
            change: None,
        }
    }

    /// What `X-Frame-Options` decides, which no change of a policy but a `frame-ancestors` would mend.
    pub(crate) fn by_frame_options(is_allowed: bool, because: &str) -> Self {
        Self {
            is_allowed,
            because: because.to_owned(),
            ..Self::free(DirectiveName::FrameAncestors)
        }
    }

    fn by_word(directive: DirectiveName, word: Option<&str>, because: String) -> Self {
        Self {
            wanted: directive,
            governing: Some(directive),
            is_allowed: word.is_some(),
            source: word.map(str::to_owned),
            because,
            change: None,
        }
    }
}

/// What a policy says to a request, one decision for each directive that it has to pass.
pub(crate) fn decide(held: &Held, asked: &Asked<'_>) -> Vec<Decision> {
    let policy = &held.policy;
    let mut decisions = match asked.request.kind {
        Kind::SandboxToken => Vec::new(),
        Kind::Object => object(policy, asked),
        Kind::Prefetch => vec![fetch::prefetch(policy, asked)],
        Kind::Eval => vec![
            compilation(policy, &[Keyword::UnsafeEval]),
            trusted_strings(policy),
        ],
        Kind::Wasm => vec![compilation(
            policy,
            &[Keyword::WasmUnsafeEval, Keyword::UnsafeEval],
        )],
        Kind::Sink => vec![trusted_strings(policy)],
        Kind::TrustedTypesPolicy => vec![trusted_types(policy, asked.request)],
        Kind::Webrtc => vec![webrtc(policy)],
        // Chromium 156 fetches nothing for it, and compares nothing.
        Kind::Frame if asked.has_scheme("about") => vec![Decision {
            because: "nothing is fetched for an about: document".to_owned(),
            ..Decision::free(DirectiveName::FrameSrc)
        }],
        Kind::Ancestor if held.is_meta => vec![Decision::free(DirectiveName::FrameAncestors)],
        Kind::Script
        | Kind::Style
        | Kind::Image
        | Kind::Font
        | Kind::Connect
        | Kind::Media
        | Kind::Frame
        | Kind::FencedFrame
        | Kind::Worker
        | Kind::Manifest
        | Kind::Form
        | Kind::Base
        | Kind::Ancestor
        | Kind::InlineScript
        | Kind::InlineStyle
        | Kind::ScriptAttribute
        | Kind::StyleAttribute
        | Kind::JavascriptUrl => vec![by_list(policy, asked.request.kind.directive(), asked)],
    };
    // Browsers ignore a sandbox in a <meta> and in a policy that only reports.
    if !held.is_meta && held.disposition == Disposition::Enforce {
        decisions.extend(sandbox(policy, asked.request));
    }
    if decisions.is_empty() {
        decisions.push(Decision::free(asked.request.kind.directive()));
    }
    decisions
}

fn by_list(policy: &Policy, wanted: DirectiveName, asked: &Asked<'_>) -> Decision {
    let Some(list) = List::governing(policy, wanted) else {
        return Decision::free(wanted);
    };
    match asked.request.kind {
        Kind::Script => fetch::script(&list, asked),
        Kind::Style => fetch::style(&list, asked),
        Kind::Worker => fetch::worker(&list, asked),
        kind => match kind.subject() {
            Subject::Code => code::inline(&list, asked),
            Subject::Url | Subject::Name | Subject::Nothing => fetch::place(&list, asked),
        },
    }
}

/// Chromium holds a document to object-src and frame-src, after a redirect to frame-src alone; an image to object-src alone.
fn object(policy: &Policy, asked: &Asked<'_>) -> Vec<Decision> {
    let one = |wanted| by_list(policy, wanted, asked);
    if !asked.holds_document() {
        vec![one(DirectiveName::ObjectSrc)]
    } else if asked.request.is_redirected {
        vec![one(DirectiveName::FrameSrc)]
    } else {
        vec![one(DirectiveName::ObjectSrc), one(DirectiveName::FrameSrc)]
    }
}

impl Asked<'_> {
    /// Whether an object's URL leads to a document. Without a `type` Chromium guesses by how the path ends.
    fn holds_document(&self) -> bool {
        const IMAGES: &[&str] = &[
            ".apng", ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp",
        ];
        match self.request.content {
            Content::Image => false,
            Content::Document => true,
            Content::ByName => {
                let path = self.url.as_ref().map(|url| url.path().to_ascii_lowercase());
                let path = path.unwrap_or_default();
                !IMAGES.iter().any(|end| path.ends_with(end))
            }
        }
    }

    fn has_scheme(&self, scheme: &str) -> bool {
        let loaded = self.upgraded.as_ref().or(self.url.as_ref());
        loaded.is_some_and(|url| url.scheme() == scheme)
    }

    /// The URLs that are compared, all of which have to match: an object is compared before the upgrade for its own directive
    /// alone, a socket after it alone, and everything else as its kind is.
    fn targets(&self, wanted: DirectiveName) -> Vec<&Url> {
        let kind = self.request.kind;
        let is_socket = |url: &Url| matches!(url.scheme(), "ws" | "wss");
        let is_of_socket = kind == Kind::Connect && self.url.as_ref().is_some_and(is_socket);
        let compared = if self.request.is_redirected || is_of_socket {
            Compared::Loaded
        } else if kind == Kind::Object && self.holds_document() && wanted == kind.directive() {
            Compared::Written
        } else {
            kind.compared()
        };
        let (before, after) = match compared {
            Compared::Loaded => (false, true),
            Compared::Written => (true, false),
            Compared::Both => (true, true),
        };
        let before = self
            .url
            .as_ref()
            .filter(|_| before || self.upgraded.is_none());
        let after = self.upgraded.as_ref().filter(|_| after);
        before.into_iter().chain(after).collect()
    }
}

/// <https://www.w3.org/TR/CSP3/#can-compile-strings> and its sibling for bytes: script-src and its fallback, never -elem or -attr.
fn compilation(policy: &Policy, keywords: &[Keyword]) -> Decision {
    let wanted = DirectiveName::ScriptSrc;
    let Some(list) = List::governing(policy, wanted) else {
        return Decision::free(wanted);
    };
    if let Some(keyword) = keywords.iter().find(|keyword| list.has(**keyword)) {
        let source = SourceExpression::Keyword(*keyword);
        return list.allows(&source, format!("{} has {keyword}", list.named()));
    }
    let added = keywords.iter().take(1);
    let added = added
        .map(|keyword| SourceExpression::Keyword(*keyword))
        .collect();
    let names: Vec<&str> = keywords.iter().map(|keyword| keyword.as_str()).collect();
    list.blocks(
        format!("{} has no {}", list.named(), names.join(" and no ")),
        Some(list.add(added)),
    )
}

/// Where the sinks are guarded, no plain string gets in, nor into eval.
fn trusted_strings(policy: &Policy) -> Decision {
    let directive = DirectiveName::RequireTrustedTypesFor;
    match words(policy, directive) {
        Some(words) if words.contains(&"'script'") => Decision::by_word(
            directive,
            None,
            format!(
                "{directive} lets no plain string in: make a TrustedHTML, TrustedScript or TrustedScriptURL"
            ),
        ),
        _ => Decision::free(directive),
    }
}

fn trusted_types(policy: &Policy, request: &Request) -> Decision {
    let directive = DirectiveName::TrustedTypes;
    let Some(words) = words(policy, directive) else {
        return Decision::free(directive);
    };
    let name = request.subject.as_str();
    let add = |word: &str, because: String| Decision {
        change: Some(Change::append_word(
            directive,
            word,
            words.iter().all(|word| *word == "'none'"),
        )),
        ..Decision::by_word(directive, None, because)
    };
    if request.is_repeated && (name == "default" || !words.contains(&"'allow-duplicates'")) {
        let because = format!("{directive} allows a name once");
        return if name == "default" {
            Decision::by_word(
                directive,
                None,
                format!("there is one policy called {name}"),
            )
        } else {
            add("'allow-duplicates'", because)
        };
    }
    match words.iter().find(|word| **word == name || **word == "*") {
        Some(word) => Decision::by_word(directive, Some(word), format!("{directive} has {word}")),
        None => add(name, format!("{directive} does not have {name}")),
    }
}

/// No browser reads the directive yet: this is what its specification says.
fn webrtc(policy: &Policy) -> Decision {
    let directive = DirectiveName::Webrtc;
    match words(policy, directive) {
        None => Decision::free(directive),
        Some(words) if words == ["'allow'"] => Decision::by_word(
            directive,
            Some("'allow'"),
            format!("{directive} has 'allow'"),
        ),
        Some(_) => Decision {
            change: Some(Change::append_word(directive, "'allow'", true)),
            ..Decision::by_word(directive, None, format!("{directive} is not 'allow'"))
        },
    }
}

/// What a sandbox says to a kind that it forbids unless a token lifts that.
fn sandbox(policy: &Policy, request: &Request) -> Option<Decision> {
    let directive = DirectiveName::Sandbox;
    let tokens = words(policy, directive)?;
    let token = match request.kind {
        Kind::SandboxToken => None,
        // Only a script starts one.
        Kind::Worker => Some(SandboxToken::Scripts),
        kind => Some(kind.directive().sandbox_token()?),
    };
    let wanted = match token {
        Some(token) => token.as_str(),
        None => request.subject.as_str(),
    };
    Some(
        match tokens
            .iter()
            .find(|token| token.eq_ignore_ascii_case(wanted))
        {
            Some(token) => {
                Decision::by_word(directive, Some(token), format!("{directive} has {token}"))
            }
            None => Decision {
                change: Some(Change::append_word(directive, wanted, tokens.is_empty())),
                ..Decision::by_word(directive, None, format!("{directive} has no {wanted}"))
            },
        },
    )
}

/// The words of a directive whose value is not a source list.
fn words(policy: &Policy, name: DirectiveName) -> Option<Vec<&str>> {
    match policy.get(name)? {
        DirectiveValue::Words(words) => Some(words.iter().map(|word| word.node.as_str()).collect()),
        DirectiveValue::Sources(_) => Some(Vec::new()),
    }
}
