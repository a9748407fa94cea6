//! A policy as the configuration of another server: the same fields, where talisman does not answer itself.

mod meta;
mod servers;

use std::error::Error;
use std::fmt;

use crate::policy::{Csp, Policy, Repr};
use crate::scheme::Scheme;

/// A server or host whose configuration a policy can be printed as.
///
/// Each way of quoting was tried on the version that is named; what a receiver cannot express is an [`ExportError`].
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Server {
    /// nginx: `add_header` lines for a `server` block (nginx 1.22).
    Nginx,
    /// Apache: `Header` lines of `mod_headers` (Apache 2.4).
    Apache,
    /// Caddy: a `header` block for a site (Caddy 2.6).
    Caddy,
    /// HAProxy: `http-after-response` lines for a `frontend`, its own error pages included (HAProxy 2.6).
    HaProxy,
    /// Netlify: a `_headers` file.
    Netlify,
    /// Cloudflare Pages and Workers: a `_headers` file, whose lines have at most 2,000 characters.
    Cloudflare,
    /// Vercel: the `headers` of `vercel.json`.
    Vercel,
    /// Firebase Hosting: the `hosting.headers` of `firebase.json`.
    Firebase,
}

impl Server {
    /// Every server.
    pub const ALL: &'static [Self] = &[
        Self::Nginx,
        Self::Apache,
        Self::Caddy,
        Self::HaProxy,
        Self::Netlify,
        Self::Cloudflare,
        Self::Vercel,
        Self::Firebase,
    ];

    /// The name that it is known by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "Apache",
            Self::Caddy => "Caddy",
            Self::HaProxy => "HAProxy",
            Self::Netlify => "Netlify",
            Self::Cloudflare => "Cloudflare",
            Self::Vercel => "Vercel",
            Self::Firebase => "Firebase",
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Policy {
    /// The fields of this policy as the configuration of another server, as they are sent over https.
    ///
    /// Put the text where the server answers https: `Strict-Transport-Security` has no place in an answer over http
    /// (RFC 6797 section 7.2). Redirects and session cookies are not part of it.
    ///
    /// ```
    /// use talisman::{Policy, export::Server, talisman_policy};
    ///
    /// const POLICY: Policy = talisman_policy! { remove_fields: [x-powered-by] };
    ///
    /// let nginx = POLICY.configuration(Server::Nginx)?;
    /// assert!(nginx.contains(r#"add_header x-frame-options "SAMEORIGIN" always;"#));
    /// assert!(nginx.contains("proxy_hide_header x-powered-by;"));
    /// # Ok::<(), talisman::export::ExportError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A field has a slot, for a nonce or for origins, which no server but yours can fill; a value holds what the receiver cannot quote, or is
    /// longer than it takes; the policy removes fields and the receiver cannot.
    ///
    /// # Deployment caveat
    ///
    /// nginx ignores the `add_header` lines of a block as soon as a block inside it has one of its own: put the text into
    /// a file and `include` it in each of those.
    pub fn configuration(&self, server: Server) -> Result<String, ExportError> {
        configuration(&self.repr, server)
    }
}

impl Csp {
    /// The policy as the configuration of another server; see [`Policy::configuration`].
    ///
    /// # Errors
    ///
    /// As [`Policy::configuration`].
    pub fn configuration(&self, server: Server) -> Result<String, ExportError> {
        configuration(&self.repr, server)
    }
}

fn configuration(repr: &Repr, server: Server) -> Result<String, ExportError> {
    let fields: Vec<(&str, &str)> = repr.fields(Scheme::Https).collect();
    if let Some(name) = repr.field_with_slot() {
        return Err(ExportError::Nonce {
            field: name.to_owned(),
        });
    }
    slots_are_none(repr)?;
    servers::print(server, &fields, repr.parts().remove)
}

/// Refuses a policy that somebody is to fill.
fn slots_are_none(repr: &Repr) -> Result<(), ExportError> {
    match repr.compiled().slots().fields().first() {
        Some(field) => Err(ExportError::Slot {
            field: field.name.as_str().to_owned(),
        }),
        None => Ok(()),
    }
}

/// Why a policy cannot be the configuration of a server.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ExportError {
    /// A field has a nonce slot: a configuration is the same for every response, and a nonce must not be.
    Nonce {
        /// The field's name, in lower case.
        field: String,
    },
    /// A field has a slot for origins, which only a program fills.
    Slot {
        /// The field's name, in lower case.
        field: String,
    },
    /// A value holds a character that the server cannot be given.
    Unquotable {
        /// The server.
        server: Server,
        /// The field's name.
        field: String,
        /// The character.
        character: char,
    },
    /// A line is longer than the server takes.
    TooLong {
        /// The server.
        server: Server,
        /// The field's name.
        field: String,
        /// The line's length in characters.
        length: usize,
        /// The longest one that the server takes.
        longest: usize,
    },
    /// There is no enforced Content Security Policy to write.
    NoPolicy,
    /// A `<meta>` cannot carry it: browsers ignore it there.
    NotInMeta {
        /// A directive or the name of a field.
        what: String,
    },
    /// The policy removes fields, and the server cannot.
    CannotRemove {
        /// The server.
        server: Server,
        /// The field's name.
        field: String,
    },
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nonce { field } => write!(
                f,
                "`{field}` has a nonce, which a configuration cannot renew for each response: use hashes, or answer with talisman"
            ),
            Self::Slot { field } => write!(
                f,
                "`{field}` has a slot for origins, which a configuration cannot fill: write the origins themselves, or answer with talisman"
            ),
            Self::Unquotable {
                server,
                field,
                character,
            } => {
                write!(
                    f,
                    "{server} cannot send `{character}`, which `{field}` has: leave it out of the value"
                )
            }
            Self::TooLong {
                server,
                field,
                length,
                longest,
            } => write!(
                f,
                "{server} takes lines of at most {longest} characters, and that of `{field}` has {length}: shorten the value"
            ),
            Self::NoPolicy => f.write_str("there is no Content-Security-Policy to write"),
            Self::NotInMeta { what } => {
                write!(
                    f,
                    "browsers ignore `{what}` in a `<meta>`: leave it out, or send it as a header"
                )
            }
            Self::CannotRemove { server, field } => {
                write!(
                    f,
                    "{server} cannot remove `{field}`: leave it out of `remove_fields`"
                )
            }
        }
    }
}

impl Error for ExportError {}

#[cfg(test)]
mod tests;
