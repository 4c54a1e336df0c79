//! JSON that forgives the shape of values but not what is ambiguous: a key that comes twice is told.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Reads one JSON value and the keys that come twice in one object; the first of each is kept.
///
/// # Errors
/// When the text is not exactly one JSON value, or nests deeper than 127.
pub fn parse(text: &[u8]) -> Result<(Value, Vec<String>), serde_json::Error> {
    let mut twice = Vec::new();
    let mut source = serde_json::Deserializer::from_slice(text);
    let value = Strict { twice: &mut twice }.deserialize(&mut source)?;
    source.end()?;
    Ok((value, twice))
}

struct Strict<'a> {
    twice: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict { twice: &mut *self.twice })? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(Strict { twice: &mut *self.twice })?;
            if object.contains_key(&key) {
                self.twice.push(key);
            } else {
                object.insert(key, value);
            }
        }
        Ok(Value::Object(object))
    }
}

/// The text of a value, however wrapped: a string, number or boolean; the first of a list that has text; the
/// `@value`, `name`, `value`, `identifier` or `@id` of an object. Blank is none.
#[must_use]
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(whole(number)),
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Array(items) => items.iter().find_map(text),
        Value::Object(object) => {
            ["@value", "name", "value", "identifier", "@id"].iter().find_map(|key| text(object.get(*key)?))
        }
    }
}

fn whole(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        _ => number.to_string(),
    }
}

/// The texts of a value: of each of a list, or of the one.
#[must_use]
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// The objects in a value: the one, or those of a list.
#[must_use]
pub fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(object) => vec![object],
        Value::Array(items) => items.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    }
}

/// An amount in hundredths, as people and programs write it: `3500`, `3,500.00`, `3.500,00`, `Q 3500`, `3 500`.
/// A single separator before exactly three digits parts thousands. Negative or absurd (over 10¹²) is none.
#[must_use]
pub fn hundredths(text: &str) -> Option<i64> {
    let text = text.trim();
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let around = [&text[..start], &text[end..]];
    if around.iter().any(|piece| piece.chars().count() > 5 || piece.contains('-')) {
        return None;
    }
    let core: String = text[start..end].chars().filter(|letter| !letter.is_whitespace()).collect();
    if !core.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')) {
        return None;
    }
    let parts: Vec<&str> = core.split(['.', ',']).collect();
    let last = *parts.last()?;
    let kinds = (core.contains('.'), core.contains(','));
    let decimal = match kinds {
        (true, true) => true,
        (false, false) => false,
        _ => parts.len() == 2 && last.len() != 3,
    };
    let (whole, fraction) = if decimal { (&parts[..parts.len() - 1], last) } else { (&parts[..], "") };
    if whole.iter().skip(1).any(|group| group.len() != 3) {
        return None;
    }
    let units: i64 = whole.concat().parse().ok()?;
    let cents: i64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    (units <= 1_000_000_000_000).then_some(units * 100 + cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_come_twice_are_told() {
        let (value, twice) = parse(br#"{"a":1,"b":{"c":2,"c":3},"a":4}"#).unwrap();
        assert_eq!(value, serde_json::json!({"a": 1, "b": {"c": 2}}));
        assert_eq!(twice, ["c", "a"]);
        assert!(parse(b"{} {}").is_err());
        assert!(parse("[".repeat(5_000).as_bytes()).is_err());
    }

    #[test]
    fn amounts_as_written() {
        for (from, to) in [
            ("3500", Some(350_000)),
            ("3,500.00", Some(350_000)),
            ("3.500,5", Some(350_050)),
            ("Q 3,500", Some(350_000)),
            ("Q3500.75 GTQ", Some(350_075)),
            ("1 250,5", Some(125_050)),
            ("18.256", Some(1_825_600)),
            ("3,50,0.1", None),
            ("-5", None),
            ("a convenir", None),
            ("3000 a 4000", None),
        ] {
            assert_eq!(hundredths(from), to, "{from}");
        }
    }
}
