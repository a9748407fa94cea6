//! What a row of tokens says, by a grammar that takes nothing but what is written cleanly. One grammar, so one file, with an arm
//! for each option.

use std::collections::BTreeMap;

use super::generate::{self, Written};

/// Options, each once, with values that are written cleanly.
pub(super) struct Policy(Vec<Written>);

/// Reads the options; none if anything is left over or missing.
pub(super) fn policy(tokens: &[String]) -> Option<Policy> {
    let mut options: Vec<Written> = Vec::new();
    for option in between(tokens, ",")? {
        // Two commas are one.
        let [name, colon, value @ ..] = option else {
            option.is_empty().then_some(())?;
            continue;
        };
        let is_new = !options.iter().any(|(other, _)| other == name);
        let is_option = colon == ":" && generate::OPTIONS.contains(&name.as_str());
        (is_new && is_option).then_some(())?;
        options.push((name.clone(), self::value(name, value)?));
    }
    Some(Policy(options))
}

/// The parts between separators that stand in no bracket; none if the brackets do not match.
fn between<'a>(tokens: &'a [String], separator: &str) -> Option<Vec<&'a [String]>> {
    let (mut parts, mut open, mut start) = (Vec::new(), Vec::new(), 0);
    for (index, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => open.push("}"),
            "[" => open.push("]"),
            "(" => open.push(")"),
            "}" | "]" | ")" => (open.pop()? == token).then_some(())?,
            other if other == separator && open.is_empty() => {
                parts.push(&tokens[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    open.is_empty().then_some(parts)
}

/// What stands in brackets, if that is all.
fn inside<'a>(tokens: &'a [String], open: &str, close: &str) -> Option<&'a [String]> {
    match tokens {
        [first, inside @ .., last] if first == open && last == close => Some(inside),
        _ => None,
    }
}

/// The tokens of a value as they are written cleanly.
fn value(name: &str, tokens: &[String]) -> Option<Vec<String>> {
    use generate as of;
    let one = |known: &[&str]| match tokens {
        [word] if known.contains(&word.as_str()) => Some(tokens.to_vec()),
        _ => None,
    };
    let off = || one(&["off", "false"]);
    let named = || list_of(inside(tokens, "[", "]")?, is_name);
    let flag = || one(of::FLAGS);
    match name {
        "strict_transport_security" => flag().or_else(|| hsts(inside(tokens, "{", "}")?)),
        "strict_transport_security_max_age" | "max_field_length" => {
            one(of::NUMBERS).or_else(|| one(&["2"]))
        }
        "frame_options" => one(of::FRAMES).or_else(off),
        "referrer_policy" => one(of::REFERRERS)
            .or_else(off)
            .or_else(|| list(inside(tokens, "[", "]")?, of::REFERRERS)),
        "permissions_policy" => off().or_else(|| permissions(inside(tokens, "{", "}")?)),
        "content_security_policy" | "content_security_policy_report_only" => {
            flag().or_else(|| csp(inside(tokens, "{", "}")?))
        }
        "content_security_policy_frame_ancestors" => flag()
            .or_else(|| one(&["self", "none", "*", A_HOST]))
            .or_else(|| ancestors(inside(tokens, "[", "]")?)),
        "integrity_policy" => off().or_else(|| integrity(inside(tokens, "{", "}")?)),
        "connection_allowlist" => off().or_else(|| {
            let allowed = inside(tokens, "(", ")")?;
            let is_known = |word: &String| of::ALLOWED.contains(&word.as_str());
            allowed.iter().all(is_known).then(|| tokens.to_vec())
        }),
        "nel" => off().or_else(|| nel(inside(tokens, "{", "}")?)),
        "x_content_type_options" => one(&["nosniff"]).or_else(flag),
        "force_https" => one(of::SCHEMES).or_else(flag),
        "force_https_hosts" => list_of(inside(tokens, "[", "]")?, |word| {
            of::HOSTS.contains(&word) || is_name(word)
        }),
        "force_https_to" => one(of::HOSTS).or_else(off).or_else(|| match tokens {
            [word] if is_name(word) => Some(tokens.to_vec()),
            _ => None,
        }),
        "force_https_exempt" => list(inside(tokens, "[", "]")?, of::PATHS),
        "session_cookie_samesite" => one(of::SAME_SITE).or_else(off),
        "custom_fields" => off().or_else(|| custom(inside(tokens, "{", "}")?)),
        "remove_fields" | "session_cookie_names" => off().or_else(named),
        "cross_origin_opener_policy" => off().or_else(|| item(tokens, of::OPENERS)),
        "cross_origin_embedder_policy" => off().or_else(|| item(tokens, of::EMBEDDERS)),
        "document_isolation_policy" => {
            off().or_else(|| item(tokens, &[of::ISOLATIONS, &["none"]].concat()))
        }
        "cross_origin_resource_policy" => one(of::RESOURCES).or_else(off),
        "clear_site_data" => off()
            .or_else(|| one(of::TYPES))
            .or_else(|| list(inside(tokens, "[", "]")?, &[of::TYPES, &["*"]].concat())),
        "reporting_endpoints" => off().or_else(|| endpoints(inside(tokens, "{", "}")?)),
        // Several receivers are one value.
        "content_security_policy_report_uri" => {
            let are_paths = tokens.iter().all(|path| is_url(path));
            (are_paths && !tokens.is_empty()).then(|| tokens.to_vec())
        }
        "x_dns_prefetch_control" => one(&["on", "off", "false"]),
        _ => flag(),
    }
}

/// A word that is a host, and a URL without a slash.
const A_HOST: &str = "\"x\"";

fn is_url(word: &str) -> bool {
    generate::PATHS.contains(&word) || word == A_HOST
}

/// Whether a token can be the name of a field, a cookie or a host.
fn is_name(word: &str) -> bool {
    let word = word.trim_matches('"');
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    word.starts_with(|c: char| c.is_ascii_alphanumeric()) && word.chars().all(is_of_name)
}

fn list(tokens: &[String], known: &[&str]) -> Option<Vec<String>> {
    list_of(tokens, |word| known.contains(&word))
}

/// Words with commas between them, each known; what stands twice is written once.
fn list_of(tokens: &[String], is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for part in between(tokens, ",")? {
        match part {
            [word] if is_known(word) => {
                if !words.contains(word) {
                    words.push(word.clone());
                }
            }
            // Tokens do not tell whether there is white space around a hyphen: this is one name.
            [first, hyphen, last] if hyphen == "-" => {
                let word = format!("{first}-{last}");
                (is_known(first) && is_known(last) && is_known(&word)).then_some(())?;
                words.push(word);
            }
            [] => {}
            _ => return None,
        }
    }
    Some(wrapped("[", &[words.join(" , ")], "]"))
}

fn wrapped(open: &str, parts: &[String], close: &str) -> Vec<String> {
    let text = format!("{open} {} {close}", parts.join(" , "));
    text.split_whitespace().map(str::to_owned).collect()
}

fn hsts(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |name, value| match (name, value) {
        ("max_age", [number]) => {
            let is_number = generate::NUMBERS.contains(&number.as_str()) || number == "2";
            is_number.then(|| format!("max_age : {number}"))
        }
        ("include_subdomains" | "preload", []) => Some(format!("{name} : true")),
        ("include_subdomains" | "preload", [flag]) => {
            let flag = match flag.as_str() {
                "true" | "on" => "true",
                "false" | "off" => "false",
                _ => return None,
            };
            Some(format!("{name} : {flag}"))
        }
        _ => None,
    })
}

