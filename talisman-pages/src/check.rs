//! A page checked against its policies: what would be blocked, where, and what to write instead.

use talisman_ask::{self as ask, Page, Request, UrlError, Verdict};
use talisman_policy::headers::csp::{
    DirectiveName, DirectiveValue, Keyword, Policy, SourceExpression,
};
use url::Url;

use crate::html::{Lines, Position};
use crate::needs::{Holds, Kind, Need, Resource, What, needs};

/// Text that a server replaces with the response's nonce: what talisman writes, and trunk.
pub const PLACEHOLDERS: &[&str] = &["{{nonce}}", "{{__TRUNK NONCE__}}"];

/// Something in a page that its policy blocks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Blocked {
    /// Where its element begins.
    pub position: Position,
    /// The element and the attribute that asks for it, such as `<img src>`.
    pub element: String,
    /// The directive that blocks it, as the policy has it.
    pub directive: Option<DirectiveName>,
    /// Why, in a sentence.
    pub because: String,
    /// The nonce of its element, as the page has it.
    pub nonce: Option<String>,
    /// What to write instead.
    pub help: String,
}

/// A page's text checked against its policies.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Held {
    /// What is blocked, in the order of the page.
    pub blocked: Vec<Blocked>,
    /// What allows the rest: a directive and one of its source expressions, each pair once.
    pub used: Vec<(DirectiveName, String)>,
    /// The first element that loads or runs something before the first policy in a `<meta>`, if there is such a policy: it is not
    /// held to it.
    pub before_meta: Option<(Position, String)>,
}

impl Held {
    fn uses(&mut self, directive: DirectiveName, source: &str) {
        let is_it =
            |(other, known): &(DirectiveName, String)| *other == directive && known == source;
        if !self.used.iter().any(is_it) {
            self.used.push((directive, source.to_owned()));
        }
    }
}

/// The policies that a page is served with, and where.
#[derive(Clone, Debug)]
pub struct Site {
    page: Page,
    placeholders: Vec<String>,
    /// How many policies the response has, of a page in `srcdoc` too; after them are those of `<meta>` elements.
    of_response: Option<usize>,
}

impl Site {
    /// A page at this URL without a policy; [`with_field`](Self::with_field) adds one.
    ///
    /// # Errors
    ///
    /// A text that is not an absolute URL.
    pub fn at(url: &str) -> Result<Self, UrlError> {
        Ok(Self {
            page: Page::at(url)?,
            placeholders: PLACEHOLDERS.iter().map(|text| (*text).to_owned()).collect(),
            of_response: None,
        })
    }

    /// With a field of the response; one that carries no Content Security Policy changes nothing.
    #[must_use]
    pub fn with_field(mut self, name: &str, value: &str) -> Self {
        self.page = self.page.with_field(name, value);
        self
    }

    /// With another text that the server replaces with the response's nonce, beside [`PLACEHOLDERS`].
    #[must_use]
    pub fn with_placeholder(mut self, text: &str) -> Self {
        self.placeholders.push(text.to_owned());
        self
    }

    /// Everything in a page's text that the enforced policies block, in the order of the page.
    ///
    /// What scripts add later is not in the text. Every candidate of a `srcset` counts, and every form and link, whether a
    /// visitor follows it or not.
    ///
    /// ```
    /// use talisman_pages::Site;
    ///
    /// let site = Site::at("https://www.example.com/")?.with_field("content-security-policy", "script-src 'self'");
    /// let blocked = site.blocked_in("<script src=/app.js></script>\n<p onclick='go()'>");
    /// assert_eq!(blocked.len(), 1);
    /// assert_eq!((blocked[0].position.line, blocked[0].element.as_str()), (2, "<p onclick>"));
    /// # Ok::<(), talisman_ask::UrlError>(())
    /// ```
    #[must_use]
    pub fn blocked_in(&self, html: &str) -> Vec<Blocked> {
        self.read(html).blocked
    }

