//! Nonces in numbers: none comes twice, across threads, and every bit is as often set as not.
//!
//! The long form is `NONCES=100000000 cargo test --release -p talisman-tests --test nonces -- --nocapture`, with 16 bytes of
//! memory for each. `tests/dieharder` gives the bits of nonces to a battery of statistical tests.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
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
    let mut all = vec![0_u128; count];
    thread::scope(|scope| {
        for part in all.chunks_mut(count.div_ceil(THREADS)) {
            scope.spawn(|| part.fill_with(nonce));
        }
    });
    // Six standard deviations: one run in four million fails by chance over 128 bits.
    #[expect(clippy::cast_precision_loss, reason = "a bound")]
    let bound = 6.0 * (count as f64).sqrt() / 2.0;
    let mut worst = 0.0_f64;
    for (bit, set) in set_bits(&all).into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a difference")]
        let off = (set as f64 - count as f64 / 2.0).abs();
        worst = worst.max(off);
        assert!(off < bound, "bit {bit} is set in {set} of {count}");
    }
    all.sort_unstable();
    let again = all.windows(2).find(|two| two[0] == two[1]);
    assert_eq!(again, None, "a nonce came twice");
    println!(
        "{count} nonces, none twice; the bit that is least even is off by {worst} of {bound} allowed"
    );
}

/// How often each bit is set.
fn set_bits(all: &[u128]) -> [usize; 128] {
    let mut counts = [0; 128];
    for nonce in all {
        for (bit, count) in counts.iter_mut().enumerate() {
            *count += usize::from(nonce >> bit & 1 == 1);
        }
    }
    counts
}

#[test]
fn a_bit_that_is_set_is_counted() {
    let counts = set_bits(&[1, 3, 1 << 127]);
    assert_eq!((counts[0], counts[1], counts[127]), (2, 1, 1));
    assert_eq!(counts.iter().sum::<usize>(), 4);
}

/// Writes the 16 bytes of nonce after nonce to the pipe that `NONCES_TO` names, until its reader closes it.
#[test]
#[ignore = "tests/dieharder runs it"]
fn the_bits_of_nonces_go_to_a_pipe() -> io::Result<()> {
    let path = env::var_os("NONCES_TO").expect("NONCES_TO names a pipe");
    let mut pipe = BufWriter::with_capacity(1 << 16, File::options().write(true).open(path)?);
    loop {
        match pipe.write_all(&nonce().to_be_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            result => result?,
        }
    }
}
