//! Pairs of policy and request: every directive and kind of source, and what misses by a hair. The seed is fixed.

#[path = "corners.rs"]
mod corners;

use serde::Serialize;
use talisman_ask::{Kind, Request};

/// The origins of the pages.
pub(crate) const PAGES: &[&str] = &["http://www.example.test", "http://www.example.test:8080"];

/// What answers with a redirect; the policies name it.
pub(crate) const HOP: &str = "http://hop.test";

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Case {
    pub(crate) id: usize,
    pub(crate) page: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) policies: Vec<String>,
    /// What the browser is given; after a redirect another than the matcher is.
    pub(crate) url: String,
    pub(crate) text: String,
    pub(crate) nonce: String,
    pub(crate) integrity: String,
    pub(crate) parser_inserted: bool,
    #[serde(skip)]
    pub(crate) last_url: Option<String>,
    /// What an object has, whatever its URL ends in.
    #[serde(skip)]
    pub(crate) holds_image: bool,
}

impl Case {
    /// The same case, under the number that it has on one page.
    pub(crate) fn renumbered((id, case): (usize, Self)) -> Self {
        Self { id, ..case }
    }

    pub(crate) fn is_redirected(&self) -> bool {
        self.last_url.is_some()
    }

    /// The URL that counts: after a redirect the last one.
    pub(crate) fn url(&self) -> &str {
        self.last_url.as_ref().unwrap_or(&self.url)
    }

    /// The case with another URL that counts.
    pub(crate) fn at(mut self, url: String) -> Self {
        match &mut self.last_url {
            Some(last) => *last = url,
            None => self.url = url,
        }
        self
    }

    pub(crate) fn request(&self) -> Request {
        let kind = Kind::from_word(self.kind).expect("a kind of the matcher");
        let subject = match kind {
            _ if kind.takes_url() || kind == Kind::JavascriptUrl => self.url(),
            _ => &self.text,
        };
        let mut request = Request::new(kind, subject).integrity(self.integrity.as_str());
        if !self.nonce.is_empty() {
            request = request.nonce(self.nonce.as_str());
        }
        if !self.parser_inserted {
            request = request.added_by_script();
        }
        if self.last_url.is_some() {
            request = request.redirected();
        }
        if self.holds_image {
            request = request.holding_image();
        }
        request
    }
}

/// The kinds that a frame can be made to do, each with the directives that may decide.
const KINDS: &[(&str, &[&str])] = &[
    (
        "script",
        &[
            "script-src-elem",
            "script-src",
            "default-src",
            "script-src-attr",
        ],
    ),
    ("script", &["script-src-elem", "script-src", "default-src"]),
    (
        "style",
        &[
            "style-src-elem",
            "style-src",
            "default-src",
            "style-src-attr",
        ],
    ),
    ("image", &["img-src", "default-src"]),
    ("font", &["font-src", "default-src"]),
    ("connect", &["connect-src", "default-src"]),
    ("connect", &["connect-src", "default-src"]),
    ("media", &["media-src", "default-src"]),
    (
        "object",
        &["object-src", "frame-src", "child-src", "default-src"],
    ),
    ("frame", &["frame-src", "child-src", "default-src"]),
    (
        "worker",
        &["worker-src", "child-src", "script-src", "default-src"],
    ),
    (
        "prefetch",
        &[
            "default-src",
            "img-src",
            "script-src",
            "connect-src",
            "font-src",
        ],
    ),
    ("form", &["form-action", "default-src"]),
    ("base", &["base-uri", "default-src"]),
    (
        "inline-script",
        &[
            "script-src-elem",
            "script-src",
            "default-src",
            "script-src-attr",
        ],
    ),
    (
        "inline-style",
        &[
            "style-src-elem",
            "style-src",
            "default-src",
            "style-src-attr",
        ],
    ),
    (
        "script-attribute",
        &[
            "script-src-attr",
            "script-src",
            "default-src",
            "script-src-elem",
        ],
    ),
    (
        "style-attribute",
        &[
            "style-src-attr",
            "style-src",
            "default-src",
            "style-src-elem",
        ],
    ),
    (
        "javascript-url",
        &["script-src-elem", "script-src", "default-src"],
    ),
    ("eval", &["script-src", "default-src", "script-src-elem"]),
    ("wasm", &["script-src", "default-src", "script-src-elem"]),
];

const HOSTS: &[&str] = &[
    "img.example.net",
    "example.net",
    "a.img.example.net",
    "www.example.test",
    "127.0.0.1",
];
const PATHS: &[&str] = &[
    "/",
    "/dir/",
    "/dir/a",
    "/dir/a.png",
    "/dir/a.svg",
    "/dir%2Fa",
    "/dir/a?x=1",
    "/DIR/a",
    "/dir",
    "/dir/a%20b",
    "/dir%2F",
];
const PORTS: &[&str] = &["", "", "", "", ":80", ":443", ":8080"];

const SCRIPT: &str = "window.ran = 1";
const STYLE: &str = "color: red";
const JAVASCRIPT: &str = "javascript:void%200";
// openssl dgst -sha256 -binary | base64, of the three texts above; of the last one decoded.
const HASHES: &[&str] = &[
    "'sha256-Zlljt19yTkK31TrPd+41ZSjlKqi/L/AISB92l8D6qSQ='",
    "'sha256-NerDAUWfwD31YdZHveMrq0GLjsNFMwxLpZl0dPUeCcw='",
    "'sha256-RBoVMQZlNtPmj8AkAe4D74AP8ToIQ+eJJvcFR/FlMbc='",
];

