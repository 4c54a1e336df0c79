//! Written agreements: who keeps them, and that their ends are seen to come.

use usecases::{
    Error,
    agency::{self, AgreementForm},
};

use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn agreements_end_and_are_seen_to_end() {
    support::on_both(|world| async move {
        let (sys, desk) = (&world.sys, world.administrator());
        let employer = world.employer("Textiles Xela").await;
        let id = employer.agency().unwrap();
        let form = |expires_on: &str| AgreementForm {
            title: "Convenio de datos".into(),
            signed_on: "2026-01-01".into(),
            expires_on: expires_on.into(),
        };
        // Today is 2026-11-23; 60 days on is 2027-01-22.
        let near = agency::add_agreement(sys, &desk, id, &form("2027-01-22")).await.unwrap();
        let far = agency::add_agreement(sys, &desk, id, &form("2027-01-23")).await.unwrap();
        agency::add_agreement(sys, &desk, id, &form("2026-11-22")).await.unwrap();
        let ending = agency::ending_agreements(sys, &desk).await.unwrap();
        assert_eq!(ending.iter().map(|listed| listed.agreement.id).collect::<Vec<_>>(), [near]);
        assert_eq!(ending[0].agency_name, "Textiles Xela");
        let all = agency::agreements(sys, &desk, None).await.unwrap();
        assert_eq!(all.iter().map(|listed| listed.agreement.id).collect::<Vec<_>>(), [near, far]);
        let after = (all[0].agreement.expires_on, near);
        assert_eq!(agency::agreements(sys, &desk, Some(after)).await.unwrap().len(), 1);
        agency::put_agreement(sys, &desk, near, &form("2027-12-31")).await.unwrap();
        assert!(agency::ending_agreements(sys, &desk).await.unwrap().is_empty());
        assert_eq!(agency::show(sys, &desk, id).await.unwrap().agreements.len(), 3);

        let wrong = agency::add_agreement(sys, &desk, id, &form("2025-01-01")).await;
        assert!(
            matches!(&wrong, Err(Error::Invalid(problems)) if problems.0[0].key == "agency-agreement-ends")
        );
        for ctx in [employer, world.coordinator()] {
            let outcome = agency::put_agreement(sys, &ctx, far, &form("2099-01-01")).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden)), "{outcome:?}");
            let outcome = agency::add_agreement(sys, &ctx, id, &form("2099-01-01")).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden)), "{outcome:?}");
        }
    })
    .await;
}
