// What matters most: eight cards, one wrong, one passed over; what came out; four cards of two jobs; start again.
import { Visitor, must } from '../visit.mjs';

export const title = 'cards tell what matters most, with and without JavaScript';

/** Answers the card that is shown: the first thing matters most, the last least; or the first job. */
async function answer(person) {
  const most = person.page.locator('input[name="most"]');
  if (await most.count()) {
    await most.first().check();
    await person.page.locator('input[name="least"]').last().check();
    await person.send('most');
  } else {
    await person.page.locator('input[name="takes"]').first().check();
    await person.send('takes');
  }
}

export async function journey({ browser, base, out, name, visitors }) {
  for (const script of [true, false]) {
    const person = await Visitor.arrive(browser, base, out, `${name}-${script}`, { script });
    visitors.push(person);
    await person.enterAs('person');
    await person.open('/es/mi/coincidencias');
    await person.follow('main a[href="/es/mi/preferencias"]');
    if (await person.page.locator('details').count()) {
      await person.page.locator('summary').click();
      await person.follow('button[name="then"]');
    } else {
      await person.follow('main a[href$="/tarjeta"]');
    }
    await person.says('Tarjeta 1 de 8');
    await person.page.locator('form[action$="/tarjeta"] button').first().click();
    await person.page.waitForLoadState('load');
    await person.look();
    must(await person.page.locator('#problems').count(), 'an empty card is taken');
    await person.follow('button[name="pass"]');
    for (let card = 2; card <= 8; card++) {
      await person.says(`Tarjeta ${card} de 8`);
      await answer(person);
    }
    must(person.path() === '/es/mi/preferencias', `after eight cards: ${person.path()}`);
    await person.says('Para usted pesa más');
    await person.follow('main a[href$="/tarjeta"]');
    for (let card = 1; card <= 4; card++) {
      await person.says(`Tarjeta ${card} de 4`);
      await answer(person);
    }
    await person.says('Contestó 11 tarjetas');
    await person.open('/es/mi/coincidencias');
  }
}
