# Cases that are sent to a service
referral-not-from-here = That step can no longer be taken. See how the case stands.
referral-reason-missing = Choose the reason.
referral-words-missing = Write a sentence.
referral-outcome-missing = Choose what happened.
referral-review-missing = Give the day to look at the waiting list again. It must be after today.
referral-info-used-up = The 7 days to ask for information are used up. Answer yes or no.
referral-too-many-hops = This case has been handed on three times. Please answer it yourself.
referral-call-missing = An emergency needs a call. Call and note it.
referral-too-early = To close it, 14 days or three tries to reach the person are missing.
referral-consent-needed = The person’s permission for this organization is missing.
referral-contact-time = That date cannot be. It must be after sending and not in the future.
referral-choice-unknown = Choose an option from the list.
referral-step-already = That step was taken already. See how the case stands.
referral-already = That case exists already.
referral-draft-already = A draft with another text was saved already. It is in your list. If you save again, it will be another draft.
referral-sent-already = It was sent already with what you wrote before. See it among your cases. What you changed was not sent.
referral-code-unknown = Nobody has that code. Check the slip.
referral-need-missing = Write what the person needs.
referral-full = The service is full. Ask whether the person accepts to wait.
referral-fields-missing = Choose which data are shared.
referral-fields-least = To call you they need your telephone and what you need. Tick both, or call them yourself.
referral-contact-none = You have no telephone saved. Add it in «My profile», or call them yourself.
referral-office-changed = Another office accompanies you now. Read again what you allow.
referral-nobody-there = Nobody of that organization has an account. Write its e-mail address.
referral-reroute-elsewhere = Choose a service of another organization, for these people.
referral-reroute-not-self = The person asked on their own. Choose a service that takes people so.
referral-not-late = The date is not past yet.
referral-barrier-not_shown = That service is not active or nobody has confirmed it.
referral-barrier-no_agreement = That organization has no agreement in force.
referral-barrier-own_agency = That service is your own organization’s. Please serve the person yourself.
referral-barrier-wrong_route = That service is not for this person. Choose another.
referral-barrier-age = That service does not take that age.
referral-barrier-mine-age = This service is not for people of your age.
referral-barrier-mine-elsewhere = This service is not for your case. Look for another, or call a help line.
referral-barrier-no_self_referral = That service asks that somebody of an office goes with you.
referral-promise-days = Write 1 to 10 days.
referral-age-form = Write the age in years.
referral-code-wrong = That code does not work. Ask for another.
referral-ticked-already = Another process did it already.
referral-override-already = It was shared without permission once already.

# How a referral stands
referral-status-draft = Draft
referral-status-sent = Sent
referral-status-accepted = Accepted
referral-status-waitlisted = On a waiting list
referral-status-info_requested = Information requested
referral-status-declined = Declined
referral-status-rerouted = Rerouted
referral-status-expired = No answer
referral-status-withdrawn = Withdrawn
referral-status-in_service = In service
referral-status-completed = Helped
referral-status-failed = Not helped
referral-status-disputed = Disputed
referral-status-closed = Closed
referral-status-entered_in_error = Annulled

# What it means to the organisation
referral-owes-draft = Not sent yet.
referral-owes-sent = You owe an answer.
referral-owes-accepted = You owe the first contact with the person.
referral-owes-waitlisted = You owe a look at the waiting list.
referral-owes-info_requested = You wait for the information you asked for.
referral-owes-declined = You said no.
referral-owes-rerouted = You sent it to another organisation.
referral-owes-expired = The date passed without an answer. It can no longer be answered.
referral-owes-withdrawn = It was withdrawn. Do not go on.
referral-owes-in_service = You owe news of how it ended.
referral-owes-completed = The person is asked whether it was so.
referral-owes-failed = The person is asked whether it was so.
referral-owes-disputed = The person says otherwise. The coordination decides.
referral-owes-closed = It is over. You owe nothing.
referral-owes-entered_in_error = It was annulled. Do not go on.

