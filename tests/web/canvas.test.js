// The canvas by itself: it draws, draws only when asked, is sharp, and comes back when its context was lost.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserSuite, until } from './support/browser.js';
import { agreedVolume, click, frames, idle, openCanvas, pointOf, state, widget } from './support/canvas.js';
import { pictureFigures } from './support/measure.js';
import { root } from './support/site.js';

const browserTest = browserSuite();
const volume = 'workloads.0.requests_per_day';
const slider = { id: `slider:${volume}` };
const mostFrames = 4;
const quietMs = 2000;

const figuresOf = async (page, blank) => {
  const base64 = await page.screenshot({ encoding: 'base64' });
  const { page: desk } = await blank();
  const figures = await desk.evaluate(pictureFigures, base64);
  await page.bringToFront();
  return { base64, ...figures };
};

for (const scheme of ['light', 'dark']) {
  browserTest(`the canvas is not blank: ${scheme}`, async ({ open, blank }) => {
    const { page } = await openCanvas(open, '', { scheme });
    const figures = await figuresOf(page, blank);
    const folder = join(root, 'build', 'screenshots');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `canvas-1440-${scheme}.png`), Buffer.from(figures.base64, 'base64'));
    assert.ok(figures.colours > 100, `${figures.colours} colours`);
    assert.ok(figures.deviation > 10, `luminance deviates by ${figures.deviation}`);
    assert.ok(scheme === 'dark' ? figures.mean < 90 : figures.mean > 180, `mean luminance ${figures.mean}`);
  });
}

browserTest('no frame is drawn while nothing happens, few after a change', async ({ open }) => {
  const { page } = await openCanvas(open);
  const before = await frames(page);
  assert.ok(before > 0);
  await new Promise((done) => setTimeout(done, quietMs));
  assert.equal(await frames(page), before, 'idle');
  await page.evaluate((path) => {
    window.picker.command(JSON.stringify({ id: 'set', args: { path, value: 30000 } }));
  }, volume);
  await idle(page);
  const after = await frames(page);
  assert.ok(after > before && after <= before + mostFrames, `${after - before} frames for a change`);
});

browserTest('no frame is drawn while the slider is held still', async ({ open }) => {
  const { page } = await openCanvas(open);
  const start = await pointOf(page, slider, 0.5);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y, { steps: 4 });
  await idle(page);
  const held = await frames(page);
  assert.notEqual((await state(page)).request.workloads[0].requests_per_day, 20000);
  await new Promise((done) => setTimeout(done, quietMs / 4));
  assert.equal(await frames(page), held);
  await page.mouse.up();
});

browserTest('a drag may leave the canvas and the window, and ends where the button is let go', async ({ open }) => {
  const { page } = await openCanvas(open);
  const start = await pointOf(page, slider, 0.5);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x - 2000, start.y + 50, { steps: 5 });
  await idle(page);
  const low = (await state(page)).request.workloads[0].requests_per_day;
  assert.ok(low < 1000, `the slider stands at its end, at ${low}`);
  await page.mouse.move(start.x, start.y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(start.x + 60, start.y, { steps: 3 });
  await idle(page);
  const back = (await state(page)).request.workloads[0].requests_per_day;
  assert.ok(back > 5 * low, 'it came back');
  assert.equal(await agreedVolume(page, (value) => value === back, 'after the release nothing moves'), back);
});

browserTest('a lost context comes back with everything on it', async ({ open, blank }) => {
  const { page } = await openCanvas(open);
  await page.evaluate((path) => {
    window.picker.command(JSON.stringify({ id: 'set', args: { path, value: 30000 } }));
  }, volume);
  await idle(page);
  const before = await figuresOf(page, blank);
  await page.$eval('#canvas', (canvas) => {
    window.loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loss.loseContext();
  });
  await page.waitForFunction(() => document.querySelector('#notices .notice') !== null);
  await page.mouse.move(300, 300);
  await page.evaluate(() => window.loss.restoreContext());
  await page.waitForFunction(() => document.querySelector('#notices .notice') === null);
  await page.mouse.move(0, 0);
  await idle(page);
  assert.equal((await state(page)).request.workloads[0].requests_per_day, 30000);
  const after = await figuresOf(page, blank);
  assert.ok(Math.abs(after.mean - before.mean) < 0.5, `luminance ${before.mean} then ${after.mean}`);
  assert.ok(after.colours > 0.9 * before.colours && after.deviation > 10, `${after.colours} colours`);
  await click(page, { id: 'button:undo' });
  await agreedVolume(page, (value) => value === 20000, 'it still works');
});

const sizes = (page) =>
  page.$eval('#canvas', (canvas) => {
    const box = canvas.getBoundingClientRect();
    return { width: canvas.width, height: canvas.height, css: [box.width, box.height], ratio: devicePixelRatio };
  });

