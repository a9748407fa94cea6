use talisman::{Applier, Origin, Origins, Policy, Scheme, talisman_policy, with_slots};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; form-action self {login: origin}; frame-ancestors {shop: origins}; },
};

fn applier(login: &Origin, shop: &Origins) -> Applier {
    with_slots!(POLICY, login: login, shops: shop, shop: shop).applier(Scheme::Https)
}

fn main() {
    let _ = applier;
}
