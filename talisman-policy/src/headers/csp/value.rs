//! Directive values, a grammar each: source lists, tokens, URLs, the words of Trusted Types.

use super::directive::{DirectiveName, Grammar};
use super::keyword::Keyword;
use super::sandbox::SandboxToken;
use super::source::{self, Context, Entry, SourceExpression, check_bytes};
use super::{DirectiveValue, Problem, Sited, foreign, slot};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Statement, Word};
use crate::headers::endpoint_url;

/// What the words of a statement are to the value of its directive.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// What is added to the value of a base, or taken away from it.
    Part,
}

/// Reads the value of a directive as its grammar says.
pub(super) fn read(
    name: DirectiveName,
    statement: &Statement,
    extent: Extent,
    out: &mut Diagnostics,
) -> DirectiveValue {
    let values = foreign::joined(&statement.values);
    let values = values.as_slice();
    let grammar = name.fact().grammar;
    let without_slots;
    let values = if name.takes_sources() {
        values
    } else {
        without_slots = self::without_slots(name, values, out);
        if without_slots.is_empty() && !values.is_empty() {
            return DirectiveValue::Words(Vec::new());
        }
        without_slots.as_slice()
    };
    if values.is_empty() {
        report_missing_value(name, &statement.name, extent, out);
    }
    let words = match grammar {
        Grammar::SourceList | Grammar::AncestorSourceList => {
            return DirectiveValue::Sources(source_list(name, values, extent, out));
        }
        Grammar::SandboxTokens => each(values, out, sandbox_token),
        Grammar::UriReferences => uri_references(values, out),
        Grammar::Token => each(at_most_one(values, name, out), out, endpoint_name),
        Grammar::TrustedTypesSinkGroups => each(values, out, sink_group),
        Grammar::TrustedTypesPolicyList => policy_names(values, out),
        Grammar::WebrtcKeyword => each(at_most_one(values, name, out), out, webrtc_keyword),
        Grammar::NoValue => {
            for value in values {
                let directive = name.as_str().to_owned();
                out.report(value, Problem::UnexpectedValue { directive });
            }
            Vec::new()
        }
    };
    DirectiveValue::Words(words)
}

/// Reports that a value is missing, unless the directive may do without one.
fn report_missing_value(
    name: DirectiveName,
    written: &Word,
    extent: Extent,
    out: &mut Diagnostics,
) {
    let keyword = |keyword| written.spelling.keyword(keyword);
    let (meaning, write) = match (extent, name.fact().grammar) {
        (Extent::Part, _) => (
            "nothing is added or taken away",
            "write what is intended after it, or leave the change out".to_owned(),
        ),
        (Extent::Whole, Grammar::SourceList | Grammar::AncestorSourceList) => (
            "a browser blocks everything that it governs",
            format!("write {} after it, if that is intended", keyword("'none'")),
        ),
        (Extent::Whole, Grammar::TrustedTypesSinkGroups) => (
            "a browser guards nothing",
            format!("write {} after it", keyword("'script'")),
        ),
        (Extent::Whole, Grammar::UriReferences | Grammar::Token) => {
            ("no report is sent", OR_NOT.to_owned())
        }
        (Extent::Whole, Grammar::WebrtcKeyword) => {
            ("a browser would block WebRTC", OR_NOT.to_owned())
        }
        // An empty sandbox is the strictest, and an empty trusted-types allows no policy: both are in use.
        (
            Extent::Whole,
            Grammar::SandboxTokens | Grammar::TrustedTypesPolicyList | Grammar::NoValue,
        ) => return,
    };
    let directive = name.as_str().to_owned();
    let problem = Problem::MissingValue {
        directive,
        meaning,
        write,
    };
    out.report(written, problem);
}

const OR_NOT: &str = "write its value, or leave the directive out";

/// The words of a value that has no sources, without the slots in it, which are reported.
fn without_slots(name: DirectiveName, values: &[Word], out: &mut Diagnostics) -> Vec<Word> {
    let mut others = Vec::with_capacity(values.len());
    for value in values {
        if slot::read(value).is_some_and(|slot| slot.is_ok()) {
            out.report(value, slot::not_allowed(value, name.as_str(), false));
        } else {
            others.push(value.clone());
        }
    }
    others
}