browserTest('a device of twice the pixels gets twice the pixels, at once', async ({ open }) => {
  const { page } = await openCanvas(open);
  const one = await sizes(page);
  assert.deepEqual([one.width, one.height], one.css, 'one pixel for each CSS pixel');
  // The emulation tells the page of another ratio only where the width changes as well.
  for (const [width, ratio] of [
    [1439, 2],
    [1440, 1.5],
    [1439, 3],
    [1440, 1],
  ]) {
    await page.setViewport({ width, height: 900, deviceScaleFactor: ratio });
    const now = await until(
      () => sizes(page),
      (size) => size.width === Math.round(size.css[0] * ratio),
      `the canvas must follow to ${ratio}`,
    );
    assert.equal(now.ratio, ratio);
    assert.equal(now.height, Math.round(now.css[1] * ratio));
  }
});

browserTest('the canvas follows the window and never scrolls by itself', async ({ open }) => {
  const { page } = await openCanvas(open);
  for (const [width, height] of [
    [1000, 700],
    [760, 500],
    [1600, 1000],
  ]) {
    await page.setViewport({ width, height });
    await until(
      () => sizes(page),
      (size) => size.css[0] <= width && size.css[0] > width - 30 && size.width === Math.round(size.css[0]),
      `the canvas must follow to ${width} px`,
    );
    await idle(page);
    const { fits, sideways, bottom } = await page.$eval('#canvas', (canvas) => ({
      fits: canvas.getBoundingClientRect().height >= innerHeight,
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      bottom: document.documentElement.scrollHeight - canvas.getBoundingClientRect().bottom - scrollY,
    }));
    assert.deepEqual({ fits, sideways, bottom }, { fits: true, sideways: 0, bottom: 0 }, `${width} px`);
    const rows = await page.evaluate(() => JSON.parse(window.picker.widgets()));
    const { css } = await sizes(page);
    for (const { id, rect_css_px: rect } of rows) {
      assert.ok(rect[0] >= 0 && rect[0] + rect[2] <= css[0] + 0.5, `${id} sticks out at ${width} px`);
      assert.ok(rect[1] >= 0 && rect[1] + rect[3] <= css[1] + 0.5, `${id} sticks out at ${width} px`);
    }
  }
});

browserTest('the wheel over the canvas scrolls the page', async ({ open }) => {
  const { page } = await openCanvas(open, '', { width: 1000, height: 600 });
  await page.mouse.move(500, 300);
  await page.mouse.wheel({ deltaY: 200 });
  await until(() => page.evaluate(() => scrollY), (y) => y > 50, 'the page must scroll');
});

browserTest('the canvas follows the theme while it is shown', async ({ open, blank }) => {
  const { page } = await openCanvas(open);
  await click(page, { id: 'button:theme' });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.ok((await figuresOf(page, blank)).mean < 90);
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await idle(page);
  assert.ok((await figuresOf(page, blank)).mean > 180);
});

browserTest('a finger that slides along the slider moves it and leaves no hover behind', async ({ open }) => {
  const { page } = await openCanvas(open);
  const start = await pointOf(page, slider, 0.5);
  await page.touchscreen.touchStart(start.x, start.y);
  for (const step of [10, 20, 30]) await page.touchscreen.touchMove(start.x + step, start.y);
  await page.touchscreen.touchEnd();
  await idle(page);
  await agreedVolume(page, (value) => value > 20000, 'the volume must follow the finger');
  assert.equal((await widget(page, slider)).enabled, true);
  assert.equal(await page.$eval('#canvas', (canvas) => canvas.style.cursor || 'default'), 'default');
});

browserTest('start, stop and start again; what cannot start says why', async ({ open }) => {
  const { page } = await openCanvas(open);
  const said = await page.evaluate(async () => {
    const { picker } = window;
    const call = (...args) => {
      const { ok, error } = JSON.parse(picker.startCanvas(...args));
      return ok ? 'ok' : error.code;
    };
    const load = async (file) => new Uint8Array(await (await fetch(`fonts/${file}.otf`)).arrayBuffer());
    const fonts = { regular: await load('Inter-Regular'), semibold: await load('Inter-SemiBold') };
    const seen = {};
    seen.stop = JSON.parse(picker.stopCanvas()).ok;
    seen.widgets = picker.widgets();
    seen.frames = picker.frameCount();
    await picker.whenIdle();
    seen.errors = [
      call('#canvas'),
      call('#canvas', 3),
      call('#canvas', { regular: fonts.regular, semibold: new Uint8Array(40) }),
      call('#nothing', fonts),
      call('main', fonts),
      call('][', fonts),
      call(7, fonts),
      call(undefined, null),
    ];
    seen.again = [call('#canvas', fonts), call('#canvas', fonts)];
    await picker.whenIdle();
    seen.drawn = picker.frameCount() > 0 && JSON.parse(picker.widgets()).length > 0;
    seen.rulers = document.querySelector('#stage').childElementCount;
    return seen;
  });
  assert.deepEqual(said, {
    stop: true,
    widgets: '[]',
    frames: 0,
    errors: ['no-font', 'no-font', 'no-font', 'no-canvas', 'no-canvas', 'no-canvas', 'not-text', 'not-text'],
    again: ['ok', 'ok'],
    drawn: true,
    rulers: 2,
  });
});
