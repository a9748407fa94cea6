//! The problems of a macro's tokens, whatever they were to say: all wording, and nothing else.

problems! {
    /// What can be wrong with the tokens of a macro.
    pub enum Problem {
        /// Nothing between two entries.
        MissingComma { name: String, lacks_colon: bool } => Error "tokens-missing-comma", "talisman_policy!, options" {
            summary: "there is no comma before `{name}`{}", if *lacks_colon { ", and no colon after it" } else { "" };
            help: "{}", if *lacks_colon {
                format!("write `, {name}:`")
            } else {
                format!("write a comma between `{name}` and what is before it")
            };
            instead?: Some(if *lacks_colon { format!(", {name}:") } else { format!(", {name}") });
        }

        /// One sign in the place of another.
        Separator { found: String, write: &'static str } => Error "tokens-separator", "talisman_policy!, options" {
            summary: "`{found}` is written where `{write}` belongs";
            help: "write `{write}`: {}", match *write {
                "," => "a comma separates options, and the entries of a list or a block",
                _ => "a semicolon ends each directive, and `..` before them",
            };
            instead: "{write}";
        }

        /// Another sign between a name and its value.
        Assignment { found: String, name: String } => Error "tokens-assignment", "talisman_policy!, options" {
            summary: "`{found}` is written where a colon belongs";
            help: "write `{name}:` before the value";
            instead: ":";
        }

        /// A name with a value and nothing between them.
        MissingColon { name: String } => Error "tokens-missing-colon", "talisman_policy!, options" {
            summary: "there is no colon between `{name}` and its value";
            help: "write `{name}:` before the value";
            instead: "{name}:";
        }

        /// A name with a colon and nothing after it.
        EmptyValue { name: String } => Error "tokens-empty-value", "talisman_policy!, options" {
            summary: "there is no value between `{name}:` and what follows it";
            help: "write the value, or leave `{name}:` out";
        }

        /// More than the reader of a value takes.
        Leftover { found: String, value: String } => Error "tokens-leftover", "talisman_policy!, options" {
            summary: "`{found}` follows `{value}`, which is the whole value already";
            help: "leave `{found}` out";
            instead: "";
        }

        /// Directives as another language's map.
        Map { name: String, write: String } => Error "tokens-map", "talisman_policy!, options" {
            summary: "`{name}` is written as the key of a map, and directives have no keys, brackets or commas";
            help: "write {write} and the other directives in the same way, each with a semicolon at its end";
        }

        /// A value that is a block, without its braces.
        WithoutBraces { option: String, write: String } => Error "tokens-without-braces", "talisman_policy!, options" {
            summary: "the value of `{option}` is a block, and there are no braces around it";
            help: "write {write}";
            instead: "{write}";
        }

        /// Several words of a list, without its brackets.
        WithoutBrackets { option: String, write: String } => Error "tokens-without-brackets", "talisman_policy!, options" {
            summary: "`{option}` takes a list, and there are no brackets around it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A switch in the brackets of a list.
        BracketedSwitch { found: String, is_alone: bool } => Error "tokens-bracketed-switch", "talisman_policy!, options" {
            summary: "`{found}` is one entry of a list here, and turns nothing on or off";
            help: "{}", if *is_alone {
                format!("write {found} without the brackets; or \"{found}\" if something has this name")
            } else {
                format!("leave {found} out; or write \"{found}\" if something has this name")
            };
            instead?: is_alone.then_some(found.as_str());
        }

        /// A word in braces.
        Braces { found: String, option: String, write: String } => Error "tokens-braces", "talisman_policy!, options" {
            summary: "`{found}` is in braces, and `{option}` takes no block";
            help: "write {write}";
            instead: "{write}";
        }

        /// More text than any response can carry.
        TooLong { most: usize } => Error "tokens-too-long", "talisman_policy!, literals" {
            summary: "the strings of this policy have more than {most} bytes up to here: no browser reads a response with such a head";
            help: "write a shorter value";
        }

        /// Something that has a value only once the program is compiled.
        Expression { found: String, write: String } => Error "tokens-expression", "talisman_policy!, literals" {
            summary: "`{found}` is an expression: a macro sees its tokens, and not the constant or the text that they stand for";
            help: "{write}";
        }

        /// A literal of another kind than a string.
        LiteralKind { found: String, kind: &'static str, write: String } => Error "tokens-literal-kind", "talisman_policy!, literals" {
            summary: "`{found}` is a {kind}, and a policy is made of strings and words";
            help: "write {write}";
            instead: "{write}";
        }

        /// A string with letters at its end.
        LiteralSuffix { suffix: String, write: String } => Error "tokens-literal-suffix", "talisman_policy!, literals" {
            summary: "the suffix `{suffix}` is not part of the string before it";
            help: "write {write}";
            instead: "{write}";
        }

        /// A calculation without a result.
        Arithmetic { found: String, why: &'static str } => Error "tokens-arithmetic", "talisman_policy!, literals" {
            summary: "`{found}` {why}";
            help: "write the number itself, or +, - and * of whole numbers";
        }

        /// A file that is not there.
        IncludedFile { path: String, why: String } => Error "tokens-included-file", "talisman_policy!, literals" {
            summary: "the text of `{path}` cannot be read: {why}";
            help: "write the path relative to the folder of the package's Cargo.toml";
        }

        /// A file whose bytes are to be hashed.
        HashedFile { path: String, why: String } => Error "tokens-hashed-file", "CSP3 section 2.3.1, hash-source" {
            summary: "`{path}` cannot be hashed: {why}";
            help: "write the path of a file inside the package, relative to the folder of its Cargo.toml";
        }

        /// A text file whose line ends depend on the checkout.
        HashedLineEnds { path: String } => Warning "tokens-hashed-line-ends", "CSP3 section 2.3.1, hash-source" {
            summary: "`{path}` has the line ends of Windows: git may write others elsewhere, and then the hash is another one and the browser blocks the file";
            help: "write `{path} -text` into .gitattributes, or give the file plain line ends";
        }

        /// No algorithm of a hash-source.
        HashAlgorithm { found: String } => Error "tokens-hash-algorithm", "CSP3 section 2.3.1, hash-algorithm" {
            summary: "`{found}` is not a hash algorithm of a policy";
            help: "write sha256, sha384 or sha512; each file or text has a call of its own";
        }

        /// What is computed by a library that is not built by default.
        NeedsFeature { found: &'static str, feature: &'static str } => Error "tokens-needs-feature", "talisman_policy!, literals" {
            summary: "`{found}` needs the feature `{feature}` of talisman";
            help: "write talisman = {{ version = \"0.1\", features = [\"{feature}\"] }} into Cargo.toml";
        }

        /// A sign that begins a comment in other languages.
        Comment => Error "tokens-comment", "talisman_policy!, options" {
            summary: "`#` does not begin a comment in Rust";
            help: "write `//` before a comment";
        }

        /// A doc comment.
        DocComment => Error "tokens-doc-comment", "talisman_policy!, options" {
            summary: "a doc comment describes an item, and there is none inside a policy";
            help: "write `//` before a comment, with no third slash and no exclamation mark";
        }

        /// An attribute.
        Attribute { found: String, write: String } => Error "tokens-attribute", "talisman_policy!, levels" {
            summary: "`{found}` is an attribute, and nothing inside a policy has one";
            help: "{write}";
        }

        /// A path or a hash that Rust has taken apart.
        Unquoted { found: String, write: String } => Error "tokens-unquoted", "talisman_policy!, literals" {
            summary: "`{found}` is not in double quotes, and only keywords and numbers are written without them";
            help: "write {write}";
            instead: "{write}";
        }

        /// Groups in groups without end.
        Depth { most: usize } => Error "tokens-depth", "talisman_policy!, options" {
            summary: "brackets are nested more than {most} deep here, and no policy needs that";
            help: "leave out what is inside";
        }

        /// The base after an option.
        BaseNotFirst { base: String } => Error "policy-base-not-first", "talisman_policy!, derived policies" {
            summary: "the base `..{base}` follows an option";
            help: "write `..{base},` before the first option";
        }

        /// Two dots in a value that has no directives to change one by one.
        NotExtendable => Error "policy-not-extendable", "talisman_policy!, derived policies" {
            summary: "`..` changes the directives of a base one by one, and only a Content Security Policy can be changed so";
            help: "leave `..` out: what is written here replaces the base's, or with Strict-Transport-Security and the session cookies, those parts of it";
        }
    }
}
