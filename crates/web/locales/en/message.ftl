# E-mails and text messages. To people: neutral, no agency's name, 160 letters or fewer.
message-invitation-subject = Your OportuGuate account is waiting
message-invitation-body =
    We opened an account for you at OportuGuate.
    Choose your password at this address:
    { $link }

    The address works only once.
    If you did not expect this e-mail, delete it.
message-sign_in_changed-subject = The way you sign in has changed
message-sign_in_changed-body =
    Something changed in your OportuGuate account: the password, the e-mail or the one-time code.
    If it was you, there is nothing to do.
    If it was not you, tell the administrator today.

    { $site }
message-agency_received-subject = We have received your sign-up
message-agency_received-body =
    We have received the details of your organisation.
    Sign in at { $site } with your e-mail and password, and protect your account.
    Somebody checks your details. We will tell you by e-mail.

    If you did not sign up an organisation, delete this e-mail.
message-agency_known-subject = Your organisation is signed up already
message-agency_known-body =
    Somebody tried to sign up an organisation with this e-mail or its tax number.
    It was signed up already, and we changed nothing.

    If you have an account, sign in at { $site } with your e-mail and password.
    If you have none, ask the administrator for an invitation.
message-agency_verified-subject = Your organisation is verified
message-agency_verified-body =
    We checked your details and all is well.
    You can now publish offers at { $site }.
message-agency_refused-subject = We could not verify your organisation
message-agency_refused-body =
    We checked your details. Something is missing:
    { $reason }

    Mend it at { $site } and we will check again.
message-agency_suspended-subject = Your organisation is suspended
message-agency_suspended-body =
    Your offers are not shown for now. The reason:
    { $reason }

    Talk to the coordination. You can see the status at { $site }.
message-agency_restored-subject = Your organisation may go on
message-agency_restored-body =
    We lifted the suspension. Your offers are shown again at { $site }.
message-offer_approved-subject = Your offer is published
message-offer_approved-body =
    “{ $title }” can now be seen at { $site }.
    We will e-mail you when somebody applies.
message-offer_returned-subject = Your offer needs a change
message-offer_returned-body =
    We checked “{ $title }”. Something is missing:
    { $reason }

    Mend it at { $site } and send it again.
message-application_arrived-subject = An application has arrived
message-application_arrived-body =
    Somebody applied for “{ $title }”.
    Please answer by { $day } at the latest.
    Sign in here: { $site }

    If you do not answer in time, the offer is paused.
message-answer_due-subject = Somebody is waiting for your answer
message-answer_due-body =
    Somebody applied for “{ $title }” and is still waiting.
    Answer by { $day } at the latest.
    Sign in here: { $site }

    If you do not answer in time, the offer is paused.
message-offer_paused-subject = We paused your offer
message-offer_paused-body =
    “{ $title }” has applications without an answer. The time is up.
    That is why the offer is paused and nobody sees it.

    Answer at { $site } and you can publish it again.
message-person_answered-subject = There is an answer
message-person_answered-body = OportuGuate: there is an answer for you. See it with your code when you can: { $site }
message-person_unanswered-subject = There was no answer
message-person_unanswered-body = OportuGuate: you got no answer in time. There are other options for you: { $site }
message-person_invited-subject = There is an invitation
message-person_invited-body = OportuGuate: there is an invitation for you. You decide. See it with your code: { $site }
message-person_found-subject = There is something new for you
message-person_found-body = OportuGuate: we found something new for you. See it with your code when you can: { $site }
message-person_asked-subject = Tell us what happened
message-person_asked-body = OportuGuate: tell us how it went. It is one question. Sign in with your code: { $site }
message-person_number-subject = Your number
message-person_number-body = OportuGuate: your number is { $number }. It works for 15 minutes. If you did not ask for it, delete it. Tell it to nobody. { $site }
message-person_promised-subject = You are owed an answer
message-person_promised-body = OportuGuate: you should get an answer by { $day }. If nobody calls, tell us here: { $site }
message-person_reminded-subject = We sent a reminder
message-person_reminded-body = OportuGuate: we reminded them to answer you by { $day }. If nobody calls, tell us: { $site }
message-person_late-subject = The date has passed
message-person_late-body = OportuGuate: the date passed and nobody answered you. We are looking into it. More at { $site }
message-person_changed-subject = Something changed
message-person_changed-body = OportuGuate: something changed for you. See it with your code when you can: { $site }
message-case_arrived-subject = Somebody to accompany
message-case_arrived-body =
    Somebody waits for you to accompany them, or for your answer whether you can.
    See it at { $site }.
message-case_answered-subject = News of a case
message-case_answered-body =
    Something has changed in a case.
    See it at { $site }.
message-case_due-subject = Something is due today in your cases
message-case_due-body =
    Today something is due in one or more cases of yours, or in one that you were asked to go on with.
    See them by date at { $site }.
message-case_late-subject = Cases nobody attends to
message-case_late-body =
    In one or more cases nobody did what was due for 14 days.
    See them at { $site }.
