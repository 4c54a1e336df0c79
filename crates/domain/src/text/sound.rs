//! How a name sounds in Spanish as it is spoken here, so that two people who write it down differently find it again.
//!
//! Two keys of a word. The *sound* keeps the vowels: two words with the same one are said alike (Juan and Huan, Gonzales
//! and Gonsález, Xol and Shol). The *frame* keeps what slips of the finger seldom touch, the consonants in order: it is
//! what names are looked up by, as a keyed hash cut to 16 bits, and it takes in far too many on purpose.

use super::fold;

/// Words of a name that many have and nobody is found by.
const LINKS: [&str; 8] = ["de", "del", "la", "las", "los", "y", "e", "san"];
/// Words of a name that are looked at, at most.
const MOST_WORDS: usize = 6;

/// A word of a name with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sounded {
    /// As it was told, without capitals, accents and marks of the glottal stop.
    pub word: String,
    /// How it sounds.
    pub sound: String,
    /// Its consonants in order.
    pub frame: String,
}

/// The words of a name that it can be found by, in order, each once; at most six.
#[must_use]
pub fn sounded(name: &str) -> Vec<Sounded> {
    let folded = fold(name);
    let mut words: Vec<Sounded> = Vec::new();
    let all = folded.split(' ').filter(|word| !word.is_empty() && !LINKS.contains(word));
    for word in all {
        let sound = sound(word);
        let new = !words.iter().any(|known| known.word == word);
        if new && !sound.is_empty() && words.len() < MOST_WORDS {
            words.push(Sounded { frame: frame(&sound), word: word.to_owned(), sound });
        }
    }
    words
}

/// How a folded word sounds, one letter for each sound: `S` for s, z and soft c, `K` for k, c and qu, `J` for j, x and soft
/// g, `B` for b and v, `Y` for y and ll, `C` for ch; `i` stands for e too, `u` for o too, which are mixed up where no stress
/// lies on them.
fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let mut sounds = String::with_capacity(letters.len());
    let mut place = 0;
    while place < letters.len() {
        let (next, after) = (at(place + 1), at(place + 2));
        let (heard, taken) = heard(place == 0, at(place), next, after);
        place += taken;
        for sound in heard.chars() {
            // What is doubled sounds once.
            if !sounds.ends_with(sound) {
                sounds.push(sound);
            }
        }
    }
    sounds
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

const fn is_soft(letter: char) -> bool {
    matches!(letter, 'e' | 'i' | 'y')
}

/// What is heard at a letter with the two that follow, and how many letters that are.
fn heard(first: bool, letter: char, next: char, after: char) -> (&'static str, usize) {
    match (letter, next) {
        // Huan is said as Juan, Huicho as Wicho.
        ('h', 'u') if first && is_vowel(after) => ("Ju", 2),
        ('h', _) => ("", 1),
        ('c', 'h') => ("C", 2),
        ('s', 'h') | ('x' | 'j', _) => ("J", if letter == 's' { 2 } else { 1 }),
        ('t', 'z' | 's') => ("S", 2),
        ('p', 'h') => ("F", 2),
        ('l', 'l') => ("Y", 2),
        ('q', 'u') if is_soft(after) => ("K", 2),
        ('g', 'u') if is_soft(after) => ("G", 2),
        ('g', _) if is_soft(next) => ("J", 1),
        ('w', _) => ("Gu", 1),
        ('c', _) if is_soft(next) => ("S", 1),
        ('s' | 'z', _) => ("S", 1),
        ('c' | 'k' | 'q', _) => ("K", 1),
        ('b' | 'v', _) => ("B", 1),
        ('y' | 'i', _) if first && is_vowel(next) => ("Y", 1),
        ('y', _) if is_vowel(next) => ("Y", 1),
        ('m', 'b' | 'p' | 'v') => ("N", 1),
        ('a', _) => ("a", 1),
        ('e' | 'i' | 'y', _) => ("i", 1),
        ('o' | 'u', _) => ("u", 1),
        (letter, _) => (plain(letter), 1),
    }
}

