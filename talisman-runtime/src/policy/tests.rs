use super::*;
use crate::fixture::{FieldText, HSTS, NONCE, NONCE_CSP, NONCE_FIELDS, PLAIN};
use crate::private::InvalidField;

/// What generated code looks like, where the user took away all that it could lean on.
mod without_a_prelude {
    #![no_implicit_prelude]

    pub(super) const NOTHING: crate::Policy = {
        fn ready() -> &'static crate::private::Ready {
            static READY: crate::private::Ready = crate::private::Ready::new();
            &READY
        }
        crate::Policy {
            repr: crate::private::Repr::Const {
                encoded: crate::private::Encoded::whole("", b""),
                parts: crate::private::Parts::NONE,
                ready,
            },
        }
    };

    pub(super) const CSP: crate::Csp = {
        fn ready() -> &'static crate::private::Ready {
            static READY: crate::private::Ready = crate::private::Ready::new();
            &READY
        }
        crate::Csp {
            repr: crate::private::Repr::Const {
                encoded: crate::private::Encoded::whole(
                    "content-security-policy-report-only:script-src 'nonce-'\n",
                    b"R\0\0\x23=\0\0\x0an\0\0\x08",
                ),
                parts: crate::private::Parts::NONE,
                ready,
            },
        }
    };
}
use without_a_prelude::{CSP, NOTHING};

// Of a constant that is a literal, const code may ask by value: it knows that nothing is dropped.
const _: () = assert!(CSP.has_nonce() && !NOTHING.has_nonce());

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
    assert!(NONCE.has_nonce() && !PLAIN.has_nonce());
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
        repr: Repr::owned(NONCE.repr.base(), owned_fields()),
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
        let slots = field
            .text
            .match_indices("-'")
            .map(|(at, _)| at + 1)
            .collect();
        Field::from_owned(
            field.name,
            field.text.to_owned(),
            slots,
            field.without_nonce.to_owned(),
            field.https_only,
        )
        .unwrap()
    };
    NONCE_FIELDS.iter().map(owned).collect()
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
