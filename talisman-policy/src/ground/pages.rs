//! The problems of pages that a policy names: all wording, and nothing else.

problems! {
    /// What can be wrong with the pages that a policy is made for.
    pub enum Problem {
        /// A page that cannot be read.
        File { path: String, why: String } => Error "pages-file", "talisman_policy!, pages" {
            summary: "`{path}` cannot be read as a page: {why}";
            help: "write the path of an HTML file inside the package, from the folder of its Cargo.toml on, or a pattern such as \"dist/**/*.html\"";
        }

        /// A file that is no page.
        NotHtml { path: String, more: String } => Warning "pages-not-html", "HTML section 13.2, parsing HTML documents" {
            summary: "`{path}`{more} is not HTML, by its name or because it has no element: nothing in it is checked against the policy";
            help: "name only the pages, such as \"dist/**/*.html\"; if it is one, build it again";
        }

        /// An element that a policy comes too late for.
        BeforeMeta { element: String, at: String } => Warning "pages-before-meta", "HTML section 4.2.5.3, Content security policy state" {
            summary: "{element} at {at} is before the policy of the page's <meta>, and is not held to it";
            help: "move the <meta> to the start of the head, after <meta charset>";
        }

        /// More code in a page than a policy can name.
        TooManyHashes { path: String, length: usize } => Error "pages-too-many-hashes", "CSP3 section 2.3.1, hash-source" {
            summary: "the hashes of `{path}` make a field of {length} bytes, and Chromium refuses a response whose head has more than 262,144";
            help: "move its inline code into files";
        }

        /// A text that stands in a page for something else.
        Placeholder { found: String } => Error "pages-placeholder", "talisman_policy!, pages" {
            summary: "`{found}` cannot stand for the nonce: it is in `<script nonce=..>` itself, where the nonce would take its place";
            help: "write a text that is nowhere else in the pages, such as \"%NONCE%\"";
        }

        /// A host of the name of a word.
        AutoHost => Warning "pages-auto-host", "CSP3 section 2.3.1, host-source" {
            summary: "in quotes, or in a policy that is one text, `auto` is a host of that name, and does not stand for the nonce and the hashes of the pages";
            help: "put it without quotes among the words of content_security_policy: {{ .. }}";
        }

        /// A pattern without a file.
        NoMatch { pattern: String } => Error "pages-no-match", "talisman_policy!, pages" {
            summary: "no file matches `{pattern}`";
            help: "build the pages first, or correct the pattern: it starts at the folder of the package's Cargo.toml, `*` is any name and `**/` any folders; each kind of file has a pattern of its own, and none leaves files out";
        }

        /// A pattern that cannot be read.
        Pattern { pattern: String, why: String } => Error "pages-pattern", "talisman_policy!, pages" {
            summary: "`{pattern}` is not a pattern of files: {why}";
            help: "write a path in which `*` stands for any name, `?` for any letter, `[ab]` for one of some and `**` for any folders";
        }

        /// Where pages are served.
        Url { found: String, why: String } => Error "pages-url", "talisman_policy!, pages" {
            summary: "`{found}` cannot be where pages are served: {why}";
            help: "write an absolute URL, such as \"https://www.example.com/\"";
        }

        /// Something in a page that the policy does not allow.
        Blocked { directive: String, element: String, at: String, because: String, help: String } => Error "pages-blocked", "CSP3 section 4.2, integration with HTML" {
            summary: "{directive} blocks {element} at {at}: {because}";
            help: "{help}";
        }

        /// A nonce of no response.
        UnknownPlaceholder { found: String, element: String, at: String } => Error "pages-unknown-placeholder", "CSP3 section 2.3.1, nonce-source" {
            summary: "the nonce of {element} at {at} is the text `{found}`, which nothing replaces";
            help: "write nonce=\"{{{{nonce}}}}\" into the page; or, if the server replaces `{found}`, write pages_nonce: [\"{found}\"]";
        }

        /// Pages without a policy that holds for them.
        NothingEnforced => Warning "pages-nothing-enforced", "CSP3 section 4.2, integration with HTML" {
            summary: "the pages are checked against nothing: this policy enforces no Content-Security-Policy";
            help: "enforce a content_security_policy, or leave `pages` out";
        }

        /// Pages of a policy that is not known here.
        OfBase => Error "pages-of-base", "talisman_policy!, pages" {
            summary: "the pages cannot be checked against this policy: its Content-Security-Policy, or a part of it, is that of its base or of a constant, which a macro does not see";
            help: "write the whole content_security_policy here; or leave `pages` out, and ask talisman::ask::blocked_in of the feature `html` in a test";
        }

        /// Pages of a policy with a fragment.
        OfFragment => Error "pages-of-fragment", "talisman_policy!, pages" {
            summary: "the pages cannot be checked against this policy: it includes a fragment, which a macro does not see";
            help: "write the fragment's sources here and take the include away; or leave `pages` out, and ask talisman::ask::blocked_in of the feature `html` in a test";
        }

        /// A source without a page that needs it.
        UnusedSource { source: String, directive: String } => Advice "pages-unused-source", "talisman_policy!, pages" {
            summary: "nothing in the text of the pages needs `{source}` of {directive}";
            help: "remove it, unless a script or a style sheet of theirs needs it";
        }

        /// Pages in two ways, of which there is one.
        AutoWithoutPages => Error "pages-auto-without-pages", "talisman_policy!, pages" {
            summary: "`auto` is the nonce where a page is rendered, and the hashes of a page that was built ahead: no such page is named here";
            help: "write nonce; or name the pages in talisman_policy!, with pages: [\"dist/**/*.html\"]";
        }

        /// Where neither a nonce nor a hash counts.
        AutoPlace { found: String } => Error "pages-auto-place", "CSP3 section 2.3.1, nonce-source" {
            summary: "`auto` stands for a nonce or for the hashes of scripts or styles, and `{found}` takes no nonce";
            help: "put it among the sources of script-src or style-src, of their -elem forms, or of default-src";
        }

        /// What is in both kinds of response.
        AutoBeside { found: String } => Error "pages-auto-beside", "CSP3 section 2.3.1, nonce-source" {
            summary: "`{found}` would be in every response: `auto` is the nonce where a page is rendered and hashes where it was built ahead, and no response is to have both";
            help: "put auto in its place, or leave it out where auto is beside it already";
        }

        /// Pages that need no hash here.
        NothingToHash { path: String, what: &'static str, help: String } => Warning "pages-nothing-to-hash", "CSP3 section 2.3.1, hash-source" {
            summary: "`hashes_of(..)` adds nothing here: `{path}` has {what}";
            help: "{help}";
        }

        /// Hashes of a page where none counts.
        HashesPlace { found: String } => Error "pages-hashes-place", "CSP3 section 2.3.1, hash-source" {
            summary: "`hashes_of(..)` stands for the hashes of a page's scripts or styles, and {found} takes none";
            help: "write it among the sources of script-src or style-src, of their -elem and -attr forms, or of default-src";
        }

        /// A text that changes with each response.
        HashedNonce { at: String, element: String, placeholder: String } => Error "pages-hashed-nonce", "CSP3 section 2.3.1, hash-source" {
            summary: "the text of {element} at {at} has the nonce placeholder `{placeholder}` in it: no hash fits what is sent";
            help: "write nonce=\"{placeholder}\" on the element and `nonce` among the sources, or take the placeholder out of its text";
        }
    }
}
