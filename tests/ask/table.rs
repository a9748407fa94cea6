//! Rows by hand, from CSP3 section 6.7 and from what Chromium 156 was seen to do.

use talisman_ask::{
    Page, Request, ancestor, base, connect, eval, fenced_frame, font, form, frame, image,
    inline_script, inline_style, javascript_url, manifest, media, prefetch, script,
    script_attribute, style, style_attribute, wasm, webrtc, worker,
};

pub(super) const PAGE: &str = "https://www.example.com/account";

const EMPTY: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

pub(super) fn assert_rows(page: &str, rows: &[(&str, Request, bool)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(policy, request, allowed)| {
            let verdict = Page::at(page)
                .expect("a URL")
                .enforcing(policy)
                .verdict(request);
            let kind = request.kind().as_str();
            (verdict.is_allowed() != *allowed || verdict.error().is_some())
                .then(|| format!("{policy}\n  {kind} {}: {verdict}", request.subject()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row a rule")]
fn a_place_is_compared_part_by_part() {
    assert_rows(
        PAGE,
        &[
            (
                "img-src https://a.example",
                image("https://a.example/x"),
                true,
            ),
            (
                "img-src http://a.example",
                image("https://a.example/x"),
                true,
            ),
            (
                "img-src https://a.example",
                image("http://a.example/x"),
                false,
            ),
            ("img-src a.example", image("http://a.example/x"), false),
            ("img-src A.example", image("https://a.EXAMPLE/x"), true),
            ("img-src *.a.example", image("https://b.a.example/x"), true),
            (
                "img-src *.a.example",
                image("https://c.b.a.example/x"),
                true,
            ),
            ("img-src *.a.example", image("https://a.example/x"), false),
            ("img-src *.a.example", image("https://ba.example/x"), false),
            (
                "img-src a.example",
                image("https://a.example:8443/x"),
                false,
            ),
            (
                "img-src a.example:*",
                image("https://a.example:8443/x"),
                true,
            ),
            (
                "img-src http://a.example:80",
                image("https://a.example/x"),
                true,
            ),
            (
                "img-src http://a.example:443",
                image("https://a.example/x"),
                true,
            ),
            (
                "frame-src http://a.example:443",
                frame("https://a.example/x"),
                false,
            ),
            (
                "img-src http://a.example:8443",
                image("https://a.example:8443/x"),
                false,
            ),
            (
                "img-src https://a.example:80",
                image("https://a.example/x"),
                false,
            ),
            (
                "img-src a.example/dir/",
                image("https://a.example/dir/x"),
                true,
            ),
            (
                "img-src a.example/dir",
                image("https://a.example/dir/x"),
                false,
            ),
            (
                "img-src a.example/dir",
                image("https://a.example/dir?x"),
                true,
            ),
            (
                "img-src a.example/dir%2Fa",
                image("https://a.example/dir/a"),
                true,
            ),
            (
                "img-src a.example/dir%2F",
                image("https://a.example/dir/a"),
                true,
            ),
            (
                "img-src a.example/Dir",
                image("https://a.example/dir"),
                false,
            ),
            (
                "img-src a.example/dir",
                image("https://a.example/other").redirected(),
                true,
            ),
            (
                "img-src a.example/dir",
                image("https://b.example/dir").redirected(),
                false,
            ),
            ("img-src https://*", image("https://[::1]/x"), true),
            ("img-src 127.0.0.1", image("https://127.0.0.1/x"), true),
            ("img-src *", image("data:,x"), false),
            ("img-src *", image("http://a.example/x"), true),
            ("connect-src *", connect("wss://a.example/"), true),
            (
                "connect-src https://a.example",
                connect("wss://a.example/"),
                false,
            ),
            (
                "connect-src wss://a.example",
                connect("https://a.example/"),
                false,
            ),
            ("connect-src ws:", connect("wss://a.example/"), true),
            ("img-src data:", image("data:,x"), true),
            ("img-src https:", image("http://a.example/x"), false),
            ("img-src 'none'", image("/x"), false),
            ("img-src", image("/x"), false),
            (
                "img-src 'none' a.example",
                image("https://a.example/x"),
                true,
            ),
        ],
    );
}

#[test]
fn self_is_the_origin_of_the_response() {
    for (page, url, allowed) in [
        (PAGE, "/x", true),
        (PAGE, "wss://www.example.com/x", true),
        (PAGE, "http://www.example.com/x", false),
        (PAGE, "https://www.example.com:8443/x", false),
        (PAGE, "blob:https://www.example.com/1", false),
        ("https://h.example:8443/", "wss://h.example:8443/", true),
        ("http://h.example/", "https://h.example/x", true),
        ("http://h.example/", "ws://h.example/x", true),
        ("http://h.example:8080/", "https://h.example:8080/x", true),
        ("http://h.example:8080/", "https://h.example/x", false),
        ("blob:https://h.example/1", "https://h.example/x", true),
        ("file:///home/x.html", "file:///etc/x", true),
        ("data:text/html,x", "https://h.example/x", false),
    ] {
        assert_rows(page, &[("connect-src 'self'", connect(url), allowed)]);
    }
    // A sandbox takes the document's origin, and not that of the response.
    assert_rows(PAGE, &[("img-src 'self'; sandbox", image("/x"), true)]);
}

#[test]
fn scripts_are_trusted_by_nonce_by_hash_and_by_who_adds_them() {
    let strict = "script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'";
    let hashed = format!("script-src '{EMPTY}'");
    let strict_hashed = format!("script-src '{EMPTY}' 'strict-dynamic'");
    let other = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
    assert_rows(
        PAGE,
        &[
            (strict, script("https://a.example/x"), false),
            (strict, script("https://a.example/x").nonce("abc"), true),
            (strict, script("https://a.example/x").nonce(" abc "), true),
            (strict, script("https://a.example/x").nonce("ABC"), false),
            (strict, script("http://a.example/x").added_by_script(), true),
            (strict, inline_script("1"), false),
            (strict, inline_script("1").nonce("abc"), true),
            (strict, inline_script("1").added_by_script(), true),
            (strict, script_attribute("1"), false),
            (strict, javascript_url("javascript:1"), false),
            ("script-src 'nonce'", script("/x").with_page_nonce(), true),
            ("script-src 'nonce'", script("/x").nonce("fixed"), false),
            (&hashed, script("/x").integrity(EMPTY), true),
            (
                &hashed,
                script("/x").integrity(format!("{EMPTY}?opt")),
                true,
            ),
            (
                &hashed,
                script("/x").integrity(format!("{EMPTY} {other}")),
                false,
            ),
            (&hashed, script("/x").integrity(other), false),
            (&hashed, script("/x"), false),
            (&strict_hashed, script("/x").integrity(EMPTY), true),
            (&hashed, inline_script(""), true),
            (&hashed, inline_script(" "), false),
            (&hashed, script_attribute(""), false),
            ("script-src 'unsafe-inline'", script_attribute("1"), true),
            (
                "script-src 'unsafe-inline' 'nonce-abc'",
                script_attribute("1"),
                false,
            ),
            (
                "script-src-elem 'none'; script-src 'unsafe-inline'",
                script_attribute("1"),
                true,
            ),
            (
                "script-src-attr 'none'; script-src 'unsafe-inline'",
                inline_script("1"),
                true,
            ),
            (
                "script-src 'none'; script-src-elem https:",
                script("https://a.example/"),
                true,
            ),
        ],
    );
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    let alert = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
    // The same of javascript:alert(1).
    let url = "script-src 'unsafe-hashes' 'sha256-0O4EIczpUh2iSZOcxVYyoM7m7DbV9aGUDgxHgAAHoOo='";
    let (bare, with) = (
        format!("script-src {alert}"),
        format!("script-src {alert} 'unsafe-hashes'"),
    );
    assert_rows(
        PAGE,
        &[
            (&bare, inline_script("alert(1)"), true),
            (&bare, script_attribute("alert(1)"), false),
            (&with, script_attribute("alert(1)"), true),
            (&with, javascript_url("javascript:alert(1)"), false),
            (url, javascript_url("javascript:alert(1)"), true),
            (url, javascript_url("javascript:alert%281%29"), true),
        ],
    );
}

#[test]
fn styles_know_no_strict_dynamic_but_in_default_src() {
    assert_rows(
        PAGE,
        &[
            (
                "style-src 'unsafe-inline' 'strict-dynamic'",
                inline_style("x"),
                true,
            ),
            (
                "default-src 'unsafe-inline' 'strict-dynamic'",
                inline_style("x"),
                false,
            ),
            (
                "style-src 'nonce-abc'",
                inline_style("x").nonce("abc"),
                true,
            ),
            (
                "style-src 'nonce-abc'",
                style("https://a.example/").nonce("abc"),
                true,
            ),
            (
                "style-src 'nonce-abc' 'unsafe-inline'",
                style_attribute("x"),
                false,
            ),
            (
                "style-src-attr 'unsafe-inline'; style-src 'none'",
                style_attribute("x"),
                true,
            ),
            (
                "style-src-elem 'none'; style-src 'self'",
                style("/x"),
                false,
            ),
        ],
    );
}

#[test]
fn an_absent_directive_falls_back() {
    assert_rows(
        PAGE,
        &[
            ("default-src 'none'", manifest("/x"), false),
            ("default-src 'none'", font("/x"), false),
            ("default-src 'none'", media("/x"), false),
            ("default-src 'none'", base("/x"), true),
            ("default-src 'none'", form("/x"), true),
            ("default-src 'none'", ancestor("https://a.example/"), true),
            ("child-src 'self'; default-src 'none'", frame("/x"), true),
            ("child-src 'self'; default-src 'none'", worker("/x"), true),
            ("script-src 'self'; default-src 'none'", worker("/x"), true),
            ("child-src 'none'; script-src 'self'", worker("/x"), false),
            ("script-src 'nonce-a' 'strict-dynamic'", worker("/x"), true),
            ("worker-src 'strict-dynamic'", worker("data:,x"), true),
            (
                "frame-src https:; fenced-frame-src 'none'",
                fenced_frame("https://a.example/"),
                false,
            ),
            ("frame-src https:", fenced_frame("https://a.example/"), true),
            ("frame-src *", fenced_frame("http://a.example/"), false),
            ("img-src 'none'", prefetch("https://a.example/"), true),
            ("default-src 'none'", prefetch("https://a.example/"), false),
            (
                "default-src 'none'; img-src https:",
                prefetch("https://a.example/"),
                true,
            ),
            ("script-src-elem 'none'", eval(), true),
            ("script-src 'none'", eval(), false),
            ("default-src 'unsafe-eval'", eval(), true),
            ("script-src 'unsafe-eval'", wasm(), true),
            ("script-src 'wasm-unsafe-eval'", wasm(), true),
            ("script-src 'wasm-unsafe-eval'", eval(), false),
            (
                "script-src 'unsafe-eval'; require-trusted-types-for 'script'",
                eval(),
                false,
            ),
            ("webrtc 'block'", webrtc(), false),
            ("default-src 'none'", webrtc(), true),
        ],
    );
}
