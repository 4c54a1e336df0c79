//! Bytes to text: finds out how a file is written and gives it back as UTF-8 with plain line ends.

use super::problem::FileProblem;
use encoding_rs::Decoder;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How the letters of a text file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-8 with some bytes that are not; those read as `�`.
    Utf8Damaged,
    /// UTF-16, little end first, as its byte order mark says.
    Utf16Little,
    /// UTF-16, big end first, as its byte order mark says.
    Utf16Big,
    /// Not UTF-8, so taken for Windows-1252, which Excel writes in Western Europe and the Americas.
    Windows1252,
}

impl Encoding {
    /// The Fluent key of a line to tell the person how the file was read; none for plain UTF-8.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Utf8 => None,
            Self::Utf8Damaged => Some("import-encoding-damaged"),
            Self::Utf16Little | Self::Utf16Big => Some("import-encoding-utf16"),
            Self::Windows1252 => Some("import-encoding-windows"),
        }
    }
}

const CHUNK: usize = 64 * 1024;

/// Reads the file once, without keeping it, to learn its encoding.
///
/// # Errors
/// [`FileProblem`] when it cannot be read, has more than `max_bytes`, is empty, or is not text.
pub fn survey(path: &Path, max_bytes: u64) -> Result<Encoding, FileProblem> {
    let mut file = open(path, max_bytes)?;
    let mut buffer = vec![0; CHUNK];
    let mut tally = Tally::default();
    let mut carry = Vec::new();
    let mut marked = None;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        let chunk = &buffer[..length];
        if tally.bytes == 0 {
            marked = utf16_mark(chunk);
        }
        if marked.is_some() {
            tally.count_utf16(chunk);
        } else {
            tally.count(chunk, &mut carry);
        }
        if tally.bytes > max_bytes {
            return Err(FileProblem::TooLarge { megabytes: max_bytes / 1_000_000 });
        }
    }
    tally.broken += u64::from(!carry.is_empty());
    tally.verdict(marked)
}

fn open(path: &Path, max_bytes: u64) -> Result<File, FileProblem> {
    let known = std::fs::metadata(path)?;
    if !known.is_file() {
        return Err(FileProblem::Unreadable);
    }
    if known.len() > max_bytes {
        return Err(FileProblem::TooLarge { megabytes: max_bytes / 1_000_000 });
    }
    Ok(File::open(path)?)
}

fn utf16_mark(chunk: &[u8]) -> Option<Encoding> {
    match chunk {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Little),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Big),
        _ => None,
    }
}

#[derive(Default)]
struct Tally {
    bytes: u64,
    solid: u64,
    zero: u64,
    control: u64,
    wide: u64,
    broken: u64,
    half: Option<u8>,
}

impl Tally {
    fn count_utf16(&mut self, chunk: &[u8]) {
        for &byte in chunk {
            self.bytes += 1;
            match self.half.take() {
                None => self.half = Some(byte),
                Some(0) if byte == 0 => self.zero += 1,
                Some(_) => self.solid += 1,
            }
        }
    }

    fn count(&mut self, chunk: &[u8], carry: &mut Vec<u8>) {
        self.bytes += chunk.len() as u64;
        for &byte in chunk {
            match byte {
                0 => self.zero += 1,
                b'\t' | b'\n' | b'\r' | b' ' | 0x0C | 0x1A => {}
                1..=0x1F | 0x7F => self.control += 1,
                _ => self.solid += 1,
            }
        }
        carry.extend_from_slice(chunk);
        let mut at = 0;
        loop {
            let (valid, broken) = match std::str::from_utf8(&carry[at..]) {
                Ok(text) => (text.len(), Some(0)),
                Err(error) => (error.valid_up_to(), error.error_len()),
            };
            self.wide += carry[at..at + valid].iter().filter(|byte| **byte >= 0xC0).count() as u64;
            at += valid;
            match broken {
                Some(0) | None => break,
                Some(length) => {
                    self.broken += 1;
                    at += length;
                }
            }
        }
        carry.drain(..at);
    }

    fn verdict(&self, marked: Option<Encoding>) -> Result<Encoding, FileProblem> {
        if self.zero > 0 || self.control * 100 > self.bytes {
            return Err(FileProblem::Binary);
        }
        let mark_only = self.bytes == 3 && self.wide == 1;
        if self.solid == 0 || mark_only || (marked.is_some() && self.solid < 2) {
            return Err(FileProblem::Empty);
        }
        Ok(match marked {
            Some(encoding) => encoding,
            None if self.broken == 0 => Encoding::Utf8,
            None if self.wide > self.broken => Encoding::Utf8Damaged,
            None => Encoding::Windows1252,
        })
    }
}

/// A file read as UTF-8: no byte order mark, every line ends with `\n` alone.
pub struct TextReader {
    file: io::Take<File>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    ready: Vec<u8>,
    at: usize,
    after_return: bool,
    ended: bool,
}

impl TextReader {
    /// Opens a file whose encoding is known from [`survey`]; never reads more than `max_bytes`.
    ///
    /// # Errors
    /// [`FileProblem`] when it cannot be opened.
    pub fn open(path: &Path, encoding: Encoding, max_bytes: u64) -> Result<Self, FileProblem> {
        let kind = match encoding {
            Encoding::Utf8 | Encoding::Utf8Damaged => encoding_rs::UTF_8,
            Encoding::Utf16Little => encoding_rs::UTF_16LE,
            Encoding::Utf16Big => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        Ok(Self {
            file: open(path, max_bytes)?.take(max_bytes),
            decoder: kind.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            text: String::new(),
            ready: Vec::with_capacity(CHUNK),
            at: 0,
            after_return: false,
            ended: false,
        })
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.ended {
            let length = self.file.read(&mut self.raw)?;
            self.ended = length == 0;
            self.text.clear();
            self.text.reserve(self.decoder.max_utf8_buffer_length(length).unwrap_or(length * 3 + 16));
            let _ = self.decoder.decode_to_string(&self.raw[..length], &mut self.text, self.ended);
            for &byte in self.text.as_bytes() {
                match byte {
                    b'\n' if self.after_return => {}
                    b'\r' => self.ready.push(b'\n'),
                    _ => self.ready.push(byte),
                }
                self.after_return = byte == b'\r';
            }
        }
        Ok(())
    }
}

impl Read for TextReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            self.refill()?;
        }
        let length = into.len().min(self.ready.len() - self.at);
        into[..length].copy_from_slice(&self.ready[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
