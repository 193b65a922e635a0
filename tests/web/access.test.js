// axe-core finds nothing, on the full page and in a frame, wide and narrow, light and dark, folded and unfolded.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { violations } from './support/axe.js';
import { openEverything } from './support/measure.js';
import { accessible, input, messageOf, pasteOver } from './support/twin.js';

const browserTest = browserSuite();

const widths = { wide: [1440, 900], narrow: [360, 740] };
const addresses = { 'full page': '#v=1&preset=chat', 'embedded page': '?embed=1#v=1&preset=exercise-1' };

for (const [what, address] of Object.entries(addresses)) {
  for (const [size, [width, height]] of Object.entries(widths)) {
    for (const scheme of ['light', 'dark']) {
      browserTest(`axe-core finds nothing: ${what}, ${size}, ${scheme}`, async ({ open }) => {
        const { page } = await open(address, { width, height, scheme });
        assert.deepEqual(await violations(page), [], 'as it opens');
        await page.evaluate(openEverything);
        await page.waitForFunction(() => document.querySelectorAll('.evidence-row').length >= 3);
        assert.deepEqual(await violations(page), [], 'with everything unfolded');
        await pasteOver(page, page, input('requests_per_day'), '-5');
        await until(() => messageOf(page, input('requests_per_day')), (now) => now.invalid, 'refused');
        assert.deepEqual(await violations(page), [], 'with a refused number');
      });
    }
  }
}

for (const scheme of ['light', 'dark']) {
  browserTest(`axe-core finds nothing where a link is broken, no offer is left, a link is copied: ${scheme}`, async ({ open }) => {
    const { page } = await open('#v=1&preset=chat&colour=blue&budget=0.01', { scheme });
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('closed'));
    });
    assert.match(await page.$eval('#verdict-body', (node) => node.textContent), /No offer/);
    await page.click('#copy');
    await page.evaluate(openEverything);
    assert.deepEqual(await violations(page), []);
  });

  browserTest(`axe-core finds nothing where the page did not start: ${scheme}`, async ({ site, open }) => {
    site.answers.set('rates-first.json', { status: 404 });
    const { page } = await open('', { scheme, ready: 'failed', expected: [/rates-first\.json/] });
    assert.deepEqual(await violations(page), []);
  });
}

browserTest('the headings, landmarks and names a screen reader goes by', async ({ open }) => {
  const { page } = await open();
  const outline = await page.$$eval('h1, h2', (nodes) => nodes.map((node) => `${node.tagName} ${node.textContent}`));
  assert.equal(outline[0], 'H1 Inference Platform Picker');
  assert.ok(outline.includes('H2 The pick'));
  assert.ok(outline.includes('H2 Cost curves'));
  const { named } = await accessible(page);
  assert.ok(named('textbox', /^Requests a day/i), 'the volume has a name');
  assert.ok(named('combobox', /^Preset$/));
  assert.ok(named('button', /^Undo$/));
  assert.ok(named('button', /^DeepInfra serverless, evidence$/));
  assert.ok(named('slider', /^Your requests a day$/), 'the workload line is a slider with a name');
  assert.ok(named('slider', /^Requests a day, slider$/));
});