/// Members with commas between them, each name once.
fn members(
    tokens: &[String],
    member: impl Fn(&str, &[String]) -> Option<String>,
) -> Option<Vec<String>> {
    let (mut names, mut members) = (Vec::new(), Vec::new());
    for part in between(tokens, ",")? {
        let value = match part {
            [] => continue,
            [_] => &[],
            [_, colon, value @ ..] if colon == ":" && !value.is_empty() => value,
            _ => return None,
        };
        (!names.contains(&&part[0])).then_some(())?;
        names.push(&part[0]);
        members.push(member(&part[0], value)?);
    }
    Some(wrapped("{", &members, "}"))
}

fn permissions(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |feature, value| {
        generate::FEATURES.contains(&feature).then_some(())?;
        let allowed = match value {
            [star] if star == "*" => vec!["*".to_owned()],
            [word] if word == "self" => vec!["(".to_owned(), word.clone(), ")".to_owned()],
            [word] if word == "none" => vec!["(".to_owned(), ")".to_owned()],
            value => {
                let mut items: Vec<&String> = Vec::new();
                for item in inside(value, "(", ")")? {
                    let is_known = ["self", "*", "\"https://a.example\""].contains(&item.as_str());
                    is_known.then_some(())?;
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
                let items: Vec<_> = items.into_iter().map(String::as_str).collect();
                vec![format!("( {} )", items.join(" "))]
            }
        };
        Some(format!("{feature} : {}", allowed.join(" ")))
    })
}

fn csp(tokens: &[String]) -> Option<Vec<String>> {
    let (mut names, mut directives) = (Vec::new(), Vec::new());
    for directive in between(tokens, ";")? {
        let [name, sources @ ..] = directive else {
            continue;
        };
        let is_name = generate::DIRECTIVES.contains(&name.as_str()) && !names.contains(&name);
        is_name.then_some(())?;
        names.push(name);
        let mut written: Vec<&str> = Vec::new();
        for source in sources {
            let known = generate::SOURCES.contains(&source.as_str());
            (known || ["*", "unsafe-inline", A_HOST].contains(&source.as_str())).then_some(())?;
            // One that is written twice is sent twice, with a warning.
            written.push(source);
        }
        if written.is_empty() {
            written.push("none");
        }
        directives.push(format!("{name} {} ;", written.join(" ")));
    }
    let text = format!("{{ {} }}", directives.join(" "));
    Some(text.split_whitespace().map(str::to_owned).collect())
}

