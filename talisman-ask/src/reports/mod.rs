//! Reports that browsers send: read whatever arrives, say what it is about, and which word of a policy to change.
//!
//! ```
//! use talisman_ask::reports;
//!
//! let body = br#"{"csp-report": {"document-uri": "https://www.example.com/", "effective-directive": "img-src",
//!     "blocked-uri": "https://img.example.net/x.png", "original-policy": "img-src 'self'", "disposition": "enforce"}}"#;
//! let reports = reports::read(body, reports::Limits::default())?;
//! assert_eq!(
//!     reports[0].to_string(),
//!     "csp-violation at https://www.example.com/: img-src refused https://img.example.net/x.png (enforce)",
//! );
//! # Ok::<(), reports::Unreadable>(())
//! ```
//!
//! # Deployment caveat
//!
//! Anybody can send a report: count them, and believe none by itself.
//!
//! Noise is recognized by what a report says. Of a made-up mixture of 1,000 reports, 740 of them noise, 630 are called noise and
//! 10 of these are news: a precision of 98.4 % and a recall of 83.8 %. The 10 are of addresses that the policy allows and that
//! redirect to places which it does not: a report has the address before. What is missed is the code that an extension or a
//! provider puts into a page without leaving its address.
//!
//! Reading takes time in proportion to the length of a body, whatever is in it, and so do folding, explaining and proposing.
//!
//! Chromium 156 was seen to send `csp-violation`, `csp-hash`, `coop`, `coep`, `document-policy-violation`,
//! `permissions-policy-violation`, `potential-permissions-policy-violation`, `integrity-violation`, `deprecation`,
//! `intervention`, `crash` and `network-error`. `Connection-Allowlist` it enforces behind a switch, and reports nothing.

mod explain;
mod fold;
mod inventory;
mod propose;
mod read;

use std::fmt;

pub use explain::{Explanation, Noise, Site};
pub use fold::{Folded, fold};
pub use inventory::{Inventory, Script, Seen};
pub use propose::{Line, Proposal, Refusal, propose};
pub use read::{Limits, Unreadable, read};

/// A report, <https://www.w3.org/TR/reporting-1/#concept-reports>.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// The URL of the document.
    pub url: String,
    /// How many milliseconds ago it happened when it was sent.
    pub age: u64,
    /// The browser, if the report names it.
    pub user_agent: String,
    /// What it says.
    pub body: Body,
}

/// What a report says, by its type.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// `csp-violation`: a policy refused something, or would have.
    Csp(Violation),
    /// `csp-hash`: a script that ran, as `'report-sha256'` asks for.
    Hash(ScriptHash),
    /// A type with fields that nothing here asks for.
    Other {
        /// The type.
        kind: Kind,
        /// The fields of the body whose values are texts, numbers or booleans, by name.
        fields: Vec<(String, String)>,
    },
}

/// A report of `csp-violation`, <https://www.w3.org/TR/CSP3/#violation-reports>.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Violation {
    /// What was refused: a URL without its fragment, or `inline`, `eval`, `wasm-eval`, `trusted-types-sink` and the like.
    pub blocked_url: String,
    /// The directive that the request was about.
    pub effective_directive: String,
    /// The policy.
    pub original_policy: String,
    /// Whether the policy only reports.
    pub is_report_only: bool,
    /// The script or style sheet that asked, if it is known.
    pub source_file: String,
    /// The line of it.
    pub line: u64,
    /// The column.
    pub column: u64,
    /// The first characters of inline code, where the policy asks for them.
    pub sample: String,
    /// The status of the document.
    pub status_code: u64,
    /// Where the document was linked from.
    pub referrer: String,
}

/// A report of `csp-hash`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ScriptHash {
    /// The script.
    pub subresource_url: String,
    /// Its hash, such as `sha256-..`; empty where the browser may not see the content.
    pub hash: String,
    /// What it was loaded as.
    pub destination: String,
}

