//! Pages that were built ahead, as constants.

use std::mem::ManuallyDrop;

use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use talisman_core::encoded::{DirectiveField, Encoded, is_unchanged_since};
use talisman_core::text::is_among;

use crate::compiled::Ready;
use crate::field::Rules;
use crate::nonce::Nonce;
use crate::policy::{Policy, Repr};
use crate::scheme::Scheme;

/// A page that was built ahead: what `page!` makes of a file.
///
/// It is the text of the file in pieces, with a place for the nonce between two of them. [`body`](Self::body) puts a response
/// together with one allocation; a page without such a place is [`bytes`](Self::bytes) of the program.
///
/// ```
/// # #[cfg(feature = "pages")] {
/// use talisman::{Page, page};
///
/// const PAGE: Page = page!("dist/index.html");
/// assert!(PAGE.bytes().is_some_and(|bytes| bytes.starts_with(b"<!doctype html>")));
/// assert!(PAGE.etag().is_some_and(|etag| etag.starts_with("\"sha256-")));
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Page {
    // Public, because generated code writes a literal.
    #[doc(hidden)]
    pub pieces: &'static [&'static str],
    #[doc(hidden)]
    pub etag: Option<&'static str>,
    #[doc(hidden)]
    pub digest: &'static str,
    #[doc(hidden)]
    pub content_type: &'static str,
}

impl Page {
    /// Whether the page has a place for the nonce.
    #[must_use]
    pub const fn has_nonce(&self) -> bool {
        self.pieces.len() > 1
    }

    /// The file, if the page has no place for a nonce.
    #[must_use]
    pub const fn bytes(&self) -> Option<&'static [u8]> {
        match self.pieces {
            [whole] => Some(whole.as_bytes()),
            _ => None,
        }
    }

    /// The page with this nonce in each of its places.
    #[must_use]
    pub fn body(&self, nonce: &str) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.length(nonce));
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(piece.as_bytes());
        }
        body
    }

    /// How many bytes [`body`](Self::body) has: the value of `Content-Length`.
    #[must_use]
    pub fn length(&self, nonce: &str) -> usize {
        let text: usize = self.pieces.iter().map(|piece| piece.len()).sum();
        text + self.pieces.len().saturating_sub(1) * nonce.len()
    }

    /// The value of `ETag`: the digest of the file. `None` for a page with a nonce, which is another one in each response.
    #[must_use]
    pub const fn etag(&self) -> Option<&'static str> {
        self.etag
    }

    /// The value of `Content-Type`.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        self.content_type
    }
}

/// Whether a request says that its client has what has this tag.
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    let values = request.get_all(header::IF_NONE_MATCH).into_iter();
    let mut tags = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    tags.any(|tag| {
        let tag = tag.trim();
        // What compresses the page on its way makes the tag a weak one.
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag
    })
}

/// Whether a page was checked against a policy.
#[derive(Clone, Copy)]
enum Held {
    /// It was not, or was changed since.
    No,
    /// It is sent as it is.
    AsItIs,
    /// It is sent as this.
    With(Encoded),
    /// A base of it was, which has something of its own for the page.
    ByBase,
}

const fn held(digest: &str, encoded: &Encoded, rules: &Rules) -> Held {
    let mut pages = rules.pages;
    while let [held, rest @ ..] = pages {
        if is_among(digest, held.digests) {
            return match held.own {
                Some((text, index)) if encoded.depth() == rules.pages_depth => {
                    Held::With(encoded.with_words(text, index))
                }
                Some(_) => Held::ByBase,
                None if is_unchanged_since(
                    encoded,
                    DirectiveField::Enforced,
                    rules.pages_depth,
                ) =>
                {
                    Held::AsItIs
                }
                None => Held::No,
            };
        }
        pages = rest;
    }
    Held::No
}

/// A page with the policy that it was checked against: what `page!` makes of a file and a policy.
///
/// [`respond`](Self::respond) gives both together, so that the page cannot go out under another policy.
///
/// ```
/// # #[cfg(feature = "pages")] {
/// use http::Response;
/// use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src self hashes_of("dist/index.html");
///         style-src self hashes_of("dist/index.html");
///         object-src none;
///         base-uri none;
///     },
///     pages: ["dist/index.html"],
/// };
/// const INDEX: ProtectedPage = page!("dist/index.html", SITE);
///
/// let response: Response<Vec<u8>> = INDEX.respond(Scheme::Https);
/// assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
/// assert!(response.headers().contains_key("content-security-policy"));
/// # }
/// ```
///
/// # Deployment caveat
///
/// What is between this program and the browser must leave the page alone: a proxy that minifies it, or adds a script of its
/// own, changes what the hashes are of.
#[derive(Clone, Debug)]
pub struct ProtectedPage {
    page: Page,
    policy: Policy,
}

