/* Intake with and without a network: what is typed is sealed to the server's public key (HPKE, RFC 9180: DHKEM(P-256),
   HKDF-SHA256, AES-256-GCM, base mode) before it is kept, and sent from the outbox. Without this file the form is a plain
   one. */
(() => {
  const find = name => document.getElementById(name)
  const form = find('intake'), own = form && form.dataset, safe = window.crypto && crypto.subtle
  if (!form || !safe || !window.indexedDB || !window.AbortController) return
  const word = name => find('words').querySelector('[data-word="' + name + '"]').textContent
  const field = name => form.elements[name]
  const random = length => crypto.getRandomValues(new Uint8Array(length))

  /* HPKE, one message. */
  const text = words => new TextEncoder().encode(words)
  const join = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0)
    return whole
  }
  const mac = async (key, message) => new Uint8Array(await safe.sign('HMAC',
    await safe.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']), message))
  const NONE = new Uint8Array(0), SALT = new Uint8Array(32)
  const labelled = suite => ({
    extract: (salt, label, key) => mac(salt, join(text('HPKE-v1'), suite, text(label), key)),
    expand: async (key, label, info, length) => (await mac(key,
      join([0, length], text('HPKE-v1'), suite, text(label), info, [1]))).slice(0, length)
  })
  const KEM = labelled(join(text('KEM'), [0, 16])), HPKE = labelled(join(text('HPKE'), [0, 16, 0, 1, 0, 2]))
  const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
  const bytes = base => Uint8Array.from(atob(base.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0))
  const base = whole => btoa(String.fromCharCode(...whole)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  const seal = async (key, plain) => {
    const theirs = bytes(own.public)
    const pair = await safe.generateKey(CURVE, false, ['deriveBits'])
    const mine = new Uint8Array(await safe.exportKey('raw', pair.publicKey))
    const recipient = await safe.importKey('raw', theirs, CURVE, false, [])
    const shared = new Uint8Array(await safe.deriveBits({ name: 'ECDH', public: recipient }, pair.privateKey, 256))
    const common = await KEM.expand(await KEM.extract(SALT, 'eae_prk', shared), 'shared_secret', join(mine, theirs), 32)
    const context = join([0], await HPKE.extract(SALT, 'psk_id_hash', NONE),
      await HPKE.extract(SALT, 'info_hash', text('sinarem intake/1')))
    const secret = await HPKE.extract(common, 'secret', NONE)
    const aes = await safe.importKey('raw', await HPKE.expand(secret, 'key', context, 32), 'AES-GCM', false, ['encrypt'])
    const iv = await HPKE.expand(secret, 'base_nonce', context, 12)
    const sealed = await safe.encrypt({ name: 'AES-GCM', iv, additionalData: text(key) }, aes, text(plain))
    return base(join(mine, new Uint8Array(sealed)))
  }

  /* A UUID of version 7, and a code as `domain::text::PersonCode` makes it. */
  const newKey = () => {
    const id = random(16)
    for (let at = 5, rest = Date.now(); at >= 0; at -= 1, rest = Math.floor(rest / 256)) id[at] = rest % 256
    id[6] = id[6] & 15 | 112
    id[8] = id[8] & 63 | 128
    return Array.from(id, one => one.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
  const newCode = () => {
    const values = []
    while (values.length < 7) values.push(...random(8).filter(one => one < 232).map(one => one % 29))
    values.length = 7
    const sum = values.reduce((sum, value, at) => sum + value * (8 - at), 0)
    values.push((29 - sum % 29) % 29)
    return values.map(value => '23456789ABCDEFGHJKMNPQRSTWXYZ'[value]).join('').replace(/^.{4}/, '$&-')
  }

  /* What can be seen to be wrong at once; the server looks at everything again. */
  const fold = words => words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim()
  const places = new Map(Array.from(find('places').options, one => [fold(one.value), one.value]))
  const born = () => {
    const told = field('birth').value.trim(), now = new Date()
    if (/^\d{1,3}$/.test(told)) return Number(told)
    if (/^\d{4}$/.test(told)) return now.getFullYear() - told
    const day = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(told)
    const date = day && new Date(day[3], day[2] - 1, day[1])
    if (!date || date.getMonth() !== day[2] - 1) return NaN
    const early = now.getMonth() < date.getMonth() || (now.getMonth() === date.getMonth() && now.getDate() < date.getDate())
    return now.getFullYear() - day[3] - (early ? 1 : 0)
  }
  const easy = pin => {
    const step = by => Array.from(pin).every((one, at) => !at || (Number(pin[at - 1]) + by) % 10 === Number(one))
    return step(0) || step(1) || step(9) || /^(..)\1\1$|^(...)\2$|^(.)\3(.)\4(.)\5$/.test(pin)
  }
  const faults = () => {
    const wrong = [], age = born(), value = name => (field(name).value || '').trim(), phone = value('phone').replace(/[\s().\/-]/g, '')
    const pin = value('pin'), place = places.get(fold(value('municipality')))
    if (place) field('municipality').value = place
    if (!(age >= 0 && age <= 110)) wrong.push('birth')
    if (!place && !/^\d{4}$/.test(value('municipality'))) wrong.push('municipality')
    if (!value('language')) wrong.push('language')
    if (phone && !/^((\+|00)?502)?[2-7]\d{7}$|^(\+|00)?1[2-9]\d\d[2-9]\d{6}$|^(\+|00)?521?[2-9]\d{9}$/.test(phone)) wrong.push('phone')
    if (!/^\d{0,2}$/.test(value('years')) || value('years') > 60) wrong.push('work')
    if (!field('account').checked) wrong.push('account')
    if (!value('way')) wrong.push('way')
    if (value('way') === 'thumb' && !/[\p{L}\p{N}]/u.test(value('witness'))) wrong.push('witness')
    if (pin ? !/^\d{6}$/.test(pin) || easy(pin) : !phone || !field('messages').checked) wrong.push('pin')
    return wrong
  }
  const show = wrong => {
    form.querySelectorAll('.problem').forEach(one => one.remove())
    form.querySelectorAll('[aria-invalid]').forEach(one => one.removeAttribute('aria-invalid'))
    if (find('problems')) find('problems').remove()
    wrong.forEach((name, first) => {
      const at = find(name), note = document.createElement('span')
      note.className = 'problem'
      note.id = name + '-problem'
      note.textContent = word('bad-' + name)
      if (at.matches('fieldset')) at.firstElementChild.after(note)
      else at.closest('.field').prepend(note)
      at.setAttribute('aria-invalid', 'true')
      at.setAttribute('aria-describedby', note.id)
      if (!first) (at.matches('fieldset') ? at.querySelector('input') : at).focus()
    })
  }
  const told = () => {
    const one = name => field(name).value.trim(), many = name => Array.from(form.querySelectorAll('[name="' + name + '"]:checked'), box => box.value)
    const record = { desk: own.desk, needs: many('needs'), purposes: own.purposes.split(' ').filter(name => field(name).checked) }
    own.fields.split(' ').forEach(name => { record[name] = one(name) })
    return record
  }

  /* What is seen. */
  let last = ''
  const slip = code => {
    find('slip').hidden = false
    find('slip-code').textContent = code
  }
  const line = (record, state, how) => {
    const row = document.createElement('li'), at = new Date(record.at), part = (words, kind) => {
      const span = document.createElement('span')
      span.className = kind || ''
      span.textContent = words
      row.append(span, ' ')
    }
    part(record.key.slice(-6).toUpperCase() + ' · ' + (record.initials || '–') + ' · '
      + at.getHours() + ':' + String(at.getMinutes()).padStart(2, '0'))
    part(state, 'tag ' + how)
    return { row, part }
  }
  const correct = (row, record) => {
    const ask = document.createElement('form'), button = document.createElement('button')
    ask.method = 'post'
    ask.action = own.review
    for (const name of ['key', 'to', 'sealed']) {
      const hidden = document.createElement('input')
      hidden.type = 'hidden'
      hidden.name = name
      hidden.value = record[name]
      ask.append(hidden)
    }
    button.className = 'quiet'
    button.textContent = word('correct')
    ask.append(button)
    row.append(ask)
  }
  const reprint = (row, code) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'quiet'
    button.textContent = word('slip')
    button.addEventListener('click', () => { slip(code); window.print() })
    row.append(button)
  }
  const today = () => new Date().setHours(0, 0, 0, 0)
  const look = async () => {
    const [kept, sent] = [await outbox.all(), await outbox.all('sent')]
    const waiting = kept.filter(record => !record.error).length, wrong = kept.length - waiting
    const status = wrong ? word('wrong').replace('#', wrong) + ' ' : ''
    find('state').textContent = status + (!waiting ? wrong ? '' : word('none') : word('waiting').replace('#', waiting)
      + ' ' + word(last === 'sign' ? 'sign' : last === 'lost' || !navigator.onLine ? 'offline' : 'trying'))
    find('again').hidden = last !== 'sign'
    find('today').textContent = kept.filter(record => record.at >= today()).length + sent.filter(record => record.at >= today()).length
    find('list').textContent = ''
    for (const record of [...kept, ...sent].sort((one, other) => other.at - one.at)) {
      const waits = 'sealed' in record
      const { row, part } = line(record, word(record.error || (waits ? 'kept' : 'sent')), record.error ? 'bad' : waits ? 'warn' : 'ok')
      for (const problem of record.problems || []) part(problem, 'small')
      if (record.error === 'invalid' || record.error === 'conflict') correct(row, record)
      if (record.code && !waits) {
        part(word('recoded').replace('#', record.code), 'small')
        reprint(row, record.code)
      }
      find('list').append(row)
    }
    find('send').disabled = !waiting
    find('save').disabled = !kept.length
  }
  const flush = async () => {
    try {
      last = await outbox.flush()
    } catch (error) {
      last = 'later'
    }
    await look()
  }

  let busy = false
  const save = async () => {
    const wrong = faults(), young = born() < 18
    find('young').hidden = !young
    show(young ? [] : wrong)
    if (young) find('young').focus()
    if (young || wrong.length) return
    // Who is corrected keeps the code of the slip that they hold.
    const old = own.replaces || '', key = own.key || newKey(), code = own.key && own.code || newCode(), what = told()
    const initials = what.alias.split(/\s+/).map(part => (/[\p{L}\p{N}]/u.exec(part) || [''])[0]).join('').slice(0, 2).toUpperCase()
    const sealed = await seal(key, JSON.stringify({ ...what, code }))
    try {
      await outbox.add({ key, to: own.to, sealed, initials, at: Date.now() })
    } catch (error) {
      find('state').textContent = word('full')
      return
    }
    if (old && old !== key) await outbox.drop(old)
    if (old && code === own.code) return location.assign(own.home)
    if (old) {
      // A new code: its slip is handed out first. What follows is the next person.
      history.replaceState(null, '', own.home)
      own.key = own.code = own.replaces = ''
      document.querySelectorAll('.versions, #drop').forEach(one => one.remove())
    }
    const kept = { language: field('language').value, way: field('way').value }
    form.reset()
    form.querySelectorAll('input:not([type=radio]):not([type=checkbox]):not([type=hidden])').forEach(one => { one.value = '' })
    form.querySelectorAll(':checked').forEach(one => { if (one.matches('input')) one.checked = false })
    field('language').value = kept.language
    field('country').value = 'US'
    form.querySelectorAll('[name=way]').forEach(one => { one.checked = one.value === kept.way })
    slip(code)
    find('alias').focus()
    window.scrollTo(0, 0)
    await look()
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist()
    navigator.serviceWorker && navigator.serviceWorker.ready.then(worker => worker.sync && worker.sync.register('outbox')).catch(() => {})
    flush()
  }
  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (busy) return
    busy = true
    try {
      await save()
    } finally {
      busy = false
    }
  })

  find('send').addEventListener('click', flush)
  find('print').addEventListener('click', () => window.print())
  find('save').addEventListener('click', async () => {
    const records = (await outbox.all()).map(({ key, to, sealed }) => ({ key, to, sealed }))
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ kind: 'sinarem-intake-1', records })], { type: 'application/json' }))
    link.download = 'recepcion-' + new Date().toISOString().slice(0, 16).replace(/:/g, '') + '.json'
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  })
  if (find('drop')) find('drop').addEventListener('click', async () => {
    await outbox.drop(own.replaces)
    location.assign(own.home)
  })
  addEventListener('online', flush)
  addEventListener('offline', look)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) flush() })
  setInterval(flush, 60000)
  document.querySelectorAll('.scripted').forEach(one => { one.hidden = false })
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(own.worker, { scope: own.home }).catch(() => {})
    navigator.serviceWorker.addEventListener('message', look)
  }
  outbox.all('sent').then(sent => Promise.all(sent.filter(one => one.at < today()).map(one => outbox.drop(one.key, 'sent')))).then(flush)
})()
