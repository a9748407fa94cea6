use super::Site;

/// What a policy blocks in a page: element and directive.
fn blocked(policy: &str, html: &str) -> Vec<(String, String)> {
    let site = Site::at("https://www.example.com/a/").unwrap();
    let site = site.with_field("content-security-policy", policy);
    let short = |blocked: super::Blocked| {
        let directive = blocked.directive.map_or("", |directive| directive.as_str());
        (blocked.element, directive.to_owned())
    };
    site.blocked_in(html).into_iter().map(short).collect()
}

fn elements(policy: &str, html: &str) -> Vec<String> {
    blocked(policy, html)
        .into_iter()
        .map(|(element, _)| element)
        .collect()
}

#[test]
fn a_page_without_anything_is_never_blocked() {
    assert_eq!(
        elements(
            "default-src 'none'; base-uri 'none'; form-action 'none'",
            "<p>hello"
        ),
        [""; 0]
    );
}

#[test]
fn scripts_need_their_nonce_or_hash() {
    let html = "<script>1</script><script nonce='{{nonce}}'>2</script><script nonce=\"{{__TRUNK NONCE__}}\" src=//x.example/a>\
                </script><script src=/b.js></script>";
    assert_eq!(
        elements("script-src 'nonce'", html),
        ["<script>", "<script src>"]
    );
    let hashed =
        "script-src 'self' https://x.example 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
    assert_eq!(elements(hashed, html), ["<script>"]);
}

#[test]
fn the_directive_is_the_one_that_stands_in_the_policy() {
    let html =
        "<img src=//x.example/a><link rel=stylesheet href=b.css><p style='color:red' onclick=go()>";
    let policy = "default-src 'self'; script-src 'self'";
    let expected = [
        ("<img src>", "default-src"),
        ("<p style>", "default-src"),
        ("<p onclick>", "script-src"),
    ];
    let expected = expected.map(|(element, directive)| (element.to_owned(), directive.to_owned()));
    assert_eq!(blocked(policy, html), expected);
}

#[test]
fn a_base_that_is_blocked_changes_no_address() {
    let html = "<base href=https://x.example/><img src=a.png>";
    assert_eq!(
        elements("img-src 'self'; base-uri 'none'", html),
        ["<base href>"]
    );
    assert_eq!(elements("img-src 'self'", html), ["<img src>"]);
    assert_eq!(
        elements(
            "img-src https://x.example; base-uri https://x.example",
            html
        ),
        [""; 0]
    );
}

#[test]
fn a_policy_of_the_page_holds_from_its_element_on() {
    let html = "<script>1</script><meta http-equiv=content-security-policy content=\"script-src 'none'\"><script>2</script>";
    assert_eq!(elements("img-src 'self'", html).len(), 1);
}

#[test]
fn speculation_rules_have_a_keyword_of_their_own() {
    let html = "<script type=speculationrules>{}</script>";
    assert_eq!(
        elements("script-src 'self' 'inline-speculation-rules'", html),
        [""; 0]
    );
    assert_eq!(
        elements("script-src 'nonce' 'inline-speculation-rules'", html),
        ["<script>"]
    );
    assert_eq!(elements("script-src 'self'", html), ["<script>"]);
}

#[test]
fn a_page_in_a_frame_has_the_policies_of_the_page() {
    let html = "<iframe srcdoc='<script>1</script>'></iframe>";
    assert_eq!(
        elements("script-src 'self'", html),
        ["<script> in <iframe srcdoc>"]
    );
}

#[test]
fn objects_and_forms() {
    let html = "<object data=a type=text/html></object><embed type=application/x-y><form action=//x.example/></form><form></form>";
    let policy = "object-src 'self'; frame-src 'none'; form-action 'self'";
    assert_eq!(
        elements(policy, html),
        ["<object data>", "<embed type>", "<form action>"]
    );
}

#[test]
fn a_remedy_can_be_written_into_the_macro() {
    let site = Site::at("https://www.example.com/").unwrap();
    let site = site.with_field("content-security-policy", "img-src 'self'");
    let found = site.blocked_in("\n  <img src=https://x.example/a.png>");
    assert_eq!(found[0].help, "write img-src += \"https://x.example\"");
    assert_eq!((found[0].position.line, found[0].position.column), (2, 3));
}

#[test]
fn what_the_pages_own_policy_blocks_is_told_of_it() {
    let site = Site::at("https://www.example.com/").expect("a URL");
    let site = site.with_field(
        "content-security-policy",
        "script-src 'unsafe-inline'; img-src 'self'",
    );
    let own = "<meta http-equiv=content-security-policy content=\"script-src 'none'\">";
    let blocked = site.blocked_in(&format!(
        "{own}<script>1</script><img src=https://a.example/>"
    ));
    assert_eq!(blocked.len(), 2);
    assert!(
        blocked[0].because.ends_with("the page's own <meta>"),
        "{blocked:?}"
    );
    assert!(
        blocked[0]
            .help
            .starts_with("change the page's own <meta>: script-src"),
        "{blocked:?}"
    );
    assert!(!blocked[1].because.contains("<meta>"), "{blocked:?}");
    let inner = format!("{own}<iframe srcdoc='<script>1</script>'></iframe>");
    assert!(site.blocked_in(&inner)[0].because.contains("<meta>"));
}

#[test]
fn what_is_before_the_pages_own_policy_is_named() {
    let site = Site::at("https://www.example.com/").expect("a URL");
    let own = "<meta http-equiv=content-security-policy content=\"default-src 'self'\">";
    let before = |html: &str| site.read(html).before_meta.map(|(_, element)| element);
    assert_eq!(
        before(&format!("<meta charset=utf-8>{own}<script>1</script>")),
        None
    );
    assert_eq!(before("<script>1</script>"), None);
    let late = format!("<meta charset=utf-8>\n<script>1</script>{own}");
    assert_eq!(before(&late).as_deref(), Some("<script>"));
}
