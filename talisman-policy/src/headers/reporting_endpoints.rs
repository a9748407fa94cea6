//! Reporting-Endpoints: the endpoints of a document's reports out of the members of a dictionary.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::word::{Member, MemberValue, Spelling, Word};
use crate::headers::csp::Sited;
use crate::headers::endpoint_url;
use crate::text::{SyntaxError, is_key};

/// Where a browser sends its reports: endpoints under the names that other headers call them by.
///
/// A Content-Security-Policy names one in its `report-to`, as do Permissions-Policy, Cross-Origin-Opener-Policy and
/// Cross-Origin-Embedder-Policy, and Integrity-Policy names them in its `endpoints`. The one that is called `default` also
/// gets what no header asks for: reports of deprecated features, of interventions and of crashes. Reports come as a POST of
/// `application/reports+json`. The endpoints live as long as the document: every response that may send reports must have
/// the header.
///
/// # ABNF
///
/// ```text
/// Reporting-Endpoints = sf-dictionary ; key "=" sf-string, the string a URI-reference
/// ```
///
/// # Example values
///
/// `default="/reports"`, `csp="https://reports.example.com/csp", default="https://reports.example.com/other"`
///
/// `CSP=...` and `csp=/reports` are refused: a name has no capitals, and a URL is in double quotes.
///
/// # Deployment caveat
///
/// A report holds the address of the page, and of what it loaded: what a visitor does is in it. Send reports to a receiver
/// that may know it. A receiver of another origin must answer the browser's CORS preflight, or no report reaches it. Chromium
/// reads the header since 96, Firefox since 130, Safari since 16.4, which has no `default` endpoint.
///
/// <https://www.w3.org/TR/reporting-1/#header>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReportingEndpoints {
    endpoints: Vec<Endpoint>,
}

/// Where reports go, and the name of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint {
    /// The name, and where it is declared.
    pub name: Sited<String>,
    /// The URL: one of https, or a path of the response's own origin.
    pub url: String,
}

