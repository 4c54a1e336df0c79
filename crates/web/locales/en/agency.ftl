# Institutions: signing up, review, documents and agreements.
agency-kind = What it does
agency-kind-ask = What does your organisation offer?
agency-kind-choose = Choose what it offers.
agency-kind-employer = Work
agency-kind-training = Courses
agency-kind-certification = Certification of what people already know
agency-kind-programme = Support for businesses
agency-kind-office = Services: an office, a window or an organisation
agency-kind-coordination = Coordination of the system
agency-status = Status
agency-status-pending = To be checked
agency-status-verified = Verified
agency-status-refused = Refused
agency-status-suspended = Suspended
agency-name = Name of the organisation
agency-nit = NIT (tax number)
agency-nit-hint = With its last digit or K. A public office may leave it empty.
agency-municipality = Municipality
agency-phone = Telephone
agency-phone-hint = In Guatemala it has 8 numbers.
agency-about-title = About the organisation
agency-about_es = What it does, in Spanish
agency-about_en = What it does, in English
agency-about-hint = Two or three sentences are enough.
agency-hours_es = Opening hours, in Spanish
agency-hours_en = Opening hours, in English
agency-hours-hint = For example: Monday to Friday, 8 to 16.
agency-contact = Contact
agency-contact-title = Who will sign in
agency-contact-name = First and last name
agency-contact-email-hint = You will sign in with this e-mail.
agency-since = Signed up
agency-since-when = Since { $when }
agency-reason = Reason
agency-reason-hint = The organisation will read it. Say what is missing or what happened.
agency-known = There is an organisation with that NIT already.

agency-sign-up-title = Sign up my organisation
agency-sign-up-description = Offer work, courses, certification or support to people who look for opportunities.
agency-sign-up-lead = It is free. Somebody checks your details before anything is public.
agency-sign-up-next = We charge nothing, and nobody may charge people who look for work.
agency-sign-up-send = Sign up
agency-signed-up-title = Check your e-mail
agency-signed-up-mail = We have sent you an e-mail with what comes next.
agency-signed-up-enter = Sign in with your e-mail and password, and protect your account.
agency-signed-up-check = Somebody checks your details and documents.
agency-signed-up-publish = Once verified, you can publish.

agency-papers = Documents
agency-papers-ask = Documents of your organisation (if you have them at hand)
agency-papers-hint = For example RTU or trade licence. Up to 3 files: PDF, JPG or PNG, 5 MB each.
agency-papers-photo = We delete place and time from photos.
agency-papers-none = There are no documents.
agency-checked = I made sure in another way that it exists and who speaks for it
agency-unseen = It sent no papers. If you made sure in another way, tick this.
agency-papers-care = They open outside the system. Delete them from your computer when done.
agency-paper-add = Add a document
agency-paper-send = Send document
agency-paper-remove = Remove { $name }
agency-paper-empty = Choose a file.
agency-paper-too-big = The file is over 5 MB. Send a smaller one.
agency-paper-kind = We take PDF, JPG and PNG only.
agency-paper-damaged = We could not read the picture. Send it again.
agency-paper-many = There may be 3 documents at most.
agency-paper-kept = It is verified already. That document is kept.

agency-own-pending = We are checking your details. Nothing is public yet.
agency-own-verified = You can publish offers and answer applications.
agency-own-refused = Mend what is missing and ask for another review.
agency-own-suspended = Your offers are not shown. Talk to the coordination.
agency-ask-again = Ask for another review

agency-queue-title = Organisations to check
agency-queue-none = There are no organisations with that status.
agency-decide = Decide
agency-step-verify = Verify
agency-step-refuse = Refuse
agency-step-suspend = Suspend
agency-step-restore = Lift the suspension
agency-step-none = There is nothing to decide now.
agency-step-not-now = That step is no longer possible. Check the status.

agency-list-title = Organisations
agency-new-title = Add an organisation
agency-new-lead = A coordinator checks it afterwards.
agency-one-title = Change the organisation
agency-accounts = See its users

agency-agreements-title = Agreements
agency-agreements-why = Without an agreement that holds, no personal data is handed over.
agency-agreements-none = There are no agreements.
agency-agreements-near = { $count ->
    [0] No agreement ends within 60 days.
    [one] 1 agreement ends within 60 days.
   *[other] { $count } agreements end within 60 days.
}
agency-agreement-title = Agreement
agency-agreement-new = Add an agreement
agency-agreement-name = Name of the agreement
agency-agreement-signed = Day it was signed
agency-agreement-expires = Last day
agency-agreement-until = Until { $day }
agency-agreement-day = Write the date: year, month and day.
agency-agreement-ends = The last day is before it was signed. Check the dates.
agency-agreement-state-held = In force
agency-agreement-state-near = Ends soon
agency-agreement-state-ended = Ended

done-agency-saved = The details were saved.
done-agency-added = The organisation was added. A coordinator must check it.
done-agency-asked = You asked for another review. We will tell you by e-mail.
done-verify = The organisation is verified. It was told.
done-refuse = The organisation is refused. It was told.
done-suspend = The organisation is suspended. Its offers are no longer shown.
done-restore = The organisation may go on. It was told.
done-paper-added = The document was saved.
done-paper-removed = The document was removed.
done-agreement-saved = The agreement was saved.
