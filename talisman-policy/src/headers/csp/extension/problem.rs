//! The problems of what is to extend a policy while a program runs: all wording, and nothing else.

problems! {
    /// What an extension cannot hold.
    pub enum Problem {
        /// A source that opens more than one place or one piece of code.
        Source { word: String, what: &'static str } => Error "csp-extension-source", "Extension, what it adds" {
            summary: "`{word}` is {what}: hosts, hashes and 'nonce' alone are added to another policy";
            help: "name the host, such as https://maps.example; what the whole site needs belongs in its policy";
        }

        /// A directive without sources.
        Directive { name: String } => Error "csp-extension-directive", "Extension, what it adds" {
            summary: "`{name}` has no sources that could be added to";
            help: "write a directive that lists sources, such as img-src, or a policy of its own for the page";
        }

        /// No directive at all.
        Empty => Error "csp-extension-empty", "Extension, what it adds" {
            summary: "the text is empty: nothing would be added";
            help: "write a directive and its sources, such as img-src https://maps.example";
        }
    }
}
