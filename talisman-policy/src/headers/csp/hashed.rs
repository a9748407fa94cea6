//! A policy for a page that is known: hashes where another response has its nonce.

use super::{
    Directive, DirectiveName, DirectiveValue, HashSource, Name, Policy, Sited, SourceExpression,
};

impl Policy {
    /// The policy with hashes in the place of the nonce, in each directive that `hashes` has some for, be they none.
    #[must_use]
    pub fn with_hashes(&self, hashes: impl Fn(DirectiveName) -> Option<Vec<HashSource>>) -> Self {
        let directives = self.directives.iter().map(|directive| {
            let hashes = match directive.name() {
                Name::Known(name) => hashes(*name),
                Name::Unchecked(_) => None,
            };
            match (hashes, &directive.value) {
                (Some(hashes), DirectiveValue::Sources(sources)) => Directive {
                    value: DirectiveValue::Sources(with_hashes(sources, hashes)),
                    ..directive.clone()
                },
                _ => directive.clone(),
            }
        });
        Self {
            constant: self.constant.clone(),
            directives: directives.collect(),
        }
    }
}

fn with_hashes(
    sources: &[Sited<SourceExpression>],
    hashes: Vec<HashSource>,
) -> Vec<Sited<SourceExpression>> {
    let mut changed = Vec::with_capacity(sources.len() + hashes.len());
    let mut hashes = Some(hashes);
    for source in sources {
        if source.node != SourceExpression::Nonce {
            changed.push(source.clone());
            continue;
        }
        let here = hashes.take().unwrap_or_default().into_iter();
        changed.extend(here.map(|hash| Sited {
            node: SourceExpression::Hash(hash),
            site: source.site,
            spelling: source.spelling,
        }));
    }
    changed
}
