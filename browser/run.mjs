#!/usr/bin/env node
// Runs the journeys against a demo, then checks pages one by one: node run.mjs --base URL [--out DIR] [--only WORD]
// [--skip-pages | --pages] [--program PATH: for the journey that kills a server of its own; by default the one built here]
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { args, die } from './lib.mjs';
import { launch } from './visit.mjs';
import { pages } from './pages.mjs';

const asked = args(process.argv.slice(2), { switches: ['skip-pages', 'pages'] });
const base = (asked.base || die('--base is missing')).replace(/\/$/, '');
const out = path.resolve(asked.out || 'out');
fs.mkdirSync(out, { recursive: true });
const here = path.dirname(new URL(import.meta.url).pathname);
const files = fs.readdirSync(path.join(here, 'journeys')).filter((name) => name.endsWith('.mjs')).sort();

let passed = 0, failed = 0;
const browser = await launch();
for (const file of asked.pages ? [] : files.filter((name) => !asked.only || asked.only.split(',').some((word) => name.includes(word)))) {
  const started = Date.now();
  const { title, journey } = await import(`./journeys/${file}`);
  const visitors = [];
  try {
    await journey({ browser, base, out, name: file.replace('.mjs', ''), visitors, program: asked.program });
    passed += 1;
    console.log(`ok      ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${title} (${file})\n        ${String(error.message || error).split('\n').slice(0, 6).join('\n        ')}`);
    for (const visitor of visitors) await visitor.page.screenshot({ path: path.join(out, `${visitor.name}-failed.png`) }).catch(() => {});
  } finally {
    for (const visitor of visitors) await visitor.leave().catch(() => {});
  }
}
await browser.close();

// Each page by itself; `--pages` measures only these.
if (!asked['skip-pages'] && !asked.only) {
  for (const [name, address, limits] of await pages(base)) {
    const measure = (...more) => spawnSync(process.execPath, [path.join(here, 'pagecheck.mjs'), base + address, ...limits, ...more, '--out', path.join(out, 'pages')], { encoding: 'utf8' });
    let checked = measure();
    // Times drift on a busy machine: what missed a limit is measured again, three times over, and the middle one counts.
    if (checked.status !== 0) checked = measure('--runs', '3');
    if (checked.status === 0) passed += 1; else failed += 1;
    const told = checked.stdout.split('\n').filter((line) => checked.status !== 0 || /lighthouse|transfer/.test(line)).join('\n');
    console.log(`${checked.status === 0 ? 'ok     ' : 'FAILED '} page ${name}\n${told}${checked.stderr}`);
  }
}
console.log(`journeys: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
