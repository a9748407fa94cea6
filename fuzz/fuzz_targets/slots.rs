#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| talisman_fuzz::slots(data));
