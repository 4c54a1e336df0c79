// Without JavaScript: look, register, tell a job.
import { Visitor, must } from '../visit.mjs';
import { register, signIn, tellJob } from '../people.mjs';

export const title = 'everything works without JavaScript';

export async function journey({ browser, base, out, name, visitors }) {
  const person = await Visitor.arrive(browser, base, out, name, { script: false });
  visitors.push(person);
  await person.open('/es/oportunidades');
  await person.follow('main .card h2 a');
  const code = await register(person, 'Sin Guion');
  if (!person.path().startsWith('/es/mi')) await signIn(person, code);
  await tellJob(person, 'manejé tráiler', '5');
  await person.open('/es/mi/coincidencias');
  must(await person.page.locator('main .card').count(), 'no matches');
}