/// serialized-source-list = ( source-expression *( required-ascii-whitespace source-expression ) ) / "'none'"
fn source_list(
    name: DirectiveName,
    values: &[Word],
    extent: Extent,
    out: &mut Diagnostics,
) -> Vec<Sited<SourceExpression>> {
    let mut none = None;
    let mut sources = Vec::new();
    let mut others = 0;
    let context = Context {
        directive: name,
        is_alone: extent == Extent::Whole && values.len() == 1,
    };
    for value in values {
        match source::read(value, context, out) {
            Some(Entry::None) => none = none.or(Some(value)),
            Some(Entry::Source(source)) => {
                // Chromium lets it be beside 'none', and it allows nothing.
                others += usize::from(source != SourceExpression::Keyword(Keyword::ReportSample));
                sources.push(Sited::new(source, value));
            }
            None => others += 1,
        }
    }
    if let (Some(none), true) = (none, others > 0) {
        let other = values
            .iter()
            .find(|value| value.site != none.site)
            .unwrap_or(none);
        out.report_both(
            none,
            other,
            Problem::NoneWithOthers {
                directive: name.as_str().to_owned(),
            },
        );
    }
    sources
}

/// Reads the value of a directive that is not in the table: source expressions, as most have.
pub(super) fn read_unchecked(statement: &Statement, out: &mut Diagnostics) -> DirectiveValue {
    // default-src has a use for every kind of source, so that none is refused here.
    let context = Context {
        directive: DirectiveName::DefaultSrc,
        is_alone: false,
    };
    let values = foreign::joined(&statement.values);
    let sources = values.iter().filter_map(|value| {
        match source::read(value, context, out)? {
            Entry::None => Some(SourceExpression::Unchecked("'none'".to_owned())),
            Entry::Source(source) => Some(source),
        }
        .map(|node| Sited::new(node, value))
    });
    let sources: Vec<_> = sources.collect();
    if sources.is_empty() {
        DirectiveValue::Words(Vec::new())
    } else {
        DirectiveValue::Sources(sources)
    }
}

fn at_most_one<'a>(values: &'a [Word], name: DirectiveName, out: &mut Diagnostics) -> &'a [Word] {
    for extra in values.iter().skip(1) {
        out.report(
            extra,
            Problem::OneValue {
                directive: name.as_str().to_owned(),
            },
        );
    }
    values.get(..1).unwrap_or(values)
}

/// Reads each word by itself; one that fails was reported and is left out.
fn each(
    values: &[Word],
    out: &mut Diagnostics,
    read: fn(&Word) -> Result<String, Problem>,
) -> Vec<Sited<String>> {
    let mut words = Vec::new();
    for value in values {
        if !check_bytes(value, out) {
            continue;
        }
        let text = if value.spelling.is_unchecked() {
            Ok(value.text.clone())
        } else {
            read(value)
        };
        match text {
            Ok(node) => words.push(Sited::new(node, value)),
            Err(problem) => out.report(value, problem),
        }
    }
    words
}

fn sandbox_token(word: &Word) -> Result<String, Problem> {
    if let Some(token) = SandboxToken::from_word(&word.text) {
        return Ok(token.as_str().to_owned());
    }
    let tokens = SandboxToken::WORDS;
    let near = nearest(&word.text, tokens).or_else(|| {
        let mut tokens = tokens.iter().copied();
        tokens.find(|token| token.trim_start_matches("allow-") == word.text)
    });
    let write = near.map_or_else(
        || format!("write one of {}", tokens.join(", ")),
        str::to_owned,
    );
    Err(Problem::SandboxToken {
        word: word.text.clone(),
        write,
        near: near.is_some(),
    })
}

/// URI-references, RFC 3986 section 4.1, without quotes around them.
fn uri_references(values: &[Word], out: &mut Diagnostics) -> Vec<Sited<String>> {
    let mut urls = Vec::new();
    for value in values {
        if foreign::is_url_placeholder(&value.text) && !value.spelling.is_unchecked() {
            out.report(value, foreign::placeholder(value));
        } else if check_bytes(value, out) && (value.spelling.is_unchecked() || is_url(value, out)) {
            urls.push(Sited::new(value.text.clone(), value));
        }
    }
    urls
}

