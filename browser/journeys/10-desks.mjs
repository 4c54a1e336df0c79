// The desks: what waits for the coordinator, counts with small numbers hidden, and the administrator's lists.
import { Visitor, must } from '../visit.mjs';

export const title = 'coordinator and administrator see what waits, and no people';

export async function journey({ browser, base, out, name, visitors }) {
  for (const [guise, start] of [['coordinator', '/es/coordinacion'], ['administrator', '/es/administracion']]) {
    const staff = await Visitor.arrive(browser, base, out, `${name}-${guise}`, { desk: true });
    visitors.push(staff);
    await staff.enterAs(guise);
    await staff.open(start);
    const links = await staff.page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const inside = [...new Set(links)].filter((link) => link.startsWith('/es/') && !link.includes('.csv'));
    must(inside.length > 1, `${start} leads nowhere`);
    for (const link of inside.slice(0, 12)) await staff.open(link);
    await staff.open('/es/mi/solicitudes', 404).catch(async () => staff.open('/es/entrar'));
  }
}
