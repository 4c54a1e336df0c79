/* The outbox of intake, shared by the page and the worker. What lies in it is sealed: this browser cannot read it. A
   record goes only on our receipt for its very key; on anything else (no network, a log-in page of a Wi-Fi, our own
   fault) it stays. One sender at a time. */
(own => {
  const ADDRESS = '/api/v1/intake', LOT = 20, WAIT = 25000
  const run = async (name, mode, work) => {
    const db = await new Promise((done, fail) => {
      const asked = indexedDB.open('intake', 1)
      asked.onupgradeneeded = () =>
        ['outbox', 'sent'].forEach(store => asked.result.createObjectStore(store, { keyPath: 'key' }))
      asked.onsuccess = () => done(asked.result)
      asked.onerror = () => fail(asked.error)
    })
    try {
      return await new Promise((done, fail) => {
        const tx = db.transaction(['outbox', 'sent'], mode, { durability: 'strict' })
        const got = work(tx.objectStore(name), tx)
        tx.oncomplete = () => done(got && got.result)
        tx.onerror = tx.onabort = () => fail(tx.error)
      })
    } finally {
      db.close()
    }
  }
  const all = name => run(name || 'outbox', 'readonly', store => store.getAll())
  const add = record => run('outbox', 'readwrite', store => store.put(record))
  const drop = (key, name) => run(name || 'outbox', 'readwrite', store => store.delete(key))

  /* Does something with a record if it is still the one that was sent. */
  const settle = (record, change) => run('outbox', 'readwrite', (store, tx) => {
    const got = store.get(record.key)
    got.onsuccess = () => {
      if (got.result && got.result.sealed === record.sealed) change(store, tx)
    }
  })
  const refuse = (record, error, problems) =>
    settle(record, store => store.put({ ...record, error, problems: problems || [] }))
  const take = (record, receipt) => {
    if (receipt.outcome !== 'new' && receipt.outcome !== 'again')
      return refuse(record, receipt.outcome, receipt.problems.map(problem => problem.detail))
    const { key, at, initials } = record
    return settle(record, (store, tx) => {
      // A code comes back only if somebody else had the one on the slip: another slip must be handed out.
      tx.objectStore('sent').put({ key, at, initials, code: receipt.code || '' })
      store.delete(key)
    })
  }

  const post = async lot => {
    const quit = new AbortController(), late = setTimeout(() => quit.abort(), WAIT)
    try {
      const answer = await fetch(ADDRESS, {
        method: 'POST', redirect: 'manual', credentials: 'same-origin', signal: quit.signal,
        headers: {
          accept: 'application/json', 'content-type': 'application/json',
          'idempotency-key': Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-')
        },
        body: JSON.stringify({ records: lot.map(({ key, to, sealed }) => ({ key, to, sealed })) })
      })
      const json = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') || '')
      if (answer.type === 'opaqueredirect' || (json && [401, 403, 404].includes(answer.status))) return 'sign'
      if (json && [400, 413, 422].includes(answer.status)) return 'refused'
      return answer.status === 200 && json ? await answer.json() : 'later'
    } catch (error) {
      return 'lost'
    } finally {
      clearTimeout(late)
    }
  }

  /* Sends what waits, oldest first; answers '' or why it stopped: 'sign' (sign in again), 'lost' (nobody answered), 'later'. */
  const send = async () => {
    for (let most = LOT; ;) {
      const waiting = (await all()).filter(record => !record.error).sort((one, other) => one.at - other.at)
      if (!waiting.length) return ''
      const lot = waiting.slice(0, most)
      const answer = await post(lot)
      if (answer === 'refused') {
        // One of them cannot be understood at all: which one is found out one by one.
        if (lot.length > 1) most = 1
        else await refuse(lot[0], 'unreadable')
        continue
      }
      if (typeof answer === 'string') return answer
      let taken = 0
      for (const receipt of Array.isArray(answer.receipts) ? answer.receipts : []) {
        const record = lot.find(one => one.key === receipt.key)
        if (record) {
          await take(record, receipt)
          taken += 1
        }
      }
      if (!taken) return 'later'
    }
  }
  const flush = () => own.navigator.locks ? own.navigator.locks.request('intake', send) : send()
  own.outbox = { all, add, drop, flush }
})(self)
