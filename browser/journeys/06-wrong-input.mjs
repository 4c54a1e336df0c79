// Wrong input on each form: the problem stands beside its field, and what was typed is kept.
import { Visitor, must } from '../visit.mjs';

export const title = 'wrong input is told beside its field, and nothing typed is lost';

async function refused(visitor, field, kept) {
  must(await visitor.page.locator('#problems').count(), `${visitor.path()}: no summary of problems`);
  if (field) must(await visitor.page.locator(`#${field}-problem`).count(), `${visitor.path()}: no problem beside ${field}`);
  for (const [name, value] of Object.entries(kept)) {
    const now = await visitor.page.locator(`[name="${name}"]`).first().inputValue();
    must(now === value, `${visitor.path()}: ${name} was «${value}» and is now «${now}»`);
  }
}

export async function journey({ browser, base, out, name, visitors }) {
  const guest = await Visitor.arrive(browser, base, out, name);
  visitors.push(guest);

  await guest.open('/es/registro');
  await guest.type('alias', 'Meme');
  await guest.type('birth_year', '19x4');
  await guest.type('municipality', 'Ningún Lugar');
  await guest.type('phone', '12');
  await guest.type('cui', '123');
  await guest.type('pin', '1234');
  await guest.send('alias');
  await refused(guest, 'birth_year', { alias: 'Meme', birth_year: '19x4', municipality: 'Ningún Lugar', phone: '12', cui: '123', pin: '' });

  await guest.open('/es/entrar');
  await guest.type('code', 'AAAA-AAAA');
  await guest.type('pin', '000000');
  await guest.send('pin');
  await refused(guest, null, { pin: '' });

  await guest.open('/es/instituciones/registro');
  await guest.page.locator('form[novalidate], main form').first().evaluate((form) => { form.noValidate = true; });
  await guest.type('name', 'X');
  await guest.type('nit', '123-4');
  await guest.type('email', 'nadie');
  await guest.type('password', 'corta');
  await guest.send('name');
  await refused(guest, 'nit', { name: 'X', nit: '123-4', email: 'nadie', password: '' });

  await guest.open('/es/personal/entrar');
  await guest.type('email', 'nadie@demo.example');
  await guest.type('password', 'no es esta clave');
  await guest.send('password');
  await refused(guest, null, { email: 'nadie@demo.example', password: '' });

  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  visitors.push(person);
  await person.enterAs('person');
  await person.open('/es/mi/perfil/trabajos');
  await person.type('years', 'xx');
  await person.send('words');
  await refused(person, 'words', { years: 'xx' });

  const employer = await Visitor.arrive(browser, base, out, `${name}-desk`, { desk: true });
  visitors.push(employer);
  await employer.enterAs('employer');
  await employer.open('/es/oferta/nueva?kind=vacancy');
  await employer.type('title', 'Señorita recepcionista');
  await employer.type('municipality', 'Guatemala');
  await employer.type('pay_min', '1000');
  await employer.type('seats', 'dos');
  await employer.send('title');
  await refused(employer, 'seats', { title: 'Señorita recepcionista', pay_min: '1000', seats: 'dos' });
}
