//! Changes of a policy out of configuration, when a program starts.

mod conditions;
mod derive;
mod made;

use talisman_policy::headers::csp::Operator;
use talisman_policy::policy::{ChangeText, DirectiveText};

/// What a deployment changes of a policy: sources that its configuration names, directives, options, whole fields.
///
/// Changes are collected first and read by [`Policy::with_changes`](crate::Policy::with_changes), with the grammar and the
/// rules of a policy that is derived while compiling: `+=`, `-=`, `off`. So one value may change several policies.
///
/// ```
/// use talisman::{Changes, Policy, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         img-src self;
///         connect-src self;
///         object-src none;
///         base-uri none;
///     },
/// };
///
/// // As a configuration file or the environment has it.
/// let (s3_host, more) = ("https://s3.example", "https://a.example https://b.example");
/// let changes = Changes::new()
///     .add_source("img-src", s3_host)
///     .add_sources("connect-src", more.split_whitespace())
///     .option("referrer_policy", "no-referrer");
///
/// let (site, warnings) = SITE.with_changes(&changes).unwrap();
/// assert!(warnings.is_empty());
/// assert_eq!(
///     site,
///     talisman_policy! {
///         ..SITE,
///         content_security_policy: {
///             ..;
///             img-src += "https://s3.example";
///             connect-src += "https://a.example" "https://b.example";
///         },
///         referrer_policy: no-referrer,
///     },
/// );
/// ```
///
/// A value of configuration is one source expression and cannot become two, nor end a directive:
///
/// ```
/// # use talisman::{Changes, Policy, talisman_policy};
/// # const SITE: Policy = talisman_policy! { content_security_policy: { default-src self; img-src self; } };
/// for value in [
///     "https://a.example https://b.example",
///     "https://a.example; script-src *",
///     "https://a.example, *",
///     "",
/// ] {
///     let error = SITE.with_changes(&Changes::new().add_source("img-src", value)).unwrap_err();
///     assert_eq!(error.findings().len(), 1, "{value}");
/// }
/// ```
///
/// # Deployment caveat
///
/// Whoever writes the configuration may add any source, `*` and `'unsafe-inline'` included: what that costs is among the
/// warnings. For a value that comes with a request there is [`Extension`](crate::Extension), which holds hosts and hashes alone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[must_use = "changes do nothing until a policy takes them"]
pub struct Changes {
    texts: Vec<ChangeText>,
}

impl Changes {
    /// None.
    pub const fn new() -> Self {
        Self { texts: Vec::new() }
    }

    /// Adds one source expression to a directive of the enforced CSP: `img-src += https://s3.example`.
    ///
    /// As text has it: `https://s3.example`, `'self'`, `data:`, `'nonce'`. White space around it is left out, because a file
    /// ends in a newline; white space in it, `;` and `,` are refused. An empty text is refused: where a setting may be
    /// absent, ask before.
    pub fn add_source(self, directive: impl Into<String>, source: impl Into<String>) -> Self {
        self.add_sources(directive, [source])
    }

    /// Adds source expressions to a directive, each as [`add_source`](Self::add_source) has it. None at all changes nothing.
    pub fn add_sources(
        self,
        directive: impl Into<String>,
        sources: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.each(Operator::Append, directive, sources)
    }

    /// Takes one source expression away from a directive: `img-src -= data:`. One that the policy does not have is refused.
    pub fn remove_source(self, directive: impl Into<String>, source: impl Into<String>) -> Self {
        self.remove_sources(directive, [source])
    }

    /// Takes source expressions away. None at all changes nothing.
    pub fn remove_sources(
        self,
        directive: impl Into<String>,
        sources: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.each(Operator::Remove, directive, sources)
    }

    /// Sets a directive of the enforced CSP, whether the policy has it or not: its whole value, with white space between its
    /// words. A directive without a value, such as `upgrade-insecure-requests`, has the empty text.
    pub fn set_directive(self, directive: impl Into<String>, value: impl Into<String>) -> Self {
        let value = DirectiveText::List(value.into());
        self.directive(Operator::Set, directive, value)
    }