# What it means to who sends it
referral-follow-draft = It has to be sent.
referral-follow-sent = The organisation owes an answer.
referral-follow-accepted = The organisation accepted and owes the person a call.
referral-follow-waitlisted = It is on a waiting list.
referral-follow-info_requested = The organisation asks for information. It is for you to answer.
referral-follow-declined = The organisation said no. Look for another option.
referral-follow-rerouted = The organisation sent it to another. There is a new draft for you.
referral-follow-expired = Nobody answered. Look for another option.
referral-follow-withdrawn = It was withdrawn.
referral-follow-in_service = The organisation serves the person.
referral-follow-completed = The organisation says it helped. Ask the person.
referral-follow-failed = The organisation says it could not help. Ask the person.
referral-follow-disputed = The person says otherwise. The coordination decides.
referral-follow-closed = It is over.
referral-follow-entered_in_error = It was annulled.

# What the coordination sees
referral-watch-draft = Who wrote it has not sent it.
referral-watch-sent = The organisation has not answered.
referral-watch-accepted = The organisation accepted and has not called the person.
referral-watch-waitlisted = The organisation owes a look at its waiting list.
referral-watch-info_requested = The organisation waits for information.
referral-watch-declined = The organisation said no.
referral-watch-rerouted = The organisation sent it to another.
referral-watch-expired = Nobody answered.
referral-watch-withdrawn = It was withdrawn.
referral-watch-in_service = The organisation has not said how it goes.
referral-watch-completed = The person has not confirmed.
referral-watch-failed = The person has not confirmed.
referral-watch-disputed = The person and the organisation say different things.
referral-watch-closed = It is over.
referral-watch-entered_in_error = It was annulled.

# What it means to the person
referral-mine-promised = They must call you by { $day }.
referral-mine-accepted = They said yes. They must call you by { $day }.
referral-mine-waitlisted = You are on a waiting list. They look at it on { $day }.
referral-mine-expired = They had to call you by { $day } and did not. You can look for another option.
referral-mine-waiting = Wait for the answer.
referral-mine-handed-on = They send you on to this other organization. Your permission is missing.
referral-mine-send = Look and give permission
referral-mine-draft = An office prepared it. It has to be sent.
referral-mine-info_requested = The organisation needs to know something more.
referral-mine-declined = They said no. You can look for another service.
referral-mine-rerouted = They sent it to another organisation. You will be asked for permission again.
referral-mine-withdrawn = It was withdrawn. They no longer see your data.
referral-mine-in_service = They are serving you.
referral-mine-completed = They say they helped you. Is it so?
referral-mine-failed = They say they could not help you. Is it so?
referral-mine-disputed = You said it was not so. The coordination will decide.
referral-mine-closed = It is over.
referral-mine-entered_in_error = It was a mistake. You need to do nothing.

referral-priority-emergency = Emergency: 24 hours
referral-priority-urgent = Urgent: 72 hours
referral-priority-choice-emergency = Emergency. An answer within 24 hours, and a call.
referral-priority-choice-urgent = Urgent. An answer within 72 hours.
referral-priority-choice-normal = Normal. An answer as the service promises.

referral-reason-not_eligible = Not for this person
referral-reason-no_capacity = No place
referral-reason-outside_area = Lives outside the area
referral-reason-missing_documents = Papers are missing
referral-reason-duplicate = Served already
referral-reason-unsafe = It would not be safe
referral-reason-other = Another reason

referral-outcome-helped_fully = Helped with everything
referral-outcome-helped_partly = Helped in part
referral-outcome-did_not_come = Did not come
referral-outcome-not_reached = Could not be reached
referral-outcome-not_interested = No longer wanted it
referral-outcome-moved = Moved
referral-outcome-left_country = Left the country again
referral-outcome-not_helped = Not helped
referral-outcome-other = Something else

referral-step-send = Send
referral-step-claim = Take it
referral-step-accept = Accept
referral-step-waitlist = Put on the waiting list
referral-step-ask_info = Ask for information
referral-step-give_info = Give information
referral-step-resume = Let the time run on
referral-step-decline = Say no
referral-step-reroute = Send to another organisation
referral-step-expire = Let it expire
referral-step-begin = Save the first contact
referral-step-complete = Report that help was given
referral-step-fail = Report that no help was given
referral-step-confirm = Confirm
referral-step-dispute = Say that it was not so
referral-step-rule_helped = Decide: helped
referral-step-rule_not_helped = Decide: not helped
referral-step-rule_go_on = Decide: go on
referral-step-withdraw = Withdraw
referral-step-reopen = Send again
referral-step-close = Close without confirmation
referral-step-annul = Annul

