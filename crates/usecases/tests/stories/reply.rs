//! Text messages that come in: signed, taken once, and the person's word only from a telephone of their own.

use domain::{
    attention::About,
    id::Id,
    message::Notice,
    pulse::{Question, Way},
    referral::{Referral, Status},
};
use store::{Page, seal::sign};
use usecases::{
    Ctx, Error, Settings, attention,
    person::{self, Registration},
    phone, pulse,
    reply::{Received, Request, receive},
};

use crate::{
    cast,
    referral::{answer, helped, look, officer, sent, service},
    support::{PIN, World},
};

const SECRET: &str = "a secret of thirty-two letters, or more";
/// The person's own telephone.
pub const OWN: &str = "+50255510001";

/// The same world with a gateway.
pub fn open(world: &World) -> World {
    let mut settings = Settings::default();
    settings.sms.inbound_secret = Some(SECRET.to_owned());
    world.with(settings)
}

/// A message of the gateway, signed now.
pub async fn text(world: &World, id: &str, from: &str, text: &str) -> Received {
    let body = serde_json::json!({"id": id, "from": from, "text": text}).to_string();
    let timestamp = world.now().seconds().to_string();
    let signature = sign(SECRET.as_bytes(), format!("{timestamp}.{body}").as_bytes());
    let request = Request { timestamp: &timestamp, signature: &signature, body: body.as_bytes() };
    receive(&world.sys, request).await.unwrap()
}

/// A person with this telephone, own or a relative's.
async fn person(world: &World, alias: &str, number: &str, owner: &str) -> Ctx {
    let form = Registration {
        alias: alias.to_owned(),
        birth_year: "1990".to_owned(),
        municipality: "1413".to_owned(),
        language: "quc".to_owned(),
        phone: number.to_owned(),
        contact_owner: owner.to_owned(),
        pin: PIN.to_owned(),
        purposes: domain::consent::Purpose::ALL.to_vec(),
        ..Registration::default()
    };
    let registered = person::register(&world.sys, &world.anonymous(), &form).await.unwrap();
    world.ctx(domain::policy::Actor::Person(registered.person))
}

/// The number that was sent last.
async fn number_sent(world: &World) -> String {
    let page = Page { after: None, limit: 100 };
    let messages = world.sys.store.read().await.unwrap().messages(page).await.unwrap();
    let last = messages.iter().find(|message| message.text.notice == Notice::PersonNumber).unwrap();
    last.text.arguments["number"].clone()
}

/// Shows that the telephone is in the person's hand.
pub async fn confirm(world: &World, who: &Ctx) {
    world.clock.advance(1);
    let who = &world.again(who);
    phone::ask(&world.sys, who, "190.56.7.77").await.unwrap();
    phone::confirm(&world.sys, who, &number_sent(world).await).await.unwrap();
}

/// A referral that the organisation reports as helped.
async fn reported(world: &World, who: &Ctx) -> (Ctx, Id<Referral>) {
    let rosa = officer(world, "Ventanilla").await;
    let office = world.agency("office", "Bolsa").await;
    let service = service(world, &office).await;
    let id = sent(world, &rosa, who, service).await;
    answer(world, &office, id, "accept").await.unwrap();
    helped(world, &office, id).await;
    (rosa, id)
}

