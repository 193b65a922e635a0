// A day of load, and the hours of a load as an input: opened, chosen, changed and dragged with a real mouse and keys.

import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { violations } from './support/axe.js';
import { click as clickCanvas, idle, openCanvas, pointOf, state, widgets } from './support/canvas.js';
import { layoutFaults } from './support/measure.js';
import { ask, press, view } from './support/tables.js';
import { messageOf, pasteOver, read, typeOver, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const noFaults = { sideways: [], small: [], targets: [], clipped: [], outside: [], overlaps: [] };
const officeOnModal = '#v=1&preset=chat&tab=day&shape=office&rpd=2000000&b=modal/llama-3.3-70b/1xb200-fp8';
const hoursInput = '[data-path$="load.hourly"] textarea';
const shapeSelect = '[data-path$="load.shape"] select';
const openDay = (open, hash, options = {}) => open(`?testing=1${hash}`, options);

const load = async (page) => (await state(page)).request.workloads[0].load;
const inputs = (page) =>
  page.$$eval('#form .field', (nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => node.dataset.path.split('.').pop()));
// The day as a visitor reads it.
const day = (page) =>
  page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent ?? null;
    const shown = (selector) => document.querySelector(selector)?.checkVisibility() ?? false;
    return {
      facts: shown('.day-facts') ? text('.day-facts') : null,
      problem: shown('#day-body .empty') ? text('#day-body .empty') : null,
      drawn: shown('.day-plot'),
      demand: document.querySelector('.day-plot .line-1')?.getAttribute('d') ?? null,
      starts: document.querySelectorAll('.day-plot .day-start').length,
      texts: [...document.querySelectorAll('.day-plot text')].map((node) => node.textContent),
      offer: document.querySelector('#day-offer')?.value ?? null,
    };
  });
const whenDay = (page, wanted, what) => until(() => day(page), wanted, what);
const drawn = (page) => whenDay(page, (now) => now.drawn && now.facts, 'the day must be shown');

browserTest('the tab opens the day; what draws it is loaded once and not before', async ({ open }) => {
  const { page, log } = await openDay(open, '#v=1&preset=chat');
  const asked = () => log.requests.filter((url) => url.endsWith('/day.js')).length;
  assert.equal(asked(), 0);
  await press(page, '#tab-day');
  const shown = await drawn(page);
  const expected = await ask(page, 'dayOfLoad');
  assert.equal(shown.facts, `${expected.label}: ${expected.facts}`);
  assert.match(shown.facts, /^DeepInfra .*: \$\d+.* a day for 24 billed GPU-hours, of which 5\.12\s% are used\. No cold starts\.$/);
  assert.equal((await view(page)).tab, 'day');
  for (const panel of ['#panel-flips', '#panel-table'])
    assert.equal(await page.$eval(panel, (node) => node.checkVisibility()), false, panel);
  await press(page, '#tab-flips');
  await until(() => page.$eval('#panel-day', (node) => node.checkVisibility()), (seen) => !seen, 'the curve again');
  await press(page, '#tab-day');
  await drawn(page);
  assert.equal(asked(), 1);
});

for (const [what, hash, hours, words] of [
  ['a day', '#v=1&preset=chat&tab=day&shape=diurnal', 24, ['00:00', '24:00', 'time of day']],
  ['a week', officeOnModal, 168, ['Mon', 'Sun', 'day of the week', 'cold starts']],
]) {
  browserTest(`the table of ${what} has the engine’s hours, and the plot is drawn from them`, async ({ open }) => {
    const { page } = await openDay(open, hash);
    const shown = await drawn(page);
    const expected = await ask(page, 'dayOfLoad');
    assert.equal(expected.hours.length, hours);
    for (const word of [...words, 'demand', 'capacity']) assert.ok(shown.texts.includes(word), `${word} in ${shown.texts}`);
    assert.equal(shown.demand.split('L').length, 2 * hours + 1);
    const withStarts = expected.hours.filter((hour) => hour.cold_starts > 0).length;
    assert.equal(shown.starts, withStarts + (withStarts ? 1 : 0), 'a mark for each hour with starts, and one beside their name');
    await press(page, '#day-body summary');
    const rows = await until(
      () => page.$$eval('.hours tbody tr', (nodes) => nodes.map((row) => [...row.children].map((cell) => cell.textContent))),
      (now) => now.length === hours,
      'a row for each hour',
    );
    const numberOf = (text) => Number(text.replace(/,|\s.*/g, '')) * { k: 1e3, M: 1e6 }[text.slice(-1)] || Number(text.replaceAll(',', ''));
    for (const [index, hour] of expected.hours.entries()) {
      const said = rows[index].slice(1).map(numberOf);
      const meant = [hour.demand, hour.capacity, hour.replicas, hour.cold_starts];
      for (const [column, value] of meant.entries())
        assert.ok(Math.abs(said[column] - value) <= 0.006 * value, `${rows[index]} against ${meant}`);
    }
    assert.equal(rows[13][0].replace(/\s/g, ' '), hours === 24 ? '13:00 – 14:00' : 'Mon 13:00 – 14:00');
    assert.equal(rows.at(-1)[0].replace(/\s/g, ' '), hours === 24 ? '23:00 – 24:00' : 'Sun 23:00 – 24:00');
  });
}

