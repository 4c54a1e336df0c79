// What a journey does with pages: visit, look, press, and check each page that is seen.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { BASE_ARGS, CHROMIUM, PHONE, UA } from './lib.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 800 };

/** Fails with a sentence. */
export function must(truth, sentence) {
  if (!truth) throw new Error(sentence);
}

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: BASE_ARGS, timeout: 60000 });
}

/** Somebody at a browser of their own. `desk` is a computer of an office; otherwise it is a small phone. */
export class Visitor {
  static async arrive(browser, base, out, name, { desk = false, script = true, language = 'es-GT' } = {}) {
    const context = await browser.newContext({
      viewport: desk ? DESK : PHONE, deviceScaleFactor: desk ? 1 : 2, isMobile: !desk, hasTouch: !desk,
      ...(desk ? {} : { userAgent: UA }), javaScriptEnabled: script, locale: language,
      timezoneId: 'America/Guatemala', reducedMotion: 'reduce', acceptDownloads: true,
    });
    const visitor = new Visitor();
    Object.assign(visitor, { context, base, out, name, script, desk, shots: 0, faults: [] });
    visitor.page = await context.newPage();
    visitor.page.setDefaultTimeout(15000);
    // A form with problems answers 422, and Chromium notes that on the console: that is no fault of the page.
    const expected = /Failed to load resource: the server responded with a status of (4\d\d)/;
    visitor.page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) visitor.faults.push(message.text());
    });
    visitor.page.on('pageerror', (error) => visitor.faults.push(error.message));
    visitor.page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:')) visitor.faults.push(`asked elsewhere: ${request.url()}`);
    });
    return visitor;
  }

  /** Opens an address of this site; `status` is what it must answer. */
  async open(address, status = 200, how = {}) {
    const answer = await this.page.goto(this.base + address, { waitUntil: 'load' });
    must(answer.status() === status, `${address} answers ${answer.status()}, not ${status}`);
    await this.look(how);
  }

  /** Presses a link or a button by its words, and looks at the page that follows. */
  async press(words, kind = 'link') {
    const one = this.page.getByRole(kind, { name: words }).first();
    await Promise.all([this.page.waitForLoadState('load'), one.click()]);
    await this.page.waitForLoadState('load');
    await this.look();
  }

  /** Types into the field with this name. */
  async type(field, text) {
    await this.page.locator(`main [name="${field}"]`).first().fill(text);
  }

  /** Chooses a value: of a list, a tile or a box. */
  async choose(field, value) {
    const list = this.page.locator(`select[name="${field}"]`);
    if (await list.count()) return list.first().selectOption(value);
    return this.page.locator(`input[name="${field}"][value="${value}"]`).first().check();
  }

  /** Sends the form that holds this field (or the first form of the page's main part). */
  async send(field) {
    const main = this.page.locator('main');
    const form = field ? main.locator('form', { has: this.page.locator(`[name="${field}"]`) }).first() : main.locator('form').first();
    const button = form.locator('button:not([type=button])').first();
    await Promise.all([this.page.waitForEvent('load'), button.click()]);
    await this.look();
  }

  /** Comes in as one of the made-up people, as the demo allows. */
  async enterAs(guise) {
    await this.open('/es/demo');
    const form = this.page.locator('main form', { has: this.page.locator(`input[name="as"][value="${guise}"]`) });
    await Promise.all([this.page.waitForEvent('load'), form.locator('button').click()]);
    await this.look();
  }

  /** Presses what stands at this place of the page, and looks at the page that follows. */
  async follow(selector) {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(selector).first().click()]);
    await this.look();
  }

  /** The path it is at. */
  path() {
    return new URL(this.page.url()).pathname;
  }

  async text() {
    return this.page.locator('main').innerText();
  }

  async says(words) {
    const text = await this.text();
    const there = words instanceof RegExp ? words.test(text) : text.includes(words);
    must(there, `${this.page.url()} does not say ${words}; it says: ${text.slice(0, 300)}`);
  }

  /** Checks what is seen: one h1, no faults on the console, no axe violation, no scrolling sideways; keeps a picture. */
  async look({ picture = true, axe: withAxe = true } = {}) {
    const page = this.page;
    this.shots += 1;
    const file = `${this.name}-${String(this.shots).padStart(2, '0')}.png`;
    if (picture) await page.screenshot({ path: path.join(this.out, file), fullPage: true });
    must((await page.locator('h1').count()) === 1, `${page.url()} has not one h1`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    must(wide <= 0, `${page.url()} scrolls sideways by ${wide} px`);
    if (this.script && withAxe) {
      await page.evaluate(AXE);
      const found = await page.evaluate((tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), TAGS);
      const told = found.violations.map((one) => `${one.id} at ${one.nodes[0].target.join(' ')}`);
      must(told.length === 0, `${page.url()} (${file}): axe finds ${told.join('; ')}`);
    }
    must(this.faults.length === 0, `${page.url()}: ${this.faults.join('; ')}`);
  }

  async leave() {
    await this.context.close();
  }
}