referral-event-send = It was sent
referral-event-claim = Somebody took it
referral-event-accept = Accepted
referral-event-waitlist = On the waiting list
referral-event-ask_info = Asked for information
referral-event-give_info = The information was given
referral-event-resume = The time ran on
referral-event-decline = Said no
referral-event-reroute = Sent to another organisation
referral-event-expire = The date passed without an answer
referral-event-begin = First contact
referral-event-complete = Said that they helped
referral-event-fail = Said that they could not help
referral-event-confirm = It was confirmed
referral-event-dispute = It was said not to be so
referral-event-rule_helped = Decided: helped
referral-event-rule_not_helped = Decided: not helped
referral-event-rule_go_on = Decided: go on
referral-event-withdraw = It was withdrawn
referral-event-reopen = It was sent again
referral-event-close = Closed without confirmation
referral-event-annul = It was annulled

referral-by-sender = Who sends it
referral-by-recipient = The organisation
referral-by-person = The person
referral-by-supervisor = The coordination
referral-by-clock = The clock

referral-text-need = What is needed
referral-text-note = Note of the organisation
referral-text-question = Question of the organisation
referral-text-answer = Answer to the question
referral-text-override = Why it was shared without permission
referral-text-dispute = What the person says
referral-text-ruling = Decision

referral-field-name = Name
referral-field-contact = Telephone
referral-field-birth_year = Year of birth
referral-field-sex = Sex
referral-field-place = Where they live
referral-field-language = Language
referral-field-document = ID number (DPI)
referral-field-schooling = Schooling
referral-field-work = What they worked as
referral-field-need = What is needed

referral-way-screen = On this screen
referral-way-voice = By word
referral-way-thumb = With the thumb, before a witness
referral-way-paper = On signed paper

referral-room-free = There is room
referral-room-waiting_list = There is a waiting list
referral-room-full = Full

referral-attempt-reached = Spoke with the person
referral-attempt-no_answer = No answer
referral-attempt-wrong_number = The number is somebody else's
referral-attempt-call_later = Asked to be called later
referral-attempt-left_word = Word was left
referral-attempt-out_of_service = The number no longer works
referral-attempt-line = { $result }. { $when }

referral-basis-vital_interest = Their life is in danger
referral-basis-legal_duty = A law obliges to it
referral-basis-court_order = A judge orders it
referral-basis-child_protection = A child must be protected

# On every page
referral-sender-person = The person themselves
referral-sender-office = SINAREM, { $place }
referral-withheld = Reserved case
referral-withheld-agency = The institution is not shown
referral-left-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
} left.
referral-left-days = { $count ->
    [one] 1 day
   *[other] { $count } days
} left.
referral-late-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
} late.
referral-late-days = { $count ->
    [one] 1 day
   *[other] { $count } days
} late.
referral-due = The date is { $day }.
referral-restricted = Restricted
referral-texts = What was written
referral-mine-texts = What was written about you
referral-written-by = Written by: { $who }
referral-by-you = You
referral-by-us = Your office
referral-life = History
referral-changed-title = This changed meanwhile
referral-changed = You asked for: { $step }. Meanwhile it changed and now stands so: { $status }. Nothing was saved. Read how it stands and decide again.
referral-sent-by = Sent by: { $sender }
referral-service-of = { $service }, { $agency }