browserTest('the offer is chosen with the keyboard; one without replicas says why there is no day', async ({ open }) => {
  const { page } = await openDay(open, '#v=1&preset=chat&tab=day');
  const first = await drawn(page);
  assert.equal(first.offer, '');
  await page.focus('#day-offer');
  await page.keyboard.type('Modal 2');
  const second = await whenDay(page, (now) => now.facts?.startsWith('Modal 2×'), 'the offer chosen');
  assert.equal((await view(page)).b, second.offer);
  assert.notEqual(second.facts, first.facts);
  await page.select('#day-offer', 'deepinfra/llama-3.3-70b/serverless');
  const none = await whenDay(page, (now) => now.problem !== null, 'the reason');
  assert.match(none.problem, /there are no replicas to show/);
  assert.deepEqual([none.drawn, none.facts], [false, null]);
  await page.select('#day-offer', '');
  assert.equal((await drawn(page)).facts, first.facts);
});

browserTest('the crosshair tells an hour and goes with the mouse', async ({ open }) => {
  const { page } = await openDay(open, '#v=1&preset=chat&tab=day&shape=diurnal');
  await drawn(page);
  const { hours } = await ask(page, 'dayOfLoad');
  const box = await page.$eval('.day-plot .day-used', (node) => {
    node.closest('svg').scrollIntoView({ block: 'center', behavior: 'instant' });
    return node.getBoundingClientRect().toJSON();
  });
  const at = (hour) => page.mouse.move(box.x + ((hour + 0.5) / 24) * box.width, box.y + box.height / 2);
  await at(6);
  const told = () => page.$eval('#day-body .readout', (node) => (node.hidden ? '' : node.textContent));
  const six = await until(told, (text) => text.includes('06:00 – 07:00'), 'the hour');
  assert.ok(six.includes(hours[6].demand.toPrecision(3)), `${hours[6].demand} in ${six}`);
  await at(17);
  await until(told, (text) => text.includes('17:00 – 18:00'), 'the next one');
  await page.keyboard.press('Escape');
  assert.equal(await told(), '');
});

browserTest('the inputs of the load are those of its shape, and the day follows them', async ({ open }) => {
  const { page } = await openDay(open, '#v=1&preset=chat&tab=day');
  const before = await drawn(page);
  const own = { flat: [], diurnal: ['amplitude', 'peak_hour'], office: ['from_hour', 'to_hour', 'days_per_week', 'night_share'], custom: ['hourly'] };
  const all = Object.values(own).flat();
  let demand = before.demand;
  for (const [shape, expected] of Object.entries(own).slice(1)) {
    await page.select(shapeSelect, JSON.stringify(shape));
    await until(() => inputs(page), (now) => expected.every((name) => now.includes(name)), `the inputs of ${shape}`);
    assert.deepEqual((await inputs(page)).filter((name) => all.includes(name)), expected);
    if (shape !== 'custom') demand = (await whenDay(page, (now) => now.demand !== demand, 'another curve')).demand;
  }
  const hours = (await load(page)).hourly;
  assert.equal(hours.length, 168, 'hour by hour begins with the week before it');
  assert.equal(await page.$eval(hoursInput, (node) => node.value), hours.join(' '));
  assert.deepEqual((await read(page)).notices, []);
});