/// An integrity that no file has: it is compared with the policy before the file is there.
const INTEGRITY: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/// The corners, and so many cases by chance.
pub(crate) fn cases(count: usize) -> Vec<Case> {
    all(count).collect()
}

/// The same one after another: a million need not be there at once.
pub(crate) fn all(count: usize) -> impl Iterator<Item = Case> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let corners = corners::cases();
    let first = corners.len();
    let by_chance = (first..first + count).map(move |id| case(id, &mut dice));
    corners.into_iter().chain(by_chance)
}

fn case(id: usize, dice: &mut Dice) -> Case {
    let (kind, directives) = *dice.pick(KINDS);
    let page = *dice.pick(PAGES);
    let url = url(kind, page, dice);
    let follows = matches!(
        kind,
        "script" | "style" | "image" | "font" | "connect" | "media" | "frame" | "form"
    );
    let is_redirected = follows && url.starts_with("http") && dice.one_in(5);
    let policies = (0..if dice.one_in(6) { 2 } else { 1 })
        .map(|_| policy(kind, directives, &url, is_redirected, dice))
        .collect();
    let first = is_redirected.then(|| format!("{HOP}/redirect?{url}"));
    Case {
        id,
        page,
        kind,
        policies,
        text: if kind.contains("style") {
            STYLE
        } else {
            SCRIPT
        }
        .to_owned(),
        nonce: (*dice.pick(&["", "", "abc", "ABC"])).to_owned(),
        integrity: if kind == "script" && dice.one_in(4) {
            INTEGRITY
        } else {
            ""
        }
        .to_owned(),
        parser_inserted: !kind.ends_with("script") || !dice.one_in(3),
        last_url: is_redirected.then(|| url.clone()),
        holds_image: false,
        url: first.unwrap_or(url),
    }
}

fn url(kind: &str, page: &str, dice: &mut Dice) -> String {
    if kind == "javascript-url" {
        return JAVASCRIPT.to_owned();
    }
    if kind == "worker" {
        return match dice.below(4) {
            0 => "data:text/javascript,1".to_owned(),
            _ => format!("{page}{}", dice.pick(PATHS)),
        };
    }
    let carries_data = matches!(
        kind,
        "image" | "font" | "connect" | "media" | "frame" | "object" | "script" | "style"
    );
    if carries_data && dice.one_in(8) {
        return "data:,x".to_owned();
    }
    let schemes: &[&str] = if kind == "connect" {
        &["http", "https", "ws", "wss"]
    } else {
        &["http", "https"]
    };
    let (scheme, host) = (dice.pick(schemes), dice.pick(HOSTS));
    format!("{scheme}://{host}{}{}", dice.pick(PORTS), dice.pick(PATHS))
}

fn policy(
    kind: &str,
    directives: &[&str],
    url: &str,
    is_redirected: bool,
    dice: &mut Dice,
) -> String {
    let mut written: Vec<String> = Vec::new();
    for _ in 0..=dice.below(2) {
        let mut words = vec![(*dice.pick(directives)).to_owned()];
        for _ in 0..dice.below(4) {
            words.push(source(kind, url, dice));
        }
        if is_redirected {
            words.push(HOP.to_owned());
        }
        written.push(words.join(" "));
    }
    // The hop does not speak TLS.
    if !is_redirected && dice.one_in(8) {
        written.push("upgrade-insecure-requests".to_owned());
    }
    // Elsewhere the driver itself would hand plain strings to sinks.
    if kind == "eval" && dice.one_in(6) {
        written.push("require-trusted-types-for 'script'".to_owned());
    }
    written.join("; ")
}

fn source(kind: &str, url: &str, dice: &mut Dice) -> String {
    let is_code = kind.contains("script")
        || kind.contains("style")
        || matches!(kind, "eval" | "wasm" | "worker");
    if is_code && dice.one_in(2) {
        let words: &[&str] = &[
            "'unsafe-inline'",
            "'unsafe-eval'",
            "'wasm-unsafe-eval'",
            "'strict-dynamic'",
            "'unsafe-hashes'",
            "'nonce-abc'",
            "'NONCE-abc'",
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU='",
            "'report-sample'",
            "unsafe-inline",
            "'unsafe-line'",
        ];
        return if dice.one_in(3) {
            (*dice.pick(HASHES)).to_owned()
        } else {
            (*dice.pick(words)).to_owned()
        };
    }
    if dice.one_in(4) {
        return (*dice.pick(&[
            "'self'", "*", "http:", "https:", "ws:", "wss:", "data:", "blob:", "'none'", "self",
            "HTTP:",
        ]))
        .to_owned();
    }
    let scheme = dice.pick(&["", "http://", "https://", "ws://", "wss://"]);
    let target = url.split("://").nth(1).unwrap_or("img.example.net/dir/a");
    let host = target.split(['/', ':']).next().unwrap_or_default();
    let parent = host.split_once('.').map_or(host, |(_, parent)| parent);
    let host = match dice.below(6) {
        0 => "*".to_owned(),
        1 => format!("*.{parent}"),
        2 => format!("*.{host}"),
        3 => host.to_uppercase(),
        _ => host.to_owned(),
    };
    let port = dice.pick(&["", "", "", ":80", ":443", ":8080", ":*"]);
    let path = match dice.below(4) {
        0 => "",
        1 => dice.pick(&[
            "/dir/", "/dir/a", "/dir", "/dir/a/", "/d", "/dir%2Fa", "/%64ir/a",
        ]),
        2 => "/",
        _ => dice.pick(PATHS).split('?').next().unwrap_or_default(),
    };
    format!("{scheme}{host}{port}{path}")
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 33).expect("31 bits fit") % count
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
