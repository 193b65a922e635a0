// One state, three ways in: the canvas by real mouse, the page's own inputs, links. What each shows agrees.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { agreedVolume, click, drag, idle, openCanvas, pointOf, state, widget, widgets } from './support/canvas.js';
import { input, messageOf, plainNumber, read, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const volume = 'workloads.0.requests_per_day';
const slider = { id: `slider:${volume}` };
const number = { id: `number:${volume}` };
const field = input('requests_per_day');

// Where the page's input lies, against its widget, and what is in it.
const overlay = (page) =>
  page.$eval(field, (node) => {
    const box = node.closest('.box').getBoundingClientRect();
    const canvas = document.querySelector('#canvas').getBoundingClientRect();
    return {
      focused: document.activeElement === node,
      over: node.closest('.box').classList.contains('over'),
      rect: [box.left - canvas.left, box.top - canvas.top, box.width, box.height],
      selected: node.value.slice(node.selectionStart, node.selectionEnd),
      value: node.value,
      size: getComputedStyle(node).fontSize,
    };
  });

const closed = (page) => until(() => overlay(page), (now) => !now.over && !now.focused, 'the input must close');

browserTest('dragging the slider on the canvas changes state, form, address and answer as one step of undo', async ({ open }) => {
  const { page } = await openCanvas(open);
  const first = await read(page);
  await drag(page, slider, 0.4, 0.7);
  const moved = await agreedVolume(page, (value) => value > 20000, 'all must follow the drag');
  const reading = await whenReads(page, (now) => now.hash.includes(`rpd=${moved}`), 'the address must follow');
  assert.notEqual(reading.headline, first.headline);
  await until(async () => (await read(page)).said, (said) => said === reading.headline, 'the answer must be announced');
  await click(page, { id: 'button:undo' });
  await agreedVolume(page, (value) => value === 20000, 'one undo takes the whole drag back');
  await click(page, { id: 'button:redo' });
  await agreedVolume(page, (value) => value === moved, 'redo brings it back');
});

browserTest('clicking a number opens the page’s own input over it; Enter takes what is typed', async ({ open }) => {
  const { page } = await openCanvas(open);
  await click(page, number);
  const shown = await overlay(page);
  const { rect_css_px: rect } = await widget(page, number);
  assert.deepEqual([shown.focused, shown.over, shown.selected, shown.size], [true, true, '20000', '13px']);
  shown.rect.forEach((value, index) => assert.ok(Math.abs(value - rect[index]) <= 1, `${shown.rect} over ${rect}`));
  await page.keyboard.type('50000');
  await agreedVolume(page, (value) => value === 50000, 'typing works at once');
  await page.keyboard.press('Enter');
  await closed(page);
  assert.equal(await page.$eval(field, (node) => node.value), '50,000');
});

browserTest('Escape restores the value, a click elsewhere keeps it', async ({ open }) => {
  const { page } = await openCanvas(open);
  await click(page, number);
  await page.keyboard.type('777');
  await agreedVolume(page, (value) => value === 777, 'typing works at once');
  await page.keyboard.press('Escape');
  await closed(page);
  await agreedVolume(page, (value) => value === 20000, 'Escape restores');
  await click(page, number);
  await page.keyboard.type('888');
  await page.mouse.click(5, 600);
  await closed(page);
  await agreedVolume(page, (value) => value === 888, 'leaving keeps');
});

browserTest('a refused number leaves the state alone and says so below the input', async ({ open }) => {
  const { page } = await openCanvas(open);
  await click(page, number);
  await page.keyboard.type('-5');
  const message = await until(() => messageOf(page, field), (now) => now.invalid && now.visible, 'it must be refused');
  assert.ok(message.distance >= 0 && message.distance < 12, `${message.distance} px below the input`);
  const inWindow = await page.$eval('.over-message', (node) => {
    const box = node.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  });
  assert.ok(inWindow, 'the message can be seen');
  assert.equal((await state(page)).request.workloads[0].requests_per_day, 20000);
  await page.keyboard.press('Escape');
  await closed(page);
  await agreedVolume(page, (value) => value === 20000, 'Escape restores');
  assert.equal((await messageOf(page, field)).invalid, false);
});

browserTest('the input follows its widget when the page scrolls', async ({ open }) => {
  const { page } = await openCanvas(open, '', { width: 1000, height: 600 });
  await click(page, number);
  await page.mouse.move(900, 300);
  await page.mouse.wheel({ deltaY: 60 });
  await until(() => page.evaluate(() => scrollY), (y) => y > 30, 'the page must scroll');
  const { rect_css_px: rect } = await widget(page, number);
  await until(
    () => overlay(page),
    (now) => now.over && Math.abs(now.rect[1] - rect[1]) <= 1,
    'the input must stay on its widget',
  );
});

browserTest('a change in the form reaches the canvas', async ({ open }) => {
  const { page } = await openCanvas(open);
  await page.$eval(field, (node) => {
    node.focus();
    node.value = '40000';
    node.dispatchEvent(new Event('input', { bubbles: true }));
    node.blur();
  });
  await agreedVolume(page, (value) => value === 40000, 'the canvas must follow the form');
  await page.select('#preset', 'exercise-1');
  await until(() => state(page), (now) => now.request.catalog === 'lesson', 'the preset must be taken');
  await idle(page);
  assert.equal((await widget(page, { id: 'combo:catalog' })).enabled, true);
  await agreedVolume(page, (value) => value === 1944000, 'and shown');
});

browserTest('a preset chosen on the canvas is chosen in the form', async ({ open }) => {
  const { page } = await openCanvas(open);
  await click(page, { id: 'combo:preset' });
  const entries = (await widgets(page)).filter((row) => row.id.startsWith('entry:combo:preset:'));
  const other = entries.find((row) => row.value === 'false' && row.enabled);
  assert.ok(other, 'the menu must list the presets');
  await click(page, { id: other.id });
  const chosen = await until(
    () => page.$eval('#preset', (select) => [select.value, select.selectedOptions[0].textContent]),
    ([value]) => value !== 'chat' && value !== '',
    'the form must follow',
  );
  assert.equal(chosen[1], other.label);
  assert.equal((await state(page)).preset, chosen[0]);
});

browserTest('a link followed while the canvas is open reaches all', async ({ open }) => {
  const { page } = await openCanvas(open, '#v=1&preset=chat&rpd=30000');
  await agreedVolume(page, (value) => value === 30000, 'the first link');
  await page.evaluate(() => {
    location.hash = '#v=1&preset=chat&rpd=60000';
  });
  await agreedVolume(page, (value) => value === 60000, 'the second link');
});

browserTest('chips, boxes and the workload line work by mouse', async ({ open }) => {
  const { page } = await openCanvas(open);
  await click(page, { id: 'chip:requirements.compliance=soc2-type-2' });
  assert.deepEqual((await state(page)).request.requirements.compliance, ['soc2-type-2']);
  await until(
    () => page.$eval('[data-path="requirements.compliance"] input[value="soc2-type-2"]', (node) => node.checked),
    (checked) => checked,
    'the form must follow',
  );
  await click(page, { id: 'check:requirements.dedicated' });
  assert.equal((await state(page)).request.requirements.dedicated, true);
  const line = await pointOf(page, { id: 'line:plot.workload' });
  await page.mouse.move(line.x, line.y);
  await page.mouse.down();
  await page.mouse.move(line.x + 60, line.y, { steps: 5 });
  await page.mouse.up();
  await agreedVolume(page, (value) => value > 40000, 'the workload must follow the line');
});

browserTest('Copy link on the canvas writes the clipboard and says so', async ({ site, context, open }) => {
  const { page } = await openCanvas(open, '#v=1&preset=lesson-a&rpd=12000');
  await context.overridePermissions(site.origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await page.bringToFront();
  await click(page, { id: 'button:copy' });
  const copied = await until(
    () => page.evaluate(() => navigator.clipboard.readText()),
    (text) => text !== '',
    'the link must be on the clipboard',
  );
  assert.match(copied, /#v=1&.*rpd=12000/);
  assert.ok(copied.startsWith(`${site.url}#`), 'without the mode of this visit');
  assert.equal(await page.$eval('#toast', (node) => node.checkVisibility() && node.textContent), 'Link copied.');
});

browserTest('where the clipboard is closed, the link is shown over the canvas', async ({ open }) => {
  const { page } = await openCanvas(open);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('closed'));
  });
  await click(page, { id: 'button:copy' });
  const box = await until(
    () => page.$eval('#copy-text', (node) => node.checkVisibility() && node.getBoundingClientRect().toJSON()),
    Boolean,
    'the link must be shown',
  );
  assert.ok(box.left > 0 && box.right < 1440 && box.top > 0 && box.bottom < 900, JSON.stringify(box));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'copy-text');
});

browserTest('while the canvas is dragged the form waits; it is right as soon as it has the focus', async ({ open }) => {
  const { page } = await openCanvas(open);
  await page.evaluate(() => {
    window.redraws = 0;
    new MutationObserver(() => {
      window.redraws += 1;
    }).observe(document.querySelector('#verdict-body'), { childList: true, subtree: true, characterData: true });
  });
  const start = await pointOf(page, slider, 0.4);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 80, start.y, { steps: 8 });
  await idle(page);
  const now = (await state(page)).request.workloads[0].requests_per_day;
  const seen = await page.evaluate(() => {
    const { redraws } = window;
    const node = document.querySelector('[data-path$="requests_per_day"] input[type=text]');
    node.focus();
    return { redraws, value: node.value };
  });
  await page.mouse.up();
  assert.ok(now > 20000);
  assert.equal(plainNumber(seen.value), now);
  assert.ok(seen.redraws <= 1, `${seen.redraws} redraws during the drag`);
});