message-person_asked_helped-subject = Is it so?
message-person_asked_helped-body = OportuGuate: we are told that you were helped. Is it so? Reply 1 if so, 2 if not. Or with your code: { $site }
message-person_asked_not-subject = Is it so?
message-person_asked_not-body = OportuGuate: we are told that it did not work out. Is it so? Reply 1 if so, 2 if not. Or with your code: { $site }
message-person_pulse-subject = How are you doing?
message-person_pulse-body = OportuGuate: tell us how you are doing. It is a few questions. Sign in with your code when you can: { $site }
message-person_pulse_reply-subject = How are you doing?
message-person_pulse_reply-body = OportuGuate: how is it, 1 (bad) to 5 (good)? Money, people, mood. Reply 3 numbers: 3 2 4. 0 is not to say. { $site }
message-person_taken-subject = Thank you
message-person_taken-body = OportuGuate: thank you, it was noted. To receive no messages, reply STOP. More at { $site }
message-person_unclear-subject = We did not understand
message-person_unclear-body = OportuGuate: we did not understand your message. Sign in with your code or talk to who looks after you: { $site }
message-person_stopped-subject = No messages
message-person_stopped-body = OportuGuate: we send you no more messages. To receive them again, reply START. { $site }
message-person_started-subject = Messages again
message-person_started-body = OportuGuate: we send you messages again. To receive none, reply STOP. { $site }
message-attention_raised-subject = Somebody is waiting for you
message-attention_raised-body =
    Somebody whom you accompany said something that should not wait.
    Please look at it today at { $site }, under “To look after”.
message-attention_alone-subject = Somebody waits and nobody accompanies them
message-attention_alone-body =
    Somebody said something that should not wait, and nobody accompanies them.
    Please look at it today at { $site }, under “To look after”.
message-emergency_opened-subject = A telephone was opened in an emergency
message-emergency_opened-body =
    At { $agency } somebody saw how to reach a person, without their yes.
    Please review today whether it was needed at { $site }, under “Emergencies without a yes”.
message-emergency_given-subject = You are to call today
message-emergency_given-body =
    The coordination asks you to call somebody today.
    Please look at it at { $site }, under “To look after”.
message-services_due-subject = Are your services still the same?
message-services_due-body =
    It is a while since anybody confirmed your services in the directory.
    Confirm them with one tap, without signing in:
    { $link }

    If nobody confirms them, they are no longer shown.
message-referral_arrived-subject = A person was referred to you
message-referral_arrived-body =
    Somebody referred a person to you.
    Please answer by { $day }.
    Sign in here: { $site }
message-referral_due-subject = A date comes near
message-referral_due-body =
    A person waits for the next step.
    The date is { $day }.
    Sign in here: { $site }
message-referral_late-subject = A date has passed
message-referral_late-body =
    The date was { $day } and the person still waits.
    Please look at it today: { $site }
message-referral_answered-subject = There is an answer
message-referral_answered-body =
    The organization answered.
    See the answer at { $site }.
message-referral_info-subject = Information is asked for
message-referral_info-body =
    The organization needs to know something more.
    Please tell it by { $day }: { $site }
message-referral_goes_on-subject = The time goes on
message-referral_goes_on-body =
    You can answer now.
    The date is { $day }.
    Sign in here: { $site }
message-referral_returned-subject = A case came back to you
message-referral_returned-body =
    The person needs another option.
    The options are ranked at { $site }.
message-referral_reported-subject = Ask the person
message-referral_reported-body =
    The organization says how it ended.
    Ask the person whether it is so, and note it at { $site }.
message-referral_closed-subject = A case was closed
message-referral_closed-body =
    The case is closed.
    You can see it at { $site }.
message-referral_disputed-subject = The person says otherwise
message-referral_disputed-body =
    The person says that it was not so.
    The coordination decides. See it at { $site }.
message-referral_ruled-subject = The coordination decided
message-referral_ruled-body =
    The coordination decided.
    See the decision at { $site }.
message-referral_permission-subject = A permission ends
message-referral_permission-body =
    A person's permission to share their data ends soon, or has ended.
    See which at { $site }. The person can give it again.
message-referral_meeting-subject = A handover in person
message-referral_meeting-body =
    A handover in person of a referral is planned for { $day }.
    See the time at { $site }.
message-referral_stopped-subject = A case was taken back
message-referral_stopped-body =
    The case was taken back.
    Do not use or keep the person’s data.
    You can see the record at { $site }.
message-referral_link-subject = A person waits for your answer
message-referral_link-body =
    Somebody referred a person to you.
    Please answer by { $day }.
    Open this address and ask for your code:
    { $link }
message-people_opened-subject = Somebody opens many records
message-people_opened-body =
    From { $agency } more than { $count } people were opened in an hour.
    Please talk today with who works there.
    { $site }
message-merge_decided-subject = Two records were decided on
message-merge_decided-body =
    There is a decision on the records that you proposed to join.
    If you search again, you see them as they are now: { $site }
message-referral_code-subject = Your code
message-referral_code-body =
    Your code is { $number }. It works once, for 10 minutes.
    If you did not ask for it, delete this mail.
    { $site }

message-inbox-title = Your notices
message-inbox-lead = What we told you in the last 90 days, by text message too.
message-inbox-empty = There are no notices yet.
message-outbox-title = Messages of the demo
message-outbox-lead = Here you can read the e-mails and text messages. In the demo none of them leaves.
message-outbox-empty = There are no messages yet.
message-outbox-next = See earlier messages
message-channel-email = E-mail
message-channel-sms = Text message
message-channel-app = On the person’s page
message-status-queued = waiting
message-status-sent = sent
message-status-failed = could not be sent
