# What a person is missing to have more places within reach.
missing-title = What am I missing?
missing-now = { $count ->
    [0] No places are within your reach now.
    [one] 1 place is within your reach now.
   *[other] { $count } places are within your reach now.
}
missing-meaning = A place is within your reach if nothing rules it out and you reach { $percent } of 100 in what they ask for.
missing-nothing = No course or other step opens more places now. See those that suit you already.
missing-ways = Courses and certificates
missing-order = First comes what opens most places for what it costs: its price, transport and your time. Each hour counts { $hour }.
missing-opens = { $count ->
    [one] Opens 1 more place
   *[other] Opens { $count } more places
}
missing-place = { $place }, about { $km } km away
missing-price-hours = { $count ->
    [one] { $price } · 1 hour
   *[other] { $price } · { $count } hours
}
missing-closes = You can apply until { $day }
missing-steps = Other steps
missing-step = { $count ->
    [one] With { $what }: 1 more place
   *[other] With { $what }: { $count } more places
}
missing-pairs = Two steps together
missing-pairs-text = Together they open more than each by itself.
missing-course-of = a certificate in: { $skills }
missing-why = Why do I not see others?
missing-why-open = { $count ->
    [one] 1 job offer is open.
   *[other] { $count } job offers are open.
}
missing-why-licence = They ask for a licence you do not hold: { $count }. Only because of that: { $alone }.
missing-why-language = They ask for a language, or more of one than you told us: { $count }. Only because of that: { $alone }.
missing-why-distance = They are farther than you would travel: { $count }. Only because of that: { $alone }.
missing-why-start = They begin before you can: { $count }. Only because of that: { $alone }.
missing-why-none = Nothing rules any of them out. Those that suit you most come first.
missing-courses-title = Which courses open most places
missing-courses-lead = For the people of a municipality who let themselves be found: which course or certification would bring most places within their reach.
missing-courses-place = Municipality
missing-courses-people = People
missing-courses-places = Places it opens, summed
missing-courses-none = No open course helps 5 people or more here.
missing-courses-wide = For the whole department of { $department }, these open most places, the best first:
missing-courses-widest = For the whole country, these open most places, the best first:
missing-courses-hidden = What helps fewer than 5 people is not shown.
missing-courses-partly = There are more people here. The first { $count } were counted.
