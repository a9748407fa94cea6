//! Statements into directives: each word gets its meaning, and is told what is wrong with it alone.

use super::directive::{DirectiveName, Grammar, Status};
use super::keyword::Keyword;
use super::sandbox::SandboxToken;
use super::source::{Entry, SourceExpression, check_bytes, read};
use super::{Directive, DirectiveValue, Name, Policy, Problem, Sited};
use crate::diagnostic::{Diagnostics, Place};
use crate::suggest::nearest;
use crate::word::{Spelling, Statement, Word};

/// Lowers a whole policy. A directive with a mistake is still read to its end, so that all mistakes are told in one run.
pub(super) fn lower(statements: &[Statement], out: &mut Diagnostics) -> Option<Policy> {
    if statements.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let mut policy = Policy::default();
    for (index, statement) in statements.iter().enumerate() {
        let statement = if index == 0 { without_field_name(statement, out) } else { Some(statement.clone()) };
        let Some(statement) = statement else { continue };
        for statement in split_at_names(&statement, out) {
            lower_directive(&statement, &mut policy, out);
        }
    }
    Some(policy)
}

/// A pasted line may begin with the name of its field.
fn without_field_name(statement: &Statement, out: &mut Diagnostics) -> Option<Statement> {
    let name = &statement.name;
    let is_field = ["content-security-policy:", "content-security-policy-report-only:"].iter().any(|field| name.is(field));
    if !is_field {
        return Some(statement.clone());
    }
    out.report(name, Problem::FieldName { name: name.text.clone() });
    let (name, values) = statement.values.split_first()?;
    Some(Statement { name: name.clone(), values: values.to_vec() })
}

/// A directive's name among the values is a directive whose semicolon is missing: what follows belongs to it.
pub(super) fn split_at_names(statement: &Statement, out: &mut Diagnostics) -> Vec<Statement> {
    let mut found = vec![Statement { name: statement.name.clone(), values: Vec::new() }];
    for (index, value) in statement.values.iter().enumerate() {
        let Some(current) = found.last_mut() else { break };
        let endpoint = index == 0 && statement.name.is(DirectiveName::ReportTo.as_str());
        let is_name = matches!(value.spelling, Spelling::Bare | Spelling::Text)
            && !endpoint
            && DirectiveName::from_word(&value.text).is_some_and(|name| !name.is_removed());
        if is_name {
            let after = current.name.text.clone();
            out.report(value, Problem::MissingSemicolon { name: value.text.clone(), after });
            found.push(Statement { name: value.clone(), values: Vec::new() });
        } else {
            current.values.push(value.clone());
        }
    }
    found
}

fn lower_directive(statement: &Statement, policy: &mut Policy, out: &mut Diagnostics) {
    let Some(directive) = lower_one(statement, out) else { return };
    let name = directive.name().as_str();
    match policy.directives.iter().find(|other| other.name().as_str() == name) {
        Some(first) => {
            let problem = Problem::DuplicateDirective { name: name.to_owned() };
            out.report_both(&statement.name, first.name.site, problem);
        }
        None => policy.directives.push(directive),
    }
}

/// Lowers a directive by itself; `None` if it cannot be sent.
pub(super) fn lower_one(statement: &Statement, out: &mut Diagnostics) -> Option<Directive> {
    let word = &statement.name;
    let name = match name(word, out) {
        Named::Directive(name) => name,
        Named::Meant(name) => {
            // Not sent, but its values are read as what they were meant for.
            value(name, statement, out);
            return None;
        }
        Named::Nothing => return None,
    };
    let value = match &name {
        Name::Known(known) => value(*known, statement, out),
        Name::Unchecked(_) => unchecked_value(statement, out),
    };
    Some(Directive { name: Sited { node: name, site: word.site }, value })
}

enum Named {
    /// A directive that can be sent.
    Directive(Name),
    /// A mistake for this one.
    Meant(DirectiveName),
    /// Nothing that its values could be read for.
    Nothing,
}

