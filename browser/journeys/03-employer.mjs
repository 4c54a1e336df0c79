// An employer signs up with papers, is verified, publishes a vacancy that is reviewed, and sees ranked candidates.
import { Visitor, must } from '../visit.mjs';
import { oneTimeCode, taxNumber } from '../people.mjs';

export const title = 'an employer signs up, is verified, publishes, and sees candidates in order';

const PASSWORD = 'siete mangos verdes en la mesa';
// One page, nothing on it.
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export async function journey({ browser, base, out, name, visitors }) {
  const employer = await Visitor.arrive(browser, base, out, `${name}-employer`, { desk: true });
  const coordinator = await Visitor.arrive(browser, base, out, `${name}-coordinator`, { desk: true });
  visitors.push(employer, coordinator);
  const email = `rosa${Date.now()}@techosfirmes.example`;
  const company = `Techos Firmes ${Date.now() % 1e6}`;

  await employer.open('/es/');
  await employer.follow('main a[href="/es/instituciones/registro"]');
  await employer.choose('kind', 'employer');
  await employer.type('name', company);
  await employer.type('nit', taxNumber());
  await employer.choose('municipality', '0101');
  await employer.type('phone', '2222 3333');
  await employer.type('contact_name', 'Rosa Ajú');
  await employer.type('email', email);
  await employer.type('password', PASSWORD);
  await employer.page.locator('input[name="papers"]').setInputFiles({ name: 'patente.pdf', mimeType: 'application/pdf', buffer: PAPER });
  await employer.send('name');

  await coordinator.enterAs('coordinator');
  await coordinator.open('/es/coordinacion/instituciones');
  await coordinator.press(company);
  const verify = coordinator.page.locator('form', { has: coordinator.page.locator('input[name="step"][value="verify"]') });
  await Promise.all([coordinator.page.waitForEvent('load'), verify.locator('button').click()]);
  await coordinator.look();

  await employer.open('/es/personal/entrar');
  await employer.type('email', email);
  await employer.type('password', PASSWORD);
  await employer.send('password');
  const secret = await employer.page.locator('.code').first().innerText();
  await employer.type('code', oneTimeCode(secret));
  await employer.send('code');

  await employer.open('/es/oferta/nueva?kind=vacancy');
  const soon = new Date(Date.now() + 20 * 86400e3).toISOString().slice(0, 10);
  const fill = async () => {
    await employer.type('title', 'Instalador de techos');
    await employer.type('occupation_words', 'techador');
    await employer.type('municipality', 'Guatemala');
    await employer.type('pay_min', '5500');
    await employer.choose('schedule', 'full');
    await employer.type('seats', '2');
    await employer.type('description', 'Poner y reparar techos de casas. Damos el equipo y el almuerzo.');
    await employer.type('closes_on', soon);
  };
  await fill();
  await employer.send('title');
  // The words for the work are understood as an occupation, which is chosen from a short list.
  const choice = employer.page.locator('input[name="occupation"]').first();
  if (await choice.count()) {
    await choice.check();
    await employer.send('title');
  }
  must(/^\/es\/oferta\/[0-9a-f-]{36}/.test(employer.path()), `no offer was made: ${employer.path()}`);
  const offer = employer.path().split('/').slice(0, 4).join('/');
  await employer.open(offer);
  await employer.follow('button[name="step"][value="submit"]');

  await coordinator.open('/es/coordinacion/ofertas');
  await coordinator.open(`/es/coordinacion/ofertas/${offer.split('/').pop()}`);
  await coordinator.follow('button[name="step"][value="approve"]');

  await employer.open(`${offer}/candidatos`);
  must(await employer.page.locator('main .card').count(), 'no candidates');
  const text = (await employer.text()).toLowerCase();
  for (const word of ['hombre', 'mujer', 'años de edad', 'deport', 'retorn']) must(!text.includes(word), `a candidate shows «${word}»`);
  await employer.open(`/es/oportunidades/${offer.split('/').pop()}`);
}
