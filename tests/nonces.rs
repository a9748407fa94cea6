//! Nonces in numbers: none comes twice, across threads, and every bit is as often set as not.
//!
//! The long form is `NONCES=100000000 cargo test --release -p talisman-tests --test nonces -- --nocapture`.

use std::{env, thread};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use talisman::{Policy, Scheme, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; }
};

const THREADS: usize = 4;

fn nonce() -> u128 {
    let nonce = POLICY.applier(Scheme::Https).nonce();
    let nonce = nonce.expect("the system has randomness");
    let bytes = URL_SAFE_NO_PAD
        .decode(nonce.as_str())
        .expect("a nonce is base64");
    u128::from_be_bytes(bytes.try_into().expect("a nonce has 128 bits"))
}

#[test]
fn no_nonce_comes_twice_and_every_bit_is_even() {
    let count: usize = env::var("NONCES").map_or(400_000, |count| count.parse().expect("a number"));
    let mut all: Vec<u128> = thread::scope(|scope| {
        let drawing: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(|| (0..count / THREADS).map(|_| nonce()).collect::<Vec<_>>()))
            .collect();
        let drawn = drawing
            .into_iter()
            .map(|thread| thread.join().expect("it draws"));
        drawn.flatten().collect()
    });
    let count = all.len();
    // Six standard deviations: one run in four million fails by chance over 128 bits.
    #[expect(clippy::cast_precision_loss, reason = "a bound")]
    let bound = 6.0 * (count as f64).sqrt() / 2.0;
    let mut worst = 0.0_f64;
    for bit in 0..128 {
        let set = all.iter().filter(|nonce| **nonce >> bit & 1 == 1).count();
        #[expect(clippy::cast_precision_loss, reason = "a difference")]
        let off = (set as f64 - count as f64 / 2.0).abs();
        worst = worst.max(off);
        assert!(off < bound, "bit {bit} is set in {set} of {count}");
    }
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "a nonce came twice");
    println!(
        "{count} nonces, none twice; the bit that is least even is off by {worst} of {bound} allowed"
    );
}
