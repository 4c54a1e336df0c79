// What the journey of reception does: a server of its own that can be killed, a tablet behind a proxy, people made up from a
// seed, and a search for what must not be readable.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { freePort, openBrowser, startProxy, tmpProfile, rm, until } from './lib.mjs';
import { must } from './visit.mjs';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The program that was built here, newest first. */
function program(asked) {
  const target = path.join(path.dirname(new URL(import.meta.url).pathname), '..', 'target');
  const built = asked ? [asked] : ['release', 'debug'].map((kind) => path.join(target, kind, 'sinarem')).filter((file) => fs.existsSync(file));
  must(built.length, 'the program is not built: cargo build, or --program PATH');
  return built.sort((one, other) => fs.statSync(other).mtimeMs - fs.statSync(one).mtimeMs)[0];
}

/** A demo of its own, which can be killed and started again on the same data. */
export class Server {
  static async start(asked) {
    const server = new Server();
    Object.assign(server, { file: program(asked), data: tmpProfile(), port: await freePort(), kills: 0 });
    server.base = `http://127.0.0.1:${server.port}`;
    await server.up();
    return server;
  }

  async up() {
    const told = [];
    this.process = spawn(this.file, ['demo', '--port', String(this.port), '--data', this.data, '--people', '60'], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (text) => told.push(text));
    const ready = await until(async () => (await fetch(`${this.base}/healthz`)).ok, 120000, 200);
    must(ready, `the server does not start: ${told.join('').slice(0, 400)}`);
  }

  /** Ends it as a power cut would. */
  async kill() {
    this.kills += 1;
    if (this.process.exitCode !== null || this.process.signalCode) return;
    const ended = new Promise((done) => { this.process.once('exit', done); });
    this.process.kill('SIGKILL');
    await ended;
  }

  /** A session's cookie, as the demo allows. */
  async cookie(guise) {
    const answer = await fetch(`${this.base}/es/demo`, { method: 'POST', body: new URLSearchParams({ as: guise }), redirect: 'manual' });
    return answer.headers.get('set-cookie').split(';')[0];
  }

  /** The folios of today's list of the desk, as the server has them. */
  async folios(cookie) {
    const answer = await fetch(`${this.base}/es/recepcion/hoy`, { headers: { cookie } });
    must(answer.ok, `the day's list answers ${answer.status}`);
    return [...(await answer.text()).matchAll(/<tr><td>([0-9A-F]{6})<\/td>/g)].map((row) => row[1]);
  }

  async end() {
    await this.kill();
    rm(this.data);
  }
}

/** A small address that tells how many the server has, for who asks without a cookie. */
export async function counter(server, cookie) {
  const tell = http.createServer(async (request, response) => {
    const folios = await server.folios(cookie).catch(() => []);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ count: folios.length }));
  });
  await new Promise((done) => { tell.listen(0, '127.0.0.1', done); });
  return { url: `http://127.0.0.1:${tell.address().port}/`, end: () => tell.close() };
}

/** A tablet: a browser of its own, with its profile on disk, behind a proxy that can cut, hang or stand in the way. */
export class Tablet {
  static async open(server) {
    const tablet = new Tablet();
    const profile = tmpProfile();
    const proxy = await startProxy({ url: server.base });
    const context = await openBrowser({ profile, proxy, desktop: true, url: server.base });
    Object.assign(tablet, { profile, proxy, context, base: server.base, faults: [], codes: [] });
    tablet.page = context.pages()[0] || (await context.newPage());
    tablet.page.setDefaultTimeout(20000);
    tablet.page.on('pageerror', (error) => tablet.faults.push(error.message));
    return tablet;
  }

  async enter() {
    await this.page.goto(`${this.base}/es/demo`);
    const form = this.page.locator('main form', { has: this.page.locator('input[name="as"][value="reception"]') });
    await form.locator('button').click();
    await this.page.waitForURL(`${this.base}/es/recepcion`);
    const worker = await until(() => this.page.evaluate(() => !!navigator.serviceWorker.controller), 15000);
    must(worker, 'no worker looks after the page');
  }

  /** The network: `up`, `down`, `hang` or `portal`. */
  async network(mode) {
    this.proxy.set(mode);
    await this.context.setOffline(mode === 'down');
  }

