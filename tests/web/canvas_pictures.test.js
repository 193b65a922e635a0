// What WebGL draws against the golden pictures, which ui/raster drew from the same draw lists.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { readPng } from '../ui/pictures.mjs';
import { browserSuite } from './support/browser.js';
import { openCanvas } from './support/canvas.js';
import { root } from './support/site.js';

const browserTest = browserSuite();
const rates = readFileSync(join(root, 'tests/vectors/frozen_rates.json'), 'utf8');
const channelMost = 8; // of 255
const shareMost = 0.005;

// The share of the pixels whose channels differ by more than `channelMost`.
function differing(one, other) {
  let pixels = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const off = [0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > channelMost);
    pixels += off ? 1 : 0;
  }
  return pixels / (one.width * one.height);
}

for (const width of [1440, 1100, 768]) {
  for (const scheme of ['light', 'dark']) {
    browserTest(`WebGL draws the golden picture: ${width} wide, ${scheme}`, async ({ site, open }) => {
      for (const file of ['rates-first.json', 'rates.json'])
        site.answers.set(file, { status: 200, body: rates, type: 'application/json' });
      const golden = readPng(join(root, `tests/goldens/chat-${width}-${scheme}.png`));
      // The whole canvas is in the window: taking a picture of more makes Chromium resize the page while it does so.
      const { page } = await openCanvas(open, '#v=1&preset=chat', { width, height: golden.height, scheme });
      const canvas = await page.$('#canvas');
      const bytes = await canvas.screenshot({ captureBeyondViewport: false });
      const drawn = PNG.sync.read(Buffer.from(bytes));
      assert.deepEqual([drawn.width, drawn.height], [golden.width, golden.height]);
      const share = differing(drawn, golden);
      if (share > shareMost) {
        const folder = join(root, 'build/goldens');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `chat-${width}-${scheme}.webgl.png`), bytes);
      }
      assert.ok(share <= shareMost, `${(share * 100).toFixed(2)} % of the pixels differ`);
    });
  }
}
