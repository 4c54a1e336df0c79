import { launch, Visitor } from './visit.mjs';
const base = process.argv[2], out = process.argv[3];
const browser = await launch();
const shot = async (v, name, full = true) => { await v.page.screenshot({ path: `${out}/${name}.png`, fullPage: full }); };
const run = async (guise, desk, list) => {
  const v = await Visitor.arrive(browser, base, out, `look-${guise}`, { desk });
  try {
    await v.enterAs(guise);
    for (const [name, path, act] of list) {
      try { await v.open(path, 200, { picture: false }); if (act) await act(v); } catch (e) { console.log(guise, name, String(e.message).slice(0, 300)); v.faults.length = 0; }
      await shot(v, `${guise}-${desk ? 'desk' : 'phone'}-${name}`);
    }
  } finally { await v.leave(); }
};
const first = (sel) => async (v) => { await v.follow(sel); };
for (const desk of [true, false]) {
  await run('service', desk, [['inbox', '/es/recibidos'], ['one', '/es/recibidos', first('.rows a')], ['others', '/es/recibidos?ver=otros']]);
  await run('officer', desk, [['sent', '/es/referidos'], ['one', '/es/referidos', first('.rows a')], ['over', '/es/referidos?ver=terminados'], ['new', '/es/referir'], ['gap', '/es/no-hay-servicio']]);
  await run('coordinator', desk, [['home', '/es/coordinacion'], ['late', '/es/coordinacion/casos'], ['disputes', '/es/coordinacion/casos?ver=desacuerdos'], ['dispute', '/es/coordinacion/casos?ver=desacuerdos', first('.rows a')], ['overrides', '/es/coordinacion/casos?ver=sin-permiso'], ['override', '/es/coordinacion/casos?ver=sin-permiso', first('.rows a')], ['measures', '/es/coordinacion/casos/medidas'], ['gaps', '/es/coordinacion/casos/faltan?departamento=14']]);
}
await run('person', false, [['home', '/es/mi'], ['cases', '/es/mi/casos'], ['one', '/es/mi/casos', first('.card a')], ['data', '/es/mi/datos']]);
await browser.close();
