# Is it still so?: the link that organizations receive
assurance-title = Are your services still the same?
assurance-lead = Check each service and confirm with one tap. You do not need to sign in.
assurance-same = It is still so
assurance-confirm = Confirm
assurance-changed = Did anything else change? Sign in and correct it.
assurance-none = Tick at least one service that is still so.
done-assurance-confirmed = Thank you. It was confirmed as of today.
