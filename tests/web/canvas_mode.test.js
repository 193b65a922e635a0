// Which face is shown, what is loaded for it, and going from one to the other.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { agreedVolume, click, idle, openCanvas, state, widgets } from './support/canvas.js';
import { read, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const modules = (log) => log.requests.map((url) => /(picker[\w-]*)\.first\.wasm$/.exec(url)?.[1]).filter(Boolean);
const viewOf = (page) => page.evaluate(() => document.documentElement.dataset.view);
const whenView = (page, view) =>
  until(
    () => page.evaluate(() => [document.documentElement.dataset.view, document.querySelector('main').inert].join(' ')),
    (now) => now === `${view} false`,
    `the ${view} must be shown`,
  );
// Marks the module of now; `isGone` tells whether the garbage collector finds that nothing holds it any more.
const mark = (page) =>
  page.evaluate(() => {
    window.marked = new WeakRef(window.picker);
  });
async function isGone(page) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  return page.evaluate(() => window.marked.deref() === undefined);
}

browserTest('a wide screen loads the canvas’s module and no other', async ({ open }) => {
  const { page, log } = await openCanvas(open);
  assert.deepEqual(modules(log), ['picker-canvas']);
  assert.ok(!log.requests.some((url) => url.endsWith('/picker.js')));
  assert.ok((await widgets(page)).length > 20);
  assert.equal(await page.$eval('#canvas', (node) => node.getAttribute('aria-hidden')), 'true');
});

for (const [what, address, options] of [
  ['a narrow screen', '?testing=1', { width: 600 }],
  ['a narrow screen that asks for the canvas', '?testing=1&view=canvas', { width: 600 }],
  ['?view=table', '?testing=1&view=table', {}],
  ['a frame', '?testing=1&embed=1', {}],
]) {
  browserTest(`${what} loads the small module and no other`, async ({ open }) => {
    const { page, log } = await open(address, { view: null, ...options });
    assert.equal(await viewOf(page), 'table');
    assert.deepEqual(modules(log), ['picker']);
    assert.ok(!log.requests.some((url) => url.includes('picker-canvas')));
    assert.equal(await page.$eval('#stage', (node) => node.checkVisibility()), false);
    assert.equal((await read(page)).notices.length, address.includes('view=canvas') ? 1 : 0);
  });
}

browserTest('forced colours show the form and table', async ({ blank, site }) => {
  const { page } = await blank();
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  await page.goto(`${site.url}?testing=1`);
  await whenView(page, 'table');
});

browserTest('without WebGL the form and table work, and a notice says why', async ({ blank, site }) => {
  const { page, log } = await blank();
  await page.evaluateOnNewDocument(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  });
  await page.goto(`${site.url}?testing=1`);
  await whenView(page, 'table');
  const reading = await whenReads(page, (now) => now.notices.length === 1, 'the notice must be shown');
  assert.match(reading.notices[0].join(' '), /WebGL 2/);
  assert.match(reading.headline, /^Use /);
  assert.deepEqual(modules(log), ['picker'], 'the canvas’s module is not even asked for');
});

for (const [file, answer] of [
  ['picker-canvas.js', { status: 404 }],
  ['picker-canvas.first.wasm', { status: 200, body: 'not a module' }],
  ['fonts/Inter-SemiBold.otf', { status: 404 }],
  ['fonts/Inter-Regular.otf', { status: 200, body: '<!doctype html><title>Sorry</title>' }],
]) {
  browserTest(`where ${file} is missing or broken the form and table work, and a notice says why`, async ({ open, site }) => {
    site.answers.set(file, answer);
    const expected = [new RegExp(file.replace('.', '\\.')), /wasm|WebAssembly|instantiation|font|OTS|decode/i];
    const { page } = await open('?testing=1', { view: null, expected });
    assert.equal(await viewOf(page), 'table');
    const reading = await read(page);
    assert.equal(reading.notices.length, 1);
    assert.match(reading.headline, /^Use /);
  });
}

browserTest('canvas, table, canvas: the state is kept, one module is alive at a time', async ({ open }) => {
  const { page } = await openCanvas(open, '#v=1&preset=chat&rpd=123456&unit=usd_per_month');
  const picture = async () => {
    const { request, view } = await state(page);
    return JSON.stringify({ request, view });
  };
  const first = await picture();
  const answer = await read(page);
  await mark(page);
  assert.equal(await isGone(page), false);

  await click(page, { id: 'button:show-table' }).catch(() => {}); // the module goes away with the click
  await whenView(page, 'table');
  assert.equal(await picture(), first);
  const table = await read(page);
  assert.deepEqual([table.headline, table.rows, table.crossings], [answer.headline, answer.rows, answer.crossings]);
  await until(() => isGone(page), Boolean, 'the canvas’s module must be gone');
  await mark(page);
  assert.equal(await page.$eval('#stage', (node) => node.childElementCount), 0);

  await page.click('#show-canvas');
  await whenView(page, 'canvas');
  await idle(page);
  assert.equal(await picture(), first);
  await until(() => isGone(page), Boolean, 'the small module must be gone');
  await page.evaluate(() => {
    location.hash = '#v=1&preset=chat&rpd=60000';
  });
  await agreedVolume(page, (value) => value === 60000, 'links still work');
  await click(page, { id: 'button:undo' });
  await agreedVolume(page, (value) => value === 123456, 'undo still works');
});

browserTest('making the window narrow shows the table, making it wide again the canvas', async ({ open }) => {
  const { page } = await openCanvas(open, '#v=1&preset=chat&rpd=123456');
  await page.setViewport({ width: 600, height: 900 });
  await whenView(page, 'table');
  await whenReads(page, (now) => now.requestsPerDay === '123,456', 'with the same state');
  assert.equal(await page.$eval('#show-canvas', (node) => node.checkVisibility()), false);
  await page.setViewport({ width: 1440, height: 900 });
  await whenView(page, 'canvas');
  await agreedVolume(page, (value) => value === 123456, 'with the same state');
});

browserTest('who chose the table keeps it: on a wider window and on the next visit', async ({ open, context, site }) => {
  const { page } = await open('', { view: null });
  await whenView(page, 'canvas');
  await page.$eval('#show-table', (node) => node.click());
  await whenView(page, 'table');
  await page.setViewport({ width: 600, height: 900 });
  await page.setViewport({ width: 1440, height: 900 });
  const next = (await open('', { view: null })).page;
  assert.equal(await viewOf(next), 'table');
  assert.equal(await viewOf(page), 'table');
  const asked = (await open('?view=canvas', { view: null })).page;
  assert.equal(await viewOf(asked), 'canvas', 'the address counts more');
  const tested = await context.newPage();
  await tested.goto(`${site.url}?testing=1`);
  await whenView(tested, 'canvas');
});

browserTest('on paper the form and table are shown, up to date', async ({ open }) => {
  const { page } = await openCanvas(open);
  await page.emulateMediaType('print');
  const shown = await page.evaluate(() => {
    const seen = (selector) => {
      const node = document.querySelector(selector);
      const box = node.getBoundingClientRect();
      return node.checkVisibility() && box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1;
    };
    return { canvas: seen('#stage'), verdict: seen('#verdict'), ranking: seen('#ranking-card'), curve: seen('#curve-card') };
  });
  assert.deepEqual(shown, { canvas: false, verdict: true, ranking: true, curve: true });
});
