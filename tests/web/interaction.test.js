// Working the page with the keyboard alone, and the plot with a real mouse.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { assertInStep, input, plainNumber, read, typeOver, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const mostStops = 400;

// Marks every element with a number the first time that the focus reaches it and tells about the focused one.
const focused = (page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    window.stops ??= new Map();
    if (!window.stops.has(node)) window.stops.set(node, window.stops.size);
    const style = getComputedStyle(node);
    return {
      stop: window.stops.get(node),
      tag: node.tagName.toLowerCase(),
      id: node.id,
      path: node.closest('[data-path]')?.dataset.path ?? '',
      name: node.getAttribute('aria-label') ?? node.textContent.trim().slice(0, 60),
      role: node.getAttribute('role'),
      shown: node.checkVisibility(),
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    };
  });

// Presses Tab until `wanted` accepts the focused element.
async function tabTo(page, wanted, what) {
  for (let presses = 0; presses < mostStops; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now && wanted(now)) return now;
  }
  return assert.fail(`Tab does not reach ${what}`);
}

browserTest('Tab goes once through everything and out again, Shift+Tab back: no trap', async ({ open }) => {
  const { page } = await open('#v=1&preset=lesson-a');
  const stops = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now || now.stop < stops.length || stops.length > mostStops) break;
    assert.ok(now.shown, `${now.tag} ${now.name} has the focus and cannot be seen`);
    stops.push(now);
  }
  assert.ok(stops.length > 25 && stops.length < mostStops, `${stops.length} stops`);
  const reached = (wanted) => stops.some(wanted);
  assert.equal(stops[0].name, 'Skip to the answer');
  assert.ok(reached((stop) => stop.id === 'preset'));
  assert.ok(reached((stop) => stop.id === 'theme'));
  assert.ok(reached((stop) => stop.id === 'copy'));
  assert.ok(reached((stop) => stop.path.endsWith('requests_per_day') && stop.tag === 'input'));
  assert.ok(reached((stop) => stop.name.endsWith(', evidence')));
  assert.ok(reached((stop) => stop.role === 'slider'));
  assert.ok(reached((stop) => stop.id === 'break-a'));
  assert.ok(reached((stop) => stop.id === 'unit'));

  // Nothing that can be used is left out: same elements as the document's own list of what takes the focus.
  const left = await page.evaluate(() => {
    const takes = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, [tabindex="0"]';
    return [...document.querySelectorAll(takes)]
      .filter((node) => node.checkVisibility() && !window.stops.has(node))
      .filter((node) => !(node.type === 'radio' && !node.checked))
      .filter((node) => !(node.role === 'tab' && node.ariaSelected !== 'true')) // arrow keys go to these
      .map((node) => node.outerHTML.slice(0, 100));
  });
  assert.deepEqual(left, []);

  // Backwards from the end: the same stops in reverse.
  await page.evaluate(() => document.querySelector('#break-b').focus());
  const from = (await focused(page)).stop;
  await page.keyboard.down('Shift');
  for (let stop = from - 1; stop >= 0; stop -= 1) {
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).stop, stop, 'Shift+Tab must go back by one');
  }
  await page.keyboard.up('Shift');
});

browserTest('each control shows that it has the focus', async ({ open }) => {
  const { page } = await open('#v=1&preset=lesson-a');
  const shot = (clip) => page.screenshot({ clip, encoding: 'base64' });
  await tabTo(page, (now) => now.id === 'preset', 'the presets');
  for (;;) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now || now.id === 'break-b') break;
    if (now.outlined) continue;
    // Without an outline of its own, something around it must look different without the focus.
    const clip = await page.evaluate(() => {
      const node = document.activeElement;
      node.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = (node.closest('label') ?? node.parentElement).getBoundingClientRect();
      const own = node.getBoundingClientRect();
      const left = Math.max(0, Math.min(box.left, own.left) - 6);
      const top = Math.max(0, Math.min(box.top, own.top) - 6);
      const right = Math.max(box.right, own.right) + 6;
      const bottom = Math.max(box.bottom, own.bottom) + 6;
      return { x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top };
    });
    const lit = await shot(clip);
    await page.evaluate(() => {
      window.last = document.activeElement;
      window.last.blur();
    });
    const unlit = await shot(clip);
    await page.evaluate(() => window.last.focus({ focusVisible: true, preventScroll: true }));
    assert.notEqual(lit, unlit, `${now.tag} “${now.name}” looks the same with the focus`);
  }
});

