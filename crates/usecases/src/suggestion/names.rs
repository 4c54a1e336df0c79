//! Names that begin with what was typed, or would but for a slip. All names, from each of their words on, lie
//! folded in one sorted list: what begins alike lies together, so a beginning is found by halving, and the distances of
//! slips are reckoned once for all names that share a beginning.

use std::{collections::HashSet, ops::Range};

use domain::text::fold;

/// More of what was typed is not looked at, in bytes.
const LONGEST: u8 = 40;
/// From so many letters on, one slip is forgiven, and two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;

/// A name as it is written, and of what.
#[derive(Clone, Debug)]
pub(super) struct Name<T> {
    pub of: T,
    pub text: String,
    /// Among names that answer equally well, those of a lower grade come first.
    pub grade: u8,
}

/// A name from one of its words on.
struct Key {
    folded: String,
    name: usize,
    /// Whether it is the whole name.
    whole: bool,
}

/// Names, ready to be looked up.
pub(super) struct Names<T> {
    names: Vec<Name<T>>,
    /// How many letters each name has.
    lengths: Vec<usize>,
    keys: Vec<Key>,
}

/// How well a key answers: lower is better.
type Rank = (u8, bool);

impl<T: Clone + Eq + std::hash::Hash> Names<T> {
    /// Puts these names in order.
    pub(super) fn new(names: Vec<Name<T>>) -> Self {
        let mut keys = Vec::with_capacity(names.len() * 2);
        for (at, name) in names.iter().enumerate() {
            let folded = fold(&name.text);
            let starts = folded.match_indices(' ').map(|(space, _)| space + 1);
            keys.extend(starts.map(|from| Key { folded: folded[from..].to_owned(), name: at, whole: false }));
            keys.push(Key { folded, name: at, whole: true });
        }
        keys.sort_unstable_by(|one, other| (&one.folded, one.name).cmp(&(&other.folded, other.name)));
        Self { lengths: names.iter().map(|name| name.text.chars().count()).collect(), names, keys }
    }

    /// Of whatever answers to `words`, the best name each, best first, at most `limit`: the name itself, names that
    /// begin so, that have a word that does; if there is none, those that would but for a slip. Among equals the lower
    /// grade, the shorter, and the order of letters.
    pub(super) fn find(&self, words: &str, limit: usize) -> Vec<&Name<T>> {
        let folded = fold(words);
        let wanted = &folded.as_bytes()[..folded.len().min(usize::from(LONGEST))];
        if wanted.is_empty() {
            return Vec::new();
        }
        let begin = self.beginning(wanted);
        let mut found: Vec<(Rank, usize)> =
            self.keys[begin].iter().map(|key| (rank(key, wanted, 0), key.name)).collect();
        let mut best = self.best(&mut found, limit);
        let slips = match wanted.len() {
            ..ONE_SLIP => 0,
            ONE_SLIP..TWO_SLIPS => 1,
            _ => 2,
        };
        if best.is_empty() && slips > 0 {
            let mut walk = Walk { keys: &self.keys, wanted, slips, found: Vec::new() };
            let first: Vec<u8> = (0..=LONGEST).take(wanted.len() + 1).collect();
            walk.down(0..self.keys.len(), 0, &Row { now: first, ..Row::default() }, u8::MAX);
            found = walk
                .found
                .iter()
                .map(|(at, slips)| (rank(&self.keys[*at], wanted, *slips), self.keys[*at].name))
                .collect();
            best = self.best(&mut found, limit);
        }
        best
    }

    /// The keys that begin so.
    fn beginning(&self, wanted: &[u8]) -> Range<usize> {
        let from = self.keys.partition_point(|key| key.folded.as_bytes() < wanted);
        let count = self.keys[from..].partition_point(|key| key.folded.as_bytes().starts_with(wanted));
        from..from + count
    }

    fn best(&self, found: &mut [(Rank, usize)], limit: usize) -> Vec<&Name<T>> {
        let order = |(rank, at): &(Rank, usize)| {
            let name = &self.names[*at];
            (*rank, name.grade, self.lengths[*at], &name.text, *at)
        };
        found.sort_unstable_by(|one, other| order(one).cmp(&order(other)));
        let mut seen = HashSet::new();
        let names = found.iter().map(|(_, at)| &self.names[*at]);
        names.filter(|name| seen.insert(&name.of)).take(limit).collect()
    }
}

/// First the name itself, then by slips, then whole names before words within.
fn rank(key: &Key, wanted: &[u8], slips: u8) -> Rank {
    let itself = key.whole && key.folded.as_bytes() == wanted;
    (if itself { 0 } else { slips + 1 }, !key.whole)
}

/// The distances of each beginning of what was typed from the beginning of a key that was walked so far, and the row
/// before: letters missing, put in, changed, or two of them turned round.
#[derive(Clone, Default)]
struct Row {
    now: Vec<u8>,
    before: Vec<u8>,
    last: u8,
}

impl Row {
    fn next(&self, letter: u8, wanted: &[u8]) -> Self {
        let mut next = Vec::with_capacity(self.now.len());
        next.push(self.now[0].saturating_add(1));
        for (at, other) in wanted.iter().enumerate() {
            let changed = self.now[at] + u8::from(*other != letter);
            let mut least = changed.min(self.now[at + 1] + 1).min(next[at] + 1);
            if at > 0 && *other == self.last && wanted[at - 1] == letter && !self.before.is_empty() {
                least = least.min(self.before[at - 1] + 1);
            }
            next.push(least);
        }
        Self { now: next, before: self.now.clone(), last: letter }
    }

    /// The distance of all that was typed.
    fn whole(&self) -> u8 {
        self.now.last().copied().unwrap_or(u8::MAX)
    }

