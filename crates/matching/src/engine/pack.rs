//! Numbers in as few bytes as they need (LEB128; signed ones as zigzag), and days as numbers.

use domain::time::Day;

/// Appends a number, seven bits to a byte, the lowest first.
pub(super) fn unsigned(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a number that may be below zero.
pub(super) fn signed(bytes: &mut Vec<u8>, number: i64) {
    unsigned(bytes, ((number << 1) ^ (number >> 63)) as u64);
}

/// Reads bytes from the front.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next byte.
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// The next so many bytes.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// What [`unsigned`] wrote.
    pub(super) fn unsigned(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// What [`signed`] wrote.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.unsigned()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}

/// A number for a day: later days have greater ones.
pub(super) fn day_number(day: Day) -> i32 {
    (i32::from(day.year()) << 9) + (i32::from(day.month()) << 5) + i32::from(day.day())
}

/// The day of a number; `None` if it is none's.
pub(super) fn day(number: i32) -> Option<Day> {
    let [year, month, day] = [number >> 9, number >> 5 & 15, number & 31];
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(small in any::<u64>(), whole in any::<i64>()) {
            let mut bytes = Vec::new();
            unsigned(&mut bytes, small);
            signed(&mut bytes, whole);
            let mut reader = Reader(&bytes);
            prop_assert_eq!((reader.unsigned(), reader.signed()), (Some(small), Some(whole)));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn days_come_back_and_keep_their_order(one in -9999_i16..=9999, other in -9999_i16..=9999, month in 1_i8..=12) {
            let [one, other] = [one, other].map(|year| Day::new(year, month, 3).unwrap());
            prop_assert_eq!(day(day_number(one)), Some(one));
            prop_assert_eq!(day_number(one) < day_number(other), one < other);
        }
    }
}
