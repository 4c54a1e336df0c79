// A desk registers 120 people while the network is cut, hangs, hides behind a log-in page, and the server is killed: all
// arrive, once each, their slips let them in, and nothing readable lies in the browser.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { sleep } from '../lib.mjs';
import { must } from '../visit.mjs';
import { Server, Tablet, chance, counter, people } from '../reception.mjs';

export const title = 'reception takes 120 people over a bad network: none lost, none twice, nothing readable';

const SEED = 20261126;
const COUNT = 120;
/** In the clear, so that it is known that the search finds what is there. */
const WITNESS = 'Testigo a la vista';

/** What must be nowhere: names, work, witnesses, telephones. */
const canaries = (all) => all.flatMap((one) => [one.alias, one.work, one.witness, one.phone]).filter(Boolean);

async function nothingReadable(tablet, all, when) {
  const text = await tablet.readable();
  must(text.includes(WITNESS), 'the search of the storage finds nothing at all');
  const seen = canaries(all).filter((word) => text.includes(word));
  must(!seen.length, `${when}: readable in the browser's storage: ${seen.slice(0, 3).join(', ')}`);
  const [found, ...more] = [tablet.onDisk([WITNESS]), ...tablet.onDisk(canaries(all))];
  must(found.length, 'the search of the disk finds nothing at all');
  must(!more.length, `${when}: readable on the disk: ${more.slice(0, 3).join(', ')}`);
}

/** Every slip lets its person in, and nobody else: they see their own name. */
async function everySlipWorks(server, all, codes) {
  for (const [at, code] of codes.entries()) {
    const entered = await fetch(`${server.base}/es/entrar`, {
      method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ code, pin: all[at].pin }),
    });
    must(entered.status === 303, `the slip ${code} of ${all[at].alias} answers ${entered.status}`);
    const cookie = entered.headers.get('set-cookie').split(';')[0];
    const home = await (await fetch(`${server.base}/es/mi`, { headers: { cookie } })).text();
    must(home.includes(`Hola, ${all[at].alias}`), `the slip ${code} does not lead to ${all[at].alias}`);
  }
}

/** The check of every page that works without a network, in a process of its own. */
async function offlinecheck(server, cookie, out) {
  const count = await counter(server, cookie);
  const page = `${server.base}/es/recepcion`;
  const fill = ['#birth=1990', '#municipality=Joyabaj, Quiché', '#language=quc', '#account=true', '[name=way][value=voice]=true', '#pin=582914'];
  const flags = [
    page, '--count-url', count.url, '--post', '/api/v1/intake$', '--cookie', cookie, '--out', path.join(out, 'reception'), '--max-lag-ms', '3500', '--max-offline-ms', '1500',
    '--need', 'sw,offline,lag,queue,portal,sent,once,sync,install', ...fill.flatMap((field) => ['--fill', field]),
  ];
  const check = spawn(process.execPath, [path.join(import.meta.dirname || path.dirname(new URL(import.meta.url).pathname), '..', 'offlinecheck.mjs'), ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  check.stdout.on('data', (text) => { told += text; });
  const status = await new Promise((done) => { check.on('exit', done); });
  count.end();
  must(status === 0, `offlinecheck answers ${status}: ${told}`);
}

export async function journey({ out, program }) {
  const server = await Server.start(program);
  const cookie = await server.cookie('reception');
  const before = await server.folios(cookie);
  const tablet = await Tablet.open(server);
  const all = people(COUNT, SEED), next = chance(SEED + 1);
  try {
    await tablet.enter();
    await tablet.page.evaluate((words) => localStorage.setItem('witness', words), WITNESS);
    const take = async (from, to) => { for (const person of all.slice(from, to)) await tablet.register(person); };

    await take(0, 15);
    await tablet.emptied(60);
    await tablet.page.screenshot({ path: path.join(out, '15-reception-sent.png'), fullPage: true });

    await tablet.network('down');
    await tablet.page.goto(`${server.base}/es/recepcion`);
    await take(15, 40);
    must((await tablet.waiting()) === 25, 'without a network something left the tablet');
    must(/No hay señal/.test(await tablet.page.locator('#state').innerText()), 'the page does not say that there is no signal');
    await tablet.page.screenshot({ path: path.join(out, '15-reception-offline.png'), fullPage: true });

    await tablet.network('hang');
    await tablet.page.reload();
    await take(40, 55);

    await tablet.network('portal');
    await take(55, 70);
    await tablet.page.reload();
    must(/wifi/.test(await tablet.page.content()), 'the log-in page of the Wi-Fi is not shown');
    await tablet.network('down');
    await tablet.page.goto(`${server.base}/es/recepcion`);
    must((await tablet.page.locator('h1').innerText()) === 'Recepción', 'the log-in page was kept in place of ours');
    must((await tablet.waiting()) === 55, `a log-in page took records: ${await tablet.waiting()} of 55 are left`);
    await nothingReadable(tablet, all, 'with 55 records waiting');

    // The server dies in the middle of what it is sent, again and again.
    await tablet.network('up');
    for (let round = 0; round < 5; round += 1) {
      await tablet.send();
      const at = 70 + round * 8;
      await Promise.all([take(at, at + 8), sleep(100 + next() * 900).then(() => server.kill())]);
      await server.up();
    }
    await take(110, COUNT);
    await tablet.emptied(120);

    const sent = (await tablet.stored('sent')).map((one) => one.key);
    must(sent.length === COUNT && new Set(sent).size === COUNT, `${sent.length} receipts for ${COUNT} people`);
    const folios = (await server.folios(cookie)).filter((folio) => !before.includes(folio));
    must(folios.length === COUNT, `${folios.length} of ${COUNT} arrived`);
    const expected = sent.map((key) => key.slice(-6).toUpperCase()).sort().join();
    must([...folios].sort().join() === expected, 'the server has others than the tablet sent');
    must(new Set(tablet.codes).size === COUNT, 'two slips have one code');
    await everySlipWorks(server, all, tablet.codes);
    await nothingReadable(tablet, all, 'when all was sent');
    must(!tablet.faults.length, tablet.faults.join('; '));
    await tablet.close();
    const left = tablet.onDisk(canaries(all));
    must(!left.length, `readable on the disk of a closed browser: ${left.slice(0, 3).join(', ')}`);
    await offlinecheck(server, cookie, out);
  } catch (error) {
    await tablet.page.screenshot({ path: path.join(out, '15-reception-failed.png'), fullPage: true }).catch(() => {});
    throw error;
  } finally {
    await tablet.close().catch(() => {});
    await server.end();
  }
}
