//! Requests that tell two policies apart: every place that one of them names, and what is near it.

use std::collections::BTreeSet;

use talisman_policy::headers::csp::{DirectiveValue, HashSource, HostSource, SourceExpression};

use crate::kind::{Kind, Subject};
use crate::page::Page;
use crate::request::Request;

/// A host that no policy names.
const STRANGER: &str = "stranger.example";

/// A port that no policy names.
const ODD_PORT: &str = ":49151";

/// What the sources of two policies speak of.
#[derive(Default)]
struct Vocabulary {
    hosts: BTreeSet<String>,
    ports: BTreeSet<String>,
    paths: BTreeSet<String>,
    schemes: BTreeSet<String>,
    nonces: BTreeSet<String>,
    hashes: Vec<HashSource>,
    words: BTreeSet<String>,
    /// Whether one of the pages has several policies.
    combines: bool,
}

/// Requests of every kind.
///
/// Sources tell URLs apart by scheme, host, port and path, each by itself but for the ports of upgraded schemes. One URL of
/// each class that the sources of both policies make, times all others, leaves no difference without a witness.
pub(crate) fn candidates(new: &Page, old: &Page) -> Vec<Request> {
    let vocabulary = Vocabulary::of([new, old]);
    let urls = vocabulary.urls(new);
    let mut requests = Vec::new();
    for kind in Kind::ALL {
        match kind.subject() {
            Subject::Url => {
                for url in &urls {
                    vocabulary.add_places(*kind, url, &mut requests);
                }
            }
            Subject::Name => {
                for word in &vocabulary.words {
                    let request = Request::new(*kind, word.as_str());
                    requests.push(request.clone());
                    requests.push(request.again());
                }
                // A name that neither policy lists: `*` is what lets it in.
                requests.push(Request::new(*kind, "stranger"));
            }
            Subject::Code | Subject::Nothing => vocabulary.add_code(*kind, &mut requests),
        }
    }
    requests
}

impl Vocabulary {
    fn of(pages: [&Page; 2]) -> Self {
        let mut all = Self {
            combines: pages.iter().any(|page| page.policies().count() > 1),
            ..Self::default()
        };
        for page in pages {
            for policy in page.policies() {
                for directive in policy.directives() {
                    match directive.value() {
                        DirectiveValue::Sources(sources) => {
                            for source in sources {
                                all.add(&source.node);
                            }
                        }
                        DirectiveValue::Words(words) => {
                            all.words.extend(words.iter().map(|word| word.node.clone()));
                        }
                    }
                }
            }
        }
        all
    }

    fn add(&mut self, source: &SourceExpression) {
        match source {
            SourceExpression::Host(host) => self.add_host(host),
            SourceExpression::Scheme(scheme) => {
                self.schemes.insert(scheme.clone());
            }
            SourceExpression::StaticNonce(value) => {
                self.nonces.insert(value.clone());
            }
            SourceExpression::Hash(hash) => self.hashes.push(hash.clone()),
            SourceExpression::Keyword(_)
            | SourceExpression::Nonce
            | SourceExpression::Unchecked(_)
            | SourceExpression::Slot(_) => {}
        }
    }

    fn add_host(&mut self, source: &HostSource) {
        let host = match source.host.strip_prefix('*') {
            None => source.host.clone(),
            Some("") => STRANGER.to_owned(),
            // A name below it, and the name itself.
            Some(suffix) => {
                self.hosts.insert(suffix.trim_start_matches('.').to_owned());
                format!("any{suffix}")
            }
        };
        self.hosts.insert(host);
        if let Some(port) = source.port.as_deref().filter(|port| *port != "*") {
            self.ports.insert(format!(":{port}"));
        }
        if !matches!(source.path.as_str(), "" | "/") {
            let end = if source.path.ends_with('/') {
                "below"
            } else {
                ""
            };
            self.paths.insert(format!("{}{end}", source.path));
        }
        self.schemes.extend(source.scheme.clone());
    }

