// Works the canvas as a visitor does: real mouse events at the rectangles of the widget table.

import assert from 'node:assert/strict';
import { until } from './browser.js';
import { plainNumber } from './twin.js';

// Opens the page as it opens by itself on a wide screen, and waits until the canvas stands still. A browser without
// WebGL 2 fails here.
export async function openCanvas(open, address = '', options = {}) {
  const [query, hash = ''] = address.split('#');
  const opened = await open(`${query ? `${query}&` : '?'}testing=1${hash && `#${hash}`}`, { view: null, ...options });
  const shown = await opened.page.evaluate(() => ({
    view: document.documentElement.dataset.view,
    notices: document.querySelector('#notices').textContent,
  }));
  assert.deepEqual(shown, { view: 'canvas', notices: '' }, 'the canvas must be shown');
  await idle(opened.page);
  return opened;
}

// Until neither a frame nor a notice to the page is due.
export const idle = (page) => page.evaluate(() => window.picker.whenIdle());

export const frames = (page) => page.evaluate(() => window.picker.frameCount());

export const state = (page) => page.evaluate(() => JSON.parse(window.picker.state()));

export const widgets = (page) => page.evaluate(() => JSON.parse(window.picker.widgets()));

// The one row of the widget table that has all of `wanted`.
export async function widget(page, wanted) {
  const rows = await widgets(page);
  const found = rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));
  assert.equal(found.length, 1, `${JSON.stringify(wanted)} among ${rows.map((row) => row.id).join(' ')}`);
  return found[0];
}

// The middle of a widget in the window, or the place at `share` of its width.
export async function pointOf(page, wanted, share = 0.5) {
  const { rect_css_px: rect } = await widget(page, wanted);
  return page.$eval(
    '#canvas',
    (canvas, [x, y, width, height], at) => {
      const top = canvas.getBoundingClientRect().top + y;
      if (top < 0 || top + height > innerHeight) scrollTo({ top: scrollY + top - innerHeight / 2, behavior: 'instant' });
      const box = canvas.getBoundingClientRect();
      return { x: box.left + x + width * at, y: box.top + y + height / 2 };
    },
    rect,
    share,
  );
}

export async function click(page, wanted) {
  const { x, y } = await pointOf(page, wanted);
  await page.mouse.click(x, y);
  await idle(page);
}

// Presses at `from`, moves to `to` (shares of the widget's width) and lets go.
export async function drag(page, wanted, from, to) {
  const start = await pointOf(page, wanted, from);
  const end = await pointOf(page, wanted, to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.up();
  await idle(page);
}

// The requests a day as the module, the form and the canvas have them.
export async function volumes(page) {
  const { request } = await state(page);
  const rows = (await widgets(page)).filter((row) => row.field === 'workloads.0.requests_per_day');
  const typed = await page.$eval('[data-path$="requests_per_day"] input[type=text]', (node) => node.value);
  return {
    state: request.workloads[0].requests_per_day,
    form: plainNumber(typed),
    widgets: rows.map((row) => plainNumber(String(row.value))),
  };
}

// All three agree on a value that `wanted` accepts: gives it.
export async function agreedVolume(page, wanted, what) {
  const agree = (now) =>
    wanted(now.state) && now.form === now.state && now.widgets.length > 0 && now.widgets.every((each) => each === now.state);
  return (await until(() => volumes(page), agree, what)).state;
}
