#!/usr/bin/env node
// offlinecheck.mjs URL : does the page survive without a network, and is a form filled in offline sent once when it returns?
import fs from 'node:fs';
import path from 'node:path';
import { args, checkFlags, die, num, openBrowser, startProxy, tmpProfile, rm, slug, sleep, until, kb, cap, watchdog } from './lib.mjs';

const HELP = `offlinecheck.mjs URL [flags]
 form      --form-url URL (page with the form; default URL)  --form CSS (default 'form[data-offline]')
           --fill 'CSS=value' (repeat; default: every visible required field is filled by type)
           --submit CSS (default: the form's submit button)  --post RE (regex on the POST url, default: the form's action)
           --count-url URL (server's own count, a number or {"count":n}; must grow by exactly 1)  --no-form  --no-sync (act as a browser without Background Sync)
           --tag NAME (Background Sync tag, default outbox)
 more      --also URL (repeat: other pages that must also open offline)  --expect TEXT (must be on the offline page)
           --cookie n=v (repeat)  --header 'N: v' (repeat)  --out DIR (default ./front-out)  --json FILE  --wait S (default 15)  --limit S (whole run, default 150)
 needs     --need sw,offline,lag,queue,portal,sent,once,sync,install  (default sw,offline,queue,sent,once; "none" only reports)
           --max-offline-ms N (time to readable page offline)  --max-lag-ms N (same when the network hangs, default 5000)
 exit      0 ok, 1 a need was missed, 2 could not measure`;
