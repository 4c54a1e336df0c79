// The closed loop: sent, accepted from the inbox, begun, reported, disputed, decided, confirmed.
import { Visitor, must } from '../visit.mjs';
import { PIN, register, signIn } from '../people.mjs';
import { openReceived, refer } from '../referrals.mjs';

export const title = 'a referral is answered, disputed, decided and confirmed by the person';

const OFFICE = 'Oficina de Documentos y Trámites de la Ciudad de Guatemala';

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  const officer = await Visitor.arrive(browser, base, out, `${name}-officer`, { desk: true });
  const service = await Visitor.arrive(browser, base, out, `${name}-service`, { desk: true });
  const coordinator = await Visitor.arrive(browser, base, out, `${name}-coordinator`, { desk: true });
  visitors.push(person, officer, service, coordinator);
  const alias = `Tono ${Date.now() % 1e6}`;
  const code = await register(person, alias);
  if (!person.path().startsWith('/es/mi')) await signIn(person, code, PIN);

  await officer.enterAs('officer');
  const id = await refer(officer, code, 'documents', OFFICE);
  await person.open('/es/mi/casos');
  await person.says('Deben llamarle a más tardar el');

  await service.enterAs('service');
  await openReceived(service, id);
  await service.says(alias);
  await service.choose('answer', 'accept');
  await service.type('words', 'Venga el martes a las 8.');
  await service.send('answer');
  await service.send('first_contact_at');
  await service.choose('outcome', 'helped_fully');
  await service.send('outcome');

  await person.open(`/es/mi/casos/${id}`);
  await person.says('Venga el martes a las 8.');
  await person.page.locator('summary', { hasText: 'No, no fue así' }).click();
  await person.type('words', 'Nadie me llamó.');
  await person.send('words');
  await person.says('En disputa');

  await coordinator.enterAs('coordinator');
  await coordinator.open('/es/coordinacion/casos?ver=desacuerdos');
  await coordinator.open(`/es/coordinacion/casos/${id}`);
  must(!(await coordinator.text()).includes(alias), 'the coordination sees a name');
  await coordinator.says('Nadie me llamó.');
  await coordinator.choose('ruling', 'rule_helped');
  await coordinator.type('words', 'La institución mostró la hoja de atención.');
  await coordinator.send('ruling');

  await person.open(`/es/mi/casos/${id}`);
  await person.follow('form[action$="/confirmar"] button');
  await person.says('Cerrada');
  await officer.open('/es/referidos?ver=terminados');
  await officer.follow(`main a[href="/es/referidos/${id}"]`);
  await service.open(`/es/recibidos/${id}`);
  must(!(await service.text()).includes(alias), 'the name is still shown when it is over');
}
