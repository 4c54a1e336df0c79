# What should not wait
attention-title = To look after
attention-short = What has waited more than a day, without names
attention-lead = These people said something that should not wait. Call them and note that you did.
attention-watch-lead = They have waited more than a day, or nobody accompanies them. Neither names nor reasons are shown here. Speak with the offices of the department, or give somebody the call.
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
