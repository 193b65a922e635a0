// The lesson's figures as the page shows them: its scenarios to the cent, exercise 1 in the headline.
import assert from 'node:assert/strict';
import { violations } from './support/axe.js';
import { browserSuite, until } from './support/browser.js';
import { plainNumber, read, rowOf, whenReads } from './support/twin.js';
import { cents, expectedAt, offerName, offerValues } from './support/vectors.js';

const browserTest = browserSuite();
const percent = (share) => `${Number((100 * share).toPrecision(3))}\u00a0%`;

for (const [preset, id] of [
  ['lesson-a', 'scenario-a'],
  ['lesson-b', 'scenario-b'],
]) {
  browserTest(`preset ${preset} shows all six vendors to the cent`, async ({ open }) => {
    const { page } = await open(`#v=1&preset=${preset}`);
    const reading = await read(page);
    const expected = offerValues('calls_lesson', id);
    assert.equal(expected.size, 6);
    assert.equal(reading.rows.length, 6);
    for (const [offer, usdPerDay] of expected) {
      const row = rowOf(reading, offerName(offer));
      assert.ok(row, `no row for ${offer}`);
      assert.equal(row.main.replaceAll(',', ''), cents(usdPerDay), offer);
    }
    const order = reading.rows.map((row) => plainNumber(row.main));
    assert.deepEqual(order, [...order].sort((one, other) => one - other));
    const [cheapest] = [...expected].sort((one, other) => one[1] - other[1]);
    assert.equal(reading.headline, `Use ${offerName(cheapest[0])}: $${cents(cheapest[1])} a day.`);
  });
}

browserTest('the unit of the table switches to $ per million output tokens and back', async ({ open }) => {
  const { page } = await open('#v=1&preset=lesson-a');
  const perDay = (await read(page)).rows;
  await page.select('#unit', 'usd_per_million_output_tokens');
  const reading = await whenReads(page, (now) => now.rows[0].main !== perDay[0].main, 'the unit must change');
  for (const [offer, price] of offerValues('calls_lesson', 'scenario-a', 'usd_per_million_output_tokens')) {
    assert.equal(rowOf(reading, offerName(offer)).main, cents(price), offer);
  }
  await page.select('#unit', 'usd_per_day');
  await whenReads(page, (now) => now.rows[0].main === perDay[0].main, 'the unit must change back');
});

browserTest('exercise 1 reads 67.9 % in the headline, not 30 %', async ({ open }) => {
  const { page } = await open('#v=1&preset=exercise-1&revealed=1');
  const crossing = expectedAt('calls_lesson', 'baseten-67.9-percent', 'value');
  assert.equal(percent(crossing), '67.9\u00a0%');
  const reading = await read(page);
  assert.equal(reading.title, 'The break-even');
  assert.equal(await page.$eval('#verdict-body .headline em', (node) => node.textContent), percent(crossing));
  assert.ok(reading.headline.startsWith('Baseten beats Fireworks above 67.9\u00a0%'), reading.headline);
  assert.match(reading.headline, /, not 30\u00a0%\.$/);
  assert.ok(reading.crossings.some((sentence) => sentence.includes(percent(crossing))));

  // The plot marks the crossing, the rule of thumb, and where the preset's workload stands.
  const labels = await page.$$eval('.curve text', (nodes) => nodes.map((node) => node.textContent));
  assert.ok(labels.includes(percent(crossing)), labels.join(' | '));
  assert.ok(labels.some((label) => label.includes('rule of thumb')), labels.join(' | '));
  assert.equal(reading.curve.said, percent(0.3));
  await page.click('#curve-body details.fold > summary');
  await page.waitForSelector('#curve-body table th[scope=row]');
  const cells = await page.$$eval('#curve-body table th[scope=row]', (nodes) =>
    nodes.map((node) => node.textContent),
  );
  assert.ok(cells.includes(percent(crossing)), cells.join(' | '));
});

browserTest('Fireworks against Modal breaks even at 2.78 % of a saturated day, or 160 k requests', async ({ open }) => {
  const pair = 'a=fireworks/llama-70b/per-token&b=modal/llama-70b/per-minute';
  const rest = 'cat=lesson&model=llama-70b&out=200&rpd=10000&shape=packed';
  const { page } = await open(`#v=1&axis=utilization&${pair}&${rest}`);
  const share = percent(expectedAt('calls_lesson', 'modal-2.78-percent', 'value'));
  assert.equal(share, '2.78\u00a0%');
  assert.ok((await read(page)).headline.includes(share));
  await page.evaluate(() => document.querySelector('input[name=plot-axis][value=requests_per_day]').click());
  const requests = expectedAt('calls_lesson', 'modal-requests', 'value');
  await whenReads(
    page,
    (now) => now.crossings.some((sentence) => sentence.includes(`${requests / 1000}\u00a0k requests a day`)),
    'the crossing in requests a day must be told',
  );
});

