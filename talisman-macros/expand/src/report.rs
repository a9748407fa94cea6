//! Diagnostics into what the compiler prints: errors and warnings on the user's own tokens.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use talisman_policy::{Diagnostic, Diagnostics, Explanation, Place, Severity};

use crate::spans::{Found, Spans};

/// The problems as statements of a block: a `compile_error!` for each error, a deprecated constant for each warning (the one
/// way to warn that stable Rust leaves to a macro). What has no place of its own is on `whole`.
pub(crate) fn report(problems: &Diagnostics, spans: &Spans, whole: &TokenStream) -> TokenStream {
    let find = |place: &Place| {
        spans.find(place).unwrap_or_else(|| Found {
            tokens: whole.clone(),
            excerpt: None,
            literal: None,
        })
    };
    // Those with a condition are for `conditions`.
    let unconditional = problems.iter().filter(|it| it.condition.is_none());
    // Counted first, so that the last one that is printed can say how many are not.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for problem in unconditional.clone() {
        *counts.entry(problem.problem.code().name).or_default() += 1;
    }
    let mut printed: HashMap<&str, usize> = HashMap::new();
    let mut statements = TokenStream::new();
    for problem in unconditional {
        let code = problem.problem.code().name;
        let count = printed.entry(code).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            continue;
        }
        let all = counts.get(code).copied().unwrap_or_default();
        let unprinted = match *count {
            MOST_OF_A_KIND => all - *count,
            _ => 0,
        };
        let also = problem.also.as_ref().map(find);
        statements.extend(statement(problem, &find(&problem.place), also, unprinted));
    }
    statements
}

/// How many problems of one kind a macro prints. The compiler needs a millisecond or more for each, and a generated list
/// may have thousands of them.
const MOST_OF_A_KIND: usize = 64;

/// Summary, remedy and specification, with a drawing between them.
pub(crate) fn message(explanation: &Explanation, lines: &[String]) -> String {
    let mut message = explanation.summary.clone();
    for line in lines {
        message.push('\n');
        message.push_str(line);
    }
    message.push('\n');
    message.push_str(&explanation.remedy());
    message
}

fn statement(
    problem: &Diagnostic,
    found: &Found,
    also: Option<Found>,
    unprinted: usize,
) -> TokenStream {
    let explanation = problem.problem.explain();
    let mut lines: Vec<String> = found.excerpt.clone().into_iter().collect();
    let mut elsewhere = None;
    if let Some(also) = also {
        match also.excerpt {
            Some(excerpt) if also.literal.is_some() && also.literal == found.literal => {
                lines.push(format!("and here:\n{excerpt}"));
            }
            excerpt => {
                let excerpt = excerpt
                    .map(|excerpt| format!("\n{excerpt}"))
                    .unwrap_or_default();
                elsewhere = Some(compile_error(
                    also.tokens,
                    &format!("and here [{}]{excerpt}", explanation.code),
                ));
            }
        }
    }
    if unprinted > 0 {
        lines.push(format!(
            "and {unprinted} more of this kind, which are not printed"
        ));
    }
    let message = message(&explanation, &lines);
    match problem.severity {
        Severity::Error => {
            let error = compile_error(found.tokens.clone(), &message);
            quote!(#error #elsewhere)
        }
        // The use of a deprecated item has one place, so that a warning does not show the other end.
        Severity::Warning | Severity::Weakness | Severity::Advice => {
            warning(explanation.code, &found.tokens, &message)
        }
    }
}

fn compile_error(tokens: TokenStream, message: &str) -> TokenStream {
    let error = syn::Error::new_spanned(tokens, message).into_compile_error();
    // In an item of its own: in the user's constant itself it would keep the compiler from knowing that the constant needs no
    // drop, and code that reads it would have a second error.
    quote!(const _: () = { #error };)
}

/// The name of the constant is the code: `use of deprecated constant csp_static_nonce: ..`.
fn warning(code: &str, tokens: &TokenStream, message: &str) -> TokenStream {
    let span = tokens
        .clone()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |token| token.span());
    let name = Ident::new(&code.replace('-', "_"), span);
    quote_spanned!(span=> {
        #[deprecated(note = #message)]
        #[allow(non_upper_case_globals)]
        const #name: () = ();
        let () = #name;
    })
}
