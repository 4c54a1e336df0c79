// By keyboard alone: from the skip link through the search to an opportunity.
import { Visitor, must } from '../visit.mjs';

export const title = 'an opportunity is found by keyboard alone';

export async function journey({ browser, base, out, name, visitors }) {
  const guest = await Visitor.arrive(browser, base, out, name, { desk: true });
  visitors.push(guest);
  await guest.open('/es/oportunidades');
  await guest.page.keyboard.press('Tab');
  const first = await guest.page.evaluate(() => document.activeElement.getAttribute('href'));
  must(first === '#main', `the first stop is ${first}, not the skip link`);
  await guest.page.keyboard.press('Enter');
  await guest.page.keyboard.press('Tab');
  const field = await guest.page.evaluate(() => document.activeElement.name);
  must(field === 'q', `after the skip link comes ${field}, not the search`);
  await guest.page.keyboard.type('cocina');
  await Promise.all([guest.page.waitForEvent('load'), guest.page.keyboard.press('Enter')]);
  await guest.look();
  for (let stops = 0; stops < 60; stops++) {
    await guest.page.keyboard.press('Tab');
    const [inCard, ring] = await guest.page.evaluate(() => {
      const at = document.activeElement;
      return [!!at.closest('main .card'), getComputedStyle(at).outlineStyle !== 'none' || getComputedStyle(at).boxShadow !== 'none'];
    });
    must(ring, 'a stop of the keyboard shows no ring');
    if (!inCard) continue;
    await Promise.all([guest.page.waitForEvent('load'), guest.page.keyboard.press('Enter')]);
    await guest.look();
    must(/^\/es\/oportunidades\/./.test(guest.path()), `Enter led to ${guest.path()}`);
    return;
  }
  throw new Error('no result was reached in 60 stops');
}
