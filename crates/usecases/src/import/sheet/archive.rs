//! Looks into a workbook's ZIP before anything unpacks it: a bomb is refused at the door.
//!
//! First what the directory declares, which costs nothing; then every part is unpacked into the void with a
//! cap, for a directory can lie.

use super::Limits;
use crate::import::problem::{FileProblem, Unsupported};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// More parts than any real workbook has.
const MOST_PARTS: usize = 1_000;

/// Unpacked bytes per packed byte, at most. Real sheets stay under 50.
const MOST_RATIO: u64 = 200;

/// Below this size, in bytes, the ratio does no harm.
const HARMLESS: u64 = 1_000_000;

/// Checks that the file is an XLSX that can be unpacked safely.
///
/// # Errors
/// [`FileProblem`] that names what is wrong.
pub fn check(path: &Path, limits: &Limits) -> Result<(), FileProblem> {
    let packed = std::fs::metadata(path)?.len();
    if packed > limits.max_bytes {
        return Err(FileProblem::TooLarge { megabytes: limits.max_bytes / 1_000_000 });
    }
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|_| FileProblem::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(FileProblem::TooManyParts { limit: MOST_PARTS as u64 });
    }
    let bomb = FileProblem::Bomb { megabytes: limits.max_unpacked / 1_000_000 };
    let (names, declared) = declared(&mut archive)?;
    if declared > limits.max_unpacked || disproportionate(declared, packed) {
        return Err(bomb);
    }
    kind(&names)?;
    if archive.has_overlapping_files().map_err(|_| FileProblem::Damaged)? {
        return Err(bomb);
    }
    let mut left = limits.max_unpacked;
    for at in 0..archive.len() {
        left = unpack(&mut archive, at, left, &bomb)?;
    }
    if disproportionate(limits.max_unpacked - left, packed) {
        return Err(bomb);
    }
    Ok(())
}

fn disproportionate(unpacked: u64, packed: u64) -> bool {
    unpacked > HARMLESS && unpacked / packed.max(1) > MOST_RATIO
}

fn declared(archive: &mut ZipArchive<BufReader<File>>) -> Result<(Vec<String>, u64), FileProblem> {
    let mut names = Vec::with_capacity(archive.len());
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| FileProblem::Damaged)?;
        if part.encrypted() {
            return Err(FileProblem::Protected);
        }
        total = total.saturating_add(part.size());
        names.push(String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase());
    }
    Ok((names, total))
}

fn kind(names: &[String]) -> Result<(), FileProblem> {
    const ARCHIVES: [&str; 10] =
        [".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".gz", ".rar", ".7z", ".jar", ".ods"];
    let has = |name: &str| names.iter().any(|known| known.replace('\\', "/") == name);
    if has("xl/workbook.bin") {
        return Err(FileProblem::Unsupported(Unsupported::BinaryExcel));
    }
    if has("mimetype") && has("content.xml") {
        return Err(FileProblem::Unsupported(Unsupported::OpenDocument));
    }
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Err(FileProblem::Unsupported(Unsupported::Archive));
    }
    if names.iter().any(|name| ARCHIVES.iter().any(|end| name.ends_with(end))) {
        return Err(FileProblem::NestedArchive);
    }
    Ok(())
}

/// Unpacks one part, keeping nothing; gives what is left of the allowance.
fn unpack(
    archive: &mut ZipArchive<BufReader<File>>,
    at: usize,
    mut left: u64,
    bomb: &FileProblem,
) -> Result<u64, FileProblem> {
    let mut part = archive.by_index(at).map_err(|_| FileProblem::Damaged)?;
    let strings = part.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
    let mut buffer = vec![0; 64 * 1024];
    let mut window: Vec<u8> = Vec::new();
    let mut size = 0_u64;
    let mut count = 0_u64;
    loop {
        let length = part.read(&mut buffer).map_err(|_| FileProblem::Damaged)?;
        if length == 0 {
            break;
        }
        if size == 0 && buffer[..length].starts_with(b"PK\x03\x04") {
            return Err(FileProblem::NestedArchive);
        }
        size += length as u64;
        left = left.checked_sub(length as u64).ok_or_else(|| bomb.clone())?;
        if strings {
            window.extend_from_slice(&buffer[..length]);
            count = count.max(declared_count(&window));
            window.drain(..window.len().saturating_sub(40));
        }
    }
    // The reader of shared strings sets memory aside for as many as are declared; each takes some bytes.
    if count > size {
        return Err(bomb.clone());
    }
    Ok(left)
}

/// The greatest number after `uniqueCount=` in this stretch.
fn declared_count(window: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    let mut most = 0;
    for at in window.windows(NAME.len()).enumerate().filter(|(_, piece)| *piece == NAME).map(|(at, _)| at) {
        let digits = window[at + NAME.len()..]
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit());
        let number =
            digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        most = most.max(number);
    }
    most
}