fn name(word: &Word, out: &mut Diagnostics) -> Named {
    if word.spelling == Spelling::Unchecked {
        return unchecked_name(word, out);
    }
    if let Some(name) = DirectiveName::from_word(&word.text) {
        return if tell_status(name, word, out) { Named::Directive(Name::Known(name)) } else { Named::Nothing };
    }
    if let Some(name) = word.text.strip_suffix([':', '=']).and_then(DirectiveName::from_word) {
        let write = name.as_str().to_owned();
        out.report(word, Problem::DirectiveColon { name: word.text.clone(), write });
        return Named::Meant(name);
    }
    if !check_bytes(word, out) {
        return Named::Nothing;
    }
    let known = || DirectiveName::ALL.iter().filter(|name| !name.is_removed()).map(|name| name.as_str());
    let near = nearest(word.text.trim_end_matches([':', '=']), known());
    let write = near.map_or_else(
        || {
            let all: Vec<&str> = known().collect();
            format!(
                "one of {}; or, for a directive newer than this version of talisman, {}",
                all.join(", "),
                word.spelling.unchecked(&word.text)
            )
        },
        str::to_owned,
    );
    out.report(word, Problem::UnknownDirective { name: word.text.clone(), write, near: near.is_some() });
    near.and_then(DirectiveName::from_word).map_or(Named::Nothing, Named::Meant)
}

/// directive-name = 1*( ALPHA / DIGIT / "-" )
fn unchecked_name(word: &Word, out: &mut Diagnostics) -> Named {
    let is_name = !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_name {
        out.report(word, Problem::DirectiveName { name: word.text.clone() });
        return Named::Nothing;
    }
    if let Some(name) = DirectiveName::from_word(&word.text).filter(|name| !name.is_removed()) {
        let write = name.as_str().to_owned();
        out.report(word, Problem::NeedlessUnchecked { word: word.text.clone(), write });
    }
    Named::Directive(Name::Unchecked(word.text.to_ascii_lowercase()))
}

/// Says what has become of a directive; `false` if browsers ignore it.
fn tell_status(name: DirectiveName, word: &Word, out: &mut Diagnostics) -> bool {
    let text = || name.as_str().to_owned();
    match name.fact().status {
        Status::Current => {}
        Status::Experimental { known_to } => out.report(word, Problem::ExperimentalDirective { name: text(), known_to }),
        Status::Obsolete { instead } => out.report(word, Problem::ObsoleteDirective { name: text(), instead }),
        Status::VendorOnly { vendor, instead } => out.report(word, Problem::VendorDirective { name: text(), vendor, instead }),
        Status::Removed { since, instead } => {
            out.report(word, Problem::RemovedDirective { name: text(), since, instead });
            return false;
        }
    }
    true
}

fn value(name: DirectiveName, statement: &Statement, out: &mut Diagnostics) -> DirectiveValue {
    let directive = || name.as_str().to_owned();
    let values = statement.values.as_slice();
    let grammar = name.fact().grammar;
    if let (true, Some(meaning)) = (values.is_empty(), meaning_of_nothing(grammar)) {
        let write = match grammar {
            Grammar::SourceList | Grammar::AncestorSourceList => {
                format!("write {} behind it, if that is meant", statement.name.spelling.keyword("'none'"))
            }
            Grammar::TrustedTypesSinkGroups => format!("write {} behind it", statement.name.spelling.keyword("'script'")),
            _ => "write its value, or leave the directive out".to_owned(),
        };
        out.report(&statement.name, Problem::MissingValue { directive: directive(), meaning, write });
    }
    let words = match grammar {
        Grammar::SourceList | Grammar::AncestorSourceList => return DirectiveValue::Sources(source_list(name, values, out)),
        Grammar::SandboxTokens => each(values, out, sandbox_token),
        Grammar::UriReferences => each(values, out, uri_reference),
        Grammar::Token => each(at_most_one(values, name, out), out, endpoint_name),
        Grammar::TrustedTypesSinkGroups => each(values, out, sink_group),
        Grammar::TrustedTypesPolicyList => policy_names(values, out),
        Grammar::WebrtcKeyword => each(at_most_one(values, name, out), out, webrtc_keyword),
        Grammar::NoValue => {
            for value in values {
                out.report(value, Problem::UnexpectedValue { directive: directive() });
            }
            Vec::new()
        }
    };
    DirectiveValue::Words(words)
}

