//! The problems that a change has with the policy that it changes: all wording, and nothing else.

problems! {
    /// What a base does not support.
    pub enum Problem {
        /// A change of a directive that the base does not have.
        NotInBase { directive: String, taken_away: bool } => Error "csp-not-in-base", "talisman_policy!, derived policies" {
            summary: "the base has no `{directive}` to change";
            help: "{}", if *taken_away { "leave the change out".to_owned() } else { format!("write `{directive}` with all of its sources, without += or -=, or leave the change out") };
        }

        /// Sources for a directive that is 'none'.
        AppendToNone { directive: String, sources: String } => Error "csp-append-to-none", "talisman_policy!, derived policies" {
            summary: "`{directive}` is 'none' in the base, and nothing can be beside that";
            help: "write `{directive}` with all of its sources, without +=, to replace it by {sources}";
        }

        /// A source to be removed that is not there.
        SourceNotInBase { directive: String, sources: String } => Error "csp-source-not-in-base", "talisman_policy!, derived policies" {
            summary: "the base's `{directive}` lacks at least one of these sources: {sources}";
            help: "write each source as the base has it, or leave the removal out";
        }

        /// A removal that would leave nothing.
        NothingLeft { directive: String } => Error "csp-nothing-left", "talisman_policy!, derived policies" {
            summary: "nothing would be left of `{directive}`: a browser would block everything that it governs";
            help: "write `{directive} none` to block everything, or `{directive} off` to take the directive away";
        }

        /// 'none' added or removed.
        EditOfNone { directive: String } => Error "csp-edit-of-none", "talisman_policy!, derived policies" {
            summary: "`none` is the whole value of `{directive}` or nothing: it cannot be added or removed";
            help: "write `{directive} none`, without += or -=";
        }
    }
}
