//! Agencies: they sign up, a coordinator checks them, an administrator keeps them and the agreements with them.

mod agreement;
mod desk;
mod form;
mod sign_up;

pub use agreement::{
    AgreementForm, ENDING_DAYS, add_agreement, agreement, agreements, ending_agreements, put_agreement,
};
pub use desk::{
    Shown, add, add_paper, ask_again, change, decide, list, own, paper, remove_paper, show, waiting,
};
pub use form::{AgencyForm, Upload};
pub use sign_up::{SignUp, sign_up};
pub use store::{
    agency::{AgencyFilter, ListedAgency},
    agreement::{AgreementKey, ListedAgreement},
};
