// The desk by itself: without JavaScript, a record that must be corrected, and a file carried to another computer.
import path from 'node:path';
import { until } from '../lib.mjs';
import { Visitor, must } from '../visit.mjs';

export const title = 'a desk registers without JavaScript, corrects a record, and carries a file by USB stick';

const PIN = '582914';

async function fill(visitor, alias, municipality = 'Joyabaj, Quiché') {
  await visitor.type('alias', alias);
  await visitor.type('birth', '34');
  await visitor.type('municipality', municipality);
  await visitor.choose('language', 'quc');
  await visitor.choose('account', 'yes');
  await visitor.choose('way', 'voice');
  await visitor.type('pin', PIN);
}

/** How many the desk has registered today, as the server has it. */
async function count(visitor) {
  const answer = await visitor.page.request.get(`${visitor.base}/es/recepcion/hoy`);
  return (await answer.text()).split('<tr><td>').length - 1;
}

async function withoutScript(plain, alias) {
  await plain.enterAs('reception');
  await plain.open('/es/recepcion');
  const before = await count(plain);
  await plain.send('alias');
  await plain.says('Falta corregir algo');
  await plain.open('/es/recepcion');
  const key = await plain.page.locator('[name=key]').inputValue();
  await fill(plain, alias);
  await plain.send('alias');
  await plain.says('Guardado.');
  const code = (await plain.page.locator('#slip-code').innerText()).trim();
  must(code.length === 9, `no code on the slip: ${code}`);
  // The same page, open twice, and another name: it is not taken for the same person.
  await plain.page.locator('[name=key]').evaluate((hidden, same) => { hidden.value = same; }, key);
  await fill(plain, `${alias} Otra`);
  await plain.send('alias');
  await plain.says('Ya hay otro registro con este folio');
  must((await count(plain)) === before + 1, 'the second was registered in place of the first');
  await plain.open('/es/recepcion/hoy');
  await plain.open('/es/recepcion/archivo');
  await plain.send('file');
  await plain.says('Elija un archivo.');
}

/** Saves with the script, and waits for the slip. */
async function save(tablet) {
  const before = await tablet.page.locator('#slip-code').textContent();
  await tablet.page.locator('#intake button:not([type=button])').click();
  const code = await until(async () => {
    const now = await tablet.page.locator('#slip-code').textContent();
    return now !== before && now;
  }, 10000);
  must(code, `not saved: ${(await tablet.text()).slice(0, 300)}`);
  return code;
}

const says = (tablet, words) => until(async () => (await tablet.text()).includes(words), 15000).then((there) => must(there, `does not say ${words}`));

async function corrected(tablet, person, alias) {
  await tablet.enterAs('reception');
  const before = await count(tablet);
  await tablet.page.locator('#intake button:not([type=button])').click();
  await tablet.says('Escriba el año, la fecha o la edad');
  await tablet.look();
  await tablet.type('birth', '17');
  await tablet.page.keyboard.press('Enter');
  await tablet.says('Es menor de edad');
  await tablet.look();
  // A code that no municipality has: only the server knows.
  await fill(tablet, alias, '9999');
  const code = await save(tablet);
  await says(tablet, 'Falta corregir');
  await tablet.look();
  await Promise.all([tablet.page.waitForEvent('load'), tablet.page.locator('#list form button').first().click()]);
  await tablet.look();
  must((await tablet.page.locator('#alias').inputValue()) === alias, 'what was typed is lost');
  await tablet.type('municipality', 'Nebaj, Quiché');
  await tablet.type('pin', PIN);
  await Promise.all([tablet.page.waitForURL(/\/es\/recepcion$/), tablet.page.keyboard.press('Enter')]);
  await says(tablet, 'Todo está enviado.');
  must((await count(tablet)) === before + 1, 'the corrected record did not arrive once');
  // The slip that was handed out at first opens the door.
  await person.open('/es/entrar');
  await person.type('code', code);
  await person.type('pin', PIN);
  await person.send('pin');
  must(person.path().startsWith('/es/mi'), `the slip ${code} leads to ${person.path()}`);
}

async function carried(tablet, desk, out, alias) {
  await tablet.page.reload();
  await until(() => tablet.page.evaluate(() => !!navigator.serviceWorker.controller), 10000);
  const before = await count(desk);
  await tablet.context.setOffline(true);
  await fill(tablet, `${alias} Uno`);
  await save(tablet);
  await fill(tablet, `${alias} Dos`);
  await save(tablet);
  await says(tablet, 'por enviar: 2');
  const [file] = await Promise.all([tablet.page.waitForEvent('download'), tablet.page.locator('#save').click()]);
  const carried = path.join(out, 'recepcion.json');
  await file.saveAs(carried);
  for (const words of ['Se registraron 2 de 2.', 'Se registraron 0 de 2.']) {
    await desk.open('/es/recepcion/archivo');
    await desk.page.locator('#file').setInputFiles(carried);
    await desk.send('file');
    await desk.says(words);
  }
  await tablet.context.setOffline(false);
  await says(tablet, 'Todo está enviado.');
  must((await count(desk)) === before + 2, 'the file and the tablet together registered somebody twice');
}

export async function journey({ browser, base, out, name, visitors }) {
  const alias = `Beto ${Date.now() % 1e6}`;
  const plain = await Visitor.arrive(browser, base, out, `${name}-plain`, { desk: true, script: false });
  const tablet = await Visitor.arrive(browser, base, out, `${name}-tablet`);
  const person = await Visitor.arrive(browser, base, out, `${name}-person`);
  visitors.push(plain, tablet, person);
  await withoutScript(plain, alias);
  await corrected(tablet, person, alias);
  await carried(tablet, plain, out, alias);
}
