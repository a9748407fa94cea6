//! The problems of what is to extend a policy while a program runs: all wording, and nothing else.

problems! {
    /// What an extension cannot hold.
    pub enum Problem {
        /// A source that opens more than one place or one piece of code.
        Source { word: String, what: &'static str } => Error "csp-extension-source", "Extension, what it adds" {
            summary: "`{word}` is {what}: only hosts, hashes and 'nonce' can be added to another policy";
            help: "name the host, such as https://maps.example; what the whole site needs belongs in its policy";
        }

        /// A directive without sources.
        Directive { name: String } => Error "csp-extension-directive", "Extension, what it adds" {
            summary: "`{name}` has no sources that could be added to";
            help: "write a directive that lists sources, such as img-src, or a policy of its own for the page";
        }

        /// A directive that stands in for others.
        Fallback { name: String, instead: &'static str } => Error "csp-extension-fallback", "CSP3 section 6.8.3, get fetch directive fallback list" {
            summary: "`{name}` stands in for other directives, and for which of them is up to the policy that it is added to";
            help: "write the directives that need the sources: {instead}";
        }

        /// Something else than a path after `include`.
        IncludePath { found: String } => Error "csp-include-path", "talisman_policy!, include" {
            summary: "`{found}` does not include a fragment";
            help: "write the path of one constant that csp_fragment! made, and a semicolon after it: include widget::NEEDS;";
        }

        /// An include where an option goes.
        IncludeAmongOptions => Error "csp-include-among-options", "talisman_policy!, include" {
            summary: "an include is among the options: a fragment has sources for the directives of one of them";
            help: "write it into the block: content_security_policy: {{ default-src self; include widget::NEEDS; }}";
        }

        /// A fragment in a fragment.
        IncludeInFragment => Error "csp-include-in-fragment", "talisman_policy!, include" {
            summary: "a fragment includes no other one";
            help: "write the sources here that both need; or export both, for the policy to include each";
        }

        /// A fragment without a policy.
        NothingToIncludeIn { name: String } => Error "csp-include-without-policy", "talisman_policy!, include" {
            summary: "`{name}` is added to nothing: neither the base nor these changes have directives for the header";
            help: "write the directives of a policy before the include, at least default-src; in a derived policy, `..;` for those of the base";
        }

        /// A fragment of which nothing is new.
        NothingIncluded { name: String } => Advice "csp-include-adds-nothing", "talisman_policy!, include" {
            summary: "`{name}` adds nothing: the policy already allows what it names, or has no directive that restricts it";
            help: "leave the include out; or keep it for what a later version of the library may need";
        }

        /// Hosts of scripts that a browser would ignore.
        IncludedScriptHosts { name: String } => Warning "csp-include-script-hosts", "CSP3 section 8.2, 'strict-dynamic'" {
            summary: "browsers ignore hosts of scripts beside 'strict-dynamic', and those of `{name}` are left out";
            help: "give its <script> the nonce, or load it from a script that has one, and write #![allow(csp-include-script-hosts, reason = \"its script has the nonce\")]";
        }

        /// No directive at all.
        Empty => Error "csp-extension-empty", "Extension, what it adds" {
            summary: "the text is empty: nothing would be added";
            help: "write a directive and its sources, such as img-src https://maps.example";
        }
    }
}