/// What a browser makes of a directive whose value is missing, where it may not be.
fn meaning_of_nothing(grammar: Grammar) -> Option<&'static str> {
    match grammar {
        Grammar::SourceList | Grammar::AncestorSourceList => Some("a browser blocks everything that it governs"),
        Grammar::UriReferences | Grammar::Token => Some("no report is sent"),
        Grammar::TrustedTypesSinkGroups => Some("a browser guards nothing"),
        Grammar::WebrtcKeyword => Some("a browser would block WebRTC"),
        // An empty sandbox is the strictest, and an empty trusted-types allows no policy: both are in use.
        Grammar::SandboxTokens | Grammar::TrustedTypesPolicyList | Grammar::NoValue => None,
    }
}

/// serialized-source-list = ( source-expression *( required-ascii-whitespace source-expression ) ) / "'none'"
fn source_list(name: DirectiveName, values: &[Word], out: &mut Diagnostics) -> Vec<Sited<SourceExpression>> {
    let mut none = None;
    let mut sources = Vec::new();
    let mut others = 0;
    for value in values {
        match read(value, name, out) {
            Some(Entry::None) => none = none.or(Some(value)),
            Some(Entry::Source(source)) => {
                // Chromium lets it stand beside 'none', and it allows nothing.
                others += usize::from(source != SourceExpression::Keyword(Keyword::ReportSample));
                sources.push(Sited { node: source, site: value.site });
            }
            None => others += 1,
        }
    }
    if let (Some(none), true) = (none, others > 0) {
        let other = values.iter().find(|value| value.site != none.site).unwrap_or(none);
        out.report_both(none, other, Problem::NoneWithOthers { directive: name.as_str().to_owned() });
    }
    sources
}

fn unchecked_value(statement: &Statement, out: &mut Diagnostics) -> DirectiveValue {
    let sources = statement.values.iter().filter_map(|value| {
        match read(value, DirectiveName::DefaultSrc, out)? {
            Entry::None => Some(SourceExpression::Unchecked("'none'".to_owned())),
            Entry::Source(source) => Some(source),
        }
        .map(|node| Sited { node, site: value.site })
    });
    let sources: Vec<_> = sources.collect();
    if sources.is_empty() { DirectiveValue::Words(Vec::new()) } else { DirectiveValue::Sources(sources) }
}

fn at_most_one<'a>(values: &'a [Word], name: DirectiveName, out: &mut Diagnostics) -> &'a [Word] {
    for extra in values.iter().skip(1) {
        out.report(extra, Problem::OneValue { directive: name.as_str().to_owned() });
    }
    values.get(..1).unwrap_or(values)
}

/// Reads each word by itself; one that fails was reported and is left out.
fn each(values: &[Word], out: &mut Diagnostics, read: fn(&Word) -> Result<String, Problem>) -> Vec<Sited<String>> {
    let mut words = Vec::new();
    for value in values {
        if !check_bytes(value, out) {
            continue;
        }
        let text = if value.spelling == Spelling::Unchecked { Ok(value.text.clone()) } else { read(value) };
        match text {
            Ok(node) => words.push(Sited { node, site: value.site }),
            Err(problem) => out.report(value, problem),
        }
    }
    words
}