browserTest('with keys alone: change a value, open the evidence, move the workload on the plot', async ({ open }) => {
  const { page } = await open();
  await tabTo(page, (now) => now.path.endsWith('requests_per_day') && now.tag === 'input', 'the volume');
  await page.keyboard.type('50000');
  const typed = await whenReads(page, (now) => now.curve.you === 50000, 'tabbing in selects the text, keys replace it');
  assertInStep(typed);

  await tabTo(page, (now) => now.name === 'DeepInfra serverless, evidence', 'the evidence of the pick');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.evidence-row .evidence tbody tr');
  assert.equal((await focused(page)).name, 'DeepInfra serverless, evidence', 'the focus stays');
  const evidence = await page.$eval('.evidence-row', (node) => node.textContent);
  assert.match(evidence, /deepinfra\/llama-3\.3-70b\/serverless/);
  assert.match(evidence, /published/);
  assert.match(evidence, /20\d\d/);
  await page.keyboard.press('Space');
  await until(() => page.$('.evidence-row'), (row) => row === null, 'the evidence must close');

  await tabTo(page, (now) => now.role === 'slider', 'the workload line');
  await page.keyboard.press('ArrowRight');
  const right = await whenReads(page, (now) => now.curve.you > 50000, 'the arrow must move the workload');
  assert.equal(plainNumber(right.requestsPerDay), right.curve.you);
  assertInStep(right);
  await page.keyboard.press('ArrowLeft');
  await whenReads(page, (now) => now.curve.you === 50000, 'the opposite arrow must move it back');
  await page.keyboard.press('ArrowDown');
  await whenReads(page, (now) => now.curve.you < 50000, 'down must lower it');
  await page.keyboard.press('PageUp');
  const up = await whenReads(page, (now) => now.curve.you > 75000, 'Page Up takes a larger step');
  assertInStep(up);
  await page.keyboard.press('Home');
  await whenReads(page, (now) => now.curve.you < 50000, 'Home goes to the start of the axis');
  assert.equal((await focused(page)).role, 'slider');
});

browserTest('arrow keys that come faster than frames all count', async ({ open }) => {
  const { page } = await open();
  const ratio = await page.$eval('.curve .you', async (node) => {
    const press = () => node.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    const before = Number(node.getAttribute('aria-valuenow'));
    for (let time = 0; time < 4; time += 1) press();
    // Two frames: the page may wait for one to answer.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return Number(node.getAttribute('aria-valuenow')) / before;
  });
  // 40 steps a decade, values to three digits.
  assert.ok(Math.abs(ratio - 10 ** (4 / 40)) < 0.03, `four presses multiply the volume by ${ratio}`);
});

browserTest('the slider beside the volume takes arrow keys', async ({ open }) => {
  const { page } = await open();
  await tabTo(
    page,
    (now) => now.path.endsWith('requests_per_day') && now.name.includes('slider'),
    'the slider of the volume',
  );
  await page.keyboard.press('ArrowRight');
  const right = await whenReads(page, (now) => now.curve.you > 20000, 'the slider must raise the volume');
  assertInStep(right);
});

browserTest('the message after a change is said once, politely', async ({ open }) => {
  const { page } = await open();
  assert.equal((await read(page)).said, '', 'the first answer is not announced');
  await typeOver(page, page, input('requests_per_day'), '40000');
  const said = await whenReads(page, (now) => now.said !== '', 'the new answer must be announced');
  assert.equal(said.said, said.headline);
  assert.equal(await page.$eval('#status', (node) => node.getAttribute('aria-live')), 'polite');
});

// Where the grip of the workload line is, in the window.
const gripOf = (page) =>
  page.$eval('.curve .you-grip', (node) => {
    node.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = node.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });

