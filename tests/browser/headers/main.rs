//! What Chromium does with each header and with each preset: a page observes what it may do, and a page of another site what it may
//! do to it. Beside each policy stands a page without any.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test headers-in-chromium -- --ignored`. Without a browser
//! it is skipped, loudly.
//!
//! Not observed: Strict-Transport-Security, which needs a certificate that the browser trusts, and the fields that no current browser
//! acts on.

#[path = "../chromium.rs"]
mod chromium;
#[path = "../site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Response;
use talisman::{Policy, Scheme, presets, talisman_policy};

/// Nothing.
const BARE: Policy = talisman_policy! {
    #![allow(framing-open, reason = "that shows what the others do")]
    force_https: off,
    strict_transport_security: off,
    content_security_policy: off,
    frame_options: off,
    x_content_type_options: off,
    referrer_policy: off,
    permissions_policy: off,
};

/// Each header, or those that only do something together.
const HEADERS: &[(&str, Policy)] = &[
    ("none", BARE),
    (
        "coop",
        talisman_policy! { ..BARE, cross_origin_opener_policy: same-origin },
    ),
    (
        "coop-and-coep",
        talisman_policy! { ..BARE, cross_origin_opener_policy: same-origin, cross_origin_embedder_policy: require-corp },
    ),
    (
        "document-isolation",
        talisman_policy! { ..BARE, document_isolation_policy: isolate-and-require-corp },
    ),
    (
        "site-keyed",
        talisman_policy! { ..BARE, origin_agent_cluster: false },
    ),
    (
        "corp",
        talisman_policy! { ..BARE, cross_origin_resource_policy: same-origin },
    ),
    (
        "permissions",
        talisman_policy! { ..BARE, permissions_policy: { camera: () } },
    ),
    (
        "nosniff",
        talisman_policy! { ..BARE, x_content_type_options: true },
    ),
    (
        "no-referrer",
        talisman_policy! { ..BARE, referrer_policy: no-referrer },
    ),
    ("deny", talisman_policy! { ..BARE, frame_options: DENY }),
    (
        "sameorigin",
        talisman_policy! { ..BARE, frame_options: SAMEORIGIN },
    ),
    (
        "ancestors-none",
        talisman_policy! { ..BARE, content_security_policy: { frame-ancestors none; } },
    ),
    (
        "ancestors-self",
        talisman_policy! { ..BARE, content_security_policy: { frame-ancestors self; } },
    ),
    (
        "trusted-types",
        talisman_policy! { ..BARE, content_security_policy: { require-trusted-types-for script; } },
    ),
    (
        "scripts",
        talisman_policy! { ..BARE, content_security_policy: { script-src self; object-src none; } },
    ),
    (
        "integrity",
        talisman_policy! { ..BARE, integrity_policy: { blocked-destinations: (script) } },
    ),
];

/// What a page without a policy may do, and may be done to.
const FREE: &[&str] = &[
    "camera",
    "cross-framed",
    "eval",
    "inline",
    "keyed",
    "opener",
    "plain",
    "referrer",
    "resource",
    "same-framed",
    "sink",
];

/// What each policy takes away, and what it gives.
const CHANGES: &[(&str, &[&str], &[&str])] = &[
    ("none", &[], &[]),
    ("coop", &["opener"], &[]),
    ("coop-and-coep", &["opener"], &["isolated"]),
    ("document-isolation", &[], &["isolated"]),
    ("site-keyed", &["keyed"], &[]),
    ("corp", &["resource"], &[]),
    ("permissions", &["camera"], &[]),
    ("nosniff", &["plain"], &[]),
    ("no-referrer", &["referrer"], &[]),
    ("deny", &["cross-framed", "same-framed"], &[]),
    ("sameorigin", &["cross-framed"], &[]),
    ("ancestors-none", &["cross-framed", "same-framed"], &[]),
    ("ancestors-self", &["cross-framed"], &[]),
    ("trusted-types", &["eval", "sink"], &[]),
    ("scripts", &["eval", "inline"], &[]),
    ("integrity", &["plain"], &[]),
    (
        "FLASK_TALISMAN",
        &["cross-framed", "eval", "inline", "plain"],
        &[],
    ),
    ("GOOGLE", &["cross-framed", "eval", "inline", "plain"], &[]),
    ("HYPERFLASK", &["plain"], &[]),
    ("HYPERFLASK_SECURED", &["plain"], &[]),
    (
        "HELMET",
        &[
            "cross-framed",
            "eval",
            "inline",
            "plain",
            "opener",
            "referrer",
            "resource",
        ],
        &[],
    ),
    (
        "OWASP",
        &[
            "camera",
            "cross-framed",
            "eval",
            "inline",
            "plain",
            "opener",
            "referrer",
            "resource",
            "same-framed",
        ],
        // Its Permissions-Policy has cross-origin-isolated=(), which takes away what the other two fields give.
        &[],
    ),
    (
        "STRICT",
        &[
            "camera",
            "cross-framed",
            "eval",
            "inline",
            "plain",
            "same-framed",
            "sink",
        ],
        &[],
    ),
];

/// Longer than a browser takes for all of it.
const PATIENCE: Duration = Duration::from_mins(3);

