//! Inline code: `'unsafe-inline'` and what makes it void, nonces, hashes, <https://www.w3.org/TR/CSP3/#match-element-to-source-list>.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use talisman_policy::headers::csp::{
    DirectiveName, HashAlgorithm, HashSource, Hashed, Keyword, SourceExpression,
};

use super::list::List;
use super::{Asked, Decision, place};
use crate::kind::Kind;
use crate::request::Request;

/// Whether a list allows code that is in the page.
pub(super) fn inline(list: &List<'_>, asked: &Asked<'_>) -> Decision {
    let request = asked.request;
    let kind = request.kind;
    let is_element = matches!(kind, Kind::InlineScript | Kind::InlineStyle);
    if let Some(nonce) = is_element.then(|| matching_nonce(list, request)).flatten() {
        return list.allows(nonce, format!("the nonce of {} matches", list.named()));
    }
    let text = hashed_text(kind, &request.subject);
    let may_hash = is_element || list.has(Keyword::UnsafeHashes);
    let matching = list.hashes().find(|hash| is_hash_of(hash, request, &text));
    if let Some(hash) = matching.filter(|_| may_hash) {
        let source = SourceExpression::Hash(hash.clone());
        return list.allows(
            &source,
            format!("a hash of {} is that of the text", list.named()),
        );
    }
    let trusts_by_script = kind == Kind::InlineScript && !request.is_parser_inserted;
    if trusts_by_script && list.is_strict_dynamic() {
        let source = SourceExpression::Keyword(Keyword::StrictDynamic);
        return list.allows(
            &source,
            format!("{} trusts what a script adds", list.named()),
        );
    }
    let unsafe_inline = list.has(Keyword::UnsafeInline);
    let voider = voider(list, kind);
    if unsafe_inline && voider.is_none() {
        let source = SourceExpression::Keyword(Keyword::UnsafeInline);
        return list.allows(
            &source,
            format!("{} allows all inline code of its kind", list.named()),
        );
    }
    let because = match voider {
        _ if matching.is_some() => format!(
            "a hash of {} is that of the text, and for {} it counts only with 'unsafe-hashes'",
            list.named(),
            kind.plural()
        ),
        Some(voider) if unsafe_inline => format!(
            "no nonce or hash of {} matches, and {voider} makes its 'unsafe-inline' void",
            list.named()
        ),
        _ if is_element => format!("no nonce or hash of {} matches", list.named()),
        _ => format!("no hash of {} matches", list.named()),
    };
    list.blocks(
        because,
        Some(list.add(to_allow(list, asked, &text, is_element))),
    )
}

fn is_hash_of(hash: &HashSource, request: &Request, text: &[u8]) -> bool {
    match &request.digest {
        Some(known) => {
            known.algorithm == hash.algorithm && normal(&known.digest) == normal(&hash.digest)
        }
        None => digest(hash.algorithm, text) == normal(&hash.digest),
    }
}

/// What a list lacks to allow this text alone.
fn to_allow(
    list: &List<'_>,
    asked: &Asked<'_>,
    text: &[u8],
    is_element: bool,
) -> Vec<SourceExpression> {
    // The element has the response's nonce already, and the list is not a place for it yet.
    if is_element && asked.request.has_page_nonce {
        return vec![SourceExpression::Nonce];
    }
    let hash = SourceExpression::Hash(HashSource {
        hashed: Hashed::Code,
        algorithm: HashAlgorithm::Sha256,
        digest: digest(HashAlgorithm::Sha256, text),
    });
    let mut added = Vec::new();
    if !is_element && !list.has(Keyword::UnsafeHashes) {
        added.push(SourceExpression::Keyword(Keyword::UnsafeHashes));
    }
    let is_there = list
        .hashes()
        .any(|hash| digest(hash.algorithm, text) == normal(&hash.digest));
    if !is_there {
        added.push(hash);
    }
    added
}

/// What makes `'unsafe-inline'` void for this kind.
fn voider(list: &List<'_>, kind: Kind) -> Option<SourceExpression> {
    if let Some(source) = list.voider() {
        return Some(source.clone());
    }
    let is_style = matches!(kind, Kind::InlineStyle | Kind::StyleAttribute);
    // Chromium 156 takes default-src for a list of scripts, whatever it stands in for.
    let counts = !is_style || list.governing == DirectiveName::DefaultSrc;
    (counts && list.is_strict_dynamic())
        .then_some(SourceExpression::Keyword(Keyword::StrictDynamic))
}

/// The nonce-source that the element's nonce matches. Chromium trims the attribute.
pub(super) fn matching_nonce<'a>(
    list: &List<'a>,
    request: &Request,
) -> Option<&'a SourceExpression> {
    list.nonces().find(|source| match source {
        SourceExpression::StaticNonce(value) => {
            request.nonce.as_deref().map(str::trim) == Some(value)
        }
        _ => request.has_page_nonce,
    })
}

/// The hash-source that allows a script from a URL: each hash of its `integrity` must be in the list.
pub(super) fn matching_integrity<'a>(list: &List<'a>, request: &Request) -> Option<&'a HashSource> {
    let wanted = integrity(&request.integrity);
    let find = |wanted: &HashSource| {
        list.hashes().find(|hash| {
            hash.algorithm == wanted.algorithm && normal(&hash.digest) == wanted.digest
        })
    };
    let mut found = None;
    for hash in &wanted {
        found = Some(find(hash)?);
    }
    found
}

/// The hashes of an `integrity` attribute that browsers know.
pub(super) fn integrity(metadata: &str) -> Vec<HashSource> {
    let hash = |item: &str| {
        let item = item.split('?').next()?;
        let (name, digest) = item.split_once('-')?;
        let algorithm = HashAlgorithm::from_word(name)?;
        let digest = normal(digest);
        STANDARD.decode(&digest).ok()?;
        Some(HashSource {
            hashed: Hashed::Code,
            algorithm,
            digest,
        })
    };
    metadata.split_ascii_whitespace().filter_map(hash).collect()
}

/// What is hashed: the text as it is, or a whole `javascript:` URL with its escapes decoded.
fn hashed_text(kind: Kind, text: &str) -> Vec<u8> {
    if kind == Kind::JavascriptUrl {
        text_of_javascript_url(text)
    } else {
        text.as_bytes().to_vec()
    }
}

/// What the hash of a `javascript:` URL is made of: all of it, with its escapes decoded.
#[must_use]
pub fn text_of_javascript_url(url: &str) -> Vec<u8> {
    let text = url.trim();
    let has_scheme = text
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
    if has_scheme {
        place::decoded(text)
    } else {
        place::decoded(&format!("javascript:{text}"))
    }
}

fn digest(algorithm: HashAlgorithm, text: &[u8]) -> String {
    match algorithm {
        HashAlgorithm::Sha256 => STANDARD.encode(Sha256::digest(text)),
        HashAlgorithm::Sha384 => STANDARD.encode(Sha384::digest(text)),
        _ => STANDARD.encode(Sha512::digest(text)),
    }
}

/// A digest in the standard alphabet with its padding: browsers take it in the alphabet for URLs as well.
fn normal(digest: &str) -> String {
    let mut digest = digest
        .trim_end_matches('=')
        .replace('-', "+")
        .replace('_', "/");
    while digest.len() % 4 != 0 {
        digest.push('=');
    }
    digest
}
