//! The problems of a Referrer-Policy: all wording, and nothing else.

use super::PolicyToken;

problems! {
    /// What can be wrong with a Referrer-Policy.
    pub enum Problem {
        /// There is no token.
        Empty => Error "referrer-policy-empty", "Referrer Policy section 4.1, delivery via header" {
            summary: "the policy is empty: a browser ignores it and uses its own, strict-origin-when-cross-origin";
            help: "write a token, such as no-referrer, or leave the header out";
        }

        /// No policy has this name.
        UnknownToken { word: String, near: Option<&'static str>, unchecked: String } => Error "referrer-policy-unknown-token", "Referrer Policy section 3, referrer policies" {
            summary: "`{word}` is not a referrer policy: a browser skips it, and uses its own policy if nothing else is there";
            help: "{}", match near {
                Some(near) => format!("write {near}"),
                None => format!("write one of {}; or, for a token newer than this version of talisman, {unchecked}", PolicyToken::WORDS.join(", ")),
            };
            instead?: *near;
        }

        /// A word that only the meta element knows.
        MetaToken { word: String, write: &'static str } => Error "referrer-policy-meta-token", "HTML section 4.2.5.1, meta name referrer" {
            summary: "`{word}` means something only in <meta name=referrer>: in the header a browser skips it";
            help: "write {write}";
            instead: "{write}";
        }

        /// Two tokens without a comma between them.
        MissingComma { write: String } => Error "referrer-policy-missing-comma", "Referrer Policy section 4.1, delivery via header" {
            summary: "there is no comma between two tokens: a browser skips both";
            help: "write {write}";
            instead: "{write}";
        }

        /// A token that appears twice.
        DuplicateToken { word: String } => Warning "referrer-policy-duplicate-token", "Referrer Policy section 8.1, parse a referrer policy" {
            summary: "`{word}` appears a second time: a browser uses the last token that it knows, and none of the others";
            help: "write it once, at the end if it is the one you mean";
        }

        /// The whole address goes to others.
        Weak { token: PolicyToken, strict: PolicyToken } => Weakness "referrer-policy-weak", "Referrer Policy section 3, referrer policies" {
            summary: "by `{token}` a browser tells every server{} the whole address of the page, with its path and query", match token {
                PolicyToken::UnsafeUrl => ", and anyone on the network path over http,",
                _ => " that it reaches over https",
            };
            help: "write {strict}: it tells other servers only the origin";
            instead: "{strict}";
        }

        /// The origin goes out over http.
        Downgrade { token: PolicyToken, strict: PolicyToken } => Advice "referrer-policy-downgrade", "Referrer Policy section 3, referrer policies" {
            summary: "by `{token}` a browser tells the origin of a page over http too, and anyone on the network path can read it";
            help: "write {strict}, which differs only in that";
            instead: "{strict}";
        }

        /// unchecked around something known.
        NeedlessUnchecked { word: String } => Warning "referrer-policy-needless-unchecked", "Referrer Policy section 3, referrer policies" {
            summary: "`{word}` is known, and unchecked keeps it from being checked";
            help: "write {word}";
            instead: "{word}";
        }

        /// Something that no token can be.
        NotAToken { word: String } => Error "referrer-policy-not-a-token", "Referrer Policy section 4.1, extension-token" {
            summary: "`{word}` cannot be a referrer policy, known or not: a browser skips it";
            help: "write only letters and hyphens";
        }
    }
}