fn sandbox_token(word: &Word) -> Result<String, Problem> {
    if let Some(token) = SandboxToken::from_word(&word.text) {
        return Ok(token.as_str().to_owned());
    }
    let all = || SandboxToken::ALL.iter().map(|token| token.as_str());
    let near = nearest(&word.text, all()).or_else(|| all().find(|token| token.trim_start_matches("allow-") == word.text));
    let write = near.map_or_else(|| format!("one of {}", all().collect::<Vec<_>>().join(", ")), str::to_owned);
    Err(Problem::SandboxToken { word: word.text.clone(), write, near: near.is_some() })
}

/// URI-reference, RFC 3986 section 4.1, without quotes around it.
fn uri_reference(word: &Word) -> Result<String, Problem> {
    let is_uri = !word.text.is_empty()
        && !word.text.starts_with('\'')
        && word.text.bytes().all(|byte| !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'));
    if is_uri { Ok(word.text.clone()) } else { Err(Problem::ReportUri { word: word.text.clone() }) }
}

/// token, RFC 9110 section 5.6.2
fn endpoint_name(word: &Word) -> Result<String, Problem> {
    let is_tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&*+-.^_`|~".contains(&byte);
    let is_name = !word.text.is_empty() && word.text.bytes().all(is_tchar);
    if is_name { Ok(word.text.clone()) } else { Err(Problem::EndpointName { word: word.text.clone() }) }
}

/// trusted-types-sink-group = "'script'"
fn sink_group(word: &Word) -> Result<String, Problem> {
    let quoted = quoted(word);
    if quoted.eq_ignore_ascii_case("'script'") {
        return Ok("'script'".to_owned());
    }
    Err(Problem::SinkGroup { word: word.text.clone(), write: word.spelling.keyword("'script'") })
}

fn webrtc_keyword(word: &Word) -> Result<String, Problem> {
    let quoted = quoted(word).to_ascii_lowercase();
    if matches!(quoted.as_str(), "'allow'" | "'block'") {
        return Ok(quoted);
    }
    let write = format!("write {} or {}", word.spelling.keyword("'allow'"), word.spelling.keyword("'block'"));
    Err(Problem::WebrtcKeyword { word: word.text.clone(), write })
}

/// tt-expression = tt-policy-name / "'allow-duplicates'" / "'none'" / "*"
fn policy_names(values: &[Word], out: &mut Diagnostics) -> Vec<Sited<String>> {
    let names = each(values, out, |word| {
        let quoted = quoted(word).to_ascii_lowercase();
        let is_keyword = matches!(quoted.as_str(), "'none'" | "'allow-duplicates'");
        let is_tt_char = |byte: u8| byte.is_ascii_alphanumeric() || b"-#=_/@.%".contains(&byte);
        match word.text.as_str() {
            _ if is_keyword => Ok(quoted),
            "*" => Ok("*".to_owned()),
            text if matches!(text, "none" | "allow-duplicates") => Err(Problem::UnquotedKeyword {
                word: text.to_owned(),
                reads_as: "a policy of that name",
                write: word.spelling.keyword(&format!("'{text}'")),
            }),
            text if !text.is_empty() && text.bytes().all(is_tt_char) => Ok(text.to_owned()),
            text => Err(Problem::TrustedTypesName { word: text.to_owned() }),
        }
    });
    let none = names.iter().find(|name| name.node == "'none'");
    if let (Some(none), true) = (none, values.len() > 1) {
        let other = values.iter().map(|value| value.site).find(|site| *site != none.site).unwrap_or(none.site);
        let directive = DirectiveName::TrustedTypes.as_str().to_owned();
        out.report_both(none.site, other, Problem::NoneWithOthers { directive });
    }
    names
}

/// A keyword as the text has it: bare words stand for quoted ones.
fn quoted(word: &Word) -> String {
    match word.spelling {
        Spelling::Bare => format!("'{}'", word.text),
        Spelling::Literal | Spelling::Text | Spelling::Unchecked => word.text.clone(),
    }
}
