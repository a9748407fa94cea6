//! Policies at random, and slips in them.

/// Numbers that are the same in every run: xorshift64*.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or_default() % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn some<'a>(&mut self, of: &[&'a str], least: usize) -> Vec<&'a str> {
        let mut left = of.to_vec();
        let count = least + self.below(of.len().min(4));
        let mut taken = Vec::new();
        while taken.len() < count && !left.is_empty() {
            taken.push(left.remove(self.below(left.len())));
        }
        taken
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }
}

pub(super) const FLAGS: &[&str] = &["true", "false", "on", "off"];
pub(super) const NUMBERS: &[&str] = &["31536000", "63072000", "86400", "2048"];
pub(super) const HOSTS: &[&str] = &["\"a.example\"", "\"www.example.com:8443\""];
pub(super) const PATHS: &[&str] = &["\"/health\"", "\"/csp\""];
pub(super) const FRAMES: &[&str] = &["DENY", "SAMEORIGIN"];
pub(super) const REFERRERS: &[&str] = &["no-referrer", "same-origin", "strict-origin"];
pub(super) const OPENERS: &[&str] = &["same-origin", "same-origin-allow-popups", "unsafe-none"];
pub(super) const EMBEDDERS: &[&str] = &["require-corp", "credentialless"];
pub(super) const ISOLATIONS: &[&str] = &["isolate-and-require-corp", "isolate-and-credentialless"];
pub(super) const DESTINATIONS: &[&str] = &["script", "style"];
pub(super) const ALLOWED: &[&str] = &["response-origin", "\"https://a.example\""];
pub(super) const RESOURCES: &[&str] = &["same-origin", "same-site", "cross-origin"];
pub(super) const SCHEMES: &[&str] = &["301", "302", "307", "308", "permanent", "true", "off"];
pub(super) const SAME_SITE: &[&str] = &["Strict", "Lax", "None", "off"];
pub(super) const TYPES: &[&str] = &["cookies", "storage", "cache"];
pub(super) const FEATURES: &[&str] = &["camera", "geolocation", "fullscreen", "usb"];
pub(super) const COOKIES: &[&str] = &["\"sid\"", "\"session\""];
pub(super) const FIELDS: &[&str] = &["x-a", "x-robots-tag"];
pub(super) const REMOVED: &[&str] = &["server", "x-powered-by"];
pub(super) const VALUES: &[&str] = &["\"1\"", "\"noindex\""];
pub(super) const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "object-src",
    "base-uri",
    "frame-ancestors",
];
pub(super) const SOURCES: &[&str] = &[
    "self",
    "none",
    "data:",
    "https:",
    "\"https://cdn.example\"",
    "\"https://img.example/a/\"",
];
pub(super) const HSTS: &[&str] = &["max_age", "include_subdomains", "preload"];

/// Names of the options that are made, each with how its value is.
pub(super) const OPTIONS: &[&str] = &[
    "strict_transport_security",
    "strict_transport_security_max_age",
    "strict_transport_security_include_subdomains",
    "strict_transport_security_preload",
    "frame_options",
    "referrer_policy",
    "permissions_policy",
    "content_security_policy",
    "force_https",
    "force_https_hosts",
    "force_https_to",
    "force_https_exempt",
    "session_cookie_names",
    "session_cookie_secure",
    "session_cookie_http_only",
    "session_cookie_samesite",
    "custom_fields",
    "remove_fields",
    "max_field_length",
    "cross_origin_opener_policy",
    "cross_origin_resource_policy",
    "clear_site_data",
    "reporting_endpoints",
    "content_security_policy_report_uri",
    "x_dns_prefetch_control",
    "cross_origin_embedder_policy",
    "document_isolation_policy",
    "content_security_policy_report_only",
    "content_security_policy_frame_ancestors",
    "integrity_policy",
    "connection_allowlist",
    "nel",
    "x_content_type_options",
    "session_cookie_partitioned",
    "force_https_permanent",
];

/// An option's name and the tokens of its value.
pub(super) type Written = (String, Vec<String>);

pub(super) fn policy(dice: &mut Dice) -> Vec<Written> {
    let names = dice.some(OPTIONS, 1);
    names
        .into_iter()
        .map(|name| (name.to_owned(), value(name, dice)))
        .collect()
}