# Received
referral-inbox-title = Referrals received
referral-inbox-which = Which list
referral-inbox-owed = What we owe
referral-inbox-mine = What I took
referral-inbox-others = The rest
referral-inbox-none = There is nothing here.
referral-inbox-counts = On this page: { $all }. Late: { $late }. Urgent: { $urgent }.
referral-unopened = Not opened
referral-claimed-me = You took it.
referral-claimed-other = Somebody else of your organisation took it.
referral-opened-title = A person referred to you
referral-need-title = What they need
referral-shared-only = You see only what the person allowed. That you read it is noted for them.
referral-hidden = There is no permission to see the person's data.
referral-hidden-withdrawn = The person or who sent it withdrew it. You can no longer see their data. Do not use or keep them.
referral-hidden-annulled = It was annulled. You can no longer see the person's data.
referral-hidden-over = It is over. The person's data are no longer shown.
referral-claim = I take it
referral-answer-title = Your answer
referral-answer-label = What do you answer?
referral-answer-accept = Yes, we serve them
referral-answer-waitlist = On the waiting list
referral-answer-ask_info = Information is missing
referral-answer-decline = We cannot
referral-answer-reroute = Send to another organisation
referral-reason-label = Why not?
referral-reason-hint = Only if you do not serve them.
referral-review-label = When do you look at the list?
referral-review-hint = Only for the waiting list.
referral-service-label = To which service?
referral-service-hint = Only if you send it to another organisation.
referral-words-label = Note
referral-words-hint = For the person and who sends them: where to come, what to bring. Or your question.
referral-answer-button = Answer
referral-answer-next = Answer and open the next
referral-begin-title = We spoke with the person
referral-begin-label = Day of the first contact
referral-begin-hint = Today or a day before.
referral-begin-button = Save the contact
referral-report-title = How it ended
referral-fail-title = It was not possible
referral-outcome-label = What happened?
referral-outcome-hint = The person is asked whether it was so.
referral-report-hint = For the person and who sends them. If you chose something else, say what.
referral-report-button = Report
referral-attempt-title = Calls to the person
referral-attempt-label = What came of the call?
referral-attempt-button = Note the call

# What a service promises
referral-promises-title = Room and promise
referral-promises-text = Who refers sees this before sending. Say how much room there is with one tap.
referral-promise-line = { $count ->
    [one] Answers within 1 working day.
   *[other] Answers within { $count } working days.
}
referral-promise-officers = Only through an office.
referral-promise-people = Anyone can ask for it.
referral-promise-beside = Anyone can ask for it, with somebody of an office beside them.
referral-promise-change = Change the promise
referral-promise-title = The promise of the service
referral-promise-label = Within how many days do you answer?
referral-promise-hint = Working days. The person is told the date.
referral-promise-days-of = { $count ->
    [one] 1 day
   *[other] { $count } days
}
referral-room-label = Is there room?
referral-promise-self = Anyone can ask for it themselves
referral-promise-worker = With somebody of an office beside them
referral-youngest-label = Youngest age
referral-oldest-label = Oldest age
referral-ages-hint = In years. Blank: anyone.

# The person's own
referral-mine-title = Help I wait for
referral-mine-lead = Where you were sent, and who must call you.
referral-mine-none = Nobody owes you an answer. You can ask a service for help.
referral-mine-asked = They ask you something
referral-mine-one-title = Help I wait for
referral-mine-outcome = The organisation says: { $outcome }.
referral-mine-overridden = Your data were shared without your permission, on a ground of law. The coordination reviews it.
referral-mine-shared = What was shared
referral-late-tap = If they do not call, tap here
referral-late-text = When the date passes, we tell the organisation and the coordination. You need not wait longer: you can ask for help elsewhere.
referral-late-text-restricted = When the date passes, we tell the institution and whoever accompanies you. You need not wait any longer: you can ask for help elsewhere.
referral-warn-button = Tell that nobody called me
referral-renew-title = The permission to share
referral-renew-ends = It ends on { $day }.
referral-renew-ended = It ended on { $day }. They no longer see the data.
referral-renew-fields = Data:
referral-renew-button = Give permission again
referral-permission-holds = The permission still holds. It need not be renewed.
referral-permission-gone = The person's permission has ended: that is why nothing of them is shown. They were told, so that they can renew it.
referral-late-help = Call a help line
referral-late-other = Look for another service
referral-tell-title = You are asked
referral-tell-label = Your answer
referral-tell-button = Send the answer
referral-confirm-button = Yes, it was so
referral-dispute-title = No, it was not so
referral-dispute-label = What happened?
referral-dispute-hint = If you like, tell it in your words.
referral-dispute-button = Send to the coordination
referral-withdraw-title = Withdraw
referral-withdraw-text = { $agency } will no longer see the data. We tell them not to keep any.
referral-withdraw-draft = The draft is not sent.
referral-withdraw-button = Withdraw

