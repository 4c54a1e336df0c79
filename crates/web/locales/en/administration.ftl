administration-title = Administration
administration-agencies = Add, find and change organisations.
administration-accounts = Invite people, change their role or reset their access.
administration-catalogues-title = Catalogues
administration-catalogues = Help lines and minimum wages.
