//! Amounts of money in an offer that are no pay.
//!
//! An honest offer names money to say what it pays. A small amount without any word of pay around it is
//! mostly something the person must give, in whatever words. So it is warned about, and a person looks.

use super::word::Word;

/// Amounts from here on are wages.
const WAGE_FROM: u32 = 1_500;

/// Words before an amount that make it pay or a benefit, as far as eight words back.
const BEFORE: &[&str] = &[
    "salario",
    "sueldo",
    "bono",
    "bonos",
    "bonificacion",
    "incentivo",
    "incentivos",
    "pago",
    "pagos",
    "paga",
    "pagamos",
    "pagan",
    "jornal",
    "ofrece",
    "ofrecemos",
    "damos",
    "gana",
    "gane",
    "ganar",
    "ganancia",
    "ganancias",
    "ingreso",
    "ingresos",
    "comision",
    "comisiones",
    "propina",
    "propinas",
    "beca",
    "viatico",
    "viaticos",
    "prestamo",
    "prestamos",
    "tarea",
    "recargo",
    "premio",
    "subsidio",
    "extra",
    "extras",
    "recibe",
    "recibira",
    "reembolsado",
    "reembolsamos",
    "fondo",
    "vale",
    "aumento",
];

/// Beginnings of words after an amount that make it pay, as far as three words on.
const AFTER: &[&str] = &[
    "comedor", "mensual", "mes", "diari", "dia", "hora", "seman", "quincen", "quintal", "metro", "pieza",
    "docena", "saco", "tarea", "cuerda", "viaje", "cada", "mas", "extra", "bonific", "comision", "subsid",
    "liquid", "base", "incluid", "sueldo", "salario", "pagad", "planilla", "prestac", "caja", "opcional",
    "libra",
];

/// The places of amounts that nothing explains as pay.
pub(super) fn unexplained(words: &[Word]) -> impl Iterator<Item = usize> {
    (0..words.len()).filter(|place| words[*place].money && is_unexplained(words, *place))
}

fn is_unexplained(words: &[Word], place: usize) -> bool {
    let small = words[place].number.is_none_or(|quetzales| (1..WAGE_FROM).contains(&quetzales));
    let sentence = words[..=place].iter().rposition(|word| word.hard).unwrap_or(0);
    let before = &words[sentence.max(place.saturating_sub(8))..place];
    let after = words[place + 1..].iter().take_while(|word| !word.hard).take(3);
    let pays = before.iter().any(|word| BEFORE.contains(&word.text.as_str()))
        || after.into_iter().any(|word| AFTER.iter().any(|start| word.text.starts_with(start)));
    small && !pays
}