# Asking for help oneself
referral-ask-title = Ask for this service
referral-ask-back = Back to the service
referral-ask-need = What do you need?
referral-ask-need-hint = One or two sentences.
referral-ask-full = The service is full. You can ask and wait.
referral-ask-worker = Somebody from { $office } accompanies you and sees how it goes.
referral-ask-button = Yes, I allow it and ask
referral-ask-call = If you prefer, call them:
referral-ask-call-text = That way you share nothing here.
referral-wait-label = Yes, I accept to wait
referral-consent-title = What you allow
referral-consent-who = You allow { $agency } to see the data that you tick here.
referral-consent-who-again = You allow { $agency } to go on seeing the data named below.
referral-consent-nobody = Nobody else sees them.
referral-consent-officer = { $office } sees your name, your telephone and what you need, to accompany you. Nobody else.
referral-consent-what-for = It is only for this: { $service }.
referral-consent-until = It holds until { $day }. You can take it back at any time.
referral-consent-free = If you say no, all else stays as it is.
referral-fields-label = What is shared?
referral-fields-hint-least = To be called, tick at least your telephone and what you need. The rest, if you like.
referral-fields-hint-officer = Tick only what the person allows.

# Before sending
referral-check-title = The service
referral-check-room = Room
referral-check-answer = Answer
referral-check-distance = Distance
referral-check-ages = Ages
referral-promise = { $count ->
    [one] Within 1 working day: by { $day }
   *[other] Within { $count } working days: by { $day }
}
referral-distance-of = About { $km } km. { $reach }
referral-distance = It serves where the person lives.
referral-distance-outside = It does not serve where the person lives.
referral-distance-mine = It serves where you live.
referral-distance-outside-mine = It does not serve where you live.
referral-language-not-mine = { $languages }. They do not speak your language.
referral-language-not = { $languages }. Not the person's language.
referral-ages-from = From { $low } years
referral-ages-to = Up to { $high } years
referral-ages-between = From { $low } to { $high } years

# Who sends
referral-new-title = Refer a person
referral-new-code = The person's code
referral-new-code-hint = It is on their slip.
referral-new-category = What do they need?
referral-new-signs = There are signs of trafficking
referral-new-find = Find services
referral-new-services = To which service?
referral-new-none = There is no service for this need where the person lives. Note it:
referral-new-priority = How urgent is it?
referral-new-need = What they need, in words
referral-new-need-hint = The organisation reads it, if the person allows.
referral-new-draft = Save and ask for permission
referral-sent-title = Referrals sent
referral-sent-open = Open
referral-sent-over = Over
referral-your-turn = Your turn
referral-follow-title = A referral sent
referral-call-first = It is an emergency. Call the organisation first.
referral-call-button = I called
referral-send-title = The person's permission
referral-reopen-title = Send to the same organisation again
referral-consent-label = With which permission?
referral-consent-choice-known = The permission given before
referral-consent-choice-now = The person gives it now
referral-consent-choice-override = Without permission, on a ground of law
referral-consent-known = The person gave permission for this organisation.
referral-consent-known-until = The person gave permission for this organisation until { $day }.
referral-consent-read = Read this to the person
referral-way-label = How did they say yes?
referral-basis-label = Ground of law
referral-basis-hint = The coordination reviews it.
referral-law-reason = Say why
referral-law-hint = It is kept, and the person knows that it was done.
referral-wait-officer = The person accepts to wait
referral-link-label = E-mail of the organisation
referral-link-hint = Nobody there has an account. They get a link and a code.
referral-send-button = Send
referral-reopen-button = Send again
referral-others-title = Other options, best first
referral-others-button = Choose this
referral-ask-person-title = Ask the person
referral-ask-person-text = Call and ask whether it was so. Note what they said.
referral-confirm-phone = The person says yes
referral-dispute-phone = The person says it was not so
referral-dispute-said = What did they say?
referral-close-text = If you cannot reach the person, you can close it after 14 days and three calls.
referral-close-left = Calls missing: { $count }.
referral-close-button = Close without confirmation
referral-handover-planned = Handing over in person: { $when }.
referral-handover-happened = It was handed over in person: { $when }.
referral-handover-missed = It was not handed over in person: { $when }.
referral-handover-tell = Say how the handing over went
referral-handover-yes = It happened
referral-handover-no = It did not
referral-handover-came = Who came?
referral-handover-plan = Plan a handing over in person
referral-handover-text = You, the organisation and the person meet.
referral-handover-day = Day
referral-handover-time = Hour
referral-day-form = Give the day.
referral-time-form = Give the hour.
referral-rule-own = Annul (reserved case)
referral-rule-title = Decide
referral-rule-label = What do you decide?
referral-rule-rule_helped = The person was helped
referral-rule-rule_not_helped = The person was not helped
referral-rule-rule_go_on = The organisation goes on
referral-rule-annul = Annul: it should never have been
referral-rule-words = Explain the decision
referral-rule-hint = The person and the organisation read it.
referral-rule-button = Save the decision
referral-gap-title = There is no service
referral-gap-lead = Note a need that no service could meet. So it is known what is missing and where.
referral-gap-place = Municipality
referral-gap-why = Why was it not possible?
referral-gap-code-hint = If you like. Without a code it is not kept whose it is.
referral-gap-reason-no_service = There is none
referral-gap-reason-too_far = It is too far
referral-gap-reason-cost = It costs too much
referral-gap-reason-language = Nobody speaks their language
referral-gap-reason-full = It is full
referral-gap-reason-missing_documents = Papers are missing
referral-gap-reason-unsafe = It would not be safe

