cv-title = My CV
cv-lead = It is made from what you told in your profile. You decide who gets it.
cv-countries = Show the country I worked in
cv-show = Show
cv-download = Download as PDF
cv-phone = Telephone: { $phone }
cv-work = Experience
cv-skills = What I can do
cv-languages = Languages
cv-schooling = Schooling
cv-licences = Driving licence
cv-empty = You have not told your jobs yet.
cv-empty-link = Tell my jobs
cv-months = { $months ->
    [one] 1 month
   *[other] { $months } months
}
cv-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
cv-years-months = { $years ->
    [one] 1 year
   *[other] { $years } years
} and { $months ->
    [one] 1 month
   *[other] { $months } months
}
cv-evidence-portfolio = with samples
cv-evidence-attested = attested
cv-evidence-certified = certified
cv-level-1 = a little
cv-level-2 = basic
cv-level-3 = good
cv-level-4 = fluent
cv-school-none = No schooling
cv-school-primary = Primary school
cv-school-basic = Middle school
cv-school-diversified = High school
cv-school-university = University
cv-licence-A = Type A
cv-licence-B = Type B
cv-licence-C = Type C
cv-licence-M = Type M (motorcycle)
cv-licence-E = Type E (machinery)
country-US = United States
country-MX = Mexico
country-CA = Canada
country-ES = Spain
country-GT = Guatemala
cv-other-job = Other work
