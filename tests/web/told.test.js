// What is told beside the bill: speeds, what to try first, warnings of the whole request, classes of lengths, work that
// may wait, and inputs that may stay empty.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { state } from './support/canvas.js';
import { ask } from './support/tables.js';
import { clear, read, typeOver, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const ready = (open, hash, options) => open(`?testing=1${hash}`, options);
const compare = (page) => ask(page, 'compare');
const workload = async (page) => (await state(page)).request.workloads[0];
const shown = (page, selector) => page.$$eval(selector, (nodes) => nodes.filter((node) => node.checkVisibility()).length);

browserTest('the ranking has the first token and the speed of each offer where there is room', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=chat');
  const [quote] = (await compare(page)).workloads[0].quotes;
  const cells = await page.$eval('.ranking tbody tr', (row) =>
    ['first-token', 'stream'].map((name) => row.querySelector(`.${name}`).textContent),
  );
  const mark = ['measured', 'published'].includes(quote.speed.kind) ? '' : '~';
  const two = (value) => (value >= 9.95 ? value.toFixed(0) : value >= 0.995 ? value.toFixed(1) : value.toFixed(2));
  assert.equal(cells[0], `${mark}${two(quote.speed.answer_p95_s)}\u00a0s`);
  assert.ok(cells[1].startsWith(mark), cells[1]);
  const title = await page.$eval('.ranking tbody td.first-token', (node) => node.title);
  assert.ok(title.startsWith(quote.speed.sentence), title);
  await page.click('.ranking .offer-name');
  await until(() => page.$$eval('.evidence-box .speed', (nodes) => nodes.length), (count) => count === 1, 'the evidence');
  assert.ok((await page.$eval('.evidence-box .speed', (node) => node.textContent)).startsWith(quote.speed.sentence));
  // Narrow pages tell it in the evidence alone, which stays as wide as the table.
  await page.setViewport({ width: 768, height: 900 });
  await until(() => shown(page, '.ranking td.first-token'), (count) => count === 0, 'no room for the column');
  await until(
    () => page.evaluate(() => document.querySelector('.evidence-row').offsetWidth - document.querySelector('.ranking').offsetWidth),
    (difference) => Math.abs(difference) <= 1,
    'the evidence spans the table',
  );
  assert.equal(await shown(page, '.evidence-box .speed'), 1);
});

browserTest('an API that may miss the limit is named with the safe pick', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=chat&ttft=900');
  const { recommendation } = await compare(page);
  const [{ primary, try_first: trial }] = recommendation.workloads;
  assert.ok(trial, 'the test needs a limit that the cheapest API may miss');
  const reading = await read(page);
  assert.equal(reading.headline, recommendation.headline.map(({ text }) => text).join(''));
  for (const offer of [trial.label, primary.label]) assert.ok(reading.headline.includes(offer), reading.headline);
  assert.ok(reading.verdict.includes('1,000 test requests cost'), reading.verdict);
});

browserTest('a warning of the whole request stands with the verdict until it is settled', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=chat&model=gpt-oss-120b,llama-3.3-70b&reasoning=counted');
  const [warning] = (await compare(page)).recommendation.warnings;
  assert.equal(warning.code, 'reasoning-mixed');
  assert.ok((await read(page)).verdict.includes(warning.message));
  await page.select('[data-path$="reasoning"] select', '"typical"');
  await whenReads(page, (now) => !now.verdict.includes(warning.message), 'the warning goes');
});

browserTest('classes of lengths stand in the place of the one length until that is asked for', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=chat&lengths=0.7:800:200,0.3:9000:500');
  const line = await page.$eval('.field.lengths', (node) => node.textContent);
  assert.match(line, /^Lengths: 2 classes from the link/);
  const pair = ['input_tokens', 'output_tokens'].map((name) => `[data-path$=".${name}"]`).join();
  assert.equal(await shown(page, pair), 0);
  await page.focus('.field.lengths button');
  await page.keyboard.press('Enter');
  await until(() => shown(page, pair), (count) => count === 2, 'the inputs of one length');
  assert.deepEqual((await workload(page)).lengths, []);
  assert.equal(await shown(page, '.field.lengths'), 0);
});

browserTest('a share that may stay empty is set and cleared with keys', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=chat');
  await page.click('.more-inputs summary');
  const share = '[data-path$="gpu_cached_input_share"] input';
  assert.deepEqual(await page.$eval(share, (node) => [node.value, node.placeholder]), ['', 'auto']);
  await typeOver(page, page, share, '35');
  await until(async () => (await workload(page)).gpu_cached_input_share, (value) => value === 0.35, 'the share');
  await clear(page, page, share);
  await until(async () => (await workload(page)).gpu_cached_input_share, (value) => value === null, 'empty again');
  assert.equal(await page.$eval(share, (node) => node.getAttribute('aria-invalid')), null);
});

browserTest('work that may wait is a band of its own in the day of load', async ({ open }) => {
  const address = '#v=1&preset=chat&tab=day&shape=diurnal&b=deepinfra/llama-3.3-70b/1xh100-fp8';
  const { page } = await ready(open, `${address}&batch=0.4`);
  await until(() => shown(page, '.day-plot .day-batch'), (count) => count === 1, 'the band');
  const texts = await page.$$eval('.day-plot text', (nodes) => nodes.map((node) => node.textContent));
  assert.ok(texts.includes('batch'), texts.join());
  assert.match(await page.$eval('.day-facts', (node) => node.textContent), /Batch work, 40\s% of the requests/);
  await typeOver(page, page, '[data-path$="batch_share"] input', '0');
  await until(() => shown(page, '.day-plot .day-batch'), (count) => count === 0, 'without it no band');
});

browserTest('exercise 1 says why 30 % was believed once the answer is shown', async ({ open }) => {
  const { page } = await ready(open, '#v=1&preset=exercise-1');
  assert.equal(await shown(page, '#exercise-body .why'), 0);
  await page.click('#exercise-body .primary');
  await until(() => shown(page, '#exercise-body .why li'), (count) => count === 4, 'the reasons');
  await page.click('input[name=exercise-setting][value=exercise-1-day]');
  await whenReads(page, (now) => now.headline.includes('Not reachable with this load pattern'), 'a real day');
});