# Without an account, by link
referral-guest-title = A person waits for your answer
referral-guest-lead = Ask for your code. It goes to the e-mail address that received this link.
referral-guest-ask = Send the code
referral-guest-again = Send another code
referral-guest-sent = If the link still works, the code is on its way. It works for 10 minutes.
referral-guest-number = Code of 6 digits
referral-guest-number-hint = It works once.
referral-guest-enter = Enter
referral-guest-text = The visit lasts 30 minutes. You need no account.
referral-ended-title = The visit is over
referral-ended-text = To come back, open the link of your e-mail again and ask for a code.
referral-ended-withdrawn = If the link no longer works, it is over or the person took back their permission. Do not use or keep their data.

# The coordination
referral-watch-title = Referrals
referral-watch-text = No names are seen here. Of a reserved case only what must be decided is seen.
referral-watch-late = Late
referral-watch-answered = Answered late
referral-watch-answered-on = They had to answer by { $promised }. They answered on { $day }.
referral-watch-disputes = Disputes
referral-watch-overrides = Shared without permission
referral-watch-one-title = A referral
referral-override-waits = It waits for your review.
referral-override-title = It was shared without permission
referral-override-text = Was there a ground of law? If not, it is cut now.
referral-override-yes = Yes, it is justified
referral-override-no = No, cut it now
referral-desk-text = Late ones, disputes and measures
referral-measure-title = Measures
referral-measure-text = The referrals of the last year. What counts is an answer in time and the person's confirmation.
referral-measure-own-title = Our measures
referral-measure-own-text = The referrals that your organisation received in the last year, by service. What counts is an answer in time and the person's confirmation.
referral-measure-own-note = Only your organisation sees these numbers whole. The coordination sees them with small ones hidden.
referral-measure-hidden = Numbers from 1 to 4 are hidden, and others from which they could be reckoned.
referral-measure-by-agency = Organisation
referral-measure-by-service = Service
referral-measure-by-department = Department
referral-measure-by-sex = Sex
referral-measure-by-language = Language
referral-measure-sent = Sent
referral-measure-acknowledged = Opened
referral-measure-decided = Answered
referral-measure-in_promise = In time
referral-measure-silent = Silence
referral-measure-contacted = Contacted
referral-measure-reported = With outcome
referral-measure-confirmed = Confirmed
referral-measure-disputed = Disputed
referral-measure-to_acknowledge = Until opened
referral-measure-to_decide = Until answered
referral-measure-to_contact = Until contact
referral-measure-to_outcome = Until outcome
referral-percent = { $share } %
referral-hours = { $count } h
referral-days = { $count } days

done-referral-answered = Your answer was saved.
done-referral-claimed = It is yours now.
done-referral-begun = The first contact was saved.
done-referral-reported = Thank you. The person is asked now.
done-referral-attempted = The call was noted.
done-referral-told = Your answer is on its way.
done-referral-warned = Thank you. Today we told those who owe you a call and those who watch over it.
done-referral-renewed = Thank you. The permission holds again.
done-referral-confirmed = Thank you for telling.
done-referral-disputed = The coordination will decide. We will tell you.
done-referral-withdrawn = Done. They no longer see your data.
done-referral-asked = Your request was sent.
done-referral-noted = It was saved.
done-referral-sent = It was sent.
done-referral-gap-noted = Thank you. It was noted.
done-referral-ruled = Your decision was saved.
done-referral-reviewed = Your review was saved.
done-referral-promised = Done. Who refers sees it now.
