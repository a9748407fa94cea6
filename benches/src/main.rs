//! Prints the tables; see the package's `README.md`.

use std::env;

use talisman_benches::{
    Error, asking, build_cost, growth, guard, instructions, overhead, pages, profile, slots, wire,
};

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => {
            println!("{}", guard::tools());
            overhead::print()?;
            profile::print()?;
            growth::print()?;
            build_cost::print()?;
            pages::print()?;
            slots::print()?;
            asking::print()?;
            wire::print()
        }
        ["overhead"] => overhead::print(),
        ["profile"] => profile::print(),
        ["growth"] => growth::print(),
        ["growth", "compile"] => growth::print_compile(),
        ["growth", "enormous"] => growth::print_enormous(),
        ["build"] => build_cost::print(),
        ["pages"] => pages::print(),
        ["pages", "build"] => pages::compiling(),
        ["slots"] => slots::print(),
        ["asking"] => asking::print(),
        ["wire"] => wire::print(),
        ["guard"] => guard::compare(),
        ["guard", "--update"] => guard::update(),
        // What the program calls itself for.
        ["count", subject] => {
            instructions::run(subject.parse()?);
            Ok(())
        }
        ["count-enormous", input, count] => growth::run_enormous(input, count),
        ["count-page", body, size] => pages::run(body, size),
        ["count-slots", name] => slots::run(name),
        ["count-verdict", question] => asking::run(question),
        ["serve", server] => wire::serve(server),
        _ => Err(
            "talisman-benches [overhead | profile | growth [compile | enormous] | build | pages [build] | slots | asking | wire | guard [--update]]"
                .into(),
        ),
    }
}