/// How often somebody was told this.
pub async fn told(world: &World, who: &Ctx, notice: Notice) -> usize {
    world.told(&who.actor).await.iter().filter(|one| **one == notice).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_telephone_confirms_once_also_where_two_take_the_same_message() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "own").await;
        confirm(&world, &chepe).await;
        let (_, id) = reported(&world, &chepe).await;
        assert_eq!(told(&world, &chepe, Notice::PersonAskedHelped).await, 1);
        let other = open(&world);
        let (one, two) = tokio::join!(text(&world, "g-1", OWN, "Sí."), text(&other, "g-1", OWN, "Sí."));
        assert_eq!((one, two), (Received::Taken, Received::Taken));
        let closed = look(&world, id).await;
        assert_eq!(closed.status, Status::Closed);
        let version = closed.version;
        // Brought again by the gateway, and said again by the person.
        assert_eq!(text(&world, "g-1", OWN, "Sí.").await, Received::Taken);
        assert_eq!(text(&world, "g-2", OWN, "2").await, Received::Taken);
        assert_eq!(
            (look(&world, id).await.version, look(&world, id).await.status),
            (version, Status::Closed)
        );
        assert_eq!(told(&world, &chepe, Notice::PersonTaken).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_opens_a_dispute_and_what_is_not_understood_goes_to_the_officer() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "own").await;
        confirm(&world, &chepe).await;
        let (rosa, id) = reported(&world, &chepe).await;
        for (at, words) in ["¿A qué hora?", "¿A qué hora?", "bueno"].iter().enumerate() {
            text(&world, &format!("g-{at}"), OWN, words).await;
        }
        let mine = attention::mine(&world.sys, &world.again(&rosa)).await.unwrap();
        let abouts: Vec<_> = mine.iter().map(|one| one.attention.about.clone()).collect();
        assert_eq!(abouts.len(), 2, "the same words once: {abouts:?}");
        for words in ["¿A qué hora?", "bueno"] {
            assert!(abouts.contains(&About::Reply(words.into())), "{abouts:?}");
        }
        assert_eq!(told(&world, &chepe, Notice::PersonUnclear).await, 1, "once a day");
        text(&world, "g-no", OWN, " NO ").await;
        assert_eq!(look(&world, id).await.status, Status::Disputed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_telephone_speaks_for_the_person() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let stays = async |who: &Ctx, from: &str, id: &str, why: &str| {
            let (rosa, referral) = reported(&world, who).await;
            assert_eq!(told(&world, who, Notice::PersonAskedHelped).await, 0, "{why}: no reply is asked for");
            assert!(told(&world, who, Notice::PersonAsked).await > 0, "{why}");
            text(&world, id, from, "1").await;
            assert_eq!(look(&world, referral).await.status, Status::Completed, "{why}");
            let mine = attention::mine(&world.sys, &world.again(&rosa)).await.unwrap();
            mine.into_iter().map(|one| one.attention.about).collect::<Vec<_>>()
        };
        let chepe = person(&world, "Chepe", OWN, "own").await;
        let [own, unread] = ["1", ""].map(|words| [About::Reply(words.to_owned())]);
        assert_eq!(stays(&chepe, OWN, "g-1", "not confirmed").await, own, "the officer asks");
        let mincho = person(&world, "Mincho", "5551 0002", "relative").await;
        assert!(matches!(
            phone::ask(&world.sys, &mincho, "190.56.7.77").await,
            Err(Error::Conflict("phone-not-own"))
        ));
        assert_eq!(
            stays(&mincho, "5551 0002", "g-2", "a relative's").await,
            unread,
            "nobody reads the words"
        );
        assert_eq!(stays(&mincho, "5551 9999", "g-3", "nobody's").await, unread, "nothing is added");
        // Two who say that the same telephone is theirs: neither is believed, and nobody reads the words.
        let (ana, beto) = (
            person(&world, "Ana", "5551 0004", "own").await,
            person(&world, "Beto", "5551 0004", "own").await,
        );
        confirm(&world, &ana).await;
        let (rosa, referral) = reported(&world, &ana).await;
        assert_eq!(told(&world, &ana, Notice::PersonAskedHelped).await, 0, "no reply is asked for");
        text(&world, "g-4", "5551 0004", "1").await;
        assert_eq!(look(&world, referral).await.status, Status::Completed);
        let mine = attention::mine(&world.sys, &world.again(&rosa)).await.unwrap();
        assert_eq!(mine[0].attention.about, About::Reply(String::new()));
        assert!(pulse::own(&world.sys, &beto).await.unwrap().pulses.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_open_questions_or_one_too_old_are_left_to_people() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "own").await;
        confirm(&world, &chepe).await;
        let (_, one) = reported(&world, &chepe).await;
        let (_, other) = reported(&world, &chepe).await;
        text(&world, "g-1", OWN, "1").await;
        assert_eq!(look(&world, one).await.status, Status::Completed, "which one is meant?");
        assert_eq!(look(&world, other).await.status, Status::Completed);
        let asked = crate::referral::asked(&world, other).await;
        usecases::referral::confirm(&world.sys, &world.again(&chepe), &asked).await.unwrap();
        world.clock.advance_days(15);
        text(&world, "g-2", OWN, "1").await;
        assert_eq!(look(&world, one).await.status, Status::Completed, "too late");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_digits_are_a_pulse_that_does_not_take_the_place_of_a_full_one() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let sys = &world.sys;
        let chepe = person(&world, "Chepe", OWN, "own").await;
        confirm(&world, &chepe).await;
        text(&world, "g-0", OWN, "3 2 4").await;
        assert!(pulse::own(sys, &chepe).await.unwrap().pulses.is_empty(), "nobody asked");
        world.clock.advance_days(1);
        pulse::ask_due(sys, &sys.own_ctx()).await.unwrap();
        assert_eq!(told(&world, &chepe, Notice::PersonPulseReply).await, 1);
        text(&world, "g-1", OWN, "3,0,4").await;
        let chepe = world.again(&chepe);
        let known = pulse::own(sys, &chepe).await.unwrap();
        assert_eq!((known.pulses[0].way, known.is_answered()), (Way::Sms, false));
        assert_eq!(known.pulses[0].answers.of(Question::ShortPsychosocial), Some(4));
        assert_eq!(known.pulses[0].answers.of(Question::ShortSocial), None);
        assert_eq!(told(&world, &chepe, Notice::PersonTaken).await, 1);
        pulse::answer(sys, &chepe, &crate::pulse::form(&[(Question::Food, "1")])).await.unwrap();
        text(&world, "g-2", OWN, "111").await;
        let known = pulse::own(sys, &chepe).await.unwrap();
        assert_eq!((known.pulses.len(), known.pulses[0].way), (1, Way::Screen));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_no_messages_gets_none_until_they_say_so() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "relative").await;
        for id in ["g-1", "g-2"] {
            text(&world, id, OWN, "No me contacten").await;
        }
        assert_eq!(world.told(&chepe.actor).await, [Notice::PersonStopped], "answered once");
        assert!(phone::standing(&world.sys, &chepe).await.unwrap().stopped);
        let (_, _) = reported(&world, &chepe).await;
        text(&world, "g-3", OWN, "¿quién es?").await;
        assert_eq!(world.told(&chepe.actor).await, [Notice::PersonStopped], "nothing more");
        text(&world, "g-4", OWN, "Alta").await;
        assert_eq!(told(&world, &chepe, Notice::PersonStarted).await, 1);
        assert!(!phone::standing(&world.sys, &chepe).await.unwrap().stopped);
        world.clock.advance_days(1);
        pulse::ask_due(&world.sys, &world.sys.own_ctx()).await.unwrap();
        assert_eq!(told(&world, &chepe, Notice::PersonPulse).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_is_not_taken() {
    cast::on_both(|world| async move {
        let closed = world.clone();
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "own").await;
        let body = format!(r#"{{"id": "g-1", "from": "{OWN}", "text": "BAJA"}}"#);
        let now = world.now().seconds();
        let good = |at: i64, body: &str| sign(SECRET.as_bytes(), format!("{at}.{body}").as_bytes());
        let send = async |world: &World, at: i64, signature: &str, body: &str| {
            let at = at.to_string();
            receive(&world.sys, Request { timestamp: &at, signature, body: body.as_bytes() }).await.unwrap()
        };
        assert_eq!(send(&closed, now, &good(now, &body), &body).await, Received::NotSetUp);
        for at in [now - 301, now + 301, 0, -now, i64::MAX] {
            assert_eq!(send(&world, at, &good(at, &body), &body).await, Received::NotSigned, "{at}");
        }
        let other = sign(b"another secret of thirty-two letters", format!("{now}.{body}").as_bytes());
        let bent = format!("{}0", &good(now, &body)[..63]);
        for wrong in ["", "00", other.as_str(), bent.as_str(), good(now - 1, &body).as_str()] {
            assert_eq!(send(&world, now, wrong, &body).await, Received::NotSigned, "{wrong}");
        }
        let changed = body.replace("BAJA", "ALTA");
        assert_eq!(send(&world, now, &good(now, &body), &changed).await, Received::NotSigned);
        assert_eq!(send(&world, now, &good(now, "{}"), "{}").await, Received::Unreadable);
        assert!(!phone::standing(&world.sys, &chepe).await.unwrap().stopped, "nothing was done");
        assert_eq!(send(&world, now - 299, &good(now - 299, &body), &body).await, Received::Taken);
        assert!(phone::standing(&world.sys, &chepe).await.unwrap().stopped);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_counts_anew_loses_no_message() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let chepe = person(&world, "Chepe", OWN, "own").await;
        let other = person(&world, "Moncho", "+50255510002", "own").await;
        assert_eq!(text(&world, "1", OWN, "hola").await, Received::Taken);
        assert_eq!(text(&world, "1", OWN, "BAJA").await, Received::Taken);
        assert_eq!(text(&world, "1", "+50255510002", "BAJA").await, Received::Taken);
        for person in [&chepe, &other] {
            assert!(phone::standing(&world.sys, person).await.unwrap().stopped);
        }
        for id in ["", " "] {
            assert_eq!(text(&world, id, OWN, "ALTA").await, Received::Unreadable, "no identifier");
        }
        assert!(phone::standing(&world.sys, &chepe).await.unwrap().stopped);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_guessed_confirms_no_telephone() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = person(&world, "Chepe", OWN, "own").await;
        phone::ask(sys, &chepe, "190.56.7.77").await.unwrap();
        let right = number_sent(&world).await;
        let wrong = if right == "111111" { "222222" } else { "111111" };
        for _ in 0..5 {
            let refused = phone::confirm(sys, &chepe, wrong).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
        }
        assert!(phone::confirm(sys, &chepe, &right).await.is_err(), "tried too often");
        world.clock.advance(1);
        let chepe = world.again(&chepe);
        phone::ask(sys, &chepe, "190.56.7.77").await.unwrap();
        let right = number_sent(&world).await;
        world.clock.advance(901);
        assert!(phone::confirm(sys, &world.again(&chepe), &right).await.is_err(), "too old");
        confirm(&world, &world.again(&chepe)).await;
        assert!(phone::standing(sys, &chepe).await.unwrap().confirmed);
    })
    .await;
}
