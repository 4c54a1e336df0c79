// An organisation without accounts answers by a link and a code; a permission taken back while a desk has the page open.
import { Visitor, must } from '../visit.mjs';
import { PIN, register, signIn } from '../people.mjs';
import { openReceived, refer } from '../referrals.mjs';

export const title = 'an organisation answers by link; a permission that is taken back cuts an open page';

async function message(visitor, words) {
  await visitor.open('/es/demo/mensajes', 200, { picture: false });
  const found = visitor.page.locator('main article', { hasText: words }).first();
  must(await found.count(), `no message says ${words}`);
  return found.innerText();
}

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  const officer = await Visitor.arrive(browser, base, out, `${name}-officer`, { desk: true });
  const guest = await Visitor.arrive(browser, base, out, `${name}-guest`);
  const service = await Visitor.arrive(browser, base, out, `${name}-service`, { desk: true });
  visitors.push(person, officer, guest, service);
  const alias = `Nina ${Date.now() % 1e6}`;
  const code = await register(person, alias);
  if (!person.path().startsWith('/es/mi')) await signIn(person, code, PIN);

  await officer.enterAs('officer');
  await refer(officer, code, 'psychosocial', 'Casa Abierta', `casa${Date.now()}@ejemplo.gt`);
  const link = (await message(officer, '/es/referencia/')).match(/\/es\/referencia\/\S+/)[0];
  await guest.open(link);
  await guest.follow('form[action$="/codigo"] button');
  const number = (await message(officer, 'Sirve una sola vez')).match(/\b\d{6}\b/)[0];
  await guest.type('number', number);
  await guest.send('number');
  await guest.says(alias);
  await guest.choose('answer', 'accept');
  await guest.send('answer');
  await guest.says('Aceptada');

  const id = await refer(officer, code, 'documents', 'Oficina de Documentos y Trámites');
  await service.enterAs('service');
  await openReceived(service, id);
  await service.says(alias);
  await person.open('/es/mi/consentimientos');
  const given = person.page.locator('main .card', { hasText: 'Oficina de Documentos y Trámites' });
  await Promise.all([person.page.waitForEvent('load'), given.locator('button').click()]);
  await service.choose('answer', 'accept');
  await service.send('answer');
  await service.says('Ya no puede ver sus datos');
  must(!(await service.text()).includes(alias), 'the name is still shown');
}
