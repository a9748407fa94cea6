use super::*;
use crate::fixture::{HSTS, NONCE, NONCE_CSP, PLAIN, field, policy};
use crate::private::{FieldText, InvalidField};

/// What generated code looks like, where the user took away all that it could lean on.
mod written_without_a_prelude {
    #![no_implicit_prelude]

    pub(super) const NOTHING: crate::Policy = const {
        const PARTS: crate::private::Parts = crate::private::Parts {
            ..crate::private::Parts::EMPTY
        };
        fn compiled() -> &'static crate::private::Compiled {
            static FIELDS: [crate::private::Field; 0] = [];
            static COMPILED: ::std::sync::LazyLock<crate::private::Compiled> =
                ::std::sync::LazyLock::new(|| crate::private::Compiled::new(&FIELDS));
            &COMPILED
        }
        crate::Policy {
            repr: crate::private::Repr::Const {
                parts: &PARTS,
                compiled,
            },
        }
    };

    pub(super) const CSP: crate::Csp = const {
        const PARTS: crate::private::Parts = crate::private::Parts {
            fields: &[crate::private::FieldText {
                name: "content-security-policy-report-only",
                text: "script-src 'nonce-'",
                slots: &[18],
                without_nonce: "script-src 'none'",
                https_only: false,
            }],
            ..crate::private::Parts::EMPTY
        };
        fn compiled() -> &'static crate::private::Compiled {
            static FIELDS: [crate::private::Field; 1] =
                [crate::private::Field::new(&PARTS.fields[0])];
            static COMPILED: ::std::sync::LazyLock<crate::private::Compiled> =
                ::std::sync::LazyLock::new(|| crate::private::Compiled::new(&FIELDS));
            &COMPILED
        }
        crate::Csp {
            repr: crate::private::Repr::Const {
                parts: &PARTS,
                compiled,
            },
        }
    };
}
use written_without_a_prelude::{CSP, NOTHING};

// Of a constant that is a literal, const code may ask by value: it knows that nothing is dropped.
const _: () = assert!(NONCE.has_nonce() && CSP.has_nonce());
const _: () = assert!(!PLAIN.has_nonce() && !NOTHING.has_nonce());
const PARTS_OF_A_CONST: &Parts = NONCE.repr.parts();

#[test]
fn constants_can_be_read_by_const_code() {
    assert_eq!(
        PARTS_OF_A_CONST.fields,
        [NONCE_CSP, HSTS, field("x-frame-options", "DENY")]
    );
}

#[test]
fn policies_can_travel_between_threads() {
    fn assert_send_sync<T: Send + Sync + Clone + 'static>() {}
    fn assert_send<T: Send + Sync + 'static>() {}
    assert_send_sync::<Policy>();
    assert_send_sync::<Csp>();
    assert_send::<Applier>();
}

#[test]
fn fields_are_printed_as_they_are_sent() {
    let https: Vec<_> = NONCE.fields(Scheme::Https).collect();
    assert_eq!(
        https,
        [
            ("content-security-policy", NONCE_CSP.text),
            ("strict-transport-security", HSTS.text),
            ("x-frame-options", "DENY"),
        ]
    );
    let http: Vec<_> = NONCE.fields(Scheme::Http).collect();
    assert_eq!(http, [https[0], https[2]]);
    assert_eq!(NOTHING.fields(Scheme::Https).next(), None);
    assert_eq!(
        format!("{CSP:?}"),
        r#"Csp {"content-security-policy-report-only": "script-src 'nonce-'"}"#
    );
}

#[test]
fn fields_of_run_time_are_applied_as_those_of_a_constant() {
    let owned = Policy {
        repr: Repr::owned(NONCE.repr.parts(), owned_fields()),
    };
    assert!(owned.has_nonce());
    assert!(owned.fields(Scheme::Https).eq(NONCE.fields(Scheme::Https)));
    for policy in [&owned, &owned.clone(), &NONCE] {
        let mut applier = policy.applier(Scheme::Https);
        let nonce = applier.nonce().unwrap();
        let mut response = http::Response::new(());
        applier.apply(&mut response);
        assert_eq!(
            response.headers()["content-security-policy"],
            format!(
                "script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'; object-src 'none'"
            )
        );
        assert_eq!(response.headers().len(), 4);
    }
}

fn owned_fields() -> Vec<Field> {
    let owned = |field: &FieldText| {
        Field::from_owned(
            field.name,
            field.text.to_owned(),
            field.slots.to_vec(),
            field.without_nonce.to_owned(),
            field.https_only,
        )
        .unwrap()
    };
    NONCE.repr.parts().fields.iter().map(owned).collect()
}

#[test]
fn fields_of_run_time_are_held_to_the_bytes_and_slots_of_a_field() {
    let owned = |name: &str, text: &str, slots: &[usize], without_nonce: &str| {
        Field::from_owned(name, text.into(), slots.into(), without_nonce.into(), false).map(|_| ())
    };
    let csp = "content-security-policy";
    assert_eq!(
        owned(csp, "script-src 'nonce-'", &[18], "script-src 'none'"),
        Ok(())
    );
    for (name, text, slots, without_nonce) in [
        ("Content-Security-Policy", "a", &[][..], "a"),
        ("content security policy", "a", &[], "a"),
        ("", "a", &[], "a"),
        (csp, "a\r\nb: c", &[], "a"),
        (csp, "a", &[], "a\0"),
        (csp, "script-src 'nonce-'", &[17], "a"),
        (csp, "script-src 'nonce-'", &[19], "a"),
        (csp, "script-src 'nonce-'", &[99], "a"),
        (csp, "script-src 'nonce-'", &[18, 18], "a"),
        (csp, "'nonce-' 'nonce-'", &[16, 7], "a"),
        (csp, "script-src nonce-", &[17], "a"),
    ] {
        assert_eq!(
            owned(name, text, slots, without_nonce),
            Err(InvalidField),
            "{name}: {text:?} {slots:?}"
        );
    }
}

#[test]
fn a_policy_of_many_fields_compiles() {
    const MANY: Policy = policy!(
        Parts {
            fields: &[
                field("a", "1"),
                field("b", "2"),
                field("c", "3"),
                field("d", "4"),
                field("e", "5"),
            ],
            ..Parts::EMPTY
        },
        [0, 1, 2, 3, 4]
    );
    let mut response = http::Response::new(());
    MANY.applier(Scheme::Http).apply(&mut response);
    assert_eq!(response.headers().len(), 5);
}