  /** One person, by keyboard: the last key is Enter. Answers the code on the slip. */
  async register(person) {
    const { page } = this;
    const before = await page.locator('#slip-code').textContent();
    const focused = await page.evaluate(() => document.activeElement.id);
    must(focused === 'alias', `the focus is on ${focused || 'nothing'}, not on the first field`);
    await page.keyboard.type(person.alias);
    await page.locator('#birth').fill(person.birth);
    await page.locator('#municipality').fill(person.municipality);
    await page.locator('#language').selectOption(person.language);
    if (person.phone) await page.locator('#phone').fill(person.phone);
    for (const need of person.needs) await page.locator(`[name=needs][value=${need}]`).check();
    await page.locator('#work').fill(person.work);
    await page.locator('#account').check();
    await page.locator(`[name=way][value=${person.way}]`).check();
    if (person.way === 'thumb') await page.locator('#witness').fill(person.witness);
    await page.locator('#pin').fill(person.pin);
    await page.keyboard.press('Enter');
    const code = await until(async () => {
      const now = await page.locator('#slip-code').textContent();
      return now !== before && (await page.locator('#alias').inputValue()) === '' && now;
    }, 15000, 20);
    must(code, `${person.alias} was not taken: ${await page.locator('main').innerText().then((text) => text.slice(0, 300))}`);
    this.codes.push(code);
    return code;
  }

  /** Everything in a store of the browser's database. */
  async stored(name) {
    return this.page.evaluate((store) => window.outbox.all(store), name);
  }

  async waiting() {
    return (await this.stored('outbox')).length;
  }

  /** Presses «Enviar ahora», and goes back to the first field. */
  async send() {
    if (await this.page.locator('#send').isEnabled()) await this.page.locator('#send').click();
    await this.page.locator('#alias').focus();
  }

  /** Waits until nothing is left to send. */
  async emptied(seconds) {
    await this.send();
    const empty = await until(async () => (await this.waiting()) === 0, seconds * 1000, 300);
    must(empty, `${await this.waiting()} records are still on the tablet: ${await this.page.locator('#state').innerText()}`);
  }

  /** All that the page can read of what the browser keeps, as one text. */
  async readable() {
    return this.page.evaluate(async () => {
      const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done, fail) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = fail; });
        for (const store of db.objectStoreNames) found.push(JSON.stringify(await new Promise((done) => { const asked = db.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); })));
        db.close();
      }
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
      }
      return found.join('\n');
    });
  }

  /** Which of these words stand in the files of the profile, in UTF-8 or UTF-16. */
  onDisk(words) {
    const sought = words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')].map((bytes) => [word, bytes]));
    const found = new Set();
    let bytes = 0;
    for (const entry of fs.readdirSync(this.profile, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      let whole;
      try { whole = fs.readFileSync(path.join(entry.parentPath || entry.path, entry.name)); } catch { continue; }
      bytes += whole.length;
      for (const [word, part] of sought) if (whole.includes(part)) found.add(word);
    }
    must(bytes > 100000, `only ${bytes} bytes in the profile: this is not where it lies`);
    return [...found];
  }

  async close() {
    await this.context.close();
    await this.proxy.close();
  }
}

/** So many made-up people, told apart by number. */
export function people(count, seed) {
  const next = chance(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  return Array.from({ length: count }, (_, at) => ({
    alias: `Canario Inventado ${String(at).padStart(3, '0')}`,
    birth: pick(['1990', '34', '12/5/1985', '2001', '51']),
    municipality: pick(['Joyabaj, Quiché', 'Nebaj, Quiché', 'Cobán, Alta Verapaz', 'San Pedro Sacatepéquez, San Marcos', '0901']),
    language: pick(['es', 'quc', 'mam', 'kek', 'ixl']),
    phone: next() < 0.5 ? `5${String(1000000 + Math.floor(next() * 8999999))}` : '',
    needs: ['documents', 'health', 'psychosocial', 'housing'].filter(() => next() < 0.4),
    work: `poner techos, canario ${String(at).padStart(3, '0')}`,
    way: pick(['screen', 'voice', 'thumb']),
    witness: `Testigo Canario ${String(at).padStart(3, '0')}`,
    pin: `${4 + Math.floor(next() * 5)}8${String(at % 10)}9${Math.floor(at / 10) % 10}1`,
  }));
}
