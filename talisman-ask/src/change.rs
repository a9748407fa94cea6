//! The smallest change of a policy that allows what it blocks.

use std::fmt;

use talisman_policy::headers::csp::{DirectiveName, DirectiveValue, Policy, SourceExpression};

/// A change of one directive, in the spelling of the macros.
///
/// Its `Display` can be pasted into a policy that derives from another, after `..;`: `img-src += "https://img.example.net"`,
/// or the whole directive where the policy has none, or none with a source.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    directive: DirectiveName,
    /// What stays of the list that governed until now; `None` adds to what the directive has.
    kept: Option<Vec<String>>,
    added: Vec<String>,
}

impl Change {
    pub(crate) fn append(directive: DirectiveName, added: &[SourceExpression]) -> Self {
        Self {
            directive,
            kept: None,
            added: serialized(added),
        }
    }

    pub(crate) fn set(
        directive: DirectiveName,
        kept: &[SourceExpression],
        added: &[SourceExpression],
    ) -> Self {
        Self {
            directive,
            kept: Some(serialized(kept)),
            added: serialized(added),
        }
    }

    /// Adds a word to a directive whose value is not a source list.
    pub(crate) fn append_word(directive: DirectiveName, word: &str, is_empty: bool) -> Self {
        Self {
            directive,
            kept: is_empty.then(Vec::new),
            added: vec![word.to_owned()],
        }
    }

    /// Adds words that it does not add already.
    #[cfg(feature = "reports")]
    pub(crate) fn add(&mut self, words: Vec<String>) {
        self.added.extend(words);
    }

    /// The directive that is changed or made.
    #[must_use]
    pub fn directive(&self) -> DirectiveName {
        self.directive
    }

    /// What is added, as it is serialized.
    #[must_use]
    pub fn added(&self) -> &[String] {
        &self.added
    }

    /// The policy with the change, serialized.
    ///
    /// ```
    /// use talisman_ask::{Page, image};
    ///
    /// let page = Page::at("https://www.example.com/")?.enforcing("default-src 'self'");
    /// let verdict = page.verdict(image("https://img.example.net/x.png"));
    /// let (policy, change) = &verdict.changes()[0];
    /// assert_eq!(change.to_string(), "img-src self \"https://img.example.net\"");
    /// assert_eq!(
    ///     change.applied_to(page.policy(*policy).unwrap()),
    ///     "default-src 'self'; img-src 'self' https://img.example.net",
    /// );
    /// # Ok::<(), talisman_ask::UrlError>(())
    /// ```
    #[must_use]
    pub fn applied_to(&self, policy: &Policy) -> String {
        let mut found = false;
        let mut directives: Vec<String> = Vec::new();
        for directive in policy.directives() {
            let name = directive.name().as_str();
            let mut words = words(directive.value());
            if name == self.directive.as_str() {
                found = true;
                match &self.kept {
                    Some(kept) => words.clone_from(kept),
                    // Beside another source 'none' is ignored, and reported.
                    None => words.retain(|word| word != "'none'"),
                }
                words.extend(self.added.iter().cloned());
            }
            directives.push(joined(name, &words));
        }
        if !found {
            let kept = self.kept.iter().flatten();
            let words: Vec<String> = kept.chain(&self.added).cloned().collect();
            directives.push(joined(self.directive.as_str(), &words));
        }
        directives.join("; ")
    }
}

/// The words of a value; of an empty source list `'none'`.
fn words(value: &DirectiveValue) -> Vec<String> {
    match value {
        DirectiveValue::Sources(sources) if sources.is_empty() => vec!["'none'".to_owned()],
        DirectiveValue::Sources(sources) => sources
            .iter()
            .map(|source| source.node.to_string())
            .collect(),
        DirectiveValue::Words(words) => words.iter().map(|word| word.node.clone()).collect(),
    }
}

fn joined(name: &str, words: &[String]) -> String {
    let mut text = name.to_owned();
    for word in words {
        text.push(' ');
        text.push_str(word);
    }
    text
}

fn serialized(sources: &[SourceExpression]) -> Vec<String> {
    sources.iter().map(ToString::to_string).collect()
}

/// A word as the macros have it: keywords and schemes bare, everything else a literal.
fn in_a_macro(word: &str) -> String {
    let inner = word
        .strip_prefix('\'')
        .and_then(|word| word.strip_suffix('\''));
    let is_word = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    match inner {
        Some(keyword)
            if is_word(keyword) && !keyword.starts_with("nonce-") && !is_hash(keyword) =>
        {
            keyword.to_owned()
        }
        None if word == "*" || word.starts_with("allow-") => word.to_owned(),
        None if word.strip_suffix(':').is_some_and(is_word) => word.to_owned(),
        _ => format!("\"{word}\""),
    }
}

fn is_hash(keyword: &str) -> bool {
    ["sha256-", "sha384-", "sha512-", "url-sha", "eval-sha"]
        .iter()
        .any(|prefix| keyword.starts_with(prefix))
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.directive)?;
        match &self.kept {
            None => f.write_str(" +=")?,
            Some(kept) => {
                for word in kept {
                    write!(f, " {}", in_a_macro(word))?;
                }
            }
        }
        for word in &self.added {
            write!(f, " {}", in_a_macro(word))?;
        }
        Ok(())
    }
}