browserTest('exercise 1 is guessed by the marker, answered, and tried with other figures', async ({ open }) => {
  const { page } = await open('#v=1&preset=exercise-1');
  const said = () => page.$eval('#exercise-body', (node) => node.textContent);
  assert.equal((await read(page)).title, 'An exercise');
  assert.ok(!(await page.$eval('#right', (node) => node.innerText)).includes('67.9'), 'nothing gives it away');
  assert.equal(await page.$eval('#break-card', (node) => node.hidden), true);
  // By keys: from the rule of thumb to 33 %; by the mouse: to the right.
  await page.$eval('#curve-body [role=slider]', (node) => node.focus());
  for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
  await until(said, (text) => text.includes('33\u00a0%'), 'the guess must follow the keys');
  const grip = await page.$eval('#curve-body .you-grip', (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 40, grip.y, { steps: 4 });
  await page.mouse.up();
  await until(said, (text) => !text.includes('33\u00a0%'), 'the guess must follow the mouse');
  await page.evaluate(() => document.querySelector('#exercise-body button').click());
  await until(said, (text) => /too low: it is 67\.9/.test(text), 'the answer must be told');
  assert.equal(await page.$eval('#break-card', (node) => node.hidden), false);
  for (const [preset, value] of [
    ['exercise-1-input', '34'],
    ['exercise-1-chat', '10.4'],
  ]) {
    await page.evaluate((id) => document.querySelector(`#exercise-body input[value="${id}"]`).click(), preset);
    await until(said, (text) => text.includes(`it is ${value}`), `the setting ${preset} must answer`);
  }
  await page.evaluate(() => document.querySelector('#exercise-body input[value="exercise-1-market"]').click());
  await until(said, (text) => /it is \d+(\.\d+)?\u00a0%/.test(text) && !text.includes('10.4'), 'real prices must answer');
  assert.deepEqual(await violations(page), []);
});

browserTest('the answer asked for by key keeps the focus in its card and is said aloud', async ({ open }) => {
  const { page } = await open('#v=1&preset=exercise-1');
  await page.$eval('#curve-body [role=slider]', (node) => node.focus());
  for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
  await until(() => page.$eval('#exercise-body', (node) => node.textContent), (text) => text.includes('33\u00a0%'), 'the guess');
  await page.focus('#exercise-body button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#exercise-body .said');
  const answer = await page.$eval('#exercise-body .said', (node) => node.textContent);
  assert.match(answer, /67\.9/);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), answer, 'the reader is at the answer');
  const said = await until(() => page.$eval('#status', (node) => node.textContent), (text) => text.includes('67.9'), 'it is said');
  assert.ok(said.startsWith(answer), said);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'exercise-setting', 'the settings come next');
  assert.deepEqual(await violations(page), []);
});

browserTest('the prices of exercise 5 stand apart', async ({ open }) => {
  for (const width of [1440, 1000, 760, 360]) {
    const { page } = await open('#v=1&preset=exercise-5', { width });
    const gaps = await page.$$eval('table.ranking tbody tr', (rows) =>
      rows.map((row) => {
        const boxes = [...row.querySelectorAll('td')]
          .filter((cell) => /^[\d,.]+$/.test(cell.textContent.trim()) && cell.checkVisibility())
          .map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getBoundingClientRect();
          });
        return Math.min(...boxes.slice(1).map((box, i) => box.left - boxes[i].right), 1000);
      }),
    );
    assert.ok(gaps.length > 3);
    assert.ok(Math.min(...gaps) >= 8, `${width}: ${gaps}`);
  }
});

browserTest('exercise 5 tells dollars for 1,000 predictions at ten a day and at 10,000', async ({ open }) => {
  const { page } = await open('#v=1&preset=exercise-5');
  const usd = (now) => Object.fromEntries(now.rows.map((row) => [row.offer.split(' ')[0], row.main]));
  assert.deepEqual(usd(await read(page)).Modal, '2,880.00');
  await page.evaluate(() => document.querySelector('#exercise-body input[value="exercise-5-busy"]').click());
  await whenReads(page, (now) => usd(now).Modal === '2.88' && usd(now).Baseten === '79.20', 'the bills of 10,000 a day');
});
