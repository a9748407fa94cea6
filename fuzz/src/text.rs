//! Text to a policy and back.

use talisman::{Csp, Policy, talisman_policy};
use talisman_policy::Excerpt;
use talisman_policy::headers::{Header, check_text};

use crate::{is_legal, reader, utf8};

const CONSTANT: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
    frame_options: DENY,
};

/// The first line is the name of the field, or chooses one; the others are its text.
pub fn text(data: &[u8]) {
    let Some((name, text)) = utf8(data).split_once('\n') else {
        return;
    };
    let named = Header::ALL.iter().find(|header| header.to_string() == name);
    let choice = name.bytes().map(usize::from).sum::<usize>() % Header::ALL.len();
    let header = *named.unwrap_or(&Header::ALL[choice]);
    let checked = check_text(header, text);
    let mut shown = 0;
    for finding in &checked.findings {
        for range in std::iter::once(&finding.range).chain(&finding.also) {
            assert!(text.get(range.clone()).is_some(), "{range:?} is outside");
        }
        let excerpt = Excerpt::new(text, finding.range.clone()).to_string();
        let explanation = &finding.explanation;
        for said in [&explanation.summary, &explanation.remedy(), &excerpt] {
            assert!(
                !said.contains(|c: char| c.is_control() && c != '\n'),
                "{said:?}"
            );
            shown = shown.max(said.len());
        }
    }
    assert!(shown < 20_000, "a message of {shown} bytes");
    let Some(value) = &checked.serialized else {
        return;
    };
    assert!(is_legal(value), "{value:?}");
    // What was sent unchecked cannot be read back without saying so again.
    if !text.contains("unchecked(") {
        assert_eq!(
            check_text(header, value).serialized.as_ref(),
            Some(value),
            "of {text:?}"
        );
    }
    if matches!(
        header,
        Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly
    ) {
        nothing_is_added(text, value);
    }
    if header == Header::ContentSecurityPolicy {
        start_up(text, value);
    }
}

/// A browser sees in the value what it would see in the text, and no directive and no source more.
fn nothing_is_added(text: &str, value: &str) {
    let sent = reader::csp::directives(value);
    assert_eq!(
        sent.len(),
        value.split(';').count(),
        "{value:?} has a directive that does not count"
    );
    if text.contains("unchecked(") {
        return;
    }
    let written = reader::csp::directives(text);
    for (name, words) in &sent {
        let found = written.iter().find(|(other, _)| other == name);
        let (_, of_text) = found.unwrap_or_else(|| panic!("{name} is not in {text:?}"));
        for word in words {
            // A hash may be written in the other alphabet.
            let is_known = of_text.iter().any(|other| other.eq_ignore_ascii_case(word))
                || word == "'none'"
                || word.starts_with("'sha");
            assert!(is_known, "{word} of {name} is not in {text:?}");
        }
        assert!(
            words.len() <= of_text.len().max(1),
            "{name} of {text:?} became longer"
        );
    }
}

/// What is read at start-up sends the same, and changes nothing but its field.
fn start_up(text: &str, value: &str) {
    let (csp, _) = Csp::from_text(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let sent: Vec<_> = csp.fields().collect();
    let value = value.replace("'nonce'", "'nonce-'");
    if !text.contains("unchecked(") {
        assert_eq!(
            sent,
            [("content-security-policy", value.as_str())],
            "{text:?}"
        );
    }
    let Ok((changed, _)) = CONSTANT.with_content_security_policy(text) else {
        return;
    };
    let fields = |policy: &Policy| -> Vec<_> {
        let fields = policy.fields(talisman::Scheme::Https);
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    for (before, after) in fields(&CONSTANT).iter().zip(fields(&changed)) {
        assert_eq!(before.0, after.0);
        if before.0 == "content-security-policy" {
            assert_eq!(after.1, sent[0].1);
        } else {
            assert_eq!(before.1, after.1);
        }
    }
    let mut response = http::Response::new(());
    let mut applier = changed.applier(talisman::Scheme::Https);
    let nonce = applier.nonce().map(|nonce| nonce.to_string());
    assert_eq!(nonce.is_some(), csp.has_nonce());
    applier.apply(&mut response);
    let lines: Vec<_> = response
        .headers()
        .get_all("content-security-policy")
        .iter()
        .collect();
    let expected = match nonce {
        Some(nonce) => sent[0].1.replace("'nonce-'", &format!("'nonce-{nonce}'")),
        None => sent[0].1.to_owned(),
    };
    assert_eq!(lines, [&expected]);
}
