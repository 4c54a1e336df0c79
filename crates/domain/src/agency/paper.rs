//! The papers an agency shows: what a file is by its first bytes, and what a photo tells besides the picture.

use crate::word::words;

words! {
    /// A kind of file that is taken.
    pub enum MediaType {
        /// A PDF.
        Pdf = "application/pdf",
        /// A JPEG photo.
        Jpeg = "image/jpeg",
        /// A PNG picture.
        Png = "image/png",
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperProblem {
    /// Nothing in it.
    Empty,
    /// More than [`MediaType::MOST_BYTES`].
    TooBig,
    /// Neither PDF, JPEG nor PNG.
    Kind,
    /// A photo whose parts do not fit together.
    Damaged,
}

impl PaperProblem {
    /// The Fluent key of the sentence shown beside the field.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "agency-paper-empty",
            Self::TooBig => "agency-paper-too-big",
            Self::Kind => "agency-paper-kind",
            Self::Damaged => "agency-paper-damaged",
        }
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

impl MediaType {
    /// Most bytes of one file: 5 MB.
    pub const MOST_BYTES: usize = 5 * 1024 * 1024;

    /// What a file is, by its first bytes; its name says nothing.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(PNG) {
            Some(Self::Png)
        } else {
            None
        }
    }

    /// The end of a file's name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Takes a file: recognises it and leaves out what a photo tells besides the picture (place, time, camera: Exif,
    /// XMP, comments, thumbnails after the end). A PDF stays as it is.
    ///
    /// # Errors
    /// [`PaperProblem`].
    pub fn take(bytes: Vec<u8>) -> Result<(Self, Vec<u8>), PaperProblem> {
        if bytes.is_empty() {
            return Err(PaperProblem::Empty);
        }
        if bytes.len() > Self::MOST_BYTES {
            return Err(PaperProblem::TooBig);
        }
        let kind = Self::of(&bytes).ok_or(PaperProblem::Kind)?;
        let bare = match kind {
            Self::Pdf => Some(bytes),
            Self::Jpeg => bare_jpeg(&bytes),
            Self::Png => bare_png(&bytes),
        };
        Ok((kind, bare.ok_or(PaperProblem::Damaged)?))
    }
}

/// A JPEG with only the segments that are needed to draw it, up to its end marker (ITU T.81, annex B).
fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bare = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        // A marker may be preceded by any number of fill bytes.
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xd9 => {
                bare.extend_from_slice(&[0xff, 0xd9]);
                return Some(bare);
            }
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                let end = at + 2 + length.max(2);
                let segment = bytes.get(at..end)?;
                // APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colours) are needed; the others and COM tell tales.
                let tells = matches!(marker, 0xe1 | 0xe3..=0xed | 0xef | 0xfe)
                    || (marker == 0xe2
                        && !segment.get(4..).is_some_and(|rest| rest.starts_with(b"ICC_PROFILE")));
                if !tells {
                    bare.extend_from_slice(segment);
                }
                at = end;
                if marker == 0xda {
                    let scan = scan_length(bytes.get(at..)?)?;
                    bare.extend_from_slice(bytes.get(at..at + scan)?);
                    at += scan;
                }
            }
        }
    }
}

/// How many bytes of coded picture there are before the next marker.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff))
}

/// A PNG without texts, time and Exif, up to its end chunk.
fn bare_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bare = PNG.to_vec();
    let mut at = PNG.len();
    loop {
        let head: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let end = at.checked_add(12)?.checked_add(usize::try_from(u32::from_be_bytes(head)).ok()?)?;
        let chunk = bytes.get(at..end)?;
        let name = chunk.get(4..8)?;
        if !matches!(name, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            bare.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(bare);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], name, content, &[0; 4]].concat()
    }

    #[test]
    fn a_photo_does_not_tell_where_it_was_taken() {
        let start = [&[0xff, 0xd8][..], &segment(0xe0, b"JFIF\0")].concat();
        let picture = [
            &segment(0xda, b"\x01\x02")[..],
            &[0x10, 0xff, 0x00, 0x20, 0xff, 0xd3, 0x30],
            &segment(0xc4, b"tab"),
        ]
        .concat();
        let second = [&segment(0xda, b"\x03")[..], &[0x40, 0xff, 0xd9]].concat();
        let told = [
            &start[..],
            &segment(0xe1, b"Exif\0\0GPS 14.63,-90.50"),
            &segment(0xfe, b"comment"),
            &picture,
            &second,
            b"trailer",
        ]
        .concat();
        let (kind, bare) = MediaType::take(told).unwrap();
        assert_eq!(kind, MediaType::Jpeg);
        assert_eq!(bare, [&start[..], &picture, &second].concat());

        let told = [
            PNG,
            &chunk(b"IHDR", b"x"),
            &chunk(b"eXIf", b"GPS"),
            &chunk(b"tEXt", b"me"),
            &chunk(b"IEND", b""),
            b"more",
        ]
        .concat();
        let bare = [PNG, &chunk(b"IHDR", b"x"), &chunk(b"IEND", b"")].concat();
        assert_eq!(MediaType::take(told).unwrap(), (MediaType::Png, bare));
    }

    #[test]
    fn only_three_kinds_are_taken() {
        assert_eq!(MediaType::take(b"%PDF-1.7 ...".to_vec()).unwrap().0, MediaType::Pdf);
        assert_eq!(MediaType::take(Vec::new()), Err(PaperProblem::Empty));
        for other in [&b"<html>"[..], b"GIF89a", b"PK\x03\x04", b" %PDF-1.7", b"MZ"] {
            assert_eq!(MediaType::take(other.to_vec()), Err(PaperProblem::Kind));
        }
        let mut big = b"%PDF-".to_vec();
        big.resize(MediaType::MOST_BYTES + 1, 0);
        assert_eq!(MediaType::take(big), Err(PaperProblem::TooBig));
        assert_eq!(MediaType::take([PNG, b"\0\0"].concat()), Err(PaperProblem::Damaged));
        assert_eq!(MediaType::take(vec![0xff, 0xd8, 0xff, 0xe1, 0xff]), Err(PaperProblem::Damaged));
    }

    proptest! {
        #[test]
        fn no_file_makes_it_fall(start in 0..3_usize, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let start: &[u8] = [&[0xff, 0xd8, 0xff][..], PNG, b"%PDF-"][start];
            if let Ok((kind, bare)) = MediaType::take([start, &rest].concat()) {
                prop_assert_eq!(MediaType::take(bare.clone()), Ok((kind, bare)));
            }
        }
    }
}
