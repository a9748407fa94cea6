//! Activate-Storage-Access: a frame or a resource of another site uses the access to cookies that it was granted.

use std::fmt;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::{intended, nearest};
use crate::ground::word::{Item, Spelling, Word};
use crate::headers::origin::{self, Wildcards};
use crate::text::SyntaxError;

/// Activates the access to unpartitioned cookies that the visitor has granted to the site that sends it, for a response that
/// is embedded in another site.
///
/// # ABNF
///
/// ```text
/// Activate-Storage-Access = sf-item ; "load", or "retry" with the parameter "allowed-origin" "=" ( sf-string / "*" )
/// ```
///
/// # Example values
///
/// `load`, `retry; allowed-origin="https://a.example"`, `retry; allowed-origin=*`
///
/// # Deployment caveat
///
/// Chrome reads it since 133 and Firefox since 147, Safari does not. `retry` makes a browser send the request again, with
/// cookies: answer with it only where the request says `Sec-Fetch-Storage-Access: inactive`, and vary caches by that field.
///
/// <https://privacycg.github.io/storage-access-headers/#activate-storage-access-header>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ActivateStorageAccess {
    activation: Activation,
    allowed_origin: Option<AllowedOrigin>,
}

words! {
    /// What a browser does with the access.
    pub enum Activation {
        /// It loads the frame with cookies.
        Load => "load";
        /// It sends the request again, with cookies.
        Retry => "retry";
    }
}

/// Whose pages a request may be sent again for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AllowedOrigin {
    /// Those of every origin.
    Any,
    /// Those of one.
    Origin(String),
}

impl ActivateStorageAccess {
    /// What a browser does with the access.
    #[must_use]
    pub const fn activation(&self) -> Activation {
        self.activation
    }
}

/// The field value.
impl fmt::Display for ActivateStorageAccess {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.activation.fmt(formatter)?;
        match &self.allowed_origin {
            None => Ok(()),
            Some(AllowedOrigin::Any) => formatter.write_str("; allowed-origin=*"),
            Some(AllowedOrigin::Origin(origin)) => {
                write!(formatter, "; allowed-origin=\"{origin}\"")
            }
        }
    }
}

/// What a browser does with a value that it cannot read.
const UNREAD: &str = "a browser ignores the header";

problems! {
    /// What can be wrong with an Activate-Storage-Access.
    pub enum Problem {
        /// There is no value.
        Empty => Error "activate-storage-access-empty", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "there is no value: {UNREAD}";
            help: "write load, or leave the header out";
        }

        /// The field is not an item.
        Syntax { what: String, write: &'static str } => Error "activate-storage-access-syntax", "RFC 9651 section 4.2, parsing structured fields" {
            summary: "{what}: {UNREAD}";
            help: "{write}";
        }

        /// Something else than the two tokens.
        UnknownValue { word: String, near: Option<&'static str> } => Error "activate-storage-access-unknown-value", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "`{word}` is not a value of Activate-Storage-Access: {UNREAD}";
            help: "write {}", near.unwrap_or("load, or retry with the parameter allowed-origin");
            instead?: *near;
        }

        /// retry for nobody.
        NoAllowedOrigin => Error "activate-storage-access-no-allowed-origin", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "`retry` without allowed-origin matches no page: a browser does not send the request again";
            help: "add allowed-origin with the origin of the pages that embed this one: retry; allowed-origin=\"https://a.example\"";
        }

        /// An origin that no page has.
        AllowedOrigin { word: String, write: String } => Error "activate-storage-access-allowed-origin", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "`{word}` is not an origin as a browser writes it: it does not send the request again";
            help: "write {write}";
        }

        /// A parameter that does not exist.
        UnknownParameter { name: String } => Warning "activate-storage-access-unknown-parameter", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "browsers ignore the parameter `{name}`";
            help: "leave it out; retry has the parameter allowed-origin, and load none";
        }

        /// A parameter that is nearly the one.
        ParameterName { name: String } => Error "activate-storage-access-parameter-name", "Storage Access Headers section 3.2, Activate-Storage-Access" {
            summary: "`{name}` is not allowed-origin: a browser ignores it";
            help: "write {ALLOWED_ORIGIN}";
            instead: "{ALLOWED_ORIGIN}";
        }

        /// A parameter twice.
        DuplicateParameter => Error "activate-storage-access-duplicate-parameter", "RFC 9651 section 4.2.3.2, parsing parameters" {
            summary: "`{ALLOWED_ORIGIN}` is written a second time: a browser uses this one and ignores the first";
            help: "write it once; * stands for every origin";
        }
    }
}

