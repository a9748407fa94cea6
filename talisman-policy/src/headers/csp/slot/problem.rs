//! The problems of slots: all wording, and nothing else.

problems! {
    /// What can be wrong with a slot.
    pub enum Problem {
        /// Braces that do not make a slot yet.
        Syntax { found: String, why: &'static str, write: String } => Error "csp-slot-syntax", "talisman_policy!, slots" {
            summary: "`{found}` is not a slot: {why}";
            help: "write {write}";
        }

        /// A type that there is not.
        Type { found: String, write: String } => Error "csp-slot-type", "talisman_policy!, slots" {
            summary: "`{found}` is not the type of a slot";
            help: "write {write}";
        }

        /// A name that a program cannot fill the slot by.
        Name { name: String, write: String } => Error "csp-slot-name", "talisman_policy!, slots" {
            summary: "`{name}` cannot name a slot: the name is a Rust identifier of ASCII letters, digits and `_`";
            help: "write {write}, or another name of that form";
        }

        /// A slot where no origin can be.
        NotAllowed { slot: String, directive: String, write: String } => Error "csp-slot-not-allowed", "talisman_policy!, slots" {
            summary: "`{directive}` compares nothing with an origin: what fills the slot `{slot}` could not match";
            help: "{}", if write.is_empty() { "leave it out".to_owned() } else { format!("write {write}, or leave the directive out") };
        }

        /// A slot that is in one directive two times.
        Twice { name: String, directive: String } => Error "csp-slot-twice", "talisman_policy!, slots" {
            summary: "the slot `{name}` is in `{directive}` two times, and both would be filled with the same origin";
            help: "leave this one out, or give it a name of its own";
            instead: "";
        }

        /// One name for two types.
        Types { name: String, slot_type: &'static str } => Error "csp-slot-types", "talisman_policy!, slots" {
            summary: "the slot `{name}` has another type elsewhere in the policy, and one value fills every slot of that name";
            help: "give both the same type, or give this `{slot_type}` slot a name of its own";
        }

        /// A slot of a policy that a text took the place of.
        Lost { name: String, slot: String } => Warning "csp-slot-lost", "talisman_policy!, slots" {
            summary: "the policy had the slot `{name}`, and the text in its place has not: what fills it gets an error, and its origin is not allowed";
            help: "write {slot} where the origin goes, as a policy prints itself";
        }

        /// One name for two types, one of them in a constant.
        ConstantTypes { constant: String } => Error "csp-constant-slot-types", "talisman_policy!, slots" {
            summary: "a slot of `{constant}` has another type elsewhere in the policy, and one value fills every slot of that name";
            help: "give both the same type, or one of them another name";
        }
    }
}
