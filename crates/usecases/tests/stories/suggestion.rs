//! What may be meant, while one still types.

use domain::{agency::AgencyStep, message::Lang, taxonomy::Suggestible};
use usecases::{
    Ctx, System, agency,
    suggestion::{self, Suggestion, suggest},
};

use crate::{cast, support};

async fn texts(sys: &System, ctx: &Ctx, of: Suggestible, words: &str) -> Vec<String> {
    suggest(sys, ctx, of, words).await.unwrap().into_iter().map(|one| one.text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn built_in_names_are_suggested_with_slips_and_in_ones_language() {
    support::on_both(|world| async move {
        let (sys, anyone) = (&world.sys, world.anonymous());
        let found = texts(sys, &anyone, Suggestible::Place, "huehue").await;
        assert_eq!(found[0], "Huehuetenango, Huehuetenango");
        assert_eq!(texts(sys, &anyone, Suggestible::Place, "cobna").await[0], "Cobán, Alta Verapaz");
        let xela = suggest(sys, &anyone, Suggestible::Place, "xela").await.unwrap().remove(0);
        assert_eq!((xela.code.as_str(), xela.detail.as_str()), ("0901", "Xela"));
        // Every place is understood by the field that it fills.
        for place in domain::place::municipalities() {
            let [first] =
                &suggest(sys, &anyone, Suggestible::Place, &format!("{}, {}", place.name, place.department))
                    .await
                    .unwrap()[..1]
            else {
                unreachable!()
            };
            assert_eq!(first.code, place.code.to_string());
            assert_eq!(usecases::place::choose(&first.text), Ok(place.code), "{}", first.text);
        }

        let roofer = suggest(sys, &anyone, Suggestible::Occupation, "rufer").await.unwrap().remove(0);
        assert_eq!((roofer.code.as_str(), roofer.text.as_str()), ("7121", "rufero"));
        assert_eq!(roofer.detail, domain::taxonomy::occupation("7121".parse().unwrap()).unwrap().title.es);
        let english = Ctx { lang: Lang::En, ..anyone };
        let title = domain::taxonomy::occupation("7121".parse().unwrap()).unwrap().title.clone();
        let read = |found: Vec<Suggestion>| found.into_iter().find(|one| one.code == "7121").unwrap();
        let found = read(suggest(sys, &english, Suggestible::Occupation, &title.es).await.unwrap());
        assert_eq!(found.text, title.en, "the title is told in the reader's language");
        let skills = texts(sys, &anyone, Suggestible::Skill, "sold").await;
        assert!(!skills.is_empty() && skills.len() <= suggestion::MOST, "{skills:?}");
        assert_eq!(texts(sys, &anyone, Suggestible::Place, "s").await.len(), suggestion::MOST);
        assert!(texts(sys, &anyone, Suggestible::Occupation, "zzzzzz").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_verified_institutions_are_suggested_from_the_moment_they_are() {
    cast::on_both(|world| async move {
        let (sys, anyone) = (&world.sys, world.anonymous());
        let suggested = async |words: &str| texts(sys, &anyone, Suggestible::Agency, words).await;
        world.agency("training", "Escuela Taller de Sololá").await;
        let waiting = world.agency_in("pending", "employer", "Escobas Finas").await;
        world.agency_in("refused", "employer", "Escoria").await;
        world.agency_in("suspended", "employer", "Escombros").await;
        assert_eq!(suggested("esc").await, ["Escuela Taller de Sololá"]);
        assert_eq!(suggested("taler").await, ["Escuela Taller de Sololá"], "a word within, with a slip");
        let (desk, id) = (world.coordinator(), waiting.agency().unwrap());
        agency::decide(sys, &desk, id, AgencyStep::Verify, "", true).await.unwrap();
        assert_eq!(suggested("esc").await, ["Escobas Finas", "Escuela Taller de Sololá"]);
        agency::decide(sys, &desk, id, AgencyStep::Suspend, "Falta un papel.", false).await.unwrap();
        assert_eq!(suggested("esc").await, ["Escuela Taller de Sololá"]);
    })
    .await;
}