const NEEDS = ['sw', 'offline', 'lag', 'queue', 'portal', 'sent', 'once', 'sync', 'install'];
const o = args(process.argv.slice(2), { switches: ['no-form', 'no-sync', 'help'], repeat: ['fill', 'also', 'cookie', 'header'] });
checkFlags(o, ['form-url', 'form', 'fill', 'submit', 'post', 'count-url', 'no-form', 'also', 'expect', 'cookie', 'header', 'out', 'json', 'wait', 'need', 'max-offline-ms', 'max-lag-ms', 'tag', 'limit', 'no-sync', 'help']);
if (o.help || o._.length !== 1) { console.log(HELP); process.exit(o.help ? 0 : 2); }
const url = o._[0]; try { new URL(url); } catch { die('not a URL: ' + url); }
const formUrl = o['form-url'] || url, formSel = o.form || 'form[data-offline]';
let needs = o.need === 'none' ? [] : (o.need || 'sw,offline,queue,sent,once').split(',').map((s) => s.trim()).filter(Boolean);
for (const n of needs) if (!NEEDS.includes(n)) die(`--need knows ${NEEDS.join(', ')}`);
if (o['no-form']) needs = needs.filter((n) => !['queue', 'portal', 'sent', 'once', 'sync'].includes(n));
const WAIT = num(o, 'wait', 15) * 1000, maxOff = num(o, 'max-offline-ms', Infinity), maxLag = num(o, 'max-lag-ms', 5000);
const out = path.resolve(o.out || 'front-out'); fs.mkdirSync(out, { recursive: true });
const headers = o.header ? Object.fromEntries(o.header.map((h) => { const i = h.indexOf(':'); return [h.slice(0, i).trim(), h.slice(i + 1).trim()]; })) : undefined;
const r = { url, ok: {}, notes: [] }; const t0 = Date.now();
const say = (k, good, text) => { if (k) r.ok[k] = good; console.log(`   ${good ? 'yes' : 'NO '}  ${text}`); };
const count = async () => { const x = await (await fetch(o['count-url'])).json(); return Number(typeof x === 'number' ? x : x.count); };
const profile = tmpProfile(), proxy = await startProxy({ url, cookies: o.cookie || [] }); let ctx;
watchdog(num(o, 'limit', 150), async () => { rm(profile); await ctx?.close(); });
try {
  ctx = await openBrowser({ profile, proxy, cookies: o.cookie || [], headers, url });
  const posts = []; // seen by the browser (page and worker); the proxy sees plain-http ones for certain
  ctx.on('request', (q) => { if (q.method() === 'POST') posts.push({ url: q.url(), at: Date.now(), sw: !!q.serviceWorker?.() }); });
  if (o['no-sync']) await ctx.addInitScript(() => { delete self.ServiceWorkerRegistration?.prototype.sync; delete self.SyncManager; });
  let page = ctx.pages()[0] || await ctx.newPage(); page.setDefaultTimeout(15000);
  console.log(`\n== ${url}`);
  const text = (p) => cap(p.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim()), 5000, 'reading the page');
  const isErr = (p) => p.url().startsWith('chrome-error:');
  const res = await page.goto(url, { waitUntil: 'load', timeout: 45000 });
  if (!res || res.status() >= 400) throw new Error(`HTTP ${res ? res.status() : 'none'}`);
  const onlineText = await text(page); const h1 = await page.evaluate(() => document.querySelector('h1')?.innerText.trim() || document.title);
  const fillAll = async (page) => { for (const f of o.fill || []) { const i = f.lastIndexOf('=') > 0 ? f.indexOf('=', f.lastIndexOf(']') + 1) : -1; if (i < 1) die("--fill needs 'CSS=value'"); const l = page.locator(f.slice(0, i)).first(); const v = f.slice(i + 1); const kind = await l.evaluate((e) => e.tagName + ':' + e.type); if (/checkbox|radio/.test(kind)) await l.setChecked(v !== 'false'); else if (/^SELECT/.test(kind)) await l.selectOption(v); else await l.fill(v); } };
  // 1. worker active and in control
  const sw = await page.evaluate((ms) => Promise.race([navigator.serviceWorker ? navigator.serviceWorker.ready.then((g) => ({ scope: g.scope, script: g.active?.scriptURL, sync: 'sync' in g })) : Promise.resolve(null), new Promise((k) => setTimeout(() => k(null), ms))]), WAIT);
  say('sw', !!sw, sw ? `service worker active, scope ${sw.scope}, script ${sw.script}` : `no active service worker after ${WAIT / 1000} s`);
  await until(() => page.evaluate(() => !!navigator.serviceWorker?.controller), 3000);
  const man = await (async () => { const c = await ctx.newCDPSession(page); const m = await c.send('Page.getAppManifest').catch(() => null); const e = await c.send('Page.getInstallabilityErrors').catch(() => ({ installabilityErrors: [] })); await c.detach().catch(() => {}); return { url: m?.url, errs: e.installabilityErrors.map((x) => x.errorId).filter((x) => x !== 'in-incognito'), bad: m?.errors?.map((x) => x.message) || [] }; })();
  say('install', !!man.url && !man.errs.length, `installable${man.url ? '' : ': no manifest'}${man.errs.length ? ': ' + man.errs.join(', ') : ''}${man.bad.length ? ' (manifest: ' + man.bad.join('; ') + ')' : ''}`);
  const cacheInfo = await page.evaluate(async () => { let n = 0, b = 0; for (const k of await caches.keys()) { const c = await caches.open(k); for (const q of await c.keys()) { n++; const x = await c.match(q); b += (await x.clone().arrayBuffer().catch(() => new ArrayBuffer(0))).byteLength; } } return { n, b }; }).catch(() => null);
  if (cacheInfo) console.log(`        stored on the phone: ${cacheInfo.n} files, ${kb(cacheInfo.b)} unpacked; data used so far ${kb(proxy.state.bytes)}`);
  await until((() => { let l = -1; return () => { const s = proxy.state.bytes === l; l = proxy.state.bytes; return s; }; })(), 8000, 600);
  // 2. a hanging network (bad 2G): must not leave the person at a white page
  proxy.set('hang'); let t = Date.now();
  await page.reload({ waitUntil: 'domcontentloaded', timeout: Math.max(maxLag, 8000) }).catch(() => {});
  r.lagMs = Date.now() - t; const lagText = await text(page).catch(() => '');
  const lagOk = !isErr(page) && lagText.includes(h1) && r.lagMs <= maxLag;
  say('lag', lagOk, `opens when the network hangs: ${lagOk ? r.lagMs + ' ms' : `not within ${maxLag} ms`}`);
  // 3. no network (the HTTP cache is emptied first: only what the worker keeps counts)
  { const c = await ctx.newCDPSession(page); await cap(c.send('Network.clearBrowserCache'), 5000).catch(() => {}); }
  proxy.set('down'); await ctx.setOffline(true); await sleep(300);
  const old = page; page = await ctx.newPage(); page.setDefaultTimeout(15000); await cap(old.close(), 5000).catch(() => {});
  const lost = []; page.on('requestfailed', (q) => { if (q.frame() === page.mainFrame() && ['stylesheet', 'script', 'image', 'font', 'media'].includes(q.resourceType())) lost.push(new URL(q.url()).pathname); });
  t = Date.now(); let navErr = ''; await page.goto(url, { waitUntil: 'load', timeout: 15000 }).catch((e) => { navErr = String(e.message).split('\n')[0]; });
  r.offlineMs = Date.now() - t; await sleep(300);
  const offText = isErr(page) ? '' : await text(page).catch(() => '');
  const styled = isErr(page) ? false : await page.evaluate(() => [...document.querySelectorAll('link[rel~=stylesheet]')].every((l) => { try { return l.sheet && l.sheet.cssRules.length > 0; } catch { return new URL(l.href).origin !== location.origin; } })).catch(() => false);
  const offOk = !navErr && offText.length > 0 && offText.includes(o.expect || h1) && styled && r.offlineMs <= maxOff;
  const keep = onlineText.length ? Math.min(100, Math.round(100 * offText.length / onlineText.length)) : 0;
  say('offline', offOk, `opens without a network: ${offOk ? `${r.offlineMs} ms, ${keep}% of the text` : navErr || (!styled ? 'styles missing' + (lost.length ? ': ' + [...new Set(lost)].join(', ') : '') : r.offlineMs > maxOff ? `${r.offlineMs} ms > ${maxOff}` : `"${o.expect || h1}" is not on it (got "${offText.slice(0, 80)}")`)}`);
  if (offOk && lost.length) console.log(`        but these are missing offline: ${[...new Set(lost)].join(', ')}`);
  r.shot = path.join(out, slug(url) + '-offline-360x640.png'); if (!isErr(page)) await page.screenshot({ path: r.shot }).catch(() => {});
  for (const a of o.also || []) { const p = await ctx.newPage(); let e = ''; await p.goto(a, { waitUntil: 'load', timeout: 15000 }).catch((x) => { e = String(x.message).split('\n')[0]; }); const good = !e && !isErr(p); if (!good) r.ok.offline = false; say(null, good, `  also ${a}${e ? ': ' + e : ''}`); await p.close(); }
  // 4. a form filled in offline
  if (!o['no-form']) {
    const before = o['count-url'] ? await count() : null;
    if (page.url() !== formUrl || isErr(page)) await page.goto(formUrl, { waitUntil: 'load', timeout: 15000 }).catch(() => {});
    const has = !isErr(page) && await page.locator(formSel).count();
    let action = null;
    if (!has) { say('queue', false, `no ${formSel} on ${formUrl} while offline`); r.ok.sent = r.ok.once = r.ok.sync = false; } else {
      const form = page.locator(formSel).first(); action = await form.evaluate((f) => f.action);
      const mark = 'Prueba-' + Math.random().toString(36).slice(2, 8);
      await fillAll(page);
      if (!o.fill) await form.evaluate((f, m) => { const done = new Set(); for (const e of f.elements) { if (!e.willValidate || !e.offsetParent || (!e.required && e.type !== 'text')) continue; if (e.type === 'radio' || e.type === 'checkbox') { if (!done.has(e.name)) { done.add(e.name); e.click(); } continue; } if (e.value) continue; e.value = e.tagName === 'SELECT' ? [...e.options].find((x) => x.value)?.value : { email: 'a@b.gt', tel: '55512345', number: e.min || '1', date: '1990-01-01', url: 'https://example.gt' }[e.type] || m; e.dispatchEvent(new Event('input', { bubbles: true })); e.dispatchEvent(new Event('change', { bubbles: true })); } }, mark);
      const n0 = posts.length, re = o.post ? new RegExp(o.post) : null; const mine = (u) => (re ? re.test(u) : u === action);
      const stored = () => cap(page.evaluate(async () => { let n = 0; for (const d of await indexedDB.databases()) { const db = await new Promise((k) => { const q = indexedDB.open(d.name); q.onsuccess = () => k(q.result); q.onerror = () => k(null); }); if (!db) continue; for (const s of db.objectStoreNames) n += await new Promise((k) => { const q = db.transaction(s).objectStore(s).count(); q.onsuccess = () => k(q.result); q.onerror = () => k(0); }); db.close(); } return n; }), 5000, 'counting what is stored');
      const queuedBefore = await stored();
      await (o.submit ? page.locator(o.submit).first() : form.locator('button:not([type=button]):not([type=reset]), input[type=submit]').first()).click({ timeout: 8000, noWaitAfter: true });
      const queued = await until(async () => (await stored()) > queuedBefore, 6000);
      await sleep(300);
      const said = isErr(page) ? '' : await text(page).catch(() => ''); const dead = isErr(page) || !said;
      say('queue', !!queued && !dead, `kept on the phone when sent offline${dead ? ': the browser error page was shown' : queued ? '' : ': nothing new in IndexedDB'}`);
      if (!dead) { const s = path.join(out, slug(formUrl) + '-queued-360x640.png'); await page.screenshot({ path: s }).catch(() => {}); console.log(`        the page says: "${(await page.evaluate(() => [...document.querySelectorAll('[role=status],[role=alert],[aria-live]')].filter((e) => e.offsetParent).map((e) => e.innerText.trim()).filter(Boolean).join(' / ')).catch(() => '')) || '(no visible role=status text!)'}"  ${s}`); }
      // 4b. a wifi log-in page answers 200 to everything: nothing may be counted as sent
      if (queued && !dead && new URL(formUrl).protocol === 'http:') {
        proxy.set('portal'); await ctx.setOffline(false); await sleep(2500); const still = await stored().catch(() => -1);
        const pp = await ctx.newPage(); await pp.goto(url, { waitUntil: 'load', timeout: 15000 }).catch(() => {}); await sleep(500);
        await ctx.setOffline(true); proxy.set('down'); await sleep(300);
        await pp.goto(url, { waitUntil: 'load', timeout: 15000 }).catch(() => {}); const clean = !isErr(pp) && (await text(pp).catch(() => '')).includes(o.expect || h1); await pp.close();
        if (!clean) say('portal', false, 'a wifi log-in page was stored by the worker in place of ours');
        else say('portal', still > queuedBefore, `survives a wifi log-in page that answers 200${still > queuedBefore ? '' : ': THE RECORD IS GONE and was never delivered'}`);
      }
      // 5. the network returns
      proxy.state.log.length = 0; posts.length = n0; t = Date.now(); proxy.set('up'); await ctx.setOffline(false);
      const arrived = () => proxy.state.log.filter((x) => x.method === 'POST' && mine(x.url) && x.status >= 200 && x.status < 400).length || (new URL(formUrl).protocol === 'https:' ? posts.slice(n0).filter((x) => mine(x.url)).length : 0);
      let how = await until(arrived, WAIT) ? 'x' : '';
      const tSent = Date.now() - t;
      if (how) how = posts.some((x) => x.at >= t && x.sw && mine(x.url)) ? 'by the worker (Background Sync)' : 'by the open page';
      if (!how && dead) r.notes.push('not reloaded: the error page would only repeat the POST');
      else if (!how) { await page.reload({ waitUntil: 'load' }).catch(() => {}); if (await until(arrived, 5000)) how = 'only after the page was opened again'; }
      say('sent', !!how && !how.startsWith('only'), how ? `sent on reconnect ${how}, ${tSent} ms` : `nothing was sent within ${WAIT / 1000} s of reconnecting, nor after a reload`);
      await sleep(1500); const n = arrived(); const grew = before === null ? null : (await count()) - before;
      const keys = new Set(proxy.state.log.filter((x) => x.method === 'POST' && mine(x.url)).map((x) => x.headers['idempotency-key'] || x.body));
      say('once', grew !== null ? grew === 1 : !!how && (n === 1 || keys.size === 1), grew !== null ? `server counted ${grew} new (POSTs: ${n})` : `POSTs that arrived: ${n}, different keys or bodies: ${keys.size} (give --count-url to ask the server itself)`);
      // 6. true Background Sync: every page closed, the worker alone sends (dispatched through DevTools, as the real one waits minutes)
      if (sw && queued && how && needs.includes('sync')) {
        const p = await ctx.newPage(); await p.goto(formUrl, { waitUntil: 'load' }); await until(() => p.evaluate(() => !!navigator.serviceWorker.controller), 3000);
        proxy.set('down'); await ctx.setOffline(true); await sleep(200);
        await fillAll(p); await p.locator(formSel).first().evaluate((f, m) => { for (const e of f.elements) if (e.required && !e.value && 'value' in e) e.value = m; f.requestSubmit(); }, mark + '2'); await sleep(1200);
        const blank = await ctx.newPage(); const cdp = await ctx.newCDPSession(blank); let regId; const tag = o.tag || 'outbox';
        cdp.on('ServiceWorker.workerRegistrationUpdated', (e) => { for (const g of e.registrations) if (!g.isDeleted && g.scopeURL === sw.scope) regId = g.registrationId; });
        await cdp.send('ServiceWorker.enable'); for (const q of ctx.pages()) if (q !== blank) await q.close();
        await until(() => regId, 3000); proxy.state.log.length = 0; proxy.set('up'); await ctx.setOffline(false);
        await cdp.send('ServiceWorker.dispatchSyncEvent', { origin: new URL(sw.scope).origin, registrationId: regId || '', tag, lastChance: true }).catch((e) => r.notes.push(e.message));
        const got = await until(() => proxy.state.log.filter((x) => x.method === 'POST' && mine(x.url)).length, 8000);
        say('sync', !!got, `Background Sync with every page closed (tag "${tag}")${got ? '' : ': nothing was sent'}`);
      }
    }
  }
} catch (e) { r.error = String(e.message || e).split('\n')[0]; console.log(`   COULD NOT MEASURE: ${r.error}`); } finally { await cap(Promise.resolve(ctx?.close()), 10000).catch(() => {}); await proxy.close().catch(() => {}); rm(profile); }
r.seconds = +((Date.now() - t0) / 1000).toFixed(1); r.missed = needs.filter((n) => !r.ok[n]);
console.log(r.error ? `   (${r.seconds} s)` : r.missed.length ? `   MISSED: ${r.missed.join(', ')}  (${r.seconds} s)` : `   ok: ${needs.join(', ') || 'reported only'}  (${r.seconds} s)`);
if (o.json) fs.writeFileSync(o.json, JSON.stringify(r, null, 1));
process.exit(r.error ? 2 : r.missed.length ? 1 : 0);