/// Consonants that are written in one way, and digits; what is none of these is not heard.
fn plain(letter: char) -> &'static str {
    const LETTERS: &str = "dfglmnprt0123456789";
    const HEARD: &str = "DFGLMNPRT0123456789";
    LETTERS.find(letter).and_then(|place| HEARD.get(place..=place)).unwrap_or("")
}

/// The consonants of a sound; of what has none, all of it.
fn frame(sound: &str) -> String {
    let mut frame = String::new();
    for heard in sound.chars().filter(|heard| !heard.is_lowercase()) {
        if !frame.ends_with(heard) {
            frame.push(heard);
        }
    }
    if frame.is_empty() { sound.to_owned() } else { frame }
}

/// How many slips of the finger lie between two words: a letter too many, missing, wrong, or two that changed places.
/// Counted up to 3.
#[must_use]
pub fn slips(one: &str, other: &str) -> usize {
    const MOST: usize = 3;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) >= MOST {
        return MOST;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let same = usize::from(letter != against);
            let mut least = (above[column] + same).min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0 && column > 0 && one[row - 1] == *against && *letter == other[column - 1];
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(MOST).min(MOST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(word: &str) -> String {
        sound(&fold(word))
    }

    #[test]
    fn what_is_said_alike_has_one_sound() {
        let alike: &[&[&str]] = &[
            &["Juan", "Huan", "JUÁN"],
            &["González", "Gonsales", "Gonzáles"],
            &["Vásquez", "Básques", "Bazquez", "Vaskez"],
            &["Hernández", "Ernandes", "Hernándes"],
            &["Yolanda", "Iolanda", "Llolanda"],
            &["Ximena", "Jimena", "Gimena"],
            &["Quiché", "Kiche", "K'iche'"],
            &["Tz'unún", "Tsunun", "Zunun"],
            &["Xol", "Shol", "Jol"],
            &["Guadalupe", "Wadalupe"],
            &["Chavajay", "Chabajai"],
            &["Philomena", "Filomena"],
            &["Guillermo", "Guiyermo"],
            &["Amparo", "Anparo"],
        ];
        for group in alike {
            for word in *group {
                assert_eq!(key(word), key(group[0]), "{word} and {}", group[0]);
            }
        }
        for (one, other) in [("Juan", "Juana"), ("Pedro", "Pablo"), ("López", "Lobos"), ("Chávez", "Chafez")]
        {
            assert_ne!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_name_is_its_words_without_what_links_them() {
        let words: Vec<String> =
            sounded("María de los Ángeles Tz’oc y Tz’oc").into_iter().map(|one| one.word).collect();
        assert_eq!(words, ["maria", "angeles", "tzoc"]);
        assert!(sounded("¡!").is_empty());
        assert_eq!(sounded("Ana")[0].frame, sounded("Anna")[0].frame);
        assert_eq!(sounded("Aía")[0].frame, "aia", "no consonant: all of it");
    }

    #[test]
    fn slips_are_counted() {
        for (one, other, count) in [
            ("juan", "juan", 0),
            ("juan", "jaun", 1),
            ("juan", "jua", 1),
            ("perez", "peres", 1),
            ("lopez", "gomez", 2),
        ] {
            assert_eq!((slips(one, other), slips(other, one)), (count, count), "{one} {other}");
        }
        assert_eq!(slips("juan", "wenceslao"), 3);
    }

    proptest! {
        #[test]
        fn any_text_has_a_sound(text in "\\PC{0,40}") {
            for one in sounded(&text) {
                prop_assert!(!one.sound.is_empty() && !one.frame.is_empty());
                prop_assert!(one.sound.is_ascii());
            }
        }

        #[test]
        fn a_vowel_written_wrong_keeps_the_frame(start in "[bdfglmnprst]", rest in "[bdfglmnprst]", vowel in "[aou]", other in "[aou]") {
            let (one, two) = (format!("{start}{vowel}{rest}a"), format!("{start}{other}{rest}a"));
            prop_assert_eq!(&sounded(&one)[0].frame, &sounded(&two)[0].frame);
        }
    }
}
