/* Keeps the page of intake for when there is no network, and sends the outbox when it is back. It stores only what comes
   from us (our header, 200, not redirected, not no-store), so that the log-in page of a Wi-Fi is never kept, and it never
   touches a POST. CACHE, OUTBOX and FILES are written before this by the server. */
importScripts(OUTBOX)
const HOME = new URL(registration.scope).pathname
const LATE = 2500
const ours = answer => answer.status === 200 && !answer.redirected && answer.headers.get('x-app') === 'sinarem'
  && !/no-store/.test(answer.headers.get('cache-control') || '')
const keep = async (path, answer) => (await caches.open(CACHE)).put(path, answer)

addEventListener('install', event => event.waitUntil((async () => {
  for (const path of [HOME, ...FILES]) {
    const answer = await fetch(path, { credentials: 'same-origin' })
    if (!ours(answer)) throw new Error('not ours: ' + path)
    await keep(path, answer)
  }
  await skipWaiting()
})()))

addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys())
    if (name.startsWith('intake-') && name !== CACHE) await caches.delete(name)
  await clients.claim()
})()))

const page = async event => {
  const kept = await caches.match(HOME)
  const asked = fetch(event.request).then(answer => {
    if (ours(answer)) event.waitUntil(keep(HOME, answer.clone()))
    return answer
  })
  if (!kept) return asked
  // A network that hangs is as good as none.
  return Promise.race([asked.catch(() => kept), new Promise(done => setTimeout(() => done(kept), LATE))])
}
const file = async event => {
  const kept = await caches.match(event.request)
  if (kept) return kept
  const answer = await fetch(event.request)
  if (ours(answer)) event.waitUntil(keep(event.request, answer.clone()))
  return answer
}

addEventListener('fetch', event => {
  const { method, mode, url } = event.request, { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate' && pathname === HOME) event.respondWith(page(event))
  else if (pathname.startsWith('/static/')) event.respondWith(file(event))
})

addEventListener('sync', event => {
  if (event.tag !== 'outbox') return
  event.waitUntil(outbox.flush().then(async why => {
    for (const client of await clients.matchAll()) client.postMessage('sent')
    if (why) throw new Error(why)
  }))
})
