# What should not wait
attention-title = To look after
attention-short = What has waited more than a day, without names
attention-lead = These people said something that should not wait. Call them and note that you did.
attention-watch-lead = They have waited more than a day. Neither names nor reasons are seen here. Talk to the offices of the department.
attention-today = Call today
attention-seen = Somebody has it in hand
attention-unseen = Nobody has it in hand
attention-alone = Nobody accompanies them yet
attention-see = I take it
attention-finish = I looked after it
attention-reply = Wrote a message that must be read
attention-reply-shared = A message came from a shared telephone. Ask whether it was this person.
attention-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
done-attention-noted = It was noted.
