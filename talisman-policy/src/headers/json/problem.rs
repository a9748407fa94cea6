//! The problems of JSON values, whichever field they stand in: all wording, and nothing else.

problems! {
    /// What can be wrong with the JSON of a Report-To or a NEL.
    pub enum Problem {
        /// The text is not JSON.
        Syntax { what: String, write: String } => Error "json-syntax", "RFC 8259 section 2, JSON grammar" {
            summary: "{what}: a browser drops the whole header";
            help: "{write}";
        }

        /// A name or a string in other quotes than JSON's, or in none.
        Quotes { what: String, write: String } => Error "json-quotes", "RFC 8259 section 7, strings" {
            summary: "{what}, which JSON wants around every name and every text: a browser drops the whole header";
            help: "write {write}";
            instead: "{write}";
        }

        /// Something else where an object must stand.
        NotAnObject { found: String, effect: &'static str, write: &'static str } => Error "json-not-an-object", "RFC 8259 section 4, objects" {
            summary: "`{found}` is not an object: {effect}";
            help: "write {write}";
        }

        /// A member that the field does not have.
        UnknownMember { name: String, write: String } => Error "json-unknown-member", "RFC 8259 section 4, objects" {
            summary: "`{name}` is not a member of this object: a browser ignores it";
            help: "{write}";
        }

        /// A member that appears twice.
        DuplicateMember { name: String } => Error "json-duplicate-member", "RFC 8259 section 4, objects" {
            summary: "`{name}` appears a second time: a browser uses one of the two and ignores the other";
            help: "write `{name}` once";
        }

        /// A member without which the object does nothing.
        MissingMember { name: &'static str, effect: &'static str, write: &'static str } => Error "json-missing-member", "RFC 8259 section 4, objects" {
            summary: "there is no `{name}`: {effect}";
            help: "add {write}";
        }

        /// A value of another type.
        WrongType { found: String, name: &'static str, takes: &'static str, effect: &'static str } => Error "json-wrong-type", "RFC 8259 section 3, values" {
            summary: "`{found}` is not what `{name}` takes: {effect}";
            help: "write {takes}";
        }

        /// A value that is right but for its quotes.
        NeedlessQuotes { found: String, name: &'static str, write: String, effect: &'static str } => Error "json-needless-quotes", "RFC 8259 section 3, values" {
            summary: "`{found}` is a text because of its quotes, and `{name}` takes no text: {effect}";
            help: "write {write}";
            instead: "{write}";
        }

        /// A number that is too small or too large.
        OutOfRange { found: String, name: &'static str, range: &'static str, effect: &'static str } => Error "json-out-of-range", "RFC 8259 section 6, numbers" {
            summary: "`{found}` is not in the range of `{name}`: {effect}";
            help: "write a number from {range}";
        }
    }
}
