//! hash-source: an algorithm and a digest of exactly its length.

use std::ops::Range;

use super::Problem;
use crate::ground::word::Spelling;

words! {
    /// hash-algorithm, <https://www.w3.org/TR/CSP3/#grammardef-hash-algorithm>, with the bytes of its digest.
    pub enum HashAlgorithm: usize {
        /// SHA-256.
        Sha256 => "sha256", 32;
        /// SHA-384.
        Sha384 => "sha384", 48;
        /// SHA-512.
        Sha512 => "sha512", 64;
    }
}

words! {
    /// What the digest was made of.
    pub enum Hashed {
        /// Inline code, or a script file whose element has an integrity attribute.
        Code => "";
        /// Chromium: the URL of a script.
        Url => "url-";
        /// Chromium: a string handed to eval.
        Eval => "eval-";
    }
}

/// hash-source = "'" hash-algorithm "-" base64-value "'"
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HashSource {
    /// What was hashed.
    pub hashed: Hashed,
    /// How.
    pub algorithm: HashAlgorithm,
    /// The digest, in base64 with its padding.
    pub digest: String,
}

impl HashSource {
    /// The source expression.
    #[must_use]
    pub fn serialize(&self) -> String {
        format!("'{}{}-{}'", self.hashed, self.algorithm, self.digest)
    }
}

/// Reads what is between the quotes, if it begins as a hash does; a problem comes with its byte range there.
pub(super) fn parse(
    inner: &str,
    spelling: Spelling,
) -> Option<Result<HashSource, (Range<usize>, Problem)>> {
    let (hashed, at) = [Hashed::Url, Hashed::Eval]
        .into_iter()
        .find(|hashed| starts_with(inner, hashed.as_str()))
        .map_or((Hashed::Code, 0), |hashed| (hashed, hashed.as_str().len()));
    let rest = inner.get(at..)?;
    let known = HashAlgorithm::ALL.iter().copied().find(|algorithm| {
        // Each of the names has six letters.
        starts_with(rest, algorithm.as_str()) && rest.as_bytes().get(6) == Some(&b'-')
    });
    if let Some(error) = separator_error(inner, at, spelling) {
        return Some(Err(error));
    }
    let Some(algorithm) = known else {
        let algorithm = foreign_algorithm(rest)?;
        let write = without_hyphen(inner, at, algorithm, spelling);
        let range = match &write {
            Some(_) => 0..inner.len(),
            None => at..at + algorithm.len(),
        };
        let algorithm = algorithm.to_owned();
        return Some(Err((range, Problem::HashAlgorithm { algorithm, write })));
    };
    let start = at + algorithm.as_str().len() + 1;
    let digest = inner.get(start..).unwrap_or_default();
    Some(
        check(hashed, algorithm, digest, spelling)
            .map_err(|(range, problem)| (start + range.start..start + range.end, problem)),
    )
}

/// Something else than a hyphen between the algorithm and a digest that is well-formed.
fn separator_error(inner: &str, at: usize, spelling: Spelling) -> Option<(Range<usize>, Problem)> {
    let rest = inner.get(at..)?;
    let algorithm = HashAlgorithm::ALL
        .iter()
        .find(|algorithm| starts_with(rest, algorithm.as_str()))?;
    let digest = rest.get(algorithm.as_str().len()..)?;
    let separator = digest
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '=' | '_' | '.' | '/'))?;
    let mended = format!(
        "{}-{}",
        inner.get(..at + algorithm.as_str().len())?,
        digest.get(1..)?
    );
    let hash = parse(&mended, spelling)?.ok()?;
    let write = spelling.word(&hash.serialize());
    Some((0..inner.len(), Problem::HashSeparator { separator, write }))
}

/// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" ), as many as the digest has
fn check(
    hashed: Hashed,
    algorithm: HashAlgorithm,
    digest: &str,
    spelling: Spelling,
) -> Result<HashSource, (Range<usize>, Problem)> {
    let bare = digest.trim_end_matches('=');
    let stray = bare
        .char_indices()
        // Both alphabets: browsers read `-` as `+` and `_` as `/` before they compare, CSP3 section 6.7.2.
        .find(|&(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_')));
    if let Some((at, character)) = stray {
        return Err((
            at..at + character.len_utf8(),
            Problem::HashAlphabet { character },
        ));
    }
    let bytes = algorithm.fact();
    // base64 has four letters for three bytes, and fills the last four up.
    let (unpadded, padded) = ((bytes * 4).div_ceil(3), bytes.div_ceil(3) * 4);
    let source = HashSource {
        hashed,
        algorithm,
        digest: format!("{bare}{}", "=".repeat(padded - unpadded)),
    };
    if bare.len() != unpadded || digest.len() > padded {
        let problem = Problem::HashLength {
            algorithm: algorithm.as_str(),
            expected: padded,
            found: digest.len(),
        };
        return Err((0..digest.len(), problem));
    }
    if digest.len() < padded {
        let write = spelling.word(&source.serialize());
        let padded = source.digest;
        return Err((0..digest.len(), Problem::HashPadding { write, padded }));
    }
    Ok(source)
}

/// What looks like an algorithm, but browsers do not compute it.
fn foreign_algorithm(inner: &str) -> Option<&str> {
    [
        "sha-256", "sha-384", "sha-512", "sha1", "sha-1", "sha224", "sha3-256", "md5", "ed25519",
    ]
    .into_iter()
    .find(|name| starts_with(inner, name) && inner.as_bytes().get(name.len()) == Some(&b'-'))
    .and_then(|name| inner.get(..name.len()))
}

/// The hash with the name of its algorithm, which begins at `at`, in the form that browsers know: `sha-256` is sha256.
fn without_hyphen(inner: &str, at: usize, algorithm: &str, spelling: Spelling) -> Option<String> {
    let known = algorithm.replace('-', "").to_ascii_lowercase();
    HashAlgorithm::from_word(&known)?;
    let (before, digest) = (inner.get(..at)?, inner.get(at + algorithm.len()..)?);
    let hash = parse(&format!("{before}{known}{digest}"), spelling)?.ok()?;
    Some(spelling.word(&hash.serialize()))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
