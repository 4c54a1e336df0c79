# Words of an offer
advert-sex = The law does not allow asking for men or women. Name the job and what the person will do.
advert-ethnicity = The law does not allow asking for an origin, a skin colour or a dress. Remove these words.
advert-marital = The law does not allow asking for marital status or about children. Remove these words.
advert-fee = Nobody may charge for a job. Remove the payment, purchase or deduction.
advert-retention = Documents belong to the person. You may look at them and copy them, not keep them.
advert-return = Return or deportation is not asked about and is no condition. Remove these words.
advert-religion = The law does not allow asking for or turning away a religion. Remove these words.
advert-health = The law does not allow asking for an HIV test for a job. Remove these words.
advert-disguise = A word is hidden here with digits or signs. Write it in full.
advert-looks = Looks do not tell how somebody works. Is this needed? Explain why or remove it.
advert-age = An age limit shuts out able people. Is this needed? Explain why or remove it.
advert-abroad = Only registered recruiters may offer work in another country. We will review this offer.
advert-chat-only = Add a phone number or an address. People trust that more.
advert-police-record = You are asking for police records. Is this essential for the job?
advert-document-photo = Do not ask for pictures of documents before the interview. Look at them in person.
advert-polygraph = A lie detector does not show how somebody works. Is this essential?