    /// What any longer key is away, at least.
    fn least(&self) -> u8 {
        let least = |row: &[u8]| row.iter().copied().min().unwrap_or(u8::MAX);
        least(&self.now).min(least(&self.before).saturating_add(1))
    }
}

/// A walk through the keys, letter by letter, together for all that begin alike.
struct Walk<'a> {
    keys: &'a [Key],
    wanted: &'a [u8],
    slips: u8,
    /// Places of keys, with the slips by which they answer.
    found: Vec<(usize, u8)>,
}

impl Walk<'_> {
    /// Of keys that are alike in the first `depth` letters; the least distance on the way was `best`.
    fn down(&mut self, keys: Range<usize>, depth: usize, row: &Row, best: u8) {
        let best = best.min(row.whole());
        if best == 0 || row.least() > self.slips {
            return self.take(keys, best);
        }
        let letter = |key: &Key| key.folded.as_bytes().get(depth).copied();
        let mut from = keys.start;
        while from < keys.end {
            let here = letter(&self.keys[from]);
            let count = self.keys[from..keys.end].partition_point(|key| letter(key) <= here);
            match here {
                None => self.take(from..from + count, best),
                Some(here) => self.down(from..from + count, depth + 1, &row.next(here, self.wanted), best),
            }
            from += count;
        }
    }

    fn take(&mut self, keys: Range<usize>, slips: u8) {
        if slips <= self.slips {
            self.found.extend(keys.map(|at| (at, slips)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn names(texts: &[&str]) -> Names<usize> {
        let name = |(of, text): (usize, &&str)| Name { of, text: (*text).to_owned(), grade: 0 };
        Names::new(texts.iter().enumerate().map(name).collect())
    }

    fn found(texts: &[&str], words: &str) -> Vec<String> {
        names(texts).find(words, 10).into_iter().map(|name| name.text.clone()).collect()
    }

    #[test]
    fn beginnings_come_before_words_within_and_slips_where_there_is_neither() {
        let places = ["San Pedro Carchá", "Pedro", "Pedregal", "San Pedro Pinula", "Perdomo", "Cobán"];
        assert_eq!(found(&places, "pedr"), ["Pedro", "Pedregal", "San Pedro Carchá", "San Pedro Pinula"]);
        assert_eq!(found(&places, "pedor"), ["Pedro", "Pedregal", "San Pedro Carchá", "San Pedro Pinula"]);
        assert_eq!(found(&places, "PEDRO c"), ["San Pedro Carchá"]);
        assert_eq!(found(&places, "cobán"), ["Cobán"]);
        assert!(found(&places, "").is_empty() && found(&places, " ?").is_empty());
    }

    #[test]
    fn slips_are_forgiven_by_length() {
        let trades = ["carpintero", "soldador", "rufero", "albañil"];
        assert_eq!(found(&trades, "rufro"), ["rufero"], "a letter missing");
        assert_eq!(found(&trades, "sodlad"), ["soldador"], "two turned round");
        assert_eq!(found(&trades, "capr"), ["carpintero"]);
        assert_eq!(found(&trades, "alvañil"), ["albañil"], "a letter for another");
        assert_eq!(found(&trades, "carpitnreo"), ["carpintero"], "two slips in a long word");
        assert!(found(&trades, "rfu").is_empty(), "three letters must be right");
        assert!(found(&trades, "sodaldo").is_empty(), "two slips in a short word");
    }

    #[test]
    fn each_thing_is_named_once_by_its_best_name() {
        let name = |of, text: &str, grade| Name { of, text: text.to_owned(), grade };
        let all = vec![name(1, "Techadores", 1), name(1, "techero", 0), name(2, "tecladista", 0)];
        let known = Names::new(all);
        let texts: Vec<_> = known.find("tec", 10).into_iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["techero", "tecladista"]);
        assert_eq!(known.find("tec", 1).len(), 1);
    }

    /// The distance from `wanted` of the nearest beginning of `key`, letter by letter, without any list.
    fn plain(wanted: &[u8], key: &[u8]) -> u8 {
        let mut row = Row { now: (0..).take(wanted.len() + 1).collect(), ..Row::default() };
        let mut best = row.whole();
        for letter in key {
            row = row.next(*letter, wanted);
            best = best.min(row.whole());
        }
        best
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_one_by_one_finds(texts in vec("[abc]{1,7}( [abc]{1,5})?", 1..24), words in "[abc]{4,9}") {
            let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
            let known = names(&refs);
            let wanted = words.as_bytes();
            let slips = if wanted.len() < TWO_SLIPS { 1 } else { 2 };
            let mut walk = Walk { keys: &known.keys, wanted, slips, found: Vec::new() };
            let first = (0..).take(wanted.len() + 1).collect();
            walk.down(0..known.keys.len(), 0, &Row { now: first, ..Row::default() }, u8::MAX);
            walk.found.sort_unstable();
            let plainly = known.keys.iter().enumerate().map(|(at, key)| (at, plain(wanted, key.folded.as_bytes())));
            let expected: Vec<_> = plainly.filter(|(_, slip)| *slip <= slips).collect();
            prop_assert_eq!(walk.found, expected);
        }

        #[test]
        fn whatever_begins_so_is_found(texts in vec("[a-z]{2,9}", 1..30), at in 0_usize..30, cut in 1_usize..9) {
            let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
            let text = refs[at % refs.len()];
            let known = names(&refs);
            let begun = &text[..cut.min(text.len())];
            let answers = known.find(begun, 30);
            prop_assert!(answers.iter().any(|name| name.text == text));
            prop_assert_eq!(answers.first().map(|name| name.text.starts_with(begun)), Some(true));
        }
    }
}
