//! How far municipalities lie apart.

use super::Municipality;

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;

/// How much longer a road is than the straight line. An **estimate**: detour factors of road networks are
/// commonly put at 1.2 to 1.4; in the western highlands the true way is often longer. Never a promise.
pub const ROAD_FACTOR: f64 = 1.3;

/// Great-circle distance in kilometres between the centroids of two municipalities (haversine formula).
#[must_use]
pub fn distance_km(a: &Municipality, b: &Municipality) -> f64 {
    let (latitude_a, latitude_b) = (a.latitude.to_radians(), b.latitude.to_radians());
    let half_latitude = ((latitude_b - latitude_a) / 2.0).sin();
    let half_longitude = ((b.longitude - a.longitude).to_radians() / 2.0).sin();
    let h = half_latitude.powi(2) + latitude_a.cos() * latitude_b.cos() * half_longitude.powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// Estimated kilometres by road: [`distance_km`] × [`ROAD_FACTOR`]. Show it with the word "about".
#[must_use]
pub fn road_km(a: &Municipality, b: &Municipality) -> f64 {
    distance_km(a, b) * ROAD_FACTOR
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{MunicipalityCode, municipalities, municipality};
    use super::*;

    fn place(code: &str) -> &'static Municipality {
        municipality(MunicipalityCode::parse(code).unwrap()).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_map() {
        // The capital and Quetzaltenango lie about 110 km apart as the crow flies.
        let crow = distance_km(place("0101"), place("0901"));
        assert!((105.0..=120.0).contains(&crow), "{crow}");
        assert!((road_km(place("0101"), place("0901")) / crow - 1.3).abs() < 1e-9);
        assert!(distance_km(place("0101"), place("0101")) < 1e-9);
    }

    proptest! {
        #[test]
        fn distance_is_even_handed_and_keeps_the_triangle(a in 0..340_usize, b in 0..340_usize, c in 0..340_usize) {
            let [a, b, c] = [a, b, c].map(|index| &municipalities()[index]);
            prop_assert!((distance_km(a, b) - distance_km(b, a)).abs() < 1e-9);
            prop_assert!(distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-9);
        }
    }
}
