// What the journeys of referrals share: an officer finds a service, asks for the permission and sends.
import { must } from './visit.mjs';

/** An officer refers the person with this code to a service of this organisation; answers the referral's identifier. */
export async function refer(officer, code, category, agency, address) {
  await officer.open('/es/referir');
  await officer.type('code', code);
  await officer.choose('category', category);
  await officer.send('code');
  const card = officer.page.locator('main .card', { hasText: agency }).filter({ has: officer.page.locator('input[name="service"]') }).first();
  must(await card.count(), `no service of ${agency} is offered for ${category}`);
  await card.locator('input[name="service"]').check();
  await officer.choose('priority', 'normal');
  await officer.type('need', 'Necesita ayuda para empezar. Puede llegar por la mañana.');
  await officer.follow('button[name="step"][value="draft"]');
  const id = officer.path().split('/').pop();
  must(/^[0-9a-f-]{36}$/.test(id), `no draft was made: ${officer.path()}`);
  await officer.choose('consent', 'now');
  for (const field of ['name', 'contact', 'need']) await officer.choose('fields', field);
  await officer.choose('way', 'voice');
  const wait = officer.page.locator('main input[name="wait"]');
  if (await wait.count()) await wait.check();
  if (address) await officer.type('link_to', address);
  await officer.send('consent');
  await officer.says('Enviada');
  return id;
}

/** The service finds a referral in its inbox and opens it. */
export async function openReceived(desk, id) {
  await desk.open('/es/recibidos');
  const link = `main a[href="/es/recibidos/${id}"]`;
  while (!(await desk.page.locator(link).count())) {
    must(await desk.page.locator('.pager a').count(), 'the referral is not in the inbox');
    await desk.follow('.pager a:last-child');
  }
  await desk.follow(link);
}

/** An officer begins to accompany the person with this code, notes a need and a goal; answers the case's identifier. */
export async function accompany(officer, code, goal) {
  await officer.open('/es/acompanar');
  await officer.type('code', code);
  await officer.send('code');
  await officer.says('Ya acompaña a esta persona');
  const id = officer.path().split('/').pop();
  must(/^[0-9a-f-]{36}$/.test(id), `no case was made: ${officer.path()}`);
  const open = (words) => officer.page.locator('summary', { hasText: words }).click();
  await open('Anotar lo que necesita');
  await officer.choose('need-documents', 'now');
  await officer.send('need-documents');
  await open('Agregar una meta');
  await officer.send('goal');
  await officer.says('Escriba la meta');
  await officer.type('goal', goal);
  await officer.choose('category', 'documents');
  await officer.send('goal');
  await officer.says(goal);
  return id;
}