    /// What is blocked in a page's text, and which source expressions allow the rest.
    ///
    /// ```
    /// use talisman_pages::Site;
    ///
    /// let site = Site::at("https://www.example.com/")?
    ///     .with_field("content-security-policy", "img-src 'self' https://img.example.net");
    /// let held = site.read("<img src=/logo.png>");
    /// assert!(held.blocked.is_empty());
    /// assert_eq!(held.used[0].1, "'self'");
    /// # Ok::<(), talisman_ask::UrlError>(())
    /// ```
    #[must_use]
    pub fn read(&self, html: &str) -> Held {
        let of_response = self.of_response.unwrap_or_else(|| policies(&self.page));
        let mut walk = Walk {
            site: self,
            page: self.page.clone(),
            base: None,
            lines: Lines::new(html),
            held: Held::default(),
            of_response,
        };
        let needs = needs(html);
        let is_policy = |need: &Need| matches!(need.what, What::MetaPolicy(_));
        let (first, meta) = (needs.first(), needs.iter().any(is_policy));
        if let Some(first) = first.filter(|first| meta && !is_policy(first)) {
            let position = walk.lines.position(first.at);
            walk.held.before_meta = Some((position, first.element.clone()));
        }
        for need in needs {
            walk.need(&need);
        }
        walk.held
    }
}

/// The state of a page that is read: its own policies hold from their `<meta>` on, and its `<base>` from there on.
struct Walk<'a> {
    site: &'a Site,
    page: Page,
    base: Option<Url>,
    lines: Lines<'a>,
    held: Held,
    of_response: usize,
}

fn policies(page: &Page) -> usize {
    let mut count = 0;
    while page.policy(count).is_some() {
        count += 1;
    }
    count
}

impl Walk<'_> {
    fn need(&mut self, need: &Need) {
        match &need.what {
            What::MetaPolicy(text) => self.page = self.page.clone().with_meta(text),
            What::Base(url) => {
                if self.base.is_none() && self.ask(need, &ask::base(self.absolute(url))) {
                    self.base = Url::parse(self.page.url())
                        .ok()
                        .and_then(|page| page.join(url).ok());
                }
            }
            What::SourceDocument(html) => self.source_document(need, html),
            What::InlineScript {
                is_speculation_rules: true,
                ..
            } if self.takes_speculation_rules() => {}
            what => {
                if let Some(request) = self.request(what) {
                    self.ask(need, &request);
                }
            }
        }
    }

    /// A page in `srcdoc` has the policies of the page around it, and its place is that of its frame.
    fn source_document(&mut self, need: &Need, html: &str) {
        let inner = Site {
            page: self.page.clone(),
            of_response: Some(self.of_response),
            ..self.site.clone()
        };
        let position = self.lines.position(need.at);
        let held = inner.read(html);
        for (directive, source) in held.used {
            self.held.uses(directive, &source);
        }
        for blocked in held.blocked {
            let element = format!("{} in {}", blocked.element, need.element);
            self.held.blocked.push(Blocked {
                position,
                element,
                ..blocked
            });
        }
    }

    /// Whether a request is allowed; one that is not is noted.
    fn ask(&mut self, need: &Need, request: &Request) -> bool {
        let verdict = self.page.verdict(request);
        // An address that browsers cannot read loads nothing.
        if verdict.is_allowed() || verdict.error().is_some() {
            if let (Some(directive), Some(source)) = (verdict.directive(), verdict.source()) {
                self.held.uses(directive, source);
            }
            return true;
        }
        let (mut because, mut help) = (verdict.because().to_owned(), help(&verdict));
        let mut changes = verdict.changes().iter().peekable();
        if changes.peek().is_some() && changes.all(|(policy, _)| *policy >= self.of_response) {
            because.push_str(", in the policy of the page's own <meta>");
            help = match verdict.change() {
                Some(change) => format!("change the page's own <meta>: {change}"),
                None => help,
            };
        }
        self.held.blocked.push(Blocked {
            position: self.lines.position(need.at),
            element: need.element.clone(),
            directive: verdict.directive(),
            because,
            nonce: nonce_of(&need.what).map(str::to_owned),
            help,
        });
        false
    }

    fn request(&self, what: &What) -> Option<Request> {
        Some(match what {
            What::InlineScript { text, nonce, .. } => {
                self.with_nonce(ask::inline_script(text), nonce.as_deref())
            }
            What::InlineStyle { text, nonce } => {
                self.with_nonce(ask::inline_style(text), nonce.as_deref())
            }
            What::Script(resource) => {
                self.with_resource(ask::script(self.absolute(&resource.url)), resource)
            }
            // Under 'strict-dynamic' Chromium fetches it as if a script had asked for it.
            What::ModulePreload(resource) => {
                let request = ask::script(self.absolute(&resource.url)).added_by_script();
                self.with_resource(request, resource)
            }
            What::Style(resource) => {
                self.with_resource(ask::style(self.absolute(&resource.url)), resource)
            }
            What::ScriptAttribute(text) => ask::script_attribute(text),
            What::StyleAttribute(text) => ask::style_attribute(text),
            What::JavascriptUrl(text) => ask::javascript_url(text),
            What::Object(holds, url) => {
                let request = if url.is_empty() {
                    ask::object("about:blank")
                } else {
                    ask::object(self.absolute(url))
                };
                match holds {
                    Holds::ByName => request,
                    Holds::Document => request.holding_document(),
                    Holds::Other => request.holding_image(),
                }
            }
            What::Address(kind, url) => return self.address(*kind, url),
            What::MetaPolicy(_) | What::Base(_) | What::SourceDocument(_) => return None,
        })
    }

    fn address(&self, kind: Kind, url: &str) -> Option<Request> {
        let url = self.absolute(url);
        Some(match kind {
            Kind::Image => ask::image(url),
            Kind::Font => ask::font(url),
            Kind::Media => ask::media(url),
            // Nothing is fetched for it.
            Kind::Frame if url.starts_with("about:") => return None,
            Kind::Frame => ask::frame(url),
            Kind::Form => ask::form(url),
            Kind::Manifest => ask::manifest(url),
            Kind::Prefetch => ask::prefetch(url),
            Kind::Connect => ask::connect(url),
            Kind::Worker => ask::worker(url),
        })
    }

    /// An address with the page's base in front, where it has one; the matcher knows where the page itself is.
    fn absolute(&self, url: &str) -> String {
        let joined = self.base.as_ref().and_then(|base| base.join(url).ok());
        joined.map_or_else(|| url.to_owned(), String::from)
    }

    fn with_resource(&self, request: Request, resource: &Resource) -> Request {
        let request = self.with_nonce(request, resource.nonce.as_deref());
        match &resource.integrity {
            Some(metadata) => request.integrity(metadata),
            None => request,
        }
    }

    fn with_nonce(&self, request: Request, nonce: Option<&str>) -> Request {
        let Some(nonce) = nonce else { return request };
        if self.site.placeholders.iter().any(|text| text == nonce) {
            request.with_page_nonce()
        } else {
            request.nonce(nonce)
        }
    }

    /// Whether `'inline-speculation-rules'` allows rules without a nonce or a hash, beside which Chromium 156 ignores it.
    fn takes_speculation_rules(&self) -> bool {
        let mut number = 0;
        while let Some(policy) = self.page.policy(number) {
            if !allows_speculation_rules(policy) {
                return false;
            }
            number += 1;
        }
        true
    }
}

