//! What configuration and handlers add to a constant.

use talisman::{Changes, Extension, Policy, Scheme, talisman_policy};

use crate::{is_legal, reader, utf8};

const CSP: &str = "content-security-policy";

const CONSTANT: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        img-src self;
        form-action self;
        frame-ancestors none;
        object-src none;
        base-uri none;
    },
    frame_options: DENY,
};

/// The first line is the name of a directive; the others are a value that one source is expected of, and a text of more.
pub fn changes(data: &[u8]) {
    let Some((directive, value)) = utf8(data).split_once('\n') else {
        return;
    };
    let before = fields(&CONSTANT);
    if let Ok((changed, _)) = CONSTANT.with_changes(&Changes::new().add_source(directive, value)) {
        one_source(&before, &fields(&changed));
    }
    if let Ok((extension, _)) = Extension::source(directive, value) {
        one_source(&before, &extended(&extension));
    }
    if let Ok((extension, _)) = Extension::from_text(value) {
        let after = extended(&extension);
        assert_eq!(others(&before), others(&after), "{value:?}");
        let named = reader::csp::directives(value);
        let old = reader::csp::directives(csp(&before));
        for (name, words) in reader::csp::directives(csp(&after)) {
            let is_named = named.iter().any(|(other, _)| *other == name);
            let is_old = old.iter().any(|(other, _)| *other == name);
            assert!(is_named || is_old, "{name} of {value:?}");
            let is_keyword =
                |word: &&String| word.starts_with("'unsafe") || word.starts_with("'strict");
            assert_eq!(words.iter().find(is_keyword), None, "{name} of {value:?}");
        }
    }
    let texts = [
        Changes::new().fields(value),
        Changes::new().option(directive, value),
        Changes::new().field(directive, value),
        Changes::new().set_directive(directive, value),
    ];
    for changes in texts {
        if let Ok((changed, _)) = CONSTANT.with_changes(&changes) {
            for (name, text) in fields(&changed) {
                assert!(is_legal(&text), "{name}: {text:?} of {value:?}");
                let is_csp = name.starts_with(CSP);
                assert!(!is_csp || !text.contains(','), "{name}: {text:?}");
            }
        }
    }
}

type Fields = Vec<(String, String)>;

fn fields(policy: &Policy) -> Fields {
    let fields = policy.fields(Scheme::Https);
    fields
        .map(|(name, value)| (name.to_owned(), value.replace("'nonce-' ", "")))
        .map(|(name, value)| (name, value.replace(" 'nonce-'", "")))
        .collect()
}

/// What a response has whose handler asks for no nonce.
fn extended(extension: &Extension) -> Fields {
    let mut response = http::Response::new(());
    CONSTANT
        .extended_by(extension)
        .applier(Scheme::Https)
        .apply(&mut response);
    let mut sent = Vec::new();
    // In the order of the constant.
    for (name, _) in CONSTANT.fields(Scheme::Https) {
        let value = response.headers().get(name).expect("the policy sends it");
        sent.push((name.to_owned(), value.to_str().expect("ASCII").to_owned()));
    }
    assert_eq!(sent.len(), response.headers().len());
    sent
}

fn csp(fields: &Fields) -> &str {
    let mut fields = fields.iter();
    fields
        .find(|(name, _)| name == CSP)
        .map_or("", |(_, text)| text)
}

fn others(fields: &Fields) -> Vec<&(String, String)> {
    fields.iter().filter(|(name, _)| name != CSP).collect()
}

/// No other field differs, and of the directives one has one source more.
fn one_source(before: &Fields, after: &Fields) {
    assert_eq!(others(before), others(after));
    let text = csp(after);
    assert!(is_legal(text) && !text.contains(','), "{text:?}");
    let (old, new) = (
        reader::csp::directives(csp(before)),
        reader::csp::directives(text),
    );
    assert_eq!(new.len(), text.split(';').count(), "{text:?}");
    assert!(new.len() <= old.len() + 1, "{text:?}");
    let mut more = 0;
    for (name, words) in &new {
        let own = old.iter().find(|(other, _)| other == name);
        let own = own.map_or(&[][..], |(_, words)| words.as_slice());
        let is_new = |word: &&String| !own.contains(word) && **word != "'self'";
        more += words.iter().filter(is_new).count();
    }
    assert!(more <= 1, "{text:?}");
}
