// A person sees and withdraws consents, takes a copy of their data, and deletes it all.
import fs from 'node:fs';
import { Visitor, must } from '../visit.mjs';
import { PIN, register, signIn } from '../people.mjs';

export const title = 'a person withdraws a consent, takes their data along, and deletes it';

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, name);
  visitors.push(person);
  const code = await register(person, 'Doña Mari');
  if (!person.path().startsWith('/es/mi')) await signIn(person, code);
  await person.open('/es/mi/consentimientos');
  await person.follow('form[action$="/retirar"] button');
  await person.open('/es/mi/boleta');
  await person.says(code);
  await person.open('/es/mi/datos');
  const form = person.page.locator('form[action="/es/mi/datos/copia"]');
  if (await form.locator('[name="pin"]').count()) await form.locator('[name="pin"]').fill(PIN);
  const [copy] = await Promise.all([person.page.waitForEvent('download'), form.locator('button[name="format"]').click()]);
  const text = fs.readFileSync(await copy.path(), 'utf8');
  must(text.includes('Doña Mari'), 'the copy does not hold the name');
  await person.open('/es/mi/datos/borrar');
  await person.type('pin', PIN);
  const boxes = person.page.locator('main form input[type="checkbox"]');
  if (await boxes.count()) await boxes.first().check();
  await person.send('pin');
  await signIn(person, code);
  must(await person.page.locator('#problems').count(), 'a deleted person can still come in');
}
