//! Corners that chance seldom meets: schemes, ports and upgrades, each with each.

use super::{Case, PAGES};

const HOST: &str = "www.example.test";

/// Kinds that Chromium decides in different places, each with its directive.
const KINDS: &[(&str, &str)] = &[
    ("image", "img-src"),
    ("connect", "connect-src"),
    ("frame", "frame-src"),
    ("form", "form-action"),
    ("base", "base-uri"),
    ("object", "object-src"),
    ("media", "media-src"),
];

const UPGRADE: &str = "; upgrade-insecure-requests";

pub(super) fn cases() -> Vec<Case> {
    let mut corners = Corners(Vec::new());
    for (kind, directive) in KINDS {
        corners.ports(kind, directive);
        corners.loopback(kind, directive);
    }
    corners.documents();
    corners.without_hosts();
    corners.0
}

struct Corners(Vec<Case>);

impl Corners {
    fn add(&mut self, page: &'static str, kind: &'static str, policy: String, url: String) {
        self.0.push(Case {
            id: self.0.len(),
            page,
            kind,
            policies: vec![policy],
            url,
            text: String::new(),
            nonce: String::new(),
            integrity: String::new(),
            parser_inserted: true,
            last_url: None,
            holds_image: false,
        });
    }

    /// Every scheme at every port, with and without an upgrade.
    fn ports(&mut self, kind: &'static str, directive: &str) {
        let schemes: &[&str] = match kind {
            "connect" => &["http", "https", "ws", "wss"],
            _ => &["http", "https"],
        };
        for scheme in schemes {
            for port in ["", ":80", ":443", ":8080"] {
                let url = format!("{scheme}://{HOST}{port}/a.png");
                for page in PAGES {
                    for source in [
                        "'self'",
                        HOST,
                        "www.example.test:443",
                        "www.example.test:8080",
                    ] {
                        self.add(page, kind, format!("{directive} {source}"), url.clone());
                    }
                }
                for of in schemes {
                    for source in [
                        "",
                        "//www.example.test:80",
                        "//www.example.test:443",
                        "//www.example.test:8080",
                    ] {
                        let policy = format!("{directive} {of}:{source}");
                        self.add(PAGES[0], kind, policy.clone(), url.clone());
                        self.add(PAGES[0], kind, policy + UPGRADE, url.clone());
                    }
                }
            }
        }
    }

    /// What is trustworthy without TLS is not upgraded.
    fn loopback(&mut self, kind: &'static str, directive: &str) {
        for source in [
            "http:",
            "https:",
            "http://127.0.0.1:8080",
            "https://127.0.0.1:8080",
        ] {
            for url in ["http://127.0.0.1:8080/a.png", "http://localhost:8080/a.png"] {
                let policy = format!("{directive} {source}{UPGRADE}");
                self.add(PAGES[0], kind, policy, url.to_owned());
            }
        }
    }

    /// An object that holds a document has two directives.
    fn documents(&mut self) {
        for directive in ["object-src", "frame-src"] {
            for source in [
                "http:",
                "https:",
                "http://www.example.test:8080",
                "https://www.example.test:8080",
            ] {
                for path in ["/a", ":8080/a", ":8080/a.png"] {
                    let policy = format!("{directive} {source}");
                    let url = format!("http://{HOST}{path}");
                    self.add(PAGES[0], "object", policy.clone(), url.clone());
                    self.add(PAGES[0], "object", policy + UPGRADE, url);
                }
            }
            for source in [
                "http://www.example.test:443",
                "www.example.test:443",
                "'self'",
            ] {
                for url in [
                    "https://www.example.test/a",
                    "https://www.example.test:8080/a",
                ] {
                    for page in PAGES {
                        let policy = format!("{directive} {source}");
                        self.add(page, "object", policy, url.to_owned());
                    }
                }
            }
        }
    }

    /// What has no host: a scheme names it, and nothing else does.
    fn without_hosts(&mut self) {
        // The driver makes a blob of its own.
        let urls = [
            "data:text/html,1",
            "blob:http://www.example.test/1",
            "about:blank",
        ];
        let kinds = KINDS
            .iter()
            .chain(&[("worker", "worker-src"), ("script", "script-src")]);
        for (kind, directive) in kinds {
            // Of an object without a URL the matcher is asked as of about:blank, and a worker cannot be made of it.
            let urls = match *kind {
                "base" | "form" => &urls[..0],
                "object" | "worker" => &urls[..2],
                _ => &urls[..],
            };
            for url in urls {
                for source in ["'none'", "'self'", "*", "http:", "data:", "blob:", "about:"] {
                    self.add(
                        PAGES[0],
                        kind,
                        format!("{directive} {source}"),
                        (*url).to_owned(),
                    );
                }
            }
        }
    }
}
