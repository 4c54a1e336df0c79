# Answers to programs.
api-sign-in = Sign in first
api-not-found = There is no such thing, or your account may not see it
api-method = This address does not know that method
api-media-type = Send JSON
api-json-broken = The JSON is broken. Check commas and quotes.
api-json-shape = A field is missing, is one too many, or has another form.
api-value-unknown = This value is not known.
api-number-range = Use a number between { $least } and { $most }.
api-key-missing = The Idempotency-Key header is missing.
api-key-running = That same request is still running.
api-key-other = That Idempotency-Key was used for another request.