const ALLOWED_ORIGIN: &str = "allowed-origin";

/// Reads the value; a text may hold none.
pub fn read(item: Option<&Item>, out: &mut Diagnostics) -> Option<ActivateStorageAccess> {
    let Some(Item { value, parameters }) = item else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    // Among Rust tokens a word may be in quotes, and then a parameter follows: a string alone is a text.
    let is_text = |(name, _): &(Word, Option<Word>)| name.spelling == Spelling::Text;
    let is_string = value.spelling == Spelling::Literal && parameters.iter().all(is_text);
    let activation = Activation::from_word(&value.text)
        .filter(|activation| activation.as_str() == value.text && !is_string);
    let Some(activation) = activation else {
        let word = value.text.clone();
        let near = intended(&word, Activation::WORDS);
        out.report(value, Problem::UnknownValue { word, near });
        return None;
    };
    let mut first: Option<&Word> = None;
    let mut allowed_origin = None;
    for (name, value) in parameters {
        if name.text != ALLOWED_ORIGIN || activation == Activation::Load {
            out.report(name, not_allowed_origin(name));
        } else if let Some(first) = first {
            out.report_both(name, first, Problem::DuplicateParameter);
        } else {
            first = Some(name);
            match read_origin(value.as_ref()) {
                Ok(origin) => allowed_origin = Some(origin),
                Err(problem) => out.report(value.as_ref().unwrap_or(name), problem),
            }
        }
    }
    let is_written = parameters.iter().any(|(name, _)| is_near(name));
    if activation == Activation::Retry && !is_written {
        out.report(value, Problem::NoAllowedOrigin);
    }
    Some(ActivateStorageAccess {
        activation,
        allowed_origin,
    })
}

/// Says what keeps browsers from reading the value at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let (what, write) = (error.syntax.summary(), error.syntax.help());
        out.report(error.place.clone(), Problem::Syntax { what, write });
    }
}

fn is_near(name: &Word) -> bool {
    nearest(&name.text.to_ascii_lowercase(), &[ALLOWED_ORIGIN]).is_some()
}

fn not_allowed_origin(name: &Word) -> Problem {
    let text = name.text.clone();
    if text != ALLOWED_ORIGIN && is_near(name) {
        Problem::ParameterName { name: text }
    } else {
        Problem::UnknownParameter { name: text }
    }
}

/// Chromium compares a string with the origin of the page, and takes the token `*` alone for every origin.
fn read_origin(value: Option<&Word>) -> Result<AllowedOrigin, Problem> {
    let word = value.map_or("", |value| value.text.as_str());
    let is_token = value.is_some_and(|value| value.spelling != Spelling::Literal);
    let problem = |write: String| Problem::AllowedOrigin {
        word: word.to_owned(),
        write,
    };
    if word == "*" {
        return if is_token {
            Ok(AllowedOrigin::Any)
        } else {
            Err(problem(
                "* without quotes, which stands for every origin".to_owned(),
            ))
        };
    }
    match origin::parse(word, Wildcards::Refused) {
        Ok(origin) if !is_token => Ok(AllowedOrigin::Origin(origin)),
        Ok(origin) => Err(problem(format!("\"{origin}\""))),
        Err(error) => Err(problem(match error.instead {
            Some(origin) => format!("\"{origin}\""),
            None => "an origin such as \"https://a.example\", or * for every origin".to_owned(),
        })),
    }
}
