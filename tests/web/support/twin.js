// Reads and works the page through its DOM, as a visitor does. `frame` is a page or a frame of one.

import assert from 'node:assert/strict';
import { until } from './browser.js';

// What assistive technology gets: all nodes of the accessibility tree, and whether one has a role and a name.
export async function accessible(page) {
  const flat = [];
  (function walk(node) {
    flat.push(node);
    node.children?.forEach(walk);
  })(await page.accessibility.snapshot());
  return { flat, named: (role, pattern) => flat.some((node) => node.role === role && pattern.test(node.name ?? '')) };
}

// Everything a visitor reads, at one moment.
export function read(frame) {
  return frame.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? null;
    const field = (name) => document.querySelector(`[data-path$="${name}"]`);
    const slider = document.querySelector('.curve .you');
    return {
      title: text('#verdict-title'),
      headline: text('#verdict-body .headline'),
      verdict: text('#verdict-body'),
      preset: document.querySelector('#preset').value,
      requestsPerDay: field('requests_per_day')?.querySelector('input[type=text]').value ?? null,
      inputTokens: field('input_tokens')?.querySelector('input[type=text]').value ?? null,
      outputTokens: field('output_tokens')?.querySelector('input[type=text]').value ?? null,
      unit: document.querySelector('#unit').value,
      rows: [...document.querySelectorAll('table.ranking tbody tr:not(.evidence-row)')].map((row) => ({
        offer: row.querySelector('.offer-name').getAttribute('aria-label').replace(/( risk| note| by rule)?, evidence$/, ''),
        main: row.querySelector('td.main').textContent,
        wins: row.classList.contains('win'),
      })),
      curve: {
        you: slider ? Number(slider.getAttribute('aria-valuenow')) : null,
        said: slider?.getAttribute('aria-valuetext') ?? null,
        lines: [...document.querySelectorAll('.curve .line')].map((line) => line.getAttribute('d')),
        youAt: Number(document.querySelector('.curve .you-line')?.getAttribute('x1')),
      },
      crossings: [...document.querySelectorAll('#break-card .crossings li')].map((each) => each.textContent),
      notices: [...document.querySelectorAll('#notices .notice')].map((notice) =>
        [...notice.querySelectorAll('p')].map((line) => line.textContent),
      ),
      hash: location.hash,
      said: text('#status'),
    };
  });
}

// What must be equal where two pages give the same answer. Inputs count as numbers: while one has the focus it keeps
// the text as it was typed.
export function answer(reading) {
  const { headline, verdict, unit, rows, crossings } = reading;
  const inputs = [reading.requestsPerDay, reading.inputTokens, reading.outputTokens].map(plainNumber);
  return { headline, verdict, inputs, unit, rows, crossings };
}

// The number in "1,234.50".
export const plainNumber = (text) => Number(text.replaceAll(',', ''));

export const input = (name) => `[data-path$="${name}"] input[type=text]`;

export const rowOf = (reading, offer) => reading.rows.find((row) => row.offer === offer);

// Waits until the page's reading satisfies `wanted`.
export const whenReads = (frame, wanted, what) => until(() => read(frame), wanted, what);

export async function clear(page, frame, selector) {
  const target = await frame.waitForSelector(selector);
  await target.focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
}

// Replaces an input's text with real keys.
export async function typeOver(page, frame, selector, text) {
  await clear(page, frame, selector);
  await page.keyboard.type(text);
}

// Replaces an input's text at once, as a paste does.
export async function pasteOver(page, frame, selector, text) {
  await clear(page, frame, selector);
  await page.keyboard.sendCharacter(text);
}

// The message beside an input: what a screen reader gets, and whether it can be seen.
export function messageOf(frame, selector) {
  return frame.$eval(selector, (node) => {
    const described = node.getAttribute('aria-describedby');
    const message = described ? document.getElementById(described) : null;
    const box = message?.getBoundingClientRect();
    const own = node.getBoundingClientRect();
    return {
      value: node.value,
      invalid: node.getAttribute('aria-invalid') === 'true',
      text: message?.textContent ?? '',
      visible: Boolean(message?.checkVisibility() && box.height > 0),
      distance: box ? Math.max(0, box.top - own.bottom, own.top - box.bottom) : null,
    };
  });
}

// Unfolds every platform of the ranking, so that each offer has its row.
export async function unfoldAll(frame) {
  await frame.evaluate(() => {
    const folded = () => document.querySelector('button.count[aria-expanded="false"]:not([hidden])');
    for (let button = folded(); button; button = folded()) button.click();
  });
}

// The verdict, the winning row and the plot must speak of the same workload.
export function assertInStep(reading) {
  const winner = reading.rows.find((row) => row.wins);
  assert.ok(winner, 'a row must win');
  assert.ok(reading.headline.includes(winner.offer), `“${reading.headline}” must name ${winner.offer}`);
  const shown = plainNumber(winner.main);
  const said = plainNumber(/\$([\d,.]*\d)/.exec(reading.headline)[1]);
  assert.ok(Math.abs(said - shown) <= 0.005 * shown + 0.005, `${reading.headline} against ${winner.main}`);
  const typed = plainNumber(reading.requestsPerDay);
  assert.equal(reading.curve.you, Number(typed.toPrecision(6)), 'the plot must stand at the volume typed');
}