fn custom(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |name, value| match value {
        [value] if is_name(name) && (value.starts_with('"') || is_name(value)) => {
            Some(format!("{name} : {value}"))
        }
        _ => None,
    })
}

fn endpoints(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |name, value| match value {
        [url] if is_url(url) => Some(format!("{name} : {url}")),
        _ => None,
    })
}

const ANCESTORS: &[&str] = &[
    "self",
    "none",
    "*",
    "https:",
    "\"https://a.example\"",
    A_HOST,
];

/// A source that is written twice is sent twice, with a warning.
fn ancestors(tokens: &[String]) -> Option<Vec<String>> {
    let mut words: Vec<&str> = Vec::new();
    for part in between(tokens, ",")? {
        match part {
            [word] if ANCESTORS.contains(&word.as_str()) => words.push(word),
            [] => {}
            _ => return None,
        }
    }
    Some(wrapped("[", &[words.join(" , ")], "]"))
}

fn integrity(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |name, value| {
        let is_known: fn(&str) -> bool = match name {
            "blocked-destinations" => |word| generate::DESTINATIONS.contains(&word),
            "endpoints" => |word| is_name(word) || word == "*",
            _ => return None,
        };
        let mut words: Vec<&str> = Vec::new();
        for word in inside(value, "(", ")")? {
            is_known(word).then_some(())?;
            if !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        Some(format!("{name} : ( {} )", words.join(" ")))
    })
}

fn nel(tokens: &[String]) -> Option<Vec<String>> {
    members(tokens, |name, value| match (name, value) {
        ("\"report_to\"", [group]) if group.starts_with('"') => Some(format!("{name} : {group}")),
        ("\"max_age\"", [number]) if number.parse::<u32>().is_ok() => {
            Some(format!("{name} : {number}"))
        }
        _ => None,
    })
}

fn item(tokens: &[String], known: &[&str]) -> Option<Vec<String>> {
    let (value, parameters) = tokens.split_first()?;
    known.contains(&value.as_str()).then_some(())?;
    match parameters {
        [] => {}
        [semicolon, name, equals, endpoint]
            if semicolon == ";" && name == "report-to" && equals == "=" =>
        {
            // Sent as a string, however it is written.
            let endpoint = format!("\"{}\"", endpoint.trim_matches('"'));
            let (_, before) = tokens.split_last()?;
            return Some([before, &[endpoint]].concat());
        }
        // A parameter of another name is left out, with the warning that browsers do so too.
        [semicolon, name, equals, _] if semicolon == ";" && equals == "=" => {
            let is_name = is_name(&name.to_ascii_lowercase());
            return is_name.then(|| vec![value.clone()]);
        }
        _ => return None,
    }
    Some(tokens.to_vec())
}

impl Policy {
    pub(super) fn tokens(&self) -> Vec<String> {
        generate::tokens(&self.0)
    }

    /// The fields that follow from one option alone, by the specifications; none is one that is not sent.
    pub(super) fn fields(&self) -> BTreeMap<String, Option<String>> {
        let mut fields = BTreeMap::new();
        let mut set = |name: &str, value: Option<String>| {
            fields.insert(name.to_owned(), value);
        };
        let has = |name: &str| self.0.iter().any(|(other, _)| other == name);
        for (name, value) in &self.0 {
            let text = value.join(" ");
            let is_off = matches!(text.as_str(), "off" | "false");
            let unless_off = |text: String| (!is_off).then_some(text);
            match name.as_str() {
                "frame_options" => set("x-frame-options", unless_off(text)),
                "referrer_policy" => {
                    set(
                        "referrer-policy",
                        unless_off(text.replace(['[', ']'], "").trim().replace(" ,", ",")),
                    );
                }
                "cross_origin_resource_policy" => {
                    set("cross-origin-resource-policy", unless_off(text));
                }
                "cross_origin_opener_policy" => {
                    set(
                        "cross-origin-opener-policy",
                        unless_off(text.replace(" ;", ";").replace(" = ", "=")),
                    );
                }
                "strict_transport_security"
                    if text.starts_with('{') && !has("strict_transport_security_max_age") =>
                {
                    let says = |what: &str| text.contains(&format!("{what} : true"));
                    let number =
                        |(_, after): (&str, &str)| after.split(' ').next().map(str::to_owned);
                    let age = text.split_once("max_age : ").and_then(number);
                    let mut value = format!("max-age={}", age.as_deref().unwrap_or("31556926"));
                    let flat = |part: &str| {
                        let name = format!("strict_transport_security_{part}");
                        let mut options = self.0.iter();
                        let (_, value) = options.find(|(other, _)| *other == name)?;
                        Some(value[0] == "true" || value[0] == "on")
                    };
                    let is_written = text.contains("include_subdomains");
                    let subdomains = flat("include_subdomains").unwrap_or(!is_written);
                    if says("include_subdomains") || subdomains {
                        value.push_str("; includeSubDomains");
                    }
                    if says("preload") || flat("preload") == Some(true) {
                        value.push_str("; preload");
                    }
                    set("strict-transport-security", Some(value));
                }
                _ => {}
            }
        }
        fields
    }
}
