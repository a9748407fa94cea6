use super::{Kind, What, needs};

/// What a page asks for, in short.
fn asked(html: &str) -> Vec<String> {
    let short = |what: What| match what {
        What::InlineScript { text, nonce, .. } => {
            format!("script {text} {}", nonce.unwrap_or_default())
        }
        What::Script(resource) => format!("script-url {}", resource.url),
        What::ModulePreload(resource) => format!("preload {}", resource.url),
        What::ScriptAttribute(text) => format!("handler {text}"),
        What::JavascriptUrl(url) => format!("url {url}"),
        What::InlineStyle { text, .. } => format!("style {text}"),
        What::StyleAttribute(text) => format!("attribute {text}"),
        What::Style(resource) => format!("sheet {}", resource.url),
        What::Object(holds, url) => format!("object {holds:?} {url}"),
        What::Address(kind, url) => format!("{kind:?} {url}"),
        What::MetaPolicy(text) => format!("policy {text}"),
        What::Base(url) => format!("base {url}"),
        What::SourceDocument(text) => format!("document {text}"),
    };
    needs(html)
        .into_iter()
        .map(|need| short(need.what))
        .collect()
}

#[test]
fn scripts_by_their_type() {
    let html = "<script>1</script><script type=module src=a.js></script><script type=text/template>no</script>\
                <script type=importmap>{}</script><script nomodule>old</script><script src></script>\
                <script nonce=' x ' async>2</script><script nonce=x nonce=y>3</script><script></script>";
    assert_eq!(
        asked(html),
        [
            "script 1 ",
            "script-url a.js",
            "script {} ",
            "script 2 x",
            "script 3 "
        ]
    );
}

#[test]
fn images_with_their_sets() {
    let html = "<img src=a srcset='b 2x, c'><picture><source srcset=d></picture><video src=e poster=f><source src=g>\
                </video><svg><image href=h /><use href='#i' /></svg><input type=image src=j><link rel=icon href=k>";
    let expected = [
        "Image a", "Image b", "Image c", "Image d", "Image f", "Media e", "Media g", "Image h",
        "Image j", "Image k",
    ];
    assert_eq!(asked(html), expected);
}

#[test]
fn attributes_that_run() {
    let html = "<p onclick=a() onfoo=no style='color:red;background:url(b)'><a href=' java\nscript:c()'>\
                <template><i onclick=d() style=e><img src=f></template>";
    let expected = [
        "handler a()",
        "attribute color:red;background:url(b)",
        "Image b",
        "url java\nscript:c()",
        "handler d()",
        "attribute e",
    ];
    assert_eq!(asked(html), expected);
}

#[test]
fn links_and_forms_and_frames() {
    let html = "<head><link rel='preload' as=font href=a><link rel=manifest href=b><base href=c>\
                <meta http-equiv=Content-Security-Policy content=\"img-src 'none'\"></head><body>\
                <link rel=manifest href=no><form></form><form method=dialog></form><button formaction=d></button>\
                <iframe src=e></iframe><iframe srcdoc='<b>'></iframe><iframe src=javascript:1></iframe>\
                <object data=f.png></object><object data=g></object><embed type=x>";
    let expected = [
        "Font a",
        "Manifest b",
        "base c",
        "policy img-src 'none'",
        "Form ",
        "Form d",
        "Frame e",
        "document <b>",
        "url javascript:1",
        "object ByName f.png",
        "object ByName g",
        "object Other ",
    ];
    assert_eq!(asked(html), expected);
}

#[test]
fn an_element_is_named_with_its_attribute() {
    let need = needs("\n<img src=a>").pop().unwrap();
    assert_eq!((need.at, need.element.as_str()), (1, "<img src>"));
    assert_eq!(need.what, What::Address(Kind::Image, "a".to_owned()));
}
