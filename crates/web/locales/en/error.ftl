error-not-found-title = We cannot find that page
error-not-found-text = It may be gone, or you may not be allowed to see it.
error-forbidden-title = That cannot be done here
error-forbidden-text = Your account can see this, but not change it.
error-conflict-title = It could not be done
error-conflict-text = Something changed meanwhile. Nothing was saved half way.
error-too-many-title = Too many tries
error-too-many-text = Wait a little and try again.
error-wait-minutes = Wait { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
error-too-large-title = The file is too large
error-too-large-text = Send a smaller one.
error-request-title = We could not read what you sent
error-request-text = Go back and try again. What you typed is still there.
error-internal-title = Something failed on our side
error-internal-text = It is not your fault. Try again in a few minutes.
error-reference = If you ask for help, tell this number: { $reference }
error-way-home = Go to the start
error-way-opportunities = See opportunities
error-way-help = Help lines
error-changed-meanwhile = Somebody else changed it while you were writing. Check and save again.