    /// A URL of each class, with those of the page's own origin first.
    fn urls(&self, page: &Page) -> Vec<String> {
        let mut urls = vec![page.url().to_owned(), "data:,".to_owned()];
        let own = page.host().unwrap_or(STRANGER).to_owned();
        let mut hosts = vec![own];
        hosts.extend(self.hosts.iter().cloned());
        hosts.push(STRANGER.to_owned());
        // The default ports of both schemes: an upgraded scheme may turn the one into the other.
        let mut ports = ["", ":80", ":443"].map(str::to_owned).to_vec();
        let named = self.ports.iter().filter(|port| !ports.contains(port));
        let named: Vec<String> = named.cloned().collect();
        ports.extend(named);
        ports.push(ODD_PORT.to_owned());
        let mut paths = vec!["/".to_owned()];
        paths.extend(self.paths.iter().cloned());
        for host in &hosts {
            for scheme in ["https", "http", "wss", "ws"] {
                for port in &ports {
                    urls.extend(
                        paths
                            .iter()
                            .map(|path| format!("{scheme}://{host}{port}{path}")),
                    );
                }
            }
        }
        let others = self
            .schemes
            .iter()
            .filter(|scheme| !matches!(scheme.as_str(), "https" | "http" | "wss" | "ws" | "data"));
        urls.extend(others.map(|scheme| format!("{scheme}:x")));
        urls.push("blob:https://stranger.example/1".to_owned());
        urls
    }

    fn add_places(&self, kind: Kind, url: &str, requests: &mut Vec<Request>) {
        // Nothing but a connection has such a URL.
        if url.starts_with("ws") && kind != Kind::Connect {
            return;
        }
        let plain = Request::new(kind, url);
        // After a redirect paths do not count, which widens every source with a path.
        let redirected = plain.clone().redirected();
        match kind {
            Kind::Script => self.add_elements([plain, redirected], true, requests),
            Kind::Style => self.add_elements([plain, redirected], false, requests),
            Kind::Object => {
                let image = plain.clone().holding_image();
                requests.extend([plain, redirected.clone(), image]);
                requests.push(redirected.holding_image());
            }
            _ => requests.extend([plain, redirected]),
        }
    }

    fn add_code(&self, kind: Kind, requests: &mut Vec<Request>) {
        let plain = Request::new(kind, "stranger()");
        let hashed = self
            .hashes
            .iter()
            .map(|hash| plain.clone().hashed_as(hash.clone()));
        let texts: Vec<Request> = [plain.clone()].into_iter().chain(hashed).collect();
        self.add_elements(texts, false, requests);
    }

    /// Requests with everything that may let an element through: who adds it, a nonce, an integrity.
    ///
    /// One policy asks for one of them. Of several each may ask for another, so that an element needs them together.
    fn add_elements(
        &self,
        requests: impl IntoIterator<Item = Request>,
        has_integrity: bool,
        out: &mut Vec<Request>,
    ) {
        let hashes = self.hashes.iter().filter(|_| has_integrity);
        let hashes: Vec<String> = hashes
            .map(|hash| hash.serialize().trim_matches('\'').to_owned())
            .collect();
        let changes: [Vec<Variant<'_>>; 3] = [
            vec![Variant::AddedByScript],
            [Variant::PageNonce]
                .into_iter()
                .chain(self.nonces.iter().map(|nonce| Variant::Nonce(nonce)))
                .collect(),
            hashes.iter().map(|hash| Variant::Integrity(hash)).collect(),
        ];
        for request in requests {
            let mut all = vec![request.clone()];
            for variants in &changes {
                let bases = if self.combines {
                    all.clone()
                } else {
                    vec![request.clone()]
                };
                for variant in variants {
                    all.extend(bases.iter().map(|base| variant.of(base)));
                }
            }
            out.extend(all);
        }
    }
}

/// Something that lets an element through.
enum Variant<'a> {
    AddedByScript,
    PageNonce,
    Nonce(&'a str),
    Integrity(&'a str),
}

impl Variant<'_> {
    fn of(&self, request: &Request) -> Request {
        let request = request.clone();
        match self {
            Self::AddedByScript => request.added_by_script(),
            Self::PageNonce => request.with_page_nonce(),
            Self::Nonce(value) => request.nonce(*value),
            Self::Integrity(hash) => request.integrity(*hash),
        }
    }
}