fn allows_speculation_rules(policy: &Policy) -> bool {
    let governing = [
        DirectiveName::ScriptSrcElem,
        DirectiveName::ScriptSrc,
        DirectiveName::DefaultSrc,
    ];
    let Some(value) = governing.into_iter().find_map(|name| policy.get(name)) else {
        return true;
    };
    let DirectiveValue::Sources(sources) = value else {
        return false;
    };
    let has = |is: fn(&SourceExpression) -> bool| sources.iter().any(|source| is(&source.node));
    has(|source| {
        matches!(
            source,
            SourceExpression::Keyword(Keyword::InlineSpeculationRules)
        )
    }) && !has(|source| {
        matches!(
            source,
            SourceExpression::Nonce | SourceExpression::StaticNonce(_) | SourceExpression::Hash(_)
        )
    })
}

fn nonce_of(what: &What) -> Option<&str> {
    match what {
        What::InlineScript { nonce, .. } | What::InlineStyle { nonce, .. } => nonce.as_deref(),
        What::Script(resource) | What::ModulePreload(resource) | What::Style(resource) => {
            resource.nonce.as_deref()
        }
        _ => None,
    }
}

/// What to write so that the request is allowed, or that nothing in the policy does it.
fn help(verdict: &Verdict) -> String {
    match verdict.change() {
        Some(change) => format!("write {change}"),
        None => "no change of the policy allows it: take it out of the page".to_owned(),
    }
}

#[cfg(test)]
mod tests;
