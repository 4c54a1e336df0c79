//! Help lines and minimum wages: built in, then kept by administrators, with their history.

use domain::{place::WageDistrict, wage::Activity};
use usecases::{
    Error,
    catalogue::{self, HelpLineForm, WageForm},
};

use crate::support;

#[tokio::test]
async fn what_is_built_in_is_loaded_once() {
    support::on_both(|world| async move {
        for _ in 0..2 {
            catalogue::load_built_in(&world.sys).await.unwrap();
        }
        let lines = catalogue::help_lines(&world.sys, &world.anonymous()).await.unwrap();
        assert_eq!(lines.len(), domain::service::built_in_help_lines().len());
        assert_eq!(lines[0].phone, "110");
        let kept = catalogue::show(&world.sys, &world.administrator()).await.unwrap();
        assert_eq!(kept.wages.len(), domain::wage::WageTable::built_in().rows().len());
        let anyone = world.anonymous();
        let minimum = catalogue::minimum(&world.sys, &anyone, WageDistrict::Ce1, Activity::NonAgricultural);
        assert_eq!(minimum.await.unwrap().unwrap().month_total_centavos(), 425_228);

        // A line that was closed does not come back at the next start.
        let administrator = world.administrator();
        catalogue::close_help_line(&world.sys, &administrator, lines[0].id).await.unwrap();
        catalogue::load_built_in(&world.sys).await.unwrap();
        let left = catalogue::help_lines(&world.sys, &world.anonymous()).await.unwrap();
        assert_eq!(left.len(), lines.len() - 1);
    })
    .await;
}

#[tokio::test]
async fn a_changed_help_line_leaves_the_old_one_on_record() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        world.clock.advance_days(3);
        let (sys, administrator) = (&world.sys, world.administrator());
        let line = catalogue::help_lines(sys, &administrator).await.unwrap().remove(0);
        let form =
            HelpLineForm { hours: "De 8 a 20".into(), hours_en: "8 to 20".into(), ..HelpLineForm::of(&line) };
        assert!(catalogue::edit_help_line(sys, &world.coordinator(), line.id, &form).await.is_err());
        let new = catalogue::edit_help_line(sys, &administrator, line.id, &form).await.unwrap();
        let kept = catalogue::show(sys, &administrator).await.unwrap().help_lines;
        let same: Vec<_> = kept.iter().filter(|kept| kept.phone == line.phone).collect();
        assert_eq!(same.len(), 2);
        assert_eq!(same[0].valid_to, administrator.now.day().yesterday().ok());
        assert_eq!((same[1].id, same[1].verified_on), (new, administrator.now.day()));
        let twice = catalogue::edit_help_line(sys, &administrator, line.id, &form).await;
        assert!(matches!(twice, Err(Error::NotFound)));
        let double = catalogue::add_help_line(sys, &administrator, &form).await;
        assert!(matches!(double, Err(Error::Invalid(_))));

        world.clock.advance_days(30);
        let later = world.again(&administrator);
        catalogue::verify_help_line(sys, &later, new).await.unwrap();
        let lines = catalogue::help_lines(sys, &world.anonymous()).await.unwrap();
        assert_eq!(lines.iter().find(|line| line.id == new).unwrap().verified_on, later.now.day());
    })
    .await;
}

#[tokio::test]
async fn a_new_minimum_wage_ends_the_one_before() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let (sys, administrator) = (&world.sys, world.administrator());
        let form = WageForm {
            district: "CE1".into(),
            activity: "non_agricultural".into(),
            valid_from: "1/1/2027".into(),
            day: "138.00".into(),
            month: "4,197.50".into(),
            bonus: "250".into(),
            source: "Acuerdo Gubernativo 1-2026".into(),
        };
        catalogue::set_wage(sys, &administrator, &form).await.unwrap();
        // It was typed wrongly: set again for the same day, the first try is taken back.
        let right = WageForm { day: "138.10".into(), month: "4,200.54".into(), ..form.clone() };
        catalogue::set_wage(sys, &administrator, &right).await.unwrap();
        let minimum = |ctx| async move {
            let found = catalogue::minimum(sys, &ctx, WageDistrict::Ce1, Activity::NonAgricultural).await;
            found.unwrap().unwrap().month_centavos
        };
        assert_eq!(minimum(world.anonymous()).await, 400_228);
        world.clock.advance_days(60);
        assert_eq!(minimum(world.anonymous()).await, 420_054);
        let kept = catalogue::show(sys, &world.again(&administrator)).await.unwrap().wages;
        assert_eq!(kept.iter().filter(|kept| kept.wage.is_taken_back()).count(), 1);

        let before = WageForm { valid_from: "2026-06-01".into(), ..right.clone() };
        let refused = catalogue::set_wage(sys, &world.again(&administrator), &before).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let slipped = WageForm { valid_from: "2027-07-01".into(), month: "420.05".into(), ..right };
        let Err(Error::Invalid(problems)) =
            catalogue::set_wage(sys, &world.again(&administrator), &slipped).await
        else {
            panic!()
        };
        assert_eq!(problems.0[0].key, "catalogue-month-unlike-day");
        assert!(matches!(catalogue::set_wage(sys, &world.anonymous(), &form).await, Err(Error::SignIn)));
        // The next start brings nothing older back.
        catalogue::load_built_in(sys).await.unwrap();
        assert_eq!(minimum(world.anonymous()).await, 420_054);
    })
    .await;
}
