//! Fields of proxies: whatever a client sends in front, what the trusted proxy appended decides.

use http::{HeaderMap, HeaderValue};
use talisman::{Scheme, TrustedProxies};

const X_FORWARDED_PROTO: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
const FORWARDED: TrustedProxies = TrustedProxies::forwarded(1);

/// The first byte chooses how the proxy appends, the second how many of them there are; the lines are the client's.
pub fn proxies(data: &[u8]) {
    let [choice, hops, client @ ..] = data else {
        return;
    };
    let own_line = choice & 1 == 1;
    let lines: Vec<&[u8]> = client.split(|byte| *byte == b'\n').take(4).collect();
    appended(
        X_FORWARDED_PROTO,
        "x-forwarded-proto",
        ["http", "https"],
        &lines,
        own_line,
        true,
    );
    appended(
        FORWARDED,
        "forwarded",
        ["for=192.0.2.1;proto=http", "proto=\"https\";by=_p"],
        &lines,
        own_line,
        false,
    );

    let mut headers = HeaderMap::new();
    let mut elements: Vec<Vec<u8>> = Vec::new();
    for line in &lines {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append("x-forwarded-proto", value);
            elements.extend(line.split(|byte| *byte == b',').map(<[u8]>::to_vec));
        }
    }
    // The value at its place from the end, and nothing else.
    let named = usize::from(*hops);
    let at = elements.len().checked_sub(named).filter(|_| named > 0);
    let is_https = at.and_then(|at| elements.get(at)).is_some_and(|element| {
        String::from_utf8_lossy(element)
            .trim_matches([' ', '\t'])
            .eq_ignore_ascii_case("https")
    });
    let scheme = TrustedProxies::x_forwarded_proto(*hops).scheme(&headers);
    assert_eq!(scheme == Scheme::Https, is_https);
    if named == 0 {
        assert_eq!(TrustedProxies::forwarded(0).scheme(&headers), Scheme::Http);
    }
}

fn appended(
    proxies: TrustedProxies,
    name: &'static str,
    [http, https]: [&str; 2],
    client: &[&[u8]],
    own_line: bool,
    always: bool,
) {
    for (by_proxy, expected) in [(http, Scheme::Http), (https, Scheme::Https)] {
        let mut lines: Vec<Vec<u8>> = client.iter().map(|line| line.to_vec()).collect();
        lines.retain(|line| HeaderValue::from_bytes(line).is_ok());
        match lines.last_mut() {
            Some(last) if !own_line => {
                last.extend_from_slice(b", ");
                last.extend_from_slice(by_proxy.as_bytes());
            }
            _ => lines.push(by_proxy.as_bytes().to_vec()),
        }
        let mut headers = HeaderMap::new();
        for line in &lines {
            headers.append(
                name,
                HeaderValue::from_bytes(line).expect("it was one before"),
            );
        }
        let scheme = proxies.scheme(&headers);
        // A client that writes what nobody can read gets http; no client gets https by what it writes.
        if expected == Scheme::Http || always {
            assert_eq!(scheme, expected, "{lines:?}");
        }
        assert_eq!(proxies.forwarded_scheme(&headers), Some(scheme));
    }
}