problems! {
    /// What can be wrong with a Reporting-Endpoints.
    pub enum Problem {
        /// There is no member.
        Empty => Error "reporting-endpoints-empty", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "there is no endpoint: a browser sends no report";
            help: "write a name and the URL that it stands for, or leave the header out";
        }

        /// The field is not a dictionary.
        Syntax { what: String, write: &'static str } => Error "reporting-endpoints-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: a browser drops the whole header, with every endpoint in it";
            help: "{write}";
        }

        /// A name in capitals.
        KeyCase { name: String, write: String } => Error "reporting-endpoints-key-case", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` has capital letters, which no key has: a browser drops the whole header, with every endpoint in it";
            help: "write {write}, here and wherever the endpoint is named";
            instead: "{write}";
        }

        /// A name that no endpoint can have.
        NotAKey { name: String } => Error "reporting-endpoints-not-a-key", "RFC 9651 section 3.1.2, key" {
            summary: "`{name}` cannot be the name of an endpoint: a browser drops the whole header, with every endpoint in it";
            help: "begin with a lower-case letter, and go on with lower-case letters, digits and - _ . *";
        }

        /// A name that appears twice.
        DuplicateName { name: String } => Error "reporting-endpoints-duplicate-name", "RFC 9651 section 4.2.2, parsing a dictionary" {
            summary: "`{name}` appears a second time: a browser uses this one and ignores the first";
            help: "remove one of the two, or give it another name";
        }

        /// A URL without quotes.
        Unquoted { url: String } => Error "reporting-endpoints-unquoted-url", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "`{url}` is not in double quotes: a browser ignores the endpoint, or drops the whole header";
            help: "write \"{url}\"";
            instead: "\"{url}\"";
        }

        /// Something else than a URL.
        NotAString { found: String, write: String } => Error "reporting-endpoints-not-a-string", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "{}", match found.as_str() {
                "" => "there is no URL after the name: a browser ignores the endpoint, or drops the whole header".to_owned(),
                found => format!("`{found}` is not a URL in double quotes: a browser ignores the endpoint, or drops the whole header"),
            };
            help: "{write}";
        }

        /// A parameter after a URL.
        UnknownParameter { name: String } => Warning "reporting-endpoints-unknown-parameter", "Reporting API section 3.2, Reporting-Endpoints" {
            summary: "`{name}` after a semicolon is a parameter that browsers ignore";
            help: "leave it out; endpoints are separated by commas";
        }
    }
}

impl ReportingEndpoints {
    /// The endpoints, in order.
    #[must_use]
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The names of the endpoints, which other headers call them by.
    pub fn names(&self) -> impl Iterator<Item = &Sited<String>> {
        self.endpoints.iter().map(|endpoint| &endpoint.name)
    }
}

/// The field value.
impl std::fmt::Display for ReportingEndpoints {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, Endpoint { name, url }) in self.endpoints.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            let url = url.replace('\\', "\\\\").replace('"', "\\\"");
            write!(formatter, "{comma}{}=\"{url}\"", name.node)?;
        }
        Ok(())
    }
}

/// Reads the endpoints: gives every member its meaning, and says what is wrong with it.
pub fn read(members: &[Member], out: &mut Diagnostics) -> Option<ReportingEndpoints> {
    if members.is_empty() {
        out.report(Place::Whole, Problem::Empty);
        return None;
    }
    let mut endpoints = Vec::new();
    let mut firsts = FirstSites::new();
    for member in members {
        for (parameter, _) in &member.parameters {
            let name = parameter.text.clone();
            out.report(parameter, Problem::UnknownParameter { name });
        }
        let name = read_name(&member.key, out);
        let url = read_url(member, out);
        let Some(name) = name else { continue };
        if let Some(first) = firsts.before(&name.node, name.site) {
            let problem = Problem::DuplicateName { name: name.node };
            out.report_both(&member.key, first, problem);
            continue;
        }
        // One whose URL was refused still has its name: a reference to it is not reported as missing.
        let url = url.unwrap_or_default();
        endpoints.push(Endpoint { name, url });
    }
    Some(ReportingEndpoints { endpoints })
}

/// Says what keeps browsers from reading the dictionary at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let (what, write) = (error.syntax.summary(), error.syntax.help());
        out.report(error.place.clone(), Problem::Syntax { what, write });
    }
}

fn read_name(key: &Word, out: &mut Diagnostics) -> Option<Sited<String>> {
    let lower = key.text.to_ascii_lowercase();
    if !is_key(&lower) {
        let name = key.text.clone();
        out.report(key, Problem::NotAKey { name });
        return None;
    }
    if lower != key.text {
        let (name, write) = (key.text.clone(), lower.clone());
        out.report(key, Problem::KeyCase { name, write });
    }
    Some(Sited::new(lower, key))
}

fn read_url(member: &Member, out: &mut Diagnostics) -> Option<String> {
    let word = match &member.value {
        MemberValue::Item(word) => word,
        MemberValue::Absent => {
            not_a_string(member, &member.key, String::new(), out);
            return None;
        }
        MemberValue::List(words) => {
            let place = words.first().unwrap_or(&member.key);
            not_a_string(member, place, "( .. )".to_owned(), out);
            return None;
        }
    };
    if word.spelling == Spelling::Literal {
        return endpoint_url::read(word, out);
    }
    if endpoint_url::read(word, &mut Diagnostics::new()).is_some() {
        let url = word.text.clone();
        out.report(word, Problem::Unquoted { url });
    } else {
        not_a_string(member, word, word.text.clone(), out);
    }
    None
}

fn not_a_string(member: &Member, place: &Word, found: String, out: &mut Diagnostics) {
    let name = &member.key.text;
    let equals = if member.key.spelling.is_of_tokens() {
        ": "
    } else {
        "="
    };
    let write = format!("write {name}{equals}\"https://reports.example.com\"");
    out.report(place, Problem::NotAString { found, write });
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_dictionary;

    #[test]
    fn names_have_their_places_even_if_their_urls_were_refused() {
        let text = "csp=\"https://r.example/csp\", default=reports, other=\"http://r.example\"";
        let split = split_dictionary(text, Site(0));
        let mut out = Diagnostics::new();
        let endpoints = read(&split.members, &mut out).unwrap();
        let names: Vec<&str> = endpoints
            .names()
            .map(|name| {
                assert_eq!(&text[split.ranges[name.site.0 as usize].clone()], name.node);
                name.node.as_str()
            })
            .collect();
        assert_eq!(names, ["csp", "default", "other"]);
        assert!(out.has_errors());
    }
}
