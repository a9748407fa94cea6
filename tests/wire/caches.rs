//! Shared caches in front, with what talisman sends and what each of them does by default: a page with a nonce is never answered from
//! the cache, and a page that asks for none, or has no place for one, is. Skipped, loudly, where they are not installed.
//!
//! `CACHES=100000` asks that often, of each cache.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::{env, fs, io};

use talisman::tower::PolicyLayer;
use talisman::{Policy, talisman_policy};
use tokio::net::TcpStream;

use crate::nonce_of;
use crate::proxies::{self, Proxy, folder, port};
use crate::server::{Client, Server, text};

/// A policy without a place for a nonce.
const PLAIN: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: { default-src self; object-src none; base-uri none; },
};

/// Visitors, each with a connection of its own.
const VISITORS: usize = 4;

/// How the configuration of either cache says that it did not ask the server.
const HIT: &str = "HIT";

/// What the visitors got.
#[derive(Default)]
struct Seen {
    /// One for each page that has one.
    nonces: HashSet<String>,
    /// Pages without one.
    others: usize,
    /// Those of them that the server was not asked for.
    hits: usize,
}

/// Asks a cache from several connections at a time: for a page without a nonce, and before that for one with it, if the policy has a
/// place for one.
async fn visit(port: u16, has_nonce: bool) -> io::Result<Seen> {
    let wanted = env::var("CACHES").ok().and_then(|count| count.parse().ok());
    let each = wanted.unwrap_or(2_000) / VISITORS / 2;
    let visitors = (0..VISITORS).map(|_| {
        tokio::spawn(async move {
            let mut seen = Seen::default();
            let stream = TcpStream::connect(("127.0.0.1", port)).await?;
            let mut client = Client::http1(stream).await;
            for _ in 0..each {
                if has_nonce {
                    let response = client.get("/page").await;
                    let caching = response.headers().get_all("cache-control");
                    assert!(caching.iter().eq(["private"]));
                    assert_ne!(response.headers()["x-cache"], HIT);
                    let nonce = nonce_of(response.headers()).expect("a nonce").to_owned();
                    assert_eq!(text(response).await, nonce);
                    assert!(seen.nonces.insert(nonce), "a nonce came twice");
                }
                let response = client.get("/200").await;
                assert!(nonce_of(response.headers()).is_none());
                assert!(!response.headers().contains_key("cache-control"));
                seen.others += 1;
                seen.hits += usize::from(response.headers()["x-cache"] == HIT);
                text(response).await;
            }
            Ok::<_, io::Error>(seen)
        })
    });
    let mut all = Seen::default();
    for visitor in visitors.collect::<Vec<_>>() {
        let seen = visitor.await.expect("no visitor panics")?;
        all.others += seen.others;
        all.hits += seen.hits;
        for nonce in seen.nonces {
            assert!(all.nonces.insert(nonce), "a nonce came twice");
        }
    }
    Ok(all)
}

/// Runs the visits through a cache that `start` starts in front of a server, for a policy with a place for a nonce and one without.
async fn through(start: impl Fn(SocketAddr, u16) -> io::Result<Option<Proxy>>) -> io::Result<()> {
    let with = Server::start(PolicyLayer::https, false).await?;
    let without = Server::start(|layer| layer.https().with_policy(PLAIN), false).await?;
    for (server, has_nonce) in [(&with, true), (&without, false)] {
        let port = port()?;
        let Some(_cache) = start(server.address, port)? else {
            return Ok(());
        };
        let seen = visit(port, has_nonce).await?;
        // Until the page is there, each visitor may be the first.
        assert!(
            seen.hits + 2 * VISITORS >= seen.others,
            "{} of {} pages that may be stored were",
            seen.hits,
            seen.others
        );
        assert_eq!(seen.nonces.len(), if has_nonce { seen.others } else { 0 });
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nginx_hands_out_no_nonce_twice() -> io::Result<()> {
    through(|upstream, port| {
        let folder = folder(&format!("nginx-cache-{port}"))?;
        let at = folder.display();
        let http = format!(
            "proxy_cache_path {at}/cache keys_zone=pages:1m;
            keepalive_requests 1000000;
            server {{
                listen 127.0.0.1:{port};
                proxy_cache pages;
                proxy_cache_valid 200 10m;
                add_header X-Cache $upstream_cache_status always;
                location / {{ proxy_pass http://{upstream}; }}
            }}"
        );
        proxies::nginx(&folder, &http, port)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn varnish_hands_out_no_nonce_twice() -> io::Result<()> {
    through(|upstream, port| {
        let folder = folder(&format!("varnish-{port}"))?;
        // Its own rules decide what is stored; this says what they came to.
        let rules = format!(
            "vcl 4.1;
            backend default {{ .host = \"127.0.0.1\"; .port = \"{}\"; }}
            sub vcl_deliver {{
                if (obj.hits > 0) {{ set resp.http.x-cache = \"{HIT}\"; }} else {{ set resp.http.x-cache = \"MISS\"; }}
            }}",
            upstream.port()
        );
        let file = folder.join("rules.vcl");
        fs::write(&file, rules)?;
        let (address, at) = (format!("127.0.0.1:{port}"), folder.join("work"));
        let [file, at] = [&file, &at].map(|path| path.to_str().expect("a path"));
        let arguments = ["-F", "-a", &address, "-f", file, "-n", at, "-s", "malloc,8m"];
        proxies::start("varnishd", &arguments, port)
    })
    .await
}
