//! Every seed, and mutations of it by fixed dice: what can be done without libFuzzer.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use talisman_fuzz::TARGETS;

/// Numbers that look random: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("it is below a usize")
    }
}

fn mutated(seed: &[u8], others: &[Vec<u8>], words: &[String], dice: &mut Dice) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(data.len() + 1);
        let end = (at + dice.below(8)).min(data.len());
        match dice.below(6) {
            0 => drop(data.splice(at..end, [])),
            1 => data.insert(at, u8::try_from(dice.below(256)).expect("a byte")),
            2 if at < data.len() => data[at] ^= 1 << dice.below(8),
            3 => {
                let copy = data[at..end].to_vec();
                drop(data.splice(at..at, copy));
            }
            4 => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len() + 1);
                drop(data.splice(at..end, other[from..].iter().copied()));
            }
            _ => drop(data.splice(at..end, words[dice.below(words.len())].bytes())),
        }
    }
    data
}

#[test]
fn every_seed_and_what_is_near_it_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tries = env::var("FUZZ_TRIES")
        .ok()
        .and_then(|tries| tries.parse().ok());
    let tries: usize = tries.unwrap_or(5_000);
    let words = fs::read_to_string(folder.join("words.dict")).expect("the dictionary");
    let words: Vec<String> = words
        .lines()
        .filter_map(|line| {
            Some(
                line.strip_prefix('"')?
                    .strip_suffix('"')?
                    .replace("\\\"", "\""),
            )
        })
        .collect();
    for (name, target) in TARGETS {
        let mut files: Vec<_> = fs::read_dir(folder.join("seeds").join(name))
            .expect("a folder of seeds")
            .map(|entry| entry.expect("a seed").path())
            .collect();
        files.sort();
        let seeds: Vec<Vec<u8>> = files
            .iter()
            .map(|file| fs::read(file).expect("a seed"))
            .collect();
        assert!(seeds.len() > 3, "{name} has no seeds");
        seeds.iter().for_each(|seed| target(seed));
        let mut dice = Dice(1);
        for number in 0..tries {
            target(&mutated(
                &seeds[number % seeds.len()],
                &seeds,
                &words,
                &mut dice,
            ));
        }
    }
}
