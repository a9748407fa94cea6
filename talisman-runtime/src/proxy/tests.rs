use super::*;

fn headers(name: &'static str, lines: &[&'static str]) -> HeaderMap {
    lines
        .iter()
        .map(|line| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(line),
            )
        })
        .collect()
}

#[test]
fn x_forwarded_proto_counts_from_the_end() {
    for (hops, lines, scheme) in [
        (1, &["https"][..], Scheme::Https),
        (1, &["HTTPS"], Scheme::Https),
        (1, &[" \thttps\t "], Scheme::Https),
        (1, &["http"], Scheme::Http),
        (1, &[], Scheme::Http),
        (1, &[""], Scheme::Http),
        (1, &["https, http"], Scheme::Http),
        (1, &["http, https"], Scheme::Https),
        (1, &["https", "http"], Scheme::Http),
        (1, &["http", "https"], Scheme::Https),
        (1, &["https,"], Scheme::Http),
        (1, &["https", ""], Scheme::Http),
        (1, &["https;"], Scheme::Http),
        (1, &["\"https\""], Scheme::Http),
        (1, &["wss"], Scheme::Http),
        (1, &["httpss"], Scheme::Http),
        (1, &["https http"], Scheme::Http),
        (2, &["https, http"], Scheme::Https),
        (2, &["https,https"], Scheme::Https),
        (2, &["https", "http"], Scheme::Https),
        (2, &["https, http, http"], Scheme::Http),
        (2, &["http, https, http"], Scheme::Https),
        (2, &["http, https", "http"], Scheme::Https),
        (2, &["https"], Scheme::Http),
        (2, &["https, , http"], Scheme::Http),
        (3, &["https", "http, http"], Scheme::Https),
        (255, &["https"], Scheme::Http),
        (0, &["https"], Scheme::Http),
        (0, &["https, https"], Scheme::Http),
    ] {
        let proxies = TrustedProxies::x_forwarded_proto(hops);
        assert_eq!(
            proxies.scheme(&headers("x-forwarded-proto", lines)),
            scheme,
            "{hops} {lines:?}"
        );
        assert_eq!(proxies.scheme(&headers("forwarded", lines)), Scheme::Http);
    }
}

#[test]
fn forwarded_counts_from_the_end() {
    for (hops, lines, scheme) in [
        (1, &["proto=https"][..], Scheme::Https),
        (1, &["Proto=HTTPS"], Scheme::Https),
        (1, &["proto=\"https\""], Scheme::Https),
        (1, &["proto=\"ht\\tps\""], Scheme::Https),
        (
            1,
            &["for=192.0.2.43;proto=https;by=203.0.113.60"],
            Scheme::Https,
        ),
        (
            1,
            &["for=\"[2001:db8:cafe::17]:4711\"; proto=https"],
            Scheme::Https,
        ),
        (1, &["for=[2001:db8::1]:80;proto=https"], Scheme::Https),
        (1, &[";proto=https;"], Scheme::Https),
        (1, &["for=\"a,b;proto=http\";proto=https"], Scheme::Https),
        (1, &["proto=http"], Scheme::Http),
        (1, &["for=192.0.2.43"], Scheme::Http),
        (1, &[], Scheme::Http),
        (1, &[""], Scheme::Http),
        (1, &["https"], Scheme::Http),
        (1, &["xproto=https"], Scheme::Http),
        (1, &["proto=https, for=192.0.2.1"], Scheme::Http),
        (1, &["proto=https, proto=http"], Scheme::Http),
        (1, &["proto=https", "proto=http"], Scheme::Http),
        (1, &["proto=http", "proto=https"], Scheme::Https),
        (1, &["proto=https,"], Scheme::Http),
        (1, &["for=\"a, proto=https\""], Scheme::Http),
        (2, &["proto=https, proto=http"], Scheme::Https),
        (2, &["proto=https;for=\"a,b\", for=c"], Scheme::Https),
        (2, &["proto=https"], Scheme::Http),
        (0, &["proto=https"], Scheme::Http),
    ] {
        let proxies = TrustedProxies::forwarded(hops);
        assert_eq!(
            proxies.scheme(&headers("forwarded", lines)),
            scheme,
            "{hops} {lines:?}"
        );
    }
}

/// The client writes what it likes, the proxy appends the truth.
#[test]
fn nothing_that_a_client_writes_makes_a_malformed_list_https() {
    for client in [
        "proto=https;for=\"x",
        "proto=https;for=\"x\\",
        "for=\"x\", proto=https, for=\"",
        "proto=https;proto=https",
        "proto=https;",
        "proto = https",
        "proto=",
        "=https",
        "proto=https x",
        "proto=\"https\"x",
        "proto=https;for=\"x,",
    ] {
        for proxy in [
            "proto=http",
            "for=\"[::1]\";proto=http",
            "for=\"_a\";by=\"b\"",
        ] {
            let line: &'static str = format!("{client}, {proxy}").leak();
            let lines: &'static str = client.to_owned().leak();
            let proxies = TrustedProxies::forwarded(1);
            assert_eq!(
                proxies.scheme(&headers("forwarded", &[line])),
                Scheme::Http,
                "{line}"
            );
            assert_eq!(
                proxies.scheme(&headers("forwarded", &[lines, proxy])),
                Scheme::Http,
                "{line}"
            );
        }
    }
}

#[test]
fn a_malformed_line_spoils_all() {
    for malformed in [
        "proto",
        "proto=https x",
        "proto=\"https",
        "proto=\"https\\",
        "proto=\"https\"x",
        "proto=https;proto=https",
        "proto =https",
        "proto= https",
        "=https",
        "proto=",
        "for=a/b",
    ] {
        for lines in [&[malformed, "proto=https"][..], &["proto=https", malformed]] {
            let proxies = TrustedProxies::forwarded(1);
            assert_eq!(
                proxies.scheme(&headers("forwarded", lines)),
                Scheme::Http,
                "{lines:?}"
            );
        }
    }
}

#[test]
fn bytes_beyond_ascii_are_no_scheme() {
    let mut headers = HeaderMap::new();
    headers.insert(
        "x-forwarded-proto",
        HeaderValue::from_bytes(b"\xA0https").unwrap(),
    );
    assert_eq!(
        TrustedProxies::x_forwarded_proto(1).scheme(&headers),
        Scheme::Http
    );
}

#[test]
fn a_request_without_the_field_came_past_the_proxies() {
    let none = HeaderMap::new();
    for (name, proxies) in [
        ("x-forwarded-proto", TrustedProxies::x_forwarded_proto(1)),
        ("forwarded", TrustedProxies::forwarded(2)),
    ] {
        assert_eq!(proxies.forwarded_scheme(&none), None);
        for line in ["", "http", "proto=http", "?"] {
            let stated = proxies.forwarded_scheme(&headers(name, &[line]));
            assert_eq!(stated, Some(Scheme::Http), "{name}: {line}");
        }
    }
    let https = headers("x-forwarded-proto", &["https"]);
    let one = TrustedProxies::x_forwarded_proto(1);
    assert_eq!(one.forwarded_scheme(&https), Some(Scheme::Https));
    // The other field says nothing of this proxy.
    assert_eq!(
        one.forwarded_scheme(&headers("forwarded", &["proto=https"])),
        None
    );
    let nobody = TrustedProxies::x_forwarded_proto(0);
    assert_eq!(nobody.forwarded_scheme(&none), Some(Scheme::Http));
}