/// What was observed of each policy.
#[derive(Default)]
struct Observed {
    by_name: BTreeMap<String, BTreeSet<String>>,
    /// The pages that said all that they had to say.
    done: BTreeSet<String>,
    is_finished: bool,
}

type Shared = Arc<Mutex<Observed>>;

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn each_header_does_what_it_is_for() {
    let Some(chromium) = chromium::find_or_skip("NO header was seen to do anything") else {
        return;
    };
    let observed = Shared::default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/driver", listener.local_addr().unwrap());
    let seen = Arc::clone(&observed);
    site::serve(listener, move |it| answer(it, &seen));
    let arguments = [
        "--disable-popup-blocking".to_owned(),
        // The driver is behind the pages that it opens.
        "--disable-background-timer-throttling".to_owned(),
        "--disable-renderer-backgrounding".to_owned(),
        "--disable-features=LocalNetworkAccessChecks".to_owned(),
    ];
    let browser = chromium::browse(&chromium, "headers", &arguments, &url);
    site::watch(PATIENCE, || observed.lock().unwrap().is_finished);
    site::end(browser);
    let observed = observed.lock().unwrap();
    assert!(
        observed.is_finished,
        "the browser did not come to an end: {:?}",
        observed.done
    );
    for (name, taken, given) in CHANGES {
        let free = FREE.iter().filter(|it| !taken.contains(it));
        let expected: BTreeSet<String> = free.chain(*given).map(|it| (*it).to_owned()).collect();
        let found = observed.by_name.get(*name).cloned().unwrap_or_default();
        assert!(
            observed.done.contains(*name),
            "{name}: its page said nothing"
        );
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(
        CHANGES.len(),
        policies().count(),
        "every policy is compared"
    );
}

fn policies() -> impl Iterator<Item = &'static (&'static str, Policy)> {
    HEADERS.iter().chain(presets::ALL)
}

fn answer(asked: &site::Asked, observed: &Shared) -> (&'static str, Response<String>) {
    let steps: Vec<&str> = asked.target.trim_start_matches('/').split('/').collect();
    let say = |name: &str, what: &str| {
        let mut observed = observed.lock().unwrap();
        let of_name = observed.by_name.entry(name.to_owned()).or_default();
        of_name.insert(what.to_owned());
    };
    let (kind, body) = match *steps {
        ["driver"] => {
            let names: Vec<_> = policies().map(|(name, _)| format!("{name:?}")).collect();
            let driver = include_str!("driver.html");
            (
                "text/html",
                driver.replace("NAMES", &format!("[{}]", names.join(", "))),
            )
        }
        ["page.js"] => ("text/javascript", include_str!("page.js").to_owned()),
        ["frames", name] => (
            "text/html",
            format!("<iframe src=\"/{name}/framed/same\"></iframe>"),
        ),
        ["say", name, what] => {
            say(name, what);
            ("text/plain", String::new())
        }
        [name, "framed", from] => {
            // What is refused shows no image of its own.
            let image = format!("<!doctype html><img src=\"/{name}/ran/{from}\">");
            ("text/html", image)
        }
        [name, "ran", from] => {
            say(name, &format!("{from}-framed"));
            ("image/png", String::new())
        }
        ["has", name] => {
            let is_done = observed.lock().unwrap().done.contains(name);
            ("text/plain", if is_done { "yes" } else { "no" }.to_owned())
        }
        [name, "done", may] => {
            may.split(',').for_each(|what| say(name, what));
            observed.lock().unwrap().done.insert(name.to_owned());
            ("text/plain", String::new())
        }
        ["finished"] => {
            observed.lock().unwrap().is_finished = true;
            ("text/plain", String::new())
        }
        [_, "plain.js"] => ("text/plain", "window.plain = true;".to_owned()),
        [name, "image"] => {
            if asked.has_referrer {
                say(name, "referrer");
            }
            ("image/png", String::new())
        }
        _ => ("text/html", String::new()),
    };
    let mut response = Response::new(body);
    if let [name, what, ..] = *steps {
        if let Some((_, policy)) = policies().find(|(other, _)| *other == name) {
            let mut applier = policy.applier(Scheme::Https);
            if what == "page" {
                let nonce = applier
                    .nonce()
                    .map(|nonce| nonce.to_string())
                    .unwrap_or_default();
                *response.body_mut() = page(name, &nonce);
            }
            applier.apply(&mut response);
        }
        // All pages of an origin are in the agent cluster of the first.
        let framed = policies().find(|(name, _)| *steps == ["frames", name]);
        let fields = framed
            .into_iter()
            .flat_map(|(_, policy)| policy.fields(Scheme::Https));
        for (name, value) in fields.filter(|(name, _)| *name == "origin-agent-cluster") {
            let name = http::HeaderName::from_static(name);
            response.headers_mut().insert(name, value.parse().unwrap());
        }
    }
    (kind, response)
}

/// A page with an inline script that nobody vouches for, a script whose type is not one, and the one that observes.
fn page(name: &str, nonce: &str) -> String {
    format!(
        "<!doctype html><title>{name}</title><script>window.inline = true</script><img src=\"/{name}/image\">\
         <script nonce=\"{nonce}\" src=\"/{name}/plain.js\"></script>\
         <script nonce=\"{nonce}\" src=\"/page.js\" crossorigin integrity=\"{}\"></script>",
        talisman::sri!("browser/headers/page.js")
    )
}
