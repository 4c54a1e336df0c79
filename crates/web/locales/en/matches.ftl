# What suits a person, and why.
match-title = For me
match-lead = What goes best with what you know and want. Each one says why.
match-untold = We do not know yet what suits you. Tell us a job you have done, in your words.
match-none = Nothing of this kind is open now.
match-kind-vacancy = Jobs
match-kind-course = Courses
match-kind-certification = Certify what you already know
match-kind-programme = Support for your business
match-percent = Suits you: { $percent } of 100
match-pay = { $least } to { $most } a month
match-free = It is free
match-cost = Costs { $cost }
match-remote = From anywhere
match-gaps = What is missing
match-better = If you had { $what }, it would rise to { $percent } of 100.
match-more = See all { $count }
match-more-best = See the best { $count }
match-all = See all four kinds
match-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
match-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
match-strength-skill = Skill: { $skill }
match-strength-skill-near = Skill: { $held }, which is close to: { $skill }
match-strength-experience = { $span } of experience: { $occupation }
match-strength-near-work = { $span } in similar work
match-strength-related = Related to: { $occupation }
match-strength-language = Speaks { $language }
match-strength-licence = Holds a type { $licence } licence
match-strength-distance = Near: about { $km } km away
match-strength-remote = Can be done from anywhere
match-strength-schooling = Has the schooling asked for: { $schooling }
match-strength-schooling-experience = Experience counts in place of schooling
match-gap-skill = They ask for: { $skill }
match-gap-experience = They ask for { $span } of experience: { $occupation }
match-gap-months = They ask for { $span } of experience
match-gap-new = No experience yet in: { $occupation }
match-gap-language = They ask for { $language }
match-gap-licence = They ask for a type { $licence } licence
match-gap-distance = Far: about { $km } km away
match-gap-schooling = They ask for schooling: { $schooling }
match-add-licence = a type { $licence } licence
match-add-skill = a course in: { $skill }
match-add-certificate = a certificate of: { $skill }
match-add-language = { $language }
match-add-travel = a way to travel { $km } km a day
match-add-move = a way to move
match-spoken = { $language } ({ $level })
match-level-1 = a little
match-level-2 = enough to talk
match-level-3 = well
match-level-4 = like your own
match-schooling-none = none
match-schooling-primary = primary school
match-schooling-basic = lower secondary
match-schooling-diversified = upper secondary
match-schooling-university = university
match-matter-pay = Pays what is wanted
match-matter-near = Near, as wanted
match-matter-stable = Work that lasts
match-matter-hours = The hours that are wanted
match-matter-grow = One learns and grows
match-matter-light = Not hard on the body
