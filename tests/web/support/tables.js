// Reads and works the tables behind the tabs as a visitor does.

import { until } from './browser.js';

export const ask = (page, part) => page.evaluate((name) => JSON.parse(window.picker.result(name)).value, part);
export const view = (page) => page.evaluate(() => JSON.parse(window.picker.state()).view);

// The table as a visitor reads it, and what is open in it.
export const table = (page) =>
  page.evaluate(() => {
    const text = (node) => node?.textContent.trim() ?? null;
    const rows = [...document.querySelectorAll('.facts tbody tr:not(.evidence-row)')];
    return {
      tab: text(document.querySelector('[role=tab][aria-selected=true]')),
      note: text(document.querySelector('#table-about .note')),
      count: text(document.querySelector('.count-rows')),
      columns: [...document.querySelectorAll('.facts thead th')].map(text),
      sorted: [...document.querySelectorAll('.facts thead th[aria-sort]')].map((node) => [text(node), node.ariaSort]),
      rows: rows.map((row) => [...row.querySelectorAll('.tone')].map(text)),
      chosen: [...document.querySelectorAll('.filters input:checked')].map((node) => node.value),
      evidence: [...document.querySelectorAll('.facts .evidence-row')].map(text),
      expanded: document.querySelectorAll('.facts [aria-expanded=true]').length,
    };
  });
export const whenView = (page, wanted) =>
  until(() => page.evaluate(() => document.documentElement.dataset.view), (now) => now === wanted, `the ${wanted}`);
export const whenTable = (page, wanted, what) => until(() => table(page), wanted, what);
export const opened = (page) => whenTable(page, (now) => now.rows.length > 0, 'the table must be shown');

// With the mouse where the node is.
export async function press(page, selector) {
  const node = await page.waitForSelector(selector);
  await node.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await node.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}
export const chip = (tag) => `.filters .chip:has(input[value="${tag}"])`;
export const sortBy = (column) => `.facts [data-path="view.sort=${column}"]`;

// A text as the page shows it: an address in it is behind a link.
export const shownText = (text) => text.replace(/\s*\(https:\/\/[^\s)]+\)/, '').trim();
