// Suggestions while one types: by keyboard, by touch, and when the network fails.
import { Visitor, must } from '../visit.mjs';

export const title = 'fields suggest while one types';

export async function journey({ browser, base, out, name, visitors }) {
  const guest = await Visitor.arrive(browser, base, out, name, { desk: true });
  visitors.push(guest);
  const asked = [];
  guest.page.on('request', (request) => { if (request.url().includes('/suggestions')) asked.push(request.url()); });
  await guest.open('/es/oportunidades');
  const field = guest.page.locator('#place');
  must((await field.getAttribute('role')) === 'combobox', 'the field is no combobox');
  await field.click();
  await guest.page.keyboard.type('cobna', { delay: 40 });
  const options = guest.page.locator('#place-list [role="option"]');
  await options.first().waitFor();
  must(asked.length === 1, `${asked.length} requests for one pause`);
  await guest.look();
  await guest.page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  must(await guest.page.locator(`#${active}[aria-selected="true"]`).count(), 'the chosen option is not marked');
  await guest.page.keyboard.press('Escape');
  must(!(await options.first().isVisible()), 'Escape does not close');
  must((await field.inputValue()) === 'cobna', 'Escape changed what was typed');
  await guest.page.keyboard.press('ArrowDown');
  await options.first().waitFor();
  await guest.page.keyboard.press('ArrowDown');
  await guest.page.keyboard.press('Enter');
  must((await field.inputValue()) === 'Cobán, Alta Verapaz', `Enter took ${await field.inputValue()}`);
  await Promise.all([guest.page.waitForEvent('load'), guest.page.keyboard.press('Enter')]);
  await guest.look();
  must(guest.page.url().includes('place=Cob'), `the form was sent as ${guest.page.url()}`);

  const phone = await Visitor.arrive(browser, base, out, `${name}-phone`);
  visitors.push(phone);
  await phone.open('/es/registro');
  await phone.page.locator('#municipality').click();
  await phone.page.keyboard.type('joyab');
  await phone.page.locator('#municipality-list [role="option"]').first().waitFor();
  await phone.look();
  await phone.page.locator('#municipality-list [role="option"]').first().tap();
  must((await phone.page.locator('#municipality').inputValue()) === 'Joyabaj, Quiché', 'a tap does not take');
  await phone.page.route('**/suggestions**', (route) => route.abort());
  await phone.page.locator('#municipality').fill('xel');
  await phone.page.waitForTimeout(600);
  must(!(await phone.page.locator('#municipality-list [role="option"]').first().isVisible()), 'a list without an answer');
  must((await phone.page.locator('#municipality').inputValue()) === 'xel', 'what was typed is gone');
}