browserTest('hours are typed and pasted; a refusal stands beside them and keeps the text', async ({ open }) => {
  const { page } = await openDay(open, '#v=1&preset=chat&tab=day&shape=custom&hours=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2');
  await drawn(page);
  const typed = Array.from({ length: 24 }, (_, hour) => (hour % 12) + 0.5);
  await typeOver(page, page, hoursInput, typed.join(', '));
  await until(async () => (await load(page)).hourly, (now) => now.join() === typed.join(), 'the hours typed');
  assert.equal((await messageOf(page, hoursInput)).invalid, false);
  assert.equal((await messageOf(page, hoursInput)).value, typed.join(', '), 'the text is not changed while it is typed');
  await page.keyboard.press('Tab');
  await until(() => page.$eval(hoursInput, (node) => node.value), (text) => text === typed.join(' '), 'tidied afterwards');

  await typeOver(page, page, hoursInput, '1 2 3');
  assert.equal((await messageOf(page, hoursInput)).invalid, false, 'half a list is no mistake while it is typed');
  await page.keyboard.press('Tab');
  const short = await until(() => messageOf(page, hoursInput), (now) => now.invalid, 'refused');
  assert.match(short.text, /24 numbers, one for each hour, or 168 for a week; these are 3/);
  assert.deepEqual([short.value, short.visible, short.distance < 12], ['1 2 3', true, true]);
  await typeOver(page, page, hoursInput, '1 2 noon');
  assert.match((await messageOf(page, hoursInput)).text, /“noon” is not a number/);
  await typeOver(page, page, hoursInput, Array(24).fill(0).join(' '));
  assert.match((await messageOf(page, hoursInput)).text, /needs a weight above 0/);
  assert.deepEqual((await load(page)).hourly, typed, 'what was refused changed nothing');

  const week = Array.from({ length: 168 }, (_, hour) => hour % 7);
  await pasteOver(page, page, hoursInput, week.join(' '));
  await until(async () => (await load(page)).hourly.length, (length) => length === 168, 'a week');
  assert.equal((await messageOf(page, hoursInput)).invalid, false);
  const texts = await whenDay(page, (now) => now.texts.includes('Mon'), 'the week is drawn');
  assert.ok(!texts.texts.includes('12:00'));
  await pasteOver(page, page, hoursInput, typed.join('\n'));
  await until(async () => (await load(page)).hourly, (now) => now.join() === typed.join(), 'a column of a sheet');
  await page.click('#undo');
  await whenReads(page, () => true, 'undo');
  assert.equal((await load(page)).hourly.length, 24);
});

for (const [width, height] of [[1440, 900], [1280, 900], [768, 900], [360, 740]]) {
  browserTest(`at ${width} px: the layout holds, axe-core finds nothing`, async ({ open }) => {
    for (const [scheme, hash] of [
      ['light', `${officeOnModal}`],
      ['dark', '#v=1&preset=chat&rpd=400000&tab=day&shape=custom&hours=1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,1,1,1,2'],
      ['light', '#v=1&preset=chat&rpd=400000&tab=day&b=deepinfra/llama-3.3-70b/serverless'],
    ]) {
      const { page } = await openDay(open, hash, { width, height, scheme });
      await whenDay(page, (now) => now.facts || now.problem, 'the day');
      await page.$eval('#day-body summary', (node) => node.click());
      assert.deepEqual(await page.evaluate(layoutFaults), noFaults, `${scheme} ${hash}`);
      assert.deepEqual(await violations(page), [], `${scheme} ${hash}`);
      await page.close();
    }
  });
}

browserTest('a link to the day brings it into sight on a narrow screen', async ({ open }) => {
  const { page } = await openDay(open, '#v=1&preset=chat&tab=day', { width: 360, height: 740 });
  await drawn(page);
  await until(
    () => page.$eval('#tabs', (node) => node.getBoundingClientRect().top),
    (top) => top >= 0 && top < 370,
    'in sight',
  );
});

browserTest('where what draws the day cannot be had, the tab says so, and Try again works', async ({ site, open }) => {
  site.answers.set('twin/day.js', { status: 500 });
  const { page } = await openDay(open, '#v=1&preset=chat', { expected: [/day\.js/] });
  await press(page, '#tab-day');
  await page.waitForSelector('#day-body .empty button');
  site.answers.delete('twin/day.js');
  await page.click('#day-body .empty button');
  await drawn(page);
});

browserTest('on the canvas an hour is dragged, and the hours are typed over their field', async ({ open }) => {
  const { page } = await openCanvas(open, '#v=1&preset=chat&tab=day&shape=diurnal');
  const start = await pointOf(page, { id: 'plot:day' }, 3.5 / 24);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y - 40, { steps: 4 });
  await page.mouse.up();
  await idle(page);
  const dragged = await load(page);
  assert.equal(dragged.shape, 'custom');
  assert.equal(dragged.hourly.length, 24);
  assert.equal(Math.max(...dragged.hourly), dragged.hourly[3], 'the hour under the mouse has become the busiest');

  const field = { id: 'number:workloads.0.load.hourly' };
  assert.equal((await widgets(page)).find((row) => row.id === field.id).value, '24 values');
  await clickCanvas(page, field);
  const over = await page.$eval(hoursInput, (node) => {
    const box = node.getBoundingClientRect();
    return { focus: document.activeElement === node, width: box.width, left: box.left, value: node.value };
  });
  assert.deepEqual([over.focus, over.value], [true, dragged.hourly.join(' ')]);
  assert.ok(over.left > 0 && over.width > 150, `over its field, wide enough: ${JSON.stringify(over)}`);
  await page.keyboard.press('End');
  await page.keyboard.type('5');
  await idle(page);
  assert.equal((await load(page)).hourly[23], Number(`${dragged.hourly[23]}5`));
  await page.keyboard.press('Escape');
  await idle(page);
  assert.deepEqual((await load(page)).hourly, dragged.hourly, 'Escape takes it back');
  await clickCanvas(page, { id: 'button:undo' });
  assert.equal((await load(page)).shape, 'diurnal');
});
