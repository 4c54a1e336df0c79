// What several journeys do: register, tell a job, apply, answer.
import { createHmac } from 'node:crypto';
import { Visitor, must } from './visit.mjs';

export const PIN = '582914';

/** Somebody new registers on a small phone; answers their code. */
export async function register(visitor, alias) {
  await visitor.open('/es/');
  await visitor.follow('main a[href="/es/registro"]');
  await visitor.choose('account', 'yes');
  await visitor.type('alias', alias);
  await visitor.type('birth_year', '1994');
  await visitor.type('municipality', 'Joyabaj');
  await visitor.choose('language', 'quc');
  await visitor.type('phone', '5555 1234');
  await visitor.choose('contact_owner', 'relative');
  await visitor.choose('discovery', 'yes');
  await visitor.choose('messages', 'yes');
  await visitor.type('pin', PIN);
  await visitor.send('alias');
  const code = (await visitor.page.locator('.code').first().innerText()).trim();
  must(code.length >= 8, `no code on the slip: ${code}`);
  return code;
}

/** A desk of reception registers somebody, who says their PIN; answers the code on the slip. */
export async function registerAtDesk(desk, alias) {
  await desk.enterAs('reception');
  await desk.open('/es/recepcion');
  await desk.type('alias', alias);
  await desk.type('birth', '34');
  await desk.type('municipality', 'Joyabaj, Quiché');
  await desk.choose('language', 'quc');
  await desk.choose('account', 'yes');
  await desk.choose('way', 'voice');
  await desk.type('pin', PIN);
  await desk.send('alias');
  const code = (await desk.page.locator('#slip-code').innerText()).trim();
  must(code.length >= 8, `no code on the slip: ${code}`);
  return code;
}

export async function signIn(visitor, code, pin = PIN) {
  await visitor.open('/es/entrar');
  await visitor.type('code', code);
  await visitor.type('pin', pin);
  await visitor.send('pin');
}

/** Tells a job in their own words and confirms what it is called. */
export async function tellJob(visitor, words, years) {
  await visitor.open('/es/mi/perfil/trabajos');
  await visitor.type('words', words);
  await visitor.type('years', years);
  await visitor.page.locator('input[name="country"]').first().check();
  await visitor.send('words');
  const first = visitor.page.locator('input[name="occupation"]:not([value=""])').first();
  must(await first.count(), `nothing is offered for «${words}»`);
  await first.check();
  await visitor.send('occupation');
  const skills = visitor.page.locator('input[name="skill"]');
  if (await skills.count()) {
    await skills.first().check();
    await visitor.send('skill');
  }
}

/** The first offer of who is signed in that is public and takes applications: its path under /es/oportunidades/. */
export async function publicOffer(agency) {
  await agency.open('/es/oferta');
  const links = await agency.page.locator('main .card h2 a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const link of links) {
    await agency.page.goto(agency.base + link);
    const asked = agency.page.locator(`a[href="${link}/candidatos"]`);
    if (!(await asked.count())) continue;
    const open = await agency.page.request.get(`${agency.base}/es/oportunidades/${link.split('/').pop()}`);
    const text = await open.text();
    if (open.ok() && !text.includes('notice')) return { offer: link, shown: `/es/oportunidades/${link.split('/').pop()}` };
  }
  throw new Error(`none of ${links.length} offers is open`);
}

/** Applies: two presses from the offer. Answers the path of the application. */
export async function apply(visitor, shown) {
  await visitor.open(shown);
  await visitor.follow(`main a[href$="/aplicar"]`);
  await visitor.send('share');
  await visitor.open('/es/mi/solicitudes');
  const path = await visitor.page.locator('main .card h2 a').first().getAttribute('href');
  must(path, 'the application is not in the list');
  return path;
}

/** The agency finds an application among those to an offer, opens it and gives an answer, then perhaps a result. */
export async function answer(agency, offer, path, word, result) {
  const received = `/es/solicitud/${path.split('/').pop()}`;
  await agency.open(`${offer}/solicitudes?estado=applied`);
  while (!(await agency.page.locator(`main .card a[href="${received}"]`).count())) {
    must(await agency.page.locator('.pager a').count(), 'the application is not among those received');
    await agency.follow('.pager a:last-child');
  }
  await agency.follow(`main .card a[href="${received}"]`);
  await agency.choose('answer', word);
  await agency.send('answer');
  if (!result) return;
  await agency.choose('result', result);
  await agency.send('result');
}

/** The whole loop with one kind of agency: apply, accepted, result, confirmed. */
export async function loop({ browser, base, out, name, visitors }, guise, job, alias) {
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  const agency = await Visitor.arrive(browser, base, out, `${name}-desk`, { desk: true });
  visitors.push(person, agency);
  await agency.enterAs(guise);
  const { offer, shown } = await publicOffer(agency);
  const code = await register(person, alias);
  if (!person.path().startsWith('/es/mi')) await signIn(person, code);
  await tellJob(person, job, '3');
  await person.open('/es/mi/coincidencias');
  must(await person.page.locator('main .card').count(), 'no matches');
  const path = await apply(person, shown);
  await agency.open(`${offer}/candidatos`);
  must(!(await agency.text()).includes(alias), 'a name among the candidates');
  await answer(agency, offer, path, 'accept', 'achieve');
  await agency.says(alias);
  await person.open(path);
  await person.follow('button[name="happened"][value="yes"]');
  await person.open(path);
  return { person, agency, code, path, offer };
}

/** The one-time code of a secret in base 32, as a telephone shows it (RFC 6238). */
export function oneTimeCode(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[^A-Z2-7]/gi, '').toUpperCase()].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) || []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const from = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1e6).padStart(6, '0');
}

/** A tax number (NIT) that nobody has yet, with its check digit (modulo 11). */
export function taxNumber() {
  const body = String(10000000 + Math.floor(Math.random() * 9e7));
  const sum = [...body].reverse().reduce((sum, digit, at) => sum + Number(digit) * (at + 2), 0);
  const check = (11 - (sum % 11)) % 11;
  return `${body}-${check === 10 ? 'K' : check}`;
}