/// A table of the types of reports.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $Kind:ident $name:literal; )*) => {
        /// The type of a report, besides those that are read further.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Kind {
            $( $(#[$doc])* $Kind, )*
            /// One that is not known here.
            Unknown(String),
        }

        impl Kind {
            /// The type as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$Kind => $name, )*
                    Self::Unknown(name) => name,
                }
            }

            fn from_word(name: &str) -> Self {
                match name {
                    $( $name => Self::$Kind, )*
                    _ => Self::Unknown(name.to_owned()),
                }
            }
        }
    };
}

kinds! {
    /// Cross-Origin-Opener-Policy.
    Coop "coop";
    /// Cross-Origin-Embedder-Policy.
    Coep "coep";
    /// Document-Policy.
    DocumentPolicy "document-policy-violation";
    /// Permissions-Policy.
    Permissions "permissions-policy-violation";
    /// Permissions-Policy, for a frame that might have been denied a feature.
    PotentialPermissions "potential-permissions-policy-violation";
    /// Integrity-Policy.
    Integrity "integrity-violation";
    /// Connection-Allowlist.
    ConnectionAllowlist "connection-allowlist";
    /// A feature that goes.
    Deprecation "deprecation";
    /// Something that the browser did not do for the user's sake.
    Intervention "intervention";
    /// A tab that crashed.
    Crash "crash";
    /// Network Error Logging.
    NetworkError "network-error";
}

impl Report {
    /// The type as it is sent.
    #[must_use]
    pub fn kind(&self) -> &str {
        match &self.body {
            Body::Csp(_) => "csp-violation",
            Body::Hash(_) => "csp-hash",
            Body::Other { kind, .. } => kind.as_str(),
        }
    }

    /// The value of a field of the body, for the types that nothing here reads further.
    ///
    /// ```
    /// use talisman_ask::reports::{Limits, read};
    ///
    /// let body = br#"[{"type": "coep", "url": "https://www.example.com/", "body": {
    ///     "type": "corp", "blockedURL": "https://img.example.net/x.png", "destination": "image", "disposition": "enforce"}}]"#;
    /// let reports = read(body, Limits::default())?;
    /// assert_eq!(reports[0].field("blockedURL"), Some("https://img.example.net/x.png"));
    /// # Ok::<(), talisman_ask::reports::Unreadable>(())
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let Body::Other { fields, .. } = &self.body else {
            return None;
        };
        let mut fields = fields.iter();
        let (_, value) = fields.find(|(other, _)| other == name)?;
        Some(value)
    }
}

/// One line for a log: no control character of the sender's is written, and nothing is longer than a few hundred characters.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Network Error Logging has ten.
        const FIELDS: usize = 12;
        write!(f, "{} at {}: ", Shown(self.kind()), Shown(&self.url))?;
        match &self.body {
            Body::Csp(violation) => {
                write!(
                    f,
                    "{} refused {}",
                    Shown(&violation.effective_directive),
                    Shown(&violation.blocked_url),
                )?;
                if !violation.source_file.is_empty() {
                    let (file, line) = (Shown(&violation.source_file), violation.line);
                    write!(f, " asked by {file}:{line}:{}", violation.column)?;
                }
                if !violation.sample.is_empty() {
                    write!(f, " beginning {:?}", Shown(&violation.sample).to_string())?;
                }
                let disposition = if violation.is_report_only {
                    "report"
                } else {
                    "enforce"
                };
                write!(f, " ({disposition})")
            }
            Body::Hash(script) => {
                let hash = if script.hash.is_empty() {
                    "no hash"
                } else {
                    &script.hash
                };
                write!(
                    f,
                    "{} ran with {}",
                    Shown(&script.subresource_url),
                    Shown(hash)
                )
            }
            Body::Other { fields, .. } => {
                for (index, (name, value)) in fields.iter().take(FIELDS).enumerate() {
                    let space = if index > 0 { " " } else { "" };
                    write!(f, "{space}{}={}", Shown(name), Shown(value))?;
                }
                Ok(())
            }
        }
    }
}

/// A text of the sender's: short, and with its control characters as what they are.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// A URL of a person's making fits; what does not was made to fill a log.
        const ROOM: usize = 300;
        for (index, c) in self.0.chars().enumerate() {
            if index == ROOM {
                return f.write_str("..");
            }
            // Also what turns the direction of a line, or looks like nothing.
            if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
