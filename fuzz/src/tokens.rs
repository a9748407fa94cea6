//! Tokens to constants: what a macro gets from a user, or from another macro.

use proc_macro2::TokenStream;
use quote::quote;

use crate::utf8;

/// Deeper than this, the parser of tokens itself ends the process.
const DEEPEST: usize = 200;

/// The first byte chooses the macro; the others are its input.
pub fn tokens(data: &[u8]) {
    let Some((&choice, rest)) = data.split_first() else {
        return;
    };
    let text = utf8(rest);
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return;
        }
    }
    let Ok(input) = text.parse::<TokenStream>() else {
        return;
    };
    let input = quote!((::talisman) #input);
    let output = if choice & 1 == 0 {
        talisman_expand::csp(input)
    } else {
        talisman_expand::policy(input)
    };
    let output = output.to_string();
    assert!(!output.is_empty());
    assert!(output.parse::<TokenStream>().is_ok(), "{output}");
}
