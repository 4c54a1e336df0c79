// The pages that are measured one by one, and the limits they keep.
const forEveryone = [
  '--max-critical', '0', '--max-serious', '0', '--max-moderate', '0', '--min-perf', '98', '--min-a11y', '100', '--min-bp', '100', '--min-seo', '100',
  '--max-cls', '0.02', '--max-kb', '30', '--max-js-kb', '10', '--max-requests', '8', '--min-nojs', '90',
];
// Without JavaScript a desk has no outbox, and so no list of it.
const forDesks = forEveryone.map((flag, at) => (forEveryone[at - 1] === '--min-nojs' ? '85' : flag));
const forPhones = ['--max-overflow', '0'];

/** Finds the pages: name, address and flags. */
export async function pages(base) {
  const found = async (address, pattern, cookie) => {
    const answer = await fetch(base + address, { headers: cookie ? { cookie } : {} });
    const link = pattern.exec(await answer.text());
    if (!link) throw new Error(`nothing like ${pattern} on ${address}`);
    return link[1];
  };
  const enter = async (guise) => {
    const answer = await fetch(`${base}/es/demo`, { method: 'POST', body: new URLSearchParams({ as: guise }), redirect: 'manual' });
    return answer.headers.get('set-cookie').split(';')[0];
  };
  const detail = await found('/es/oportunidades', /href="(\/es\/oportunidades\/[0-9a-f-]{36})"/);
  const [person, employer, reception] = [await enter('person'), await enter('employer'), await enter('reception')];
  const phone = [...forEveryone, ...forPhones];
  return [
    ['home', '/es/', phone],
    ['list', '/es/oportunidades', phone],
    ['detail', detail, phone],
    ['registration', '/es/registro', phone],
    ['matches', '/es/mi/coincidencias', [...phone, '--cookie', person]],
    ['reception', '/es/recepcion', [...forDesks, '--desktop', '--cookie', reception]],
    ['vacancy form', '/es/oferta/nueva?kind=vacancy', [...forEveryone, '--desktop', '--cookie', employer]],
  ];
}
