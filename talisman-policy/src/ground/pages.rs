//! The problems of pages that a policy names: all wording, and nothing else.

problems! {
    /// What can be wrong with the pages that a policy is made for.
    pub enum Problem {
        /// A page that cannot be read.
        File { path: String, why: String } => Error "pages-file", "talisman_policy!, pages" {
            summary: "`{path}` cannot be read as a page: {why}";
            help: "write the path of an HTML file inside the package, from the folder of its Cargo.toml on, or a pattern such as \"dist/**/*.html\"";
        }

        /// A pattern without a file.
        NoMatch { pattern: String } => Error "pages-no-match", "talisman_policy!, pages" {
            summary: "no file matches `{pattern}`";
            help: "build the pages first, or correct the pattern: it starts at the folder of the package's Cargo.toml, `*` is any name and `**` any folders";
        }

        /// A pattern that cannot be read.
        Pattern { pattern: String, why: String } => Error "pages-pattern", "talisman_policy!, pages" {
            summary: "`{pattern}` is not a pattern of files: {why}";
            help: "write a path in which `*` stands for any name, `?` for any letter, `[ab]` for one of some and `**` for any folders";
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
