//! Lists the Fluent files, so that a new one is compiled in by being there.

use std::{env, fs, io::Write, path::Path};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=templates");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(std::io::Error::other)?;
    let mut list = fs::File::create(Path::new(&out).join("locales.rs"))?;
    writeln!(list, "&[")?;
    for lang in ["es", "en"] {
        let mut files: Vec<_> =
            fs::read_dir(Path::new(&root).join("locales").join(lang))?.collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::path);
        for file in files {
            writeln!(list, "    ({lang:?}, {:?}, include_str!({:?})),", file.file_name(), file.path())?;
        }
    }
    writeln!(list, "]")
}
