form-problems = Something needs mending
form-choose = Choose
form-save = Save
form-cancel = Cancel
form-search = Search
form-next-page = See more
form-first-page = Back to the start
form-none = Nothing yet.