impl ProtectedPage {
    /// What `page!` calls, in a const block.
    ///
    /// # Panics
    ///
    /// While compiling, if the page was not checked against this policy. A page that was refused has no digest, and no second
    /// error.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn proven(page: Page, policy: Policy, ready: fn() -> &'static Ready) -> Self {
        let (held, is_refused) = match &policy.repr {
            Repr::Const { encoded, parts, .. } => (
                held(page.digest, encoded, parts.rules),
                encoded.is_refused(),
            ),
            _ => (Held::No, false),
        };
        let has_slot = policy.has_nonce();
        // Const code may not drop a policy, and the assertions would on their way out.
        let policy = ManuallyDrop::new(policy);
        assert!(
            !matches!(held, Held::ByBase) || is_refused,
            "the policy is derived from one with `auto`, against which this page was checked: name that one here, or write content_security_policy and `pages` into this one"
        );
        assert!(
            !matches!(held, Held::No) || is_refused || page.digest.is_empty(),
            "the page was not checked against this policy: name its file in the policy's `pages`, and the same placeholders in `pages_nonce` as here; a policy that is derived from that one must leave its content_security_policy as it is"
        );
        assert!(
            has_slot || !page.has_nonce(),
            "the page has a place for a nonce, and the policy has no nonce slot: write `nonce` into its script-src or style-src"
        );
        let policy = ManuallyDrop::into_inner(policy);
        let Held::With(encoded) = held else {
            return Self { page, policy };
        };
        let parts = policy.repr.parts();
        std::mem::forget(policy);
        let repr = Repr::Const {
            encoded,
            parts,
            ready,
        };
        let policy = Policy { repr };
        Self { page, policy }
    }

    /// The page with the fields of its policy, for a request that came over this scheme; with a nonce of its own if the page has
    /// a place for one.
    ///
    /// Without a nonce it has an `ETag`, and the body is not copied if `B` borrows it.
    #[must_use]
    pub fn respond<B>(&self, scheme: Scheme) -> Response<B>
    where
        B: From<&'static [u8]> + From<Vec<u8>>,
    {
        let mut applier = self.policy.applier(scheme);
        let (mut response, length) = if let Some(bytes) = self.page.bytes() {
            (Response::new(B::from(bytes)), bytes.len())
        } else {
            let nonce = applier.nonce();
            let body = self.page.body(nonce.as_ref().map_or("", Nonce::as_str));
            let length = body.len();
            (Response::new(B::from(body)), length)
        };
        let headers = response.headers_mut();
        let content_type = HeaderValue::from_static(self.page.content_type);
        headers.insert(header::CONTENT_TYPE, content_type);
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        if let Some(etag) = self.page.etag {
            headers.insert(header::ETAG, HeaderValue::from_static(etag));
        }
        applier.apply_overriding(&mut response);
        response
    }

    /// As [`respond`](Self::respond), for a request with these fields: 304 (Not Modified) without the page if its `If-None-Match`
    /// says that the client has it already (RFC 9110 section 13.1.2). A page with a nonce is sent each time.
    ///
    /// ```
    /// # #[cfg(feature = "pages")] {
    /// # use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};
    /// # const SITE: Policy = talisman_policy! {
    /// #     content_security_policy: {
    /// #         default-src self;
    /// #         script-src self hashes_of("dist/index.html");
    /// #         style-src self hashes_of("dist/index.html");
    /// #         object-src none;
    /// #         base-uri none;
    /// #     },
    /// #     pages: ["dist/index.html"],
    /// # };
    /// const INDEX: ProtectedPage = page!("dist/index.html", SITE);
    ///
    /// let mut request = http::HeaderMap::new();
    /// let first: http::Response<Vec<u8>> = INDEX.respond_to(&request, Scheme::Https);
    /// assert_eq!(first.status(), 200);
    ///
    /// request.insert("if-none-match", first.headers()["etag"].clone());
    /// let second: http::Response<Vec<u8>> = INDEX.respond_to(&request, Scheme::Https);
    /// assert_eq!(second.status(), 304);
    /// # }
    /// ```
    #[must_use]
    pub fn respond_to<B>(&self, request: &HeaderMap, scheme: Scheme) -> Response<B>
    where
        B: From<&'static [u8]> + From<Vec<u8>>,
    {
        let Some(etag) = self.page.etag.filter(|etag| is_known(request, etag)) else {
            return self.respond(scheme);
        };
        let nothing: &'static [u8] = &[];
        let mut response = Response::new(B::from(nothing));
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let etag = HeaderValue::from_static(etag);
        response.headers_mut().insert(header::ETAG, etag);
        self.policy.applier(scheme).apply_overriding(&mut response);
        response
    }

    /// The page.
    #[must_use]
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }
}
