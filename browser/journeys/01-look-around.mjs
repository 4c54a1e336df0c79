// Somebody without an account looks around, changes the language, and every page in every state is sound.
import { Visitor, must } from '../visit.mjs';

export const title = 'looks around without an account, in two languages';

export async function journey({ browser, base, out, name, visitors }) {
  const guest = await Visitor.arrive(browser, base, out, name);
  visitors.push(guest);
  await guest.open('/es/');
  must((await guest.page.getAttribute('html', 'lang')) === 'es-GT', 'the home page is not in Spanish');
  await guest.press('English');
  must((await guest.page.getAttribute('html', 'lang')) === 'en', 'the home page is not in English');
  await guest.press('Español');

  const faults = [];
  for (const language of ['es', 'en']) {
    await guest.page.goto(`${base}/${language}/demo/paginas`);
    const links = await guest.page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    must(links.length > 5, 'the gallery is empty');
    // axe once for each page; in the other language only what longer words can break.
    const how = { picture: false, axe: language === 'es' };
    for (const link of links) await guest.open(link, 200, how).catch((error) => { guest.faults = []; faults.push(error.message); });
  }
  must(faults.length === 0, faults.join('\n'));
}