fn value(name: &str, dice: &mut Dice) -> Vec<String> {
    let one = |word: &str| vec![word.to_owned()];
    match name {
        "strict_transport_security" => {
            let mut members = Vec::new();
            for name in dice.some(HSTS, 0) {
                members.push(match name {
                    "max_age" => format!("max_age : {}", dice.one(&NUMBERS[..2])),
                    name if dice.flip() => name.to_owned(),
                    name => format!("{name} : {}", dice.one(&["true", "false"])),
                });
            }
            split(&format!("{{ {} }}", members.join(" , ")))
        }
        "strict_transport_security_max_age" => one(dice.one(&NUMBERS[..2])),
        "max_field_length" => one(dice.one(NUMBERS)),
        "frame_options" => one(dice.one(FRAMES)),
        "referrer_policy" if dice.flip() => one(dice.one(REFERRERS)),
        "referrer_policy" => list(&dice.some(REFERRERS, 1)),
        "permissions_policy" => {
            let mut members = Vec::new();
            for feature in dice.some(FEATURES, 1) {
                let allowed = dice.one(&["( )", "( self )", "*", "( self \"https://a.example\" )"]);
                members.push(format!("{feature} : {allowed}"));
            }
            split(&format!("{{ {} }}", members.join(" , ")))
        }
        "content_security_policy" | "content_security_policy_report_only" => {
            let mut directives = Vec::new();
            for name in dice.some(DIRECTIVES, 1) {
                let sources = if dice.below(4) == 0 {
                    vec!["none"]
                } else {
                    let mut sources = dice.some(SOURCES, 1);
                    sources.retain(|source| *source != "none");
                    sources
                };
                if !sources.is_empty() {
                    directives.push(format!("{name} {} ;", sources.join(" ")));
                }
            }
            if !directives.iter().any(|it| it.starts_with("default-src")) {
                directives.insert(0, "default-src self ;".to_owned());
            }
            split(&format!("{{ {} }}", directives.join(" ")))
        }
        "force_https" => one(dice.one(SCHEMES)),
        "force_https_hosts" => list(&dice.some(HOSTS, 1)),
        "force_https_to" => one(dice.one(HOSTS)),
        "force_https_exempt" => list(&dice.some(PATHS, 1)),
        "session_cookie_names" => list(&dice.some(COOKIES, 1)),
        "session_cookie_samesite" => one(dice.one(SAME_SITE)),
        "custom_fields" => {
            let fields = dice.some(FIELDS, 1);
            let fields = fields
                .into_iter()
                .map(|name| format!("{name} : {}", dice.one(VALUES)));
            let fields: Vec<_> = fields.collect();
            split(&format!("{{ {} }}", fields.join(" , ")))
        }
        "remove_fields" => list(&dice.some(REMOVED, 1)),
        "cross_origin_opener_policy" => item(OPENERS, dice),
        "cross_origin_embedder_policy" => item(EMBEDDERS, dice),
        "document_isolation_policy" => item(ISOLATIONS, dice),
        "content_security_policy_frame_ancestors" if dice.flip() => one(dice.one(FLAGS)),
        "content_security_policy_frame_ancestors" => {
            list(&dice.some(&["self", "\"https://a.example\""], 1))
        }
        "integrity_policy" => {
            let destinations = dice.some(DESTINATIONS, 1).join(" ");
            split(&format!(
                "{{ blocked-destinations : ( {destinations} ) , endpoints : ( main ) }}"
            ))
        }
        "connection_allowlist" => split(&format!("( {} )", dice.some(ALLOWED, 1).join(" "))),
        "nel" => split("{ \"report_to\" : \"main\" , \"max_age\" : 604800 }"),
        "x_content_type_options" => one("nosniff"),
        "cross_origin_resource_policy" => one(dice.one(RESOURCES)),
        "clear_site_data" => list(&dice.some(TYPES, 1)),
        "reporting_endpoints" => split(&format!("{{ main : {} }}", dice.one(PATHS))),
        "content_security_policy_report_uri" => one(dice.one(PATHS)),
        "x_dns_prefetch_control" => one(dice.one(&["on", "off"])),
        _ => one(dice.one(FLAGS)),
    }
}

fn item(values: &[&str], dice: &mut Dice) -> Vec<String> {
    let value = dice.one(values);
    if dice.flip() {
        split(&format!("{value} ; report-to = \"main\""))
    } else {
        split(value)
    }
}

fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn list(words: &[&str]) -> Vec<String> {
    split(&format!("[ {} ]", words.join(" , ")))
}

/// The options as one row of tokens, a comma behind each.
pub(super) fn tokens(options: &[Written]) -> Vec<String> {
    let mut tokens = Vec::new();
    for (name, value) in options {
        tokens.extend([name.clone(), ":".to_owned()]);
        tokens.extend(value.iter().cloned());
        tokens.push(",".to_owned());
    }
    tokens
}

/// What a hand puts where something else was meant.
const OTHERS: &[&str] = &[
    ",",
    ";",
    ":",
    "=",
    "*",
    "!",
    "-",
    "true",
    "false",
    "off",
    "self",
    "none",
    "preload",
    "max_age",
    "\"x\"",
    "31536000",
    "2",
    "frame_options",
    "default-src",
    "script-src",
    "DENY",
    "( )",
    "[ ]",
    "{ }",
    "same-origin",
    "no-referrer",
    "camera",
    "+",
    "=>",
    "\"\"",
    "1.5",
    "'a'",
    "unsafe-inline",
];

pub(super) fn slip(tokens: &[String], dice: &mut Dice) -> Vec<String> {
    let mut tokens = tokens.to_vec();
    let at = dice.below(tokens.len());
    match dice.below(4) {
        0 => {
            tokens.remove(at);
        }
        1 => tokens.insert(at, tokens[at].clone()),
        2 => {
            let other = (at + 1) % tokens.len();
            tokens.swap(at, other);
        }
        _ => {
            let other = dice.one(OTHERS);
            tokens.splice(at..=at, split(other));
        }
    }
    tokens
}
