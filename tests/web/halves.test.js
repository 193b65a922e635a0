// A module in two files: the first shows an answer, the rest comes with the visitor, and a call that needs it earlier
// waits for it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserSuite, until } from './support/browser.js';
import { frames, idle } from './support/canvas.js';
import { root } from './support/site.js';
import { read, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const { presets } = JSON.parse(readFileSync(join(root, 'rates', 'presets.json'), 'utf8'));
const rests = (log) => log.requests.filter((url) => url.endsWith('.rest.wasm'));
const faces = { canvas: 'picker-canvas', table: 'picker' };
const restOf = (face) => `${faces[face]}.rest.wasm`;
const come = (page) => page.mouse.move(400, 300);
const whenAsked = (log, count) => until(() => rests(log).length, (now) => now === count, 'the rest must be asked for');

// Until nothing is loaded any more.
const settle = (page) => page.waitForNetworkIdle({ idleTime: 350 });

for (const { id } of presets) {
  browserTest(`the first half answers a link to ${id}`, async ({ open }) => {
    for (const view of Object.keys(faces)) {
      const { page, log } = await open(`?view=${view}#v=1&preset=${id}`);
      await settle(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
      assert.deepEqual(rests(log), [], view);
    }
  });
}

for (const view of Object.keys(faces)) {
  browserTest(`${view}: narrow, dark and embedded, the first half shows an answer`, async ({ open }) => {
    for (const [address, options] of [
      ['', { width: 768, scheme: 'dark' }],
      ['', { width: 360 }],
      ['?embed=1', { width: 700 }],
    ]) {
      const { page, log } = await open(address, { view, ...options });
      await settle(page);
      assert.match((await read(page)).headline, /^Use /);
      assert.deepEqual(rests(log), [], JSON.stringify([address, options]));
    }
  });

  browserTest(`${view}: the rest comes with the mouse, once`, async ({ open }) => {
    const { page, log } = await open('', { view });
    await come(page);
    await whenAsked(log, 1);
    await settle(page);
    await come(page);
    await page.mouse.click(400, 300);
    await settle(page);
    assert.equal(rests(log).length, 1);
    assert.ok(rests(log)[0].endsWith(`/${restOf(view)}`));
  });

  browserTest(`${view}: a call that needs the rest before it is here has it`, async ({ open }) => {
    const { page, log } = await open('?testing=1', { view });
    const answer = await page.evaluate(() => JSON.parse(window.picker.table(JSON.stringify({ table: 'sources' }))));
    assert.equal(answer.ok, true);
    assert.ok(answer.rows.length > 10);
    assert.equal(rests(log).length, 1);
    await come(page);
    await settle(page);
    assert.equal(rests(log).length, 1, 'it is here');
  });

  browserTest(`${view}: a link of numbers brings both halves at once`, async ({ open }) => {
    const { page, log } = await open('#v=1&preset=chat&rpd=50000&shape=office', { view });
    assert.equal(rests(log).length, 1);
    assert.match((await read(page)).headline, /^Use /);
  });

  browserTest(`${view}: a command that needs a rest that does not load is told once and can be given again`, async ({ open, site }) => {
    site.answers.set(restOf(view), { status: 404 });
    const { page } = await open('', { view, expected: [/rest\.wasm/, /Failed to load resource/] });
    const before = await read(page);
    await page.select('#preset', 'lesson-a');
    const told = await whenReads(page, (now) => now.notices.length > 0, 'a notice must say so');
    assert.equal(told.notices.length, 1);
    assert.match(told.notices[0].join(' '), /Part of the calculator could not be loaded/);
    assert.equal(told.headline, before.headline);
    site.answers.delete(restOf(view));
    await page.select('#preset', 'lesson-b');
    await whenReads(page, (now) => now.headline !== before.headline && now.notices.length === 0, 'it must answer');
  });

  browserTest(`${view}: a rest that does not load is told, loses nothing and is asked for again`, async ({ open, site }) => {
    site.answers.set(restOf(view), { status: 404 });
    const { page, log } = await open('?testing=1', { view, expected: [/rest\.wasm/, /Failed to load resource/] });
    const before = await read(page);
    await come(page);
    const told = await whenReads(page, (now) => now.notices.length === 1, 'a notice must say so');
    assert.match(told.notices[0].join(' '), /Part of the calculator could not be loaded/);
    const answer = await page.evaluate(() => JSON.parse(window.picker.state()));
    assert.equal(answer.ok, true, 'what is here works');

    site.answers.delete(restOf(view));
    const failed = rests(log).length;
    await page.mouse.move(500, 320);
    await until(() => rests(log).length, (now) => now > failed, 'it must be asked for again');
    await whenReads(page, (now) => now.notices.length === 0, 'the notice must go');
    assert.equal((await read(page)).headline, before.headline);
    await page.evaluate(() =>
      window.picker.command(JSON.stringify({ id: 'set', args: { path: 'workloads.0.requests_per_day', value: 70000 } })),
    );
    await whenReads(page, (now) => now.requestsPerDay === '70,000', 'a change must be shown');
    if (view === 'canvas') {
      await idle(page);
      const drawn = await frames(page);
      await page.mouse.move(520, 330);
      await until(() => frames(page), (now) => now > drawn, 'the canvas must go on drawing');
    }
  });
}
