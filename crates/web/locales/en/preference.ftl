# What matters most to a person, card by card
preference-title = What matters most to you
preference-short = Eight cards: 2 minutes.
preference-lead = Eight cards: 2 minutes. Then what suits you best comes first.
preference-private = It only changes the order of what you see. No employer sees it. You can stop whenever you like.
preference-start = Begin
preference-go-on = Go on with the cards
preference-finer = 4 more cards, to be more exact
preference-more = Some more cards, to be more exact
preference-matches = See what is for me
preference-heaviest = What weighs most for you: { $what }
preference-then = Then: { $what }
preference-lightest = What weighs less: { $what }
preference-known-little = { $count ->
    [one] You answered 1 card. We still know little.
   *[other] You answered { $count } cards. We still know little.
}
preference-known-some = { $count ->
    [one] You answered 1 card. We know something.
   *[other] You answered { $count } cards. We know something.
}
preference-known-much = { $count ->
    [one] You answered 1 card. We know quite a lot.
   *[other] You answered { $count } cards. We know quite a lot.
}
preference-change = Start again or delete
preference-forget-text = Both delete what you answered.
preference-again = Start again
preference-forget = Delete
preference-number = Card { $number } of { $most }
preference-most = What matters most to you in a job?
preference-least = And what matters least?
preference-takes = Which job would you take?
preference-takes-hint = Everything else is the same.
preference-job-first = Job A
preference-job-second = Job B
preference-next = Next
preference-pass = Pass over this card
preference-stop = Stop for now
preference-most-empty = Say what matters most to you, or pass over the card.
preference-least-empty = Say what matters least to you, or pass over the card.
preference-same = What matters least cannot be what matters most. Choose something else.
preference-takes-empty = Say which job you would take, or pass over the card.
preference-thing-pay = The pay
preference-thing-near = That it is near
preference-thing-stable = That it lasts
preference-thing-hours = The hours
preference-thing-grow = To learn and move up
preference-thing-light = That it is not heavy
preference-is-pay = the pay
preference-is-near = that it is near
preference-is-stable = that it lasts
preference-is-hours = the hours
preference-is-grow = to learn and move up
preference-is-light = that it is not heavy
preference-pay = { $pay } a month
preference-km = { $km } km from your home
preference-better-stable = Permanent, with a contract
preference-better-hours = At hours that suit you
preference-better-grow = They teach you something new
preference-better-light = Light work
preference-worse-stable = Only for some time
preference-worse-hours = At hours that are hard for you
preference-worse-grow = What you can do already
preference-worse-light = There are loads to carry
preference-order = What matters to you, from most to least
preference-card = Card: { $things }
preference-said-pass = Passed over.
preference-said-matters = Most: { $most }. Least: { $least }.
preference-said-takes = Would take the job that is better in this: { $what }.
done-preference-forgotten = What you answered was deleted.