/// Whether reports arrive at a URL, and where they were surely meant to.
fn is_url(word: &Word, out: &mut Diagnostics) -> bool {
    let url = word.text.as_str();
    match endpoint_url::report_uri(url) {
        Ok(()) if endpoint_url::lacks_scheme(url) => {
            let write = word.spelling.word(&format!("https://{url}"));
            let word_text = url.to_owned();
            out.report(
                word,
                Problem::ReportUriRelative {
                    word: word_text,
                    write,
                },
            );
            true
        }
        Ok(()) => true,
        Err(error) => {
            let place = if error.range == (0..url.len()) {
                Place::from(word)
            } else {
                Place::within(word, error.range)
            };
            let instead = error.instead.map(|instead| word.spelling.word(&instead));
            let write = instead.clone().unwrap_or_else(|| {
                let url = word.spelling.word("https://reports.example.com/csp");
                let path = word.spelling.word("/csp-reports");
                format!("a URL such as {url}, or a path such as {path}")
            });
            let problem = Problem::ReportUri {
                word: url.to_owned(),
                what: error.what,
                write,
                instead,
            };
            out.report(place, problem);
            false
        }
    }
}

/// token, RFC 9110 section 5.6.2
fn endpoint_name(word: &Word) -> Result<String, Problem> {
    let is_tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&*+-.^_`|~".contains(&byte);
    let is_name = !word.text.is_empty() && word.text.bytes().all(is_tchar);
    if is_name {
        Ok(word.text.clone())
    } else {
        Err(Problem::EndpointName {
            word: word.text.clone(),
        })
    }
}

/// trusted-types-sink-group = "'script'"
fn sink_group(word: &Word) -> Result<String, Problem> {
    let quoted = quoted(word);
    if quoted.eq_ignore_ascii_case("'script'") {
        // The ABNF compares without regard to case, Chromium and Firefox with it: lower case is sent, which all of them read.
        return Ok("'script'".to_owned());
    }
    Err(Problem::SinkGroup {
        word: word.text.clone(),
        write: word.spelling.keyword("'script'"),
    })
}

fn webrtc_keyword(word: &Word) -> Result<String, Problem> {
    let quoted = quoted(word).to_ascii_lowercase();
    if matches!(quoted.as_str(), "'allow'" | "'block'") {
        return Ok(quoted);
    }
    let write = format!(
        "write {} or {}",
        word.spelling.keyword("'allow'"),
        word.spelling.keyword("'block'")
    );
    Err(Problem::WebrtcKeyword {
        word: word.text.clone(),
        write,
    })
}

/// tt-expression = tt-policy-name / "'allow-duplicates'" / "'none'" / "*"
fn policy_names(values: &[Word], out: &mut Diagnostics) -> Vec<Sited<String>> {
    // In lower case, because Chromium knows a lone 'none' in lower case only.
    let names = each(values, out, |word| {
        let quoted = quoted(word).to_ascii_lowercase();
        let is_keyword = matches!(quoted.as_str(), "'none'" | "'allow-duplicates'");
        let is_tt_char = |byte: u8| byte.is_ascii_alphanumeric() || b"-#=_/@.%".contains(&byte);
        match word.text.as_str() {
            _ if is_keyword => Ok(quoted),
            "*" => Ok("*".to_owned()),
            text if matches!(text, "none" | "allow-duplicates") => Err(Problem::UnquotedKeyword {
                word: text.to_owned(),
                reads_as: "a policy of that name, not the keyword",
                write: word.spelling.keyword(&format!("'{text}'")),
                literal: word.spelling == Spelling::Literal,
            }),
            text if !text.is_empty() && text.bytes().all(is_tt_char) => Ok(text.to_owned()),
            text => Err(Problem::TrustedTypesName {
                word: text.to_owned(),
                keywords: format!(
                    "*, {} or {}",
                    word.spelling.keyword("'allow-duplicates'"),
                    word.spelling.keyword("'none'")
                ),
            }),
        }
    });
    let none = names.iter().find(|name| name.node == "'none'");
    if let (Some(none), true) = (none, values.len() > 1) {
        let other = values
            .iter()
            .map(|value| value.site)
            .find(|site| *site != none.site)
            .unwrap_or(none.site);
        let directive = DirectiveName::TrustedTypes.as_str().to_owned();
        out.report_both(none.site, other, Problem::NoneWithOthers { directive });
    }
    names
}

/// A keyword as the text has it: bare words stand for quoted ones.
fn quoted(word: &Word) -> String {
    match word.spelling {
        Spelling::Bare => format!("'{}'", word.text),
        _ => word.text.clone(),
    }
}
