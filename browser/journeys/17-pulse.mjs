// How somebody fares: told by the person, help first, seen by the officer; services confirmed by one tap; needs beside services.
import { Visitor, must } from '../visit.mjs';
import { PIN, register, signIn } from '../people.mjs';
import { refer } from '../referrals.mjs';

export const title = 'a person tells how they fare, an officer looks after it, an organisation confirms by one tap';

/** Chooses the first answer of every question, and the last real one of `hard`. */
async function fill(visitor, hard) {
  for (const field of await visitor.page.locator('main fieldset.field').all()) {
    const name = await field.getAttribute('id');
    const choices = field.locator('input[type=radio]');
    await choices.nth(name === hard ? (await choices.count()) - 2 : 0).check();
  }
}

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  const plain = await Visitor.arrive(browser, base, out, `${name}-plain`, { script: false });
  const officer = await Visitor.arrive(browser, base, out, `${name}-officer`, { desk: true });
  const phone = await Visitor.arrive(browser, base, out, `${name}-officer-phone`);
  const watch = await Visitor.arrive(browser, base, out, `${name}-watch`, { desk: true });
  visitors.push(person, plain, officer, phone, watch);
  const code = await register(person, `Tita ${Date.now() % 1e6}`);
  if (!person.path().startsWith('/es/mi')) await signIn(person, code, PIN);

  await person.open('/es/mi');
  await person.follow('main a[href="/es/mi/pulso"]');
  await person.follow('main a[href="/es/mi/pulso/preguntas"]');
  await person.send('food');
  must(await person.page.locator('#problems').count(), 'an empty form is taken');
  await officer.enterAs('officer');
  const id = await refer(officer, code, 'documents', 'Oficina de Documentos y Trámites');
  await fill(person, 'hope');
  await person.send('food');
  await person.says('Gracias por decirlo. Hay quien ayuda.');
  await person.says('Lo que más cuesta ahora: Ánimo y compañía.');

  await officer.open(`/es/referidos/${id}`);
  await officer.follow(`main a[href="/es/referidos/${id}/pulso"]`);
  await officer.says('Lo que más cuesta ahora: Ánimo y compañía.');
  await officer.open('/es/por-atender');
  const card = officer.page.locator('main .card', { has: officer.page.locator(`a[href="/es/referidos/${id}"]`) });
  must((await card.innerText()).includes('Siente que ya no puede más'), 'the officer does not learn of it');
  await Promise.all([officer.page.waitForEvent('load'), card.locator('form[action$="/listo"] button').click()]);
  must((await officer.page.locator(`main a[href="/es/referidos/${id}"]`).count()) === 0, 'what was looked after still waits');
  await phone.enterAs('officer');
  await phone.open('/es/por-atender');

  await plain.enterAs('person');
  await plain.open('/es/mi/pulso');
  await plain.open('/es/mi/telefono');
  await plain.open('/es/mi/avisos');
  await plain.open('/es/demo/mensajes', 200, { picture: false });
  let mail = plain.page.locator('main article', { hasText: '/es/confirmar/' });
  while (!(await mail.count())) await plain.press('Ver mensajes anteriores');
  const link = (await mail.first().innerText()).match(/\/es\/confirmar\/\S+/)[0];
  await plain.open(link);
  await plain.send('service');
  await plain.says('¿Sus servicios siguen igual?');
  must((await plain.page.locator('.notice.ok').innerText()).includes('Quedó confirmado'), 'one tap does not confirm');

  await watch.enterAs('coordinator');
  await watch.open('/es/coordinacion/casos/faltan');
  await watch.follow('main a[href$="necesidad=housing"]');
  await watch.follow('main a[href$="necesidad=housing&departamento=14"]');
  await watch.says('Vivienda');
  await watch.open('/es/coordinacion/por-atender');
}
