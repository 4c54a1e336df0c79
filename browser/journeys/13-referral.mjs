// The closed loop: registered at reception, accompanied in the municipality, sent, accepted from the inbox, begun, reported, disputed, decided, confirmed.
import { Visitor, must } from '../visit.mjs';
import { registerAtDesk, signIn } from '../people.mjs';
import { accompany, openReceived, refer } from '../referrals.mjs';

export const title = 'from the slip of reception to a referral that is answered, disputed, decided and confirmed by the person';

const OFFICE = 'Oficina de Documentos y Trámites de la Ciudad de Guatemala';

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  const officer = await Visitor.arrive(browser, base, out, `${name}-officer`, { desk: true });
  const service = await Visitor.arrive(browser, base, out, `${name}-service`, { desk: true });
  const coordinator = await Visitor.arrive(browser, base, out, `${name}-coordinator`, { desk: true });
  const reception = await Visitor.arrive(browser, base, out, `${name}-reception`, { desk: true, script: false });
  visitors.push(person, officer, service, coordinator, reception);
  const alias = `Tono ${Date.now() % 1e6}`;
  const code = await registerAtDesk(reception, alias);
  await signIn(person, code);

  await officer.enterAs('officer');
  const goal = 'Sacar mi DPI';
  const followed = await accompany(officer, code, goal);
  await officer.says(alias);
  await person.open('/es/mi/acompanamiento');
  await person.says(goal);
  await person.follow('form[action$="/paso/plan"] button');
  await person.says('Usted dijo que sí a sus metas');

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
  await person.open('/es/mi/acompanamiento');
  await person.page.locator('summary', { hasText: 'Ya no quiero que me acompañen' }).click();
  await person.follow('form[action$="/paso/terminar"] button');
  await person.says('Ya no ven sus datos');
  await officer.open(`/es/acompanamientos/${followed}`);
  must(!(await officer.text()).includes(alias), 'the officer still sees the name');
  await officer.open('/es/referidos?ver=terminados');
  await officer.follow(`main a[href="/es/referidos/${id}"]`);
  await service.open(`/es/recibidos/${id}`);
  must(!(await service.text()).includes(alias), 'the name is still shown when it is over');
}
