//! Connection-Allowlist: the hosts that the page may connect to at all.

mod pattern;
mod problem;

use std::fmt;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::suggest::nearest;
use crate::ground::word::{InnerList, Spelling, Word};
use crate::headers::csp::{Disposition, Sited};
use crate::headers::endpoint::{self, ReportsTo};
use crate::text::{Syntax, SyntaxError, is_key};
pub use problem::Problem;

/// Names the only hosts that the page, or the worker, may connect to: with fetch, by navigating, in forms, with `WebSocket`s,
/// in resource hints and redirects. What a Content-Security-Policy leaves open, such as a link that carries data away, is
/// blocked too.
///
/// # ABNF
///
/// ```text
/// Connection-Allowlist = sf-list of one inner-list
/// item                 = "response-origin" / sf-string that holds an absolute URL pattern
/// parameters           = "report-to" "=" sf-token / "redirects" "=" behavior / "webrtc" "=" behavior
/// behavior             = "block" / "allow"
/// ```
///
/// # Example values
///
/// `(response-origin)`, `(response-origin "https://*.example.com");report-to=main;redirects=allow`
///
/// # Deployment caveat
///
/// Browsers made from Chromium alone read it, since version 152. A link to another site is a connection too: a page whose
/// visitors follow links needs their targets in the list. Try a list with Connection-Allowlist-Report-Only first. Redirects
/// and WebRTC are blocked unless `redirects=allow` and `webrtc=allow` say otherwise.
///
/// <https://wicg.github.io/connection-allowlists/>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ConnectionAllowlist {
    items: Vec<Item>,
    redirects: Option<Behavior>,
    webrtc: Option<Behavior>,
    report_to: Option<Sited<String>>,
}

/// What the page may connect to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// The origin that the response comes from.
    Token(ItemToken),
    /// What matches a URL pattern.
    Pattern(String),
    /// Another item, sent as it is.
    Unchecked(String),
}

words! {
    /// An item that is a word.
    pub enum ItemToken {
        /// The origin that the response comes from.
        ResponseOrigin => "response-origin";
    }
}

words! {
    /// A parameter of the list.
    pub enum Parameter {
        /// The endpoint of reports.
        ReportTo => "report-to";
        /// Whether a response may redirect to what the list does not allow.
        Redirects => "redirects";
        /// Whether WebRTC may connect.
        Webrtc => "webrtc";
    }
}

words! {
    /// What happens to connections that the list cannot judge.
    pub enum Behavior {
        /// They are blocked. What browsers do without the parameter.
        Block => "block";
        /// They are allowed.
        Allow => "allow";
    }
}

impl ConnectionAllowlist {
    /// What the page may connect to.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

/// The field value.
impl fmt::Display for ConnectionAllowlist {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = |item: &Item| match item {
            Item::Token(token) => token.to_string(),
            // A pattern that is read holds nothing that a string would have to escape.
            Item::Pattern(pattern) => format!("\"{pattern}\""),
            Item::Unchecked(item) => item.clone(),
        };
        let items: Vec<String> = self.items.iter().map(item).collect();
        write!(formatter, "({})", items.join(" "))?;
        let behaviors = [
            (Parameter::Redirects, self.redirects),
            (Parameter::Webrtc, self.webrtc),
        ];
        for (name, behavior) in behaviors {
            if let Some(behavior) = behavior {
                write!(formatter, ";{name}={behavior}")?;
            }
        }
        match &self.report_to {
            Some(endpoint) => write!(formatter, ";{}={}", Parameter::ReportTo, endpoint.node),
            None => Ok(()),
        }
    }
}

/// Reads the list; a text may hold none.
pub fn read(
    list: Option<&InnerList>,
    disposition: Disposition,
    out: &mut Diagnostics,
) -> Option<ConnectionAllowlist> {
    let Some(list) = list else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    let mut policy = ConnectionAllowlist::default();
    let mut firsts = FirstSites::new();
    for word in &list.items {
        match read_item(word, out) {
            Ok(item) => {
                let text = word.text.clone();
                match firsts.before(&text, word.site) {
                    Some(first) => {
                        out.report_both(word, first, Problem::DuplicateItem { word: text });
                    }
                    None => policy.items.push(item),
                }
                pattern::report_extent(word, out);
            }
            Err((place, problem)) => out.report(place, problem),
        }
    }
    for name in &list.item_parameters {
        let (name_text, write) = (name.text.clone(), PARAMETERS);
        out.report(
            name,
            Problem::UnknownParameter {
                name: name_text,
                write,
            },
        );
    }
    read_parameters(&mut policy, list, out);
    if disposition == Disposition::Report && !is_report_to_written(list) {
        out.report(Place::Whole, Problem::NoReceiver);
    }
    Some(policy)
}