    /// Takes a directive away: `object-src off`. One that the policy does not have is refused.
    pub fn remove_directive(self, directive: impl Into<String>) -> Self {
        let value = DirectiveText::Each(Vec::new());
        self.directive(Operator::Drop, directive, value)
    }

    /// Sets an option of `talisman_policy!` by its name.
    ///
    /// The text is that of the field (`"max-age=63072000; includeSubDomains"`, `"DENY"`, `"camera=()"`), or of the option where
    /// that is not a field (`"308"`, `"www.example.com example.com"`); or it is `off`, `true` or `false`. That of a CSP begins
    /// with `..;` to change the policy's, and replaces it otherwise:
    ///
    /// ```
    /// # use talisman::{Changes, Policy, talisman_policy};
    /// # const SITE: Policy = talisman_policy! { content_security_policy: { default-src self; img-src self; object-src none; } };
    /// let changes = Changes::new()
    ///     .option("content_security_policy", "..; img-src += https://s3.example; object-src off")
    ///     .option("frame_options", "off");
    /// let (site, _) = SITE.with_changes(&changes).unwrap();
    /// assert_eq!(
    ///     site,
    ///     talisman_policy! {
    ///         ..SITE,
    ///         content_security_policy: {
    ///             ..;
    ///             img-src += "https://s3.example";
    ///             object-src off;
    ///         },
    ///         frame_options: off,
    ///     },
    /// );
    /// ```
    ///
    /// Fields of your own are lines here, `"x-robots-tag: noindex"`, or each a [`field`](Self::field).
    pub fn option(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.texts.push(ChangeText::Option { name, value });
        self
    }

    /// Sets a field by its name. A field with an option is read as that option is, with `'nonce-'` where a nonce goes as well;
    /// any other is a field of your own. `off` is a field that is not sent.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        self.texts.push(ChangeText::Field { name, value });
        self
    }

    /// Sets fields, each on a line of its own, as a policy is printed: `name: value`. Lines end in LF or CRLF, and empty ones
    /// mean nothing.
    ///
    /// ```
    /// use talisman::{Changes, presets};
    ///
    /// // After `cargo run --example print -- STRICT > headers.txt`, and some changes in an editor.
    /// let printed = presets::STRICT.to_string().replace("no-referrer", "same-origin");
    /// let (policy, _) = presets::STRICT.with_changes(&Changes::new().fields(&printed)).unwrap();
    /// assert_eq!(policy.to_string(), printed);
    /// assert!(policy.has_nonce());
    /// ```
    pub fn fields(mut self, lines: impl Into<String>) -> Self {
        self.texts.push(ChangeText::Fields(lines.into()));
        self
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    fn each(
        self,
        operator: Operator,
        directive: impl Into<String>,
        sources: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let sources: Vec<String> = sources.into_iter().map(Into::into).collect();
        if sources.is_empty() {
            return self;
        }
        self.directive(operator, directive, DirectiveText::Each(sources))
    }

    fn directive(
        mut self,
        operator: Operator,
        name: impl Into<String>,
        value: DirectiveText,
    ) -> Self {
        let name = name.into();
        self.texts.push(ChangeText::Directive {
            operator,
            name,
            value,
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::Scheme;
    use crate::fixture::NONCE;
    use crate::policy::Repr;

    #[test]
    fn the_same_changes_are_made_once_and_for_good() {
        let changes = |name: &str| Changes::new().option(name, "off");
        let compiled = |changes: &Changes| match NONCE.with_changes(changes).unwrap().0.repr {
            Repr::Made { compiled, .. } => std::ptr::from_ref(compiled),
            _ => panic!("a changed policy is made"),
        };
        let made = compiled(&changes("frame_options"));
        assert_eq!(compiled(&changes("frame_options")), made);
        assert_ne!(compiled(&changes("referrer_policy")), made);
    }

    #[test]
    fn no_changes_are_the_policy_itself() {
        let (policy, findings) = NONCE.with_changes(&Changes::new()).unwrap();
        assert!(findings.is_empty());
        assert!(matches!(policy.repr, Repr::Const { .. }));
        assert!(policy.fields(Scheme::Https).eq(NONCE.fields(Scheme::Https)));
    }
}
