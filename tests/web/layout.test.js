// The layout at four widths, light and dark: nothing sideways, small, clipped or on top of something else.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { browserSuite, until } from './support/browser.js';
import { layoutFaults, openEverything, pictureFigures } from './support/measure.js';
import { root } from './support/site.js';

const browserTest = browserSuite();
const none = { sideways: [], small: [], targets: [], clipped: [], outside: [], overlaps: [] };

async function opened(open, address, options) {
  const { page } = await open(address, options);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return page;
}

for (const width of [1440, 1100, 768, 360]) {
  for (const scheme of ['light', 'dark']) {
    browserTest(`the layout holds at ${width} px, ${scheme}`, async ({ open }) => {
      const page = await opened(open, '', { width, scheme });
      assert.deepEqual(await page.evaluate(layoutFaults), none, 'as it opens');
    });
  }

  for (const preset of ['lesson-a', 'lesson-b', 'exercise-1']) {
    browserTest(`the layout holds at ${width} px for preset ${preset}`, async ({ open }) => {
      const page = await opened(open, `#v=1&preset=${preset}`, { width });
      assert.deepEqual(await page.evaluate(layoutFaults), none);
    });
  }

  browserTest(`the layout holds at ${width} px with everything unfolded`, async ({ open }) => {
    const page = await opened(open, '', { width });
    await page.evaluate(openEverything);
    await page.waitForFunction(() => document.querySelectorAll('.evidence-row').length >= 3);
    assert.deepEqual(await page.evaluate(layoutFaults), none);
  });

  browserTest(`the layout holds at ${width} px with large numbers and a broken link`, async ({ open }) => {
    const page = await opened(open, '#v=1&preset=chat&colour=blue&rpd=98765432&in=123456&out=98765', { width });
    assert.deepEqual(await page.evaluate(layoutFaults), none);
  });
}

for (const width of [1000, 760, 360]) {
  for (const preset of ['chat', 'exercise-1']) {
    browserTest(`the embedded layout holds at ${width} px for preset ${preset}`, async ({ open }) => {
      const page = await opened(open, `?embed=1#v=1&preset=${preset}`, { width, height: 700 });
      assert.deepEqual(await page.evaluate(layoutFaults), none, 'as it opens');
      await page.evaluate(openEverything);
      assert.deepEqual(await page.evaluate(layoutFaults), none, 'with everything unfolded');
    });
  }
}

browserTest('a window that is made narrow and wide again looks as before', async ({ open }) => {
  const page = await opened(open, '', { width: 1440 });
  const before = await page.$eval('.curve', (node) => node.outerHTML);
  for (const width of [360, 768]) {
    await page.setViewport({ width, height: 900 });
    await page.waitForFunction(
      () => document.querySelector('.curve').getBoundingClientRect().right <= innerWidth,
    );
    const settled = (faults) => isDeepStrictEqual(faults, none);
    await until(() => page.evaluate(layoutFaults), settled, `nothing is out of place at ${width} px`);
  }
  await page.setViewport({ width: 1440, height: 900 });
  await page.waitForFunction((html) => document.querySelector('.curve').outerHTML === html, {}, before);
});

for (const [width, height, scheme] of [
  [1440, 900, 'light'],
  [1440, 900, 'dark'],
  [360, 740, 'light'],
]) {
  browserTest(`a picture of the page at ${width} px, ${scheme}, is not blank`, async ({ open, blank }) => {
    const page = await opened(open, '', { width, height, scheme });
    const folder = join(root, 'build', 'screenshots');
    mkdirSync(folder, { recursive: true });
    const base64 = await page.screenshot({ encoding: 'base64' });
    writeFileSync(join(folder, `picker-${width}-${scheme}.png`), Buffer.from(base64, 'base64'));
    const curve = await (await page.$('#curve-card')).screenshot({ encoding: 'base64' });
    const { page: desk } = await blank();
    const figures = await desk.evaluate(pictureFigures, base64);
    assert.deepEqual([figures.width, figures.height], [width, height]);
    assert.ok(figures.colours > 100, `${figures.colours} colours`);
    assert.ok(figures.deviation > 10, `luminance deviates by ${figures.deviation}`);
    assert.ok(scheme === 'dark' ? figures.mean < 90 : figures.mean > 180, `mean luminance ${figures.mean}`);
    const plot = await desk.evaluate(pictureFigures, curve);
    assert.ok(plot.colours > 50 && plot.deviation > 10, 'the plot is not blank');
  });
}
