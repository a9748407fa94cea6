//! `hash("..")` and `hash_file("..")`: the hash-source of a text or of a file's bytes, computed while the program compiles; and
//! `sri!`, the same digest for an `integrity` attribute.

use std::env;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// A hash-algorithm of CSP3 and of Subresource Integrity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Algorithm {
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    /// The algorithm of this name, `sha384` or `sha-384`.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().replace('-', "").as_str() {
            "sha256" => Some(Self::Sha256),
            "sha384" => Some(Self::Sha384),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// `sha256-` and the base64 of the digest, as a hash-source has it in its quotes and an `integrity` attribute without.
    pub(crate) fn metadata(self, bytes: &[u8]) -> String {
        let name = match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        };
        format!("{name}-{}", self.base64(bytes))
    }

    /// The digest in base64.
    pub(crate) fn base64(self, bytes: &[u8]) -> String {
        match self {
            Self::Sha256 => STANDARD.encode(Sha256::digest(bytes)),
            Self::Sha384 => STANDARD.encode(Sha384::digest(bytes)),
            Self::Sha512 => STANDARD.encode(Sha512::digest(bytes)),
        }
    }
}

/// The folder of the package that is compiled.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
}

/// The file of a path that counts from the package's folder; an error says why it is none.
pub(crate) fn file_of(path: &str) -> Result<PathBuf, &'static str> {
    let folder = folder();
    if path.is_empty() {
        return Err("there is no path");
    }
    if Path::new(path).is_absolute() {
        return Err("an absolute path is another one on every other machine");
    }
    let file = folder.join(path);
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) if !file.starts_with(&folder) => {
            Err("it is outside of the package, and would be missing where the package is published")
        }
        _ => Ok(file),
    }
}

/// Whether a checkout may have written these bytes: git turns the line ends of a text into those of its system.
pub(crate) fn has_carriage_returns(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"\r\n") && !bytes.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::{Algorithm, has_carriage_returns};

    #[test]
    fn digests_are_those_of_the_specifications_examples() {
        // CSP3 section 8.4 and SRI section 3.
        let csp = Algorithm::Sha256.metadata(b"doSomething();");
        assert_eq!(csp, "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=");
        let sri = Algorithm::Sha384.metadata(b"alert('Hello, world.');");
        assert_eq!(
            sri,
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
        assert_eq!(Algorithm::from_name("SHA-512"), Some(Algorithm::Sha512));
        assert_eq!(Algorithm::from_name("md5"), None);
    }

    #[test]
    fn a_text_with_other_line_ends_is_noticed() {
        assert!(
            has_carriage_returns(b"a\r\nb")
                && !has_carriage_returns(b"a\nb\r")
                && !has_carriage_returns(b"\0\r\n")
        );
    }
}
