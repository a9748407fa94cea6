//! What other tools leave in a policy: all wording, and nothing else.

problems! {
    /// What is in the text of a policy and was never meant for a browser.
    pub enum Problem {
        /// HTML's character references in place of characters.
        HtmlEscaped { escape: String } => Error "csp-html-escaped", "CSP3 section 2.2.1, parse a serialized CSP" {
            summary: "`{escape}` is an HTML escape, and a header has none: each `;` of such an escape ends a directive, and no quote is left";
            help: "write the policy as it was before it was escaped for HTML, with plain quotes: '";
        }

        /// Backslashes that escape quotes or line breaks.
        Backslash => Error "csp-backslash", "CSP3 section 2.3.1, source-expression" {
            summary: "a backslash escapes nothing in a policy: a browser ignores each source that has one";
            help: "write the policy without the backslashes of the language or shell that it was copied from";
        }

        /// The line of a server's configuration.
        ServerConfiguration { field: String } => Error "csp-server-configuration", "CSP3 section 2.2, serialized-policy" {
            summary: "this is a server's command that sets `{field}`, and a policy is only the value of that field";
            help: "begin with the first directive, without quotes around the whole, and leave out what follows the value";
        }

        /// Quotes around the whole policy.
        QuotedPolicy { word: String } => Error "csp-quoted-policy", "CSP3 section 2.2, serialized-policy" {
            summary: "a quote begins the policy: `{word}` is a directive that no browser knows";
            help: "leave the quotes around the whole policy out";
        }

        /// A word that nginx reads.
        ServerWord { word: String, write: String } => Error "csp-server-word", "CSP3 section 2.3.1, host-part" {
            summary: "`{word}` is a host of that name here: nginx reads it outside of the quotes that end the header's value";
            help: "{}", if write.is_empty() { "leave it out".to_owned() } else { format!("write {write}") };
            instead: "{write}";
        }

        /// A comment.
        Comment { comment: String } => Error "csp-comment", "CSP3 section 2.2, serialized-policy" {
            summary: "`{comment}` begins a comment, and a policy has none: a browser takes its words for directives or sources";
            help: "leave the comment out";
        }

        /// A placeholder that nothing has filled in.
        Placeholder { word: String, write: String } => Error "csp-placeholder", "CSP3 section 2.3.1, source-expression" {
            summary: "`{word}` is a placeholder of a template, and nothing has filled it in: a browser ignores it";
            help: "{write}";
        }

        /// A keyword with white space inside.
        SplitKeyword { word: String, write: String } => Error "csp-split-keyword", "CSP3 section 2.3.1, keyword-source" {
            summary: "`{word}` has white space in it: a browser reads several words, and knows none of them";
            help: "write {write}";
        }

        /// A word of X-Frame-Options.
        FrameOptionsWord { word: String, write: Option<String> } => Error "csp-frame-options-word", "CSP3 section 6.4.2, frame-ancestors" {
            summary: "`{word}` is a value of X-Frame-Options, and in a policy the name of a host";
            help: "{}", match write {
                Some(write) => format!("write {write}"),
                None => "leave it out, and write only the origin".to_owned(),
            };
            instead: "{}", write.as_deref().unwrap_or_default();
        }
    }
}
