// The page opens, answers, and follows what is typed.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import {
  answer,
  assertInStep,
  clear,
  input,
  messageOf,
  pasteOver,
  plainNumber,
  read,
  rowOf,
  typeOver,
  unfoldAll,
  whenReads,
} from './support/twin.js';
import { cents, offerName, offerValues, presets } from './support/vectors.js';

const browserTest = browserSuite();
const volume = input('requests_per_day');
const chat = offerValues('calls_market', 'chat');
const cheapest = 'deepinfra/llama-3.3-70b/serverless';

browserTest('opens from a sub-path and reads the verdict', async ({ site, open }) => {
  const { page, log } = await open();
  const reading = await read(page);
  assert.equal(reading.title, 'The pick');
  assert.equal(reading.headline, `Use ${offerName(cheapest)}: $${cents(chat.get(cheapest))} a day.`);
  assert.equal(reading.preset, 'chat');
  assertInStep(reading);
  assert.deepEqual(reading.notices, []);
  assert.ok(log.requests.length > 5);
  for (const url of log.requests) {
    assert.ok(url.startsWith(site.url) || url.startsWith('data:'), `${url} is outside the page's folder`);
  }
  assert.match(await page.title(), /^Inference Platform Picker/);
});

browserTest('the table has every price of the chat workload to the cent', async ({ open }) => {
  const { page } = await open();
  await unfoldAll(page);
  const reading = await read(page);
  assert.ok(chat.size >= 4);
  for (const [offer, usdPerDay] of chat) {
    assert.equal(rowOf(reading, offerName(offer))?.main, cents(usdPerDay), offer);
  }
  const platforms = new Set(reading.rows.map((row) => row.offer.split(' ')[0]));
  assert.ok(platforms.size >= 5, `only ${[...platforms]}`);
});

browserTest('a volume typed with keys changes verdict, table and curve; undo brings them back', async ({ open }) => {
  const { page } = await open();
  await unfoldAll(page);
  const first = await read(page);
  await typeOver(page, page, volume, '40000');
  const second = await whenReads(page, (now) => now.curve.you === 40000, 'the curve must follow');
  assertInStep(second);
  assert.equal(second.headline, `Use ${offerName(cheapest)}: $${cents(2 * chat.get(cheapest))} a day.`);
  for (const [offer, usdPerDay] of chat) {
    assert.equal(rowOf(second, offerName(offer)).main, cents(2 * usdPerDay), offer);
  }
  assert.ok(second.curve.youAt > first.curve.youAt, 'the workload line moves right');
  assert.equal(second.preset, '', 'it is no longer the preset');

  // Far above, a GPU of one's own wins and the plot shows another stretch.
  await typeOver(page, page, volume, '30 M');
  const third = await whenReads(page, (now) => now.curve.you === 3e7, 'the curve must follow');
  assertInStep({ ...third, requestsPerDay: '30000000' });
  assert.notEqual(third.rows.find((row) => row.wins).offer, offerName(cheapest));
  assert.notDeepEqual(third.curve.lines, first.curve.lines);

  // Keys typed into one input in a row undo as one.
  await page.click('#undo');
  const back = await whenReads(page, (now) => now.curve.you === 20000, 'undo must bring the volume back');
  assert.deepEqual(answer(back), answer(first));
  assert.equal(back.curve.said, first.curve.said);
  assert.equal(back.preset, 'chat');
  await page.click('#redo');
  const again = await whenReads(page, (now) => now.curve.you === 3e7, 'redo must repeat it');
  assert.deepEqual(again.rows, third.rows);
});

for (const [name, enter, text] of [
  ['-5', typeOver, '-5'],
  ['abc', typeOver, 'abc'],
  ['empty', clear, ''],
  ['1e300', pasteOver, '1e300'],
]) {
  browserTest(`a bad volume (${name}) stays typed, is answered beside the input, changes nothing`, async ({ open }) => {
    const { page } = await open();
    const before = await read(page);
    await enter(page, page, volume, text);
    const shown = await until(() => messageOf(page, volume), (now) => now.invalid, 'the input must be marked');
    assert.equal(shown.value, text);
    assert.ok(shown.text.length > 8, `“${shown.text}” says too little`);
    assert.ok(shown.visible);
    assert.ok(shown.distance < 40, `the message is ${shown.distance} px away from its input`);

    // It is kept when the reader goes on to another input.
    await page.keyboard.press('Tab');
    const left = await messageOf(page, volume);
    assert.deepEqual(left, shown);
    const after = await read(page);
    assert.deepEqual(answer({ ...after, requestsPerDay: before.requestsPerDay }), answer(before));
    assert.deepEqual(after.curve, before.curve);
    assert.deepEqual(after.notices, []);

    await typeOver(page, page, volume, '40,000');
    const good = await whenReads(page, (now) => now.curve.you === 40000, 'a good value must work');
    assertInStep(good);
    const cleared = await messageOf(page, volume);
    assert.deepEqual([cleared.invalid, cleared.text], [false, '']);
    assert.equal(cleared.visible, false);
  });
}

browserTest('a digit added to the number that is shown counts: “20,000” and a 0', async ({ open }) => {
  const { page } = await open();
  await page.focus(volume);
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  const reading = await whenReads(page, (now) => now.curve.you === 200000, 'it must be read as 200,000');
  assert.equal((await messageOf(page, volume)).invalid, false);
  assert.deepEqual(reading.notices, []);
});

browserTest('a token count of zero on both sides is refused beside its input', async ({ open }) => {
  const { page } = await open();
  const before = await read(page);
  await pasteOver(page, page, input('input_tokens'), '0');
  await whenReads(page, (now) => now.verdict !== before.verdict, 'no input tokens are fine');
  await pasteOver(page, page, input('output_tokens'), '0');
  const shown = await until(
    () => messageOf(page, input('output_tokens')),
    (now) => now.invalid,
    'nothing to price must be refused',
  );
  assert.equal(shown.value, '0');
  assert.ok(shown.visible && shown.text.length > 8);
});

browserTest('every preset of the menu answers with its own volume', async ({ open }) => {
  const { page } = await open();
  const listed = presets().filter(({ id, exercise }) => !exercise || exercise.id === id);
  for (const preset of [...listed].reverse()) {
    await page.select('#preset', preset.id);
    const requests = preset.request.workloads[0].requests_per_day;
    const reading = await whenReads(
      page,
      (now) => plainNumber(now.requestsPerDay) === requests,
      `preset ${preset.id} must be shown`,
    );
    assert.equal(reading.preset, preset.id);
    assert.ok(reading.rows.length >= 2);
    assert.deepEqual(reading.notices, []);
  }
});
