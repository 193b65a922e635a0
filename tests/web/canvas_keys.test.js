// The canvas view with the keyboard alone, and what assistive technology gets of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browserSuite, until } from './support/browser.js';
import { agreedVolume, idle, openCanvas, state, widgets } from './support/canvas.js';
import { accessible, read } from './support/twin.js';

const browserTest = browserSuite();
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mostStops = 400;

// The focused element: who it is, where it can be seen.
const focused = (page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    window.stops ??= new Map();
    if (!window.stops.has(node)) window.stops.set(node, window.stops.size);
    const box = node.getBoundingClientRect();
    return {
      stop: window.stops.get(node),
      id: node.id,
      kind: node.type ?? node.tagName.toLowerCase(),
      path: node.closest('[data-path]')?.dataset.path ?? '',
      value: node.value,
      name: node.getAttribute('aria-label') ?? node.textContent.trim().slice(0, 60),
      peeked: node.closest('.peek')?.id ?? null,
      over: node.closest('.over') !== null,
      seen: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && box.width > 0,
    };
  });

async function tabTo(page, wanted, what) {
  for (let presses = 0; presses < mostStops; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now && wanted(now)) return now;
  }
  return assert.fail(`Tab does not reach ${what}`);
}

const shot = (page) => page.screenshot({ encoding: 'base64' });

browserTest('the first stop leaves the canvas; Enter does it and the keyboard stays in place', async ({ open }) => {
  const { page } = await openCanvas(open);
  await page.keyboard.press('Tab');
  const first = await focused(page);
  assert.deepEqual([first.id, first.seen], ['show-table', true]);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'show-canvas');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'table');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'show-table');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'canvas');
});

browserTest('Tab goes once through every control, each can be seen, and out again', async ({ open }) => {
  const { page } = await openCanvas(open);
  const fields = new Set((await widgets(page)).map((row) => row.field));
  const stops = [];
  let unlit = await shot(page);
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now || now.stop < stops.length || stops.length > mostStops) break;
    await idle(page);
    const lit = await shot(page);
    assert.ok(lit !== unlit, `${now.name} ${now.path} looks the same with the focus`);
    unlit = lit;
    if (now.peeked || now.over) assert.ok(now.seen, `${now.name} ${now.path} is out of sight`);
    stops.push(now);
  }
  assert.ok(stops.length > 25 && stops.length < mostStops, `${stops.length} stops`);
  const kinds = (wanted) => stops.filter(wanted).length;
  assert.ok(kinds((stop) => stop.over) >= 6, 'numbers and selects come up over their widgets');
  assert.ok(kinds((stop) => stop.peeked) >= 3, 'what the canvas has no picture of comes up as a panel');
  assert.ok(kinds((stop) => !stop.over && !stop.peeked) >= 10, 'others have a ring on the canvas');
  assert.ok([...fields].length > 10);
});

browserTest('with keys alone: change the volume and a chip, and the answer follows', async ({ open }) => {
  const { page } = await openCanvas(open);
  const before = (await read(page)).headline;
  const number = await tabTo(page, (now) => now.path.endsWith('requests_per_day') && now.kind === 'text', 'the volume');
  assert.deepEqual([number.over, number.seen], [true, true]);
  await page.keyboard.type('5000000');
  await agreedVolume(page, (value) => value === 5000000, 'typing replaces the number');
  assert.notEqual((await read(page)).headline, before);
  await page.keyboard.press('Enter');
  const next = await tabTo(page, (now) => now.kind === 'range', 'the slider after the number');
  assert.ok(next.path.endsWith('requests_per_day'), 'Tab goes on where it was');
  await page.keyboard.press('ArrowLeft');
  await agreedVolume(page, (value) => value < 5000000, 'the slider takes arrow keys');
  await tabTo(page, (now) => now.kind === 'checkbox' && now.path === 'requirements.compliance', 'a chip');
  const plain = await shot(page);
  await page.keyboard.press('Space');
  await idle(page);
  assert.equal((await state(page)).request.requirements.compliance.length, 1);
  assert.ok((await shot(page)) !== plain, 'the chip looks different');
});

browserTest('the evidence behind a number is reached by keys', async ({ open }) => {
  const { page } = await openCanvas(open);
  await tabTo(page, (now) => now.name === 'DeepInfra serverless, evidence', 'the evidence of the pick');
  await page.keyboard.press('Enter');
  const seen = await page.waitForSelector('.evidence-row .evidence tbody tr').then(() => focused(page));
  if (seen.peeked) {
    assert.ok(seen.seen);
    await page.keyboard.press('Escape');
    await until(() => page.$('.peek'), (panel) => panel === null, 'Escape closes the panel');
  }
});

browserTest('typing with a mouse on the canvas and Tab afterwards go on from the same input', async ({ open }) => {
  const { page } = await openCanvas(open);
  const row = (await widgets(page)).find((each) => each.id === 'number:workloads.0.input_tokens');
  const [x, y, width, height] = row.rect_css_px;
  await page.mouse.click(x + width / 2, y + height / 2);
  await page.waitForFunction(() => document.activeElement.matches('[data-path$="input_tokens"] input[type=text]'));
  await page.keyboard.press('Tab');
  const next = await focused(page);
  assert.deepEqual([next.path.endsWith('input_tokens'), next.kind], [true, 'range']);
});

for (const scheme of ['light', 'dark']) {
  browserTest(`axe-core finds nothing in the canvas view: ${scheme}`, async ({ open }) => {
    const { page } = await openCanvas(open, '', { scheme });
    await page.evaluate(axeSource);
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 5)}`);
    });
    assert.deepEqual(found, []);
  });
}

browserTest('a screen reader gets the form, the answer and the table, and no canvas', async ({ open }) => {
  const { page } = await openCanvas(open);
  const { flat, named } = await accessible(page);
  assert.ok(named('button', /^Show as form and table$/));
  assert.ok(named('textbox', /^Requests a day/i));
  assert.ok(named('combobox', /^Preset$/));
  assert.ok(named('button', /^DeepInfra serverless, evidence$/));
  assert.ok(named('slider', /^Your requests a day$/));
  assert.ok(!flat.some((node) => /canvas/i.test(node.role)));
});