browserTest('dragging the workload line with the mouse changes the requests a day', async ({ open }) => {
  const { page } = await open();
  const first = await read(page);
  const grip = await gripOf(page);
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 30, grip.y, { steps: 5 });
  const middle = await whenReads(page, (now) => now.curve.you > 20000, 'the workload must follow the mouse');
  assert.equal(plainNumber(middle.requestsPerDay), middle.curve.you);
  await page.mouse.move(grip.x + 120, grip.y - 20, { steps: 8 });
  const dragged = await whenReads(
    page,
    (now) => Math.abs(now.curve.youAt - first.curve.youAt - 120) < 2,
    'the line must stand under the mouse',
  );
  assertInStep(dragged);
  await page.mouse.up();
  await page.mouse.move(grip.x, grip.y, { steps: 3 });
  const after = await whenReads(page, (now) => /rpd=/.test(now.hash), 'the address must follow the drag');
  assert.equal(after.requestsPerDay, dragged.requestsPerDay, 'after the release the mouse moves nothing');
  assert.ok(after.hash.includes(`rpd=${dragged.curve.you}`));

  // One drag is one step of undo.
  await page.click('#undo');
  await whenReads(page, (now) => now.curve.you === 20000, 'undo must take the whole drag back');
});

browserTest('dragging past the end of the axis stops at its end', async ({ open }) => {
  const { page } = await open();
  const grip = await gripOf(page);
  const end = await page.$eval('.curve .you', (node) => Number(node.getAttribute('aria-valuemax')));
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(1439, grip.y, { steps: 4 });
  await whenReads(page, (now) => plainNumber(now.requestsPerDay) === end, 'the workload must stop at the end');
  await page.mouse.up();
  assertInStep(await read(page));
});

browserTest('on the utilization axis the drag changes the volume as well', async ({ open }) => {
  const { page } = await open('#v=1&preset=exercise-1&revealed=1');
  const grip = await gripOf(page);
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 60, grip.y, { steps: 5 });
  await whenReads(
    page,
    (now) => now.curve.you > 0.35 && plainNumber(now.requestsPerDay) > 1944000,
    'the volume must follow the utilization',
  );
  await page.mouse.up();
  const reading = await read(page);
  // The lesson's Baseten serves 900,000 output tokens a minute: 6,480,000 requests of 200 tokens a saturated day.
  assert.ok(Math.abs(plainNumber(reading.requestsPerDay) / 6480000 - reading.curve.you) < 0.001);
});

browserTest('the theme switches and is remembered', async ({ open }) => {
  const { page } = await open();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.click('#theme');
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === '1');
  assert.equal(await ground(), dark);
  assert.equal(await page.$eval('#theme', (node) => node.getAttribute('aria-label')), 'Switch to the light theme');
});

// A finger on the slider, by the browser's own gestures: `steps` are where it goes from there.
async function swipe(page, steps) {
  const start = await page.$eval('[data-path$="requests_per_day"] .slider', (node) => {
    node.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: x + width * 0.8, y: y + height / 2, page: scrollY };
  });
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const send = (type, touchPoints) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [{ x: start.x, y: start.y }]);
  for (const [dx, dy] of steps) {
    await send('touchMove', [{ x: start.x + dx, y: start.y + dy }]);
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
  await send('touchEnd', []);
  return start.page;
}

const phone = { width: 390, height: 844 };

browserTest('a swipe up that begins on a slider scrolls the page and changes nothing', async ({ open }) => {
  const { page } = await open('#v=1&preset=chat', phone);
  const before = await read(page);
  const top = await swipe(page, Array.from({ length: 12 }, (_, i) => [0, -20 * (i + 1)]));
  await until(() => page.evaluate(() => scrollY), (now) => now > top + 100, 'the page must scroll');
  const after = await read(page);
  assert.deepEqual([after.requestsPerDay, after.headline, after.rows], [before.requestsPerDay, before.headline, before.rows]);
  assert.equal(after.curve.you, before.curve.you);
});

browserTest('a slider is moved by a finger across it', async ({ open }) => {
  const { page } = await open('#v=1&preset=chat', phone);
  const top = await swipe(page, Array.from({ length: 8 }, (_, i) => [-10 * (i + 1), 0]));
  const moved = await whenReads(page, (now) => now.requestsPerDay !== '20,000', 'the workload must follow');
  assertInStep(moved);
  assert.equal(await page.evaluate(() => scrollY), top, 'the page stays');
});