/// Says what keeps browsers from reading the list at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let problem = Problem::Syntax {
            what: error.syntax.summary(),
            effect: match error.syntax {
                Syntax::SecondItem => "reads only the first list",
                _ => "reads no item of the list",
            },
            write: error.syntax.help(),
        };
        out.report(error.place.clone(), problem);
    }
}

/// The endpoint that reports go to.
pub(crate) fn endpoints(policy: &ConnectionAllowlist) -> Vec<ReportsTo> {
    endpoint::sited(policy.report_to.as_slice())
}

const PARAMETERS: &str =
    "leave it out; the list has the parameters report-to, redirects and webrtc";

fn read_item(word: &Word, out: &mut Diagnostics) -> Result<Item, (Place, Problem)> {
    if word.spelling.is_unchecked() {
        if let Some(token) = ItemToken::from_word(&word.text) {
            out.report(word, Problem::NeedlessUnchecked { token });
            return Ok(Item::Token(token));
        }
        return Ok(Item::Unchecked(word.text.clone()));
    }
    let token = ItemToken::from_word(&word.text);
    if word.spelling == Spelling::Literal {
        return match token {
            Some(token) => Err((word.into(), Problem::QuotedToken { token })),
            None => pattern::read(word).map(Item::Pattern),
        };
    }
    match token {
        Some(token) if token.as_str() == word.text => Ok(Item::Token(token)),
        _ => Err((word.into(), pattern::unquoted(word))),
    }
}

fn read_parameters(policy: &mut ConnectionAllowlist, list: &InnerList, out: &mut Diagnostics) {
    let mut firsts = FirstSites::new();
    for (name, value) in &list.parameters {
        let text = name.text.clone();
        let Some(parameter) = Parameter::from_word(&text).filter(|known| known.as_str() == text)
        else {
            let near = nearest(&text.to_ascii_lowercase(), Parameter::WORDS);
            out.report(
                name,
                match near {
                    Some(write) => Problem::ParameterName { name: text, write },
                    None => Problem::UnknownParameter {
                        name: text,
                        write: PARAMETERS,
                    },
                },
            );
            continue;
        };
        if let Some(first) = firsts.before(&text, name.site) {
            out.report_both(name, first, Problem::DuplicateParameter { parameter });
            continue;
        }
        let behavior = match parameter {
            Parameter::ReportTo => {
                read_endpoint(policy, name, value.as_ref(), out);
                continue;
            }
            Parameter::Redirects => &mut policy.redirects,
            Parameter::Webrtc => &mut policy.webrtc,
        };
        match read_behavior(parameter, value.as_ref()) {
            Ok(found) => *behavior = Some(found),
            Err(problem) => out.report(value.as_ref().unwrap_or(name), problem),
        }
    }
}

fn read_behavior(parameter: Parameter, value: Option<&Word>) -> Result<Behavior, Problem> {
    let word = value.map_or("", |value| value.text.as_str());
    let is_string = value.is_some_and(|value| value.spelling == Spelling::Literal);
    match Behavior::from_word(word) {
        Some(behavior) if behavior.as_str() == word && !is_string => Ok(behavior),
        near => {
            let near = near.or_else(|| {
                nearest(&word.to_ascii_lowercase(), Behavior::WORDS).and_then(Behavior::from_word)
            });
            // Chromium takes every other token for allow, and every string for block.
            let is_token = value.is_some_and(|value| value.spelling != Spelling::Literal)
                && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*');
            Err(Problem::Behavior {
                parameter,
                word: word.to_owned(),
                read_as: if is_token {
                    Behavior::Allow
                } else {
                    Behavior::Block
                },
                near,
            })
        }
    }
}

fn read_endpoint(
    policy: &mut ConnectionAllowlist,
    name: &Word,
    value: Option<&Word>,
    out: &mut Diagnostics,
) {
    let word = value.map_or(name, |value| value);
    let text = value.map_or("", |value| value.text.as_str()).to_owned();
    // Among Rust tokens every name may be in quotes.
    let is_string = name.spelling == Spelling::Text && word.spelling == Spelling::Literal;
    if !is_key(&text.to_ascii_lowercase()) {
        out.report(word, Problem::EndpointName { word: text });
    } else if is_string {
        out.report(word, Problem::QuotedEndpoint { endpoint: text });
    } else if text.contains(|c: char| c.is_ascii_uppercase()) {
        out.report(word, Problem::EndpointName { word: text });
    } else {
        policy.report_to = Some(Sited {
            node: text,
            site: word.site,
            spelling: word.spelling,
        });
    }
}

fn is_report_to_written(list: &InnerList) -> bool {
    let is_near = |name: &Word| nearest(&name.text, &[Parameter::ReportTo.as_str()]).is_some();
    list.parameters.iter().any(|(name, _)| is_near(name))
}
