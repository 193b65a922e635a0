// Links: followed on load and while the page is open, kept up to date, copied.
import assert from 'node:assert/strict';
import { browserSuite, until, whenReady } from './support/browser.js';
import {
  answer,
  assertInStep,
  input,
  pasteOver,
  plainNumber,
  read,
  rowOf,
  typeOver,
  whenReads,
} from './support/twin.js';
import { cents, offerName, offerValues } from './support/vectors.js';

const browserTest = browserSuite();
const daysPerMonth = 365.25 / 12;
const volume = input('requests_per_day');
const full =
  '#v=1&batch=0.4&budget=90000&cat=market&comply=soc2-type-2&in=1000&model=llama-3.3-70b&ops=deployment' +
  '&out=500&rpd=50000&unit=usd_per_month';

browserTest('a full link sets every input, the requirements and the unit', async ({ open }) => {
  const { page } = await open(full);
  const reading = await read(page);
  assert.deepEqual(
    [reading.requestsPerDay, reading.inputTokens, reading.outputTokens, reading.unit],
    ['50,000', '1,000', '500', 'usd_per_month'],
  );
  assert.equal(await page.$eval(input('batch_share'), (node) => node.value), '40');
  assert.equal(await page.$eval(input('budget_usd_per_month'), (node) => node.value), '90,000');
  const soc2 = await page.evaluate(
    () =>
      [...document.querySelectorAll('[data-path$="compliance"] label')].find((node) =>
        /soc ?2/i.test(node.textContent),
      )?.control.checked,
  );
  assert.equal(soc2, true);
  const batch = offerValues('calls_market', 'batch').get('fireworks/llama-3.3-70b/serverless');
  const shown = plainNumber(rowOf(reading, 'Fireworks serverless').main);
  assert.ok(Math.abs(shown - batch * daysPerMonth) < 0.0051, `${shown} a month for ${batch} a day`);
  assert.deepEqual(reading.notices, []);
});

browserTest('a preset link gives the preset and its numbers', async ({ open }) => {
  const { page } = await open('#v=1&preset=lesson-b');
  const reading = await read(page);
  assert.equal(reading.preset, 'lesson-b');
  assert.equal(reading.requestsPerDay, '500,000');
  for (const [offer, usdPerDay] of offerValues('calls_lesson', 'scenario-b')) {
    const shown = rowOf(reading, offerName(offer))?.main.replaceAll(',', '');
    assert.equal(shown, cents(usdPerDay), offer);
  }
  assert.deepEqual(reading.notices, []);
});

browserTest('a link that is followed while the page is open changes the answer', async ({ open }) => {
  const { page } = await open();
  const first = await read(page);
  await page.evaluate(() => {
    location.hash = '#v=1&preset=lesson-b';
  });
  const lesson = await whenReads(page, (now) => now.requestsPerDay === '500,000', 'the link must be followed');
  assert.equal(lesson.headline, 'Use Modal per minute: $60.00 a day.');
  assert.deepEqual(lesson.notices, []);

  // A refused text must not outlive the link, and the same link again works.
  await pasteOver(page, page, volume, 'abc');
  await page.evaluate(() => {
    location.hash = '#v=1&preset=chat&rpd=40000';
  });
  const market = await whenReads(page, (now) => now.curve.you === 40000, 'the second link must be followed');
  assert.ok(market.headline.includes('DeepInfra serverless'));
  assert.notEqual(market.headline, first.headline);

  await page.click('#undo');
  await whenReads(page, (now) => now.headline === lesson.headline, 'a link can be undone');
});

browserTest('going back and forward follows the links of the history', async ({ open }) => {
  const { page } = await open('#v=1&preset=lesson-a');
  await page.evaluate(() => {
    location.hash = '#v=1&preset=lesson-b';
  });
  await whenReads(page, (now) => now.requestsPerDay === '500,000', 'the link must be followed');
  await page.evaluate(() => history.back());
  await whenReads(page, (now) => now.requestsPerDay === '10,000', 'back must return to scenario A');
  await page.evaluate(() => history.forward());
  await whenReads(page, (now) => now.requestsPerDay === '500,000', 'forward must return to scenario B');
});

browserTest('a broken link says so in one place and keeps the rest', async ({ open }) => {
  const { page } = await open('#v=1&preset=chat&colour=blue&rpd=30000&out=abc');
  const reading = await read(page);
  assert.equal(reading.requestsPerDay, '30,000');
  assert.equal(reading.outputTokens, '211');
  assertInStep(reading);
  assert.equal(reading.notices.length, 1, 'one box of notes');
  const [notes] = reading.notices;
  assert.equal(notes.length, 2);
  assert.ok(notes.some((note) => note.includes('colour') && note.includes('unknown-key')), notes.join(' / '));
  assert.ok(notes.some((note) => note.includes('output_tokens') && note.includes('wrong-type')), notes.join(' / '));
  assert.ok(await page.$eval('#notices .notice', (node) => node.getBoundingClientRect().top < innerHeight));
  await page.click('#notices .notice button');
  assert.deepEqual((await read(page)).notices, []);
});

browserTest('a broken link followed while open shows its notes; a sound one takes them away', async ({ open }) => {
  const { page } = await open();
  await page.evaluate(() => {
    location.hash = '#v=1&preset=teapot&rpd=-4';
  });
  const broken = await whenReads(page, (now) => now.notices.length === 1, 'the notes must be shown');
  assert.equal(broken.requestsPerDay, '20,000');
  assert.ok(broken.notices[0].some((note) => note.includes('teapot')), broken.notices[0].join(' / '));
  assert.ok(broken.notices[0].some((note) => note.includes('out-of-range')), broken.notices[0].join(' / '));
  await page.evaluate(() => {
    location.hash = '#v=1&preset=lesson-a';
  });
  await whenReads(
    page,
    (now) => now.requestsPerDay === '10,000' && now.notices.length === 0,
    'the notes must go with the broken link',
  );
});

for (const [name, hash] of [
  ['not a link at all', '#%%%&&=&x'],
  ['9 KB', `#${'rpd=1&'.repeat(1600)}`],
  ['a version to come', '#v=9&preset=chat&rpd=30000'],
]) {
  browserTest(`a hopeless link (${name}) still gives a page that works`, async ({ open }) => {
    const { page } = await open(hash);
    const reading = await read(page);
    assert.match(reading.headline, /^Use .+ a day\.$/);
    assert.equal(reading.notices.length, 1);
    await typeOver(page, page, volume, '40000');
    await whenReads(page, (now) => now.curve.you === 40000, 'the page must go on answering');
  });
}

for (const view of ['table', 'canvas']) {
  for (const [size, bytes] of [['70 KB', 70000], ['600 KB', 600000], ['1.5 MB', 1500000]]) {
    browserTest(`a link of ${size} starts the ${view} with a note, and can be followed`, async ({ open }) => {
      const long = `#v=1&a=${'x'.repeat(bytes)}`;
      const { page } = await open(long, { view });
      const first = await read(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
      assert.match(first.headline, /^Use .+ a day\.$/);
      assert.equal(first.notices.length, 1);
      assert.match(first.notices[0].join(' / '), /too-large/);
      await page.evaluate(() => {
        location.hash = '#v=1&preset=lesson-a';
      });
      await whenReads(page, (now) => now.requestsPerDay === '10,000' && now.notices.length === 0, 'the next link');
      await page.evaluate((hash) => {
        location.hash = hash;
      }, long);
      const again = await whenReads(page, (now) => now.notices.length === 1, 'the note must come again');
      assert.match(again.headline, /^Use .+ a day\.$/);
      await page.evaluate(() => {
        location.hash = '#v=1&preset=lesson-a&rpd=12000';
      });
      await whenReads(page, (now) => now.requestsPerDay === '12,000' && now.notices.length === 0, 'the page goes on');
    });
  }
}

for (const [name, hash] of [
  ['escaped as a whole', '#v%3D1%26model%3Dglm-5.3%26out%3D100%26rpd%3D3000'],
  ['copied out of a page\'s source', '#v=1&amp;model=glm-5.3&amp;out=100&amp;rpd=3000'],
  ['with its model in capitals', '#v=1&model=GLM-5.3&out=100&rpd=3000'],
]) {
  browserTest(`a link ${name} is read like any other`, async ({ open }) => {
    const { page } = await open(hash);
    const reading = await read(page);
    assert.deepEqual(reading.notices, []);
    assert.deepEqual([reading.requestsPerDay, reading.outputTokens], ['3,000', '100']);
    const straight = (await open('#v=1&model=glm-5.3&out=100&rpd=3000')).page;
    assert.deepEqual(answer(reading), answer(await read(straight)));
  });
}

for (const [name, query] of [
  ['plain', '?view=table&v=1&preset=chat&rpd=30000'],
  ['behind the mode of the visit', '?theme=dark&v=1&preset=chat&rpd=30000&view=table'],
  ['copied out of a page\'s source', '?view=table&v=1&amp;preset=chat&amp;rpd=30000'],
  ['escaped as a whole', '?view=table&v%3D1%26preset%3Dchat%26rpd%3D30000'],
  ['with a model of its own', '?view=table&v=1&preset=chat&rpd=30000&model=llama-3.3-70b'],
]) {
  browserTest(`a link pasted as the query, ${name}, is the link it was`, async ({ site, open }) => {
    const { page } = await open(query);
    const reading = await read(page);
    assert.deepEqual(reading.notices, []);
    assert.equal(reading.requestsPerDay, '30,000');
    const straight = (await open('#v=1&preset=chat&rpd=30000')).page;
    assert.deepEqual(answer(reading), answer(await read(straight)));

    // Once something changes, the address has one link, in its fragment.
    await page.bringToFront();
    await typeOver(page, page, volume, '31000');
    await whenReads(page, (now) => now.hash.includes('rpd=31000'), 'the address must follow');
    const search = await page.evaluate(() => location.search);
    assert.doesNotMatch(search, /v=1|v%3D1|preset/);
    assert.match(search, /view=table/);
    assert.equal(/theme=dark/.test(search), query.includes('theme'));
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('closed'));
    });
    await page.click('#copy');
    await until(() => page.$eval('#copy-text', (node) => node.value), (url) => url.startsWith(`${site.url}#v=1&`), 'a clean link');
  });
}

browserTest('a fragment goes before a link in the query, and other queries are none', async ({ open }) => {
  const { page } = await open('?v=1&preset=chat&rpd=30000#v=1&preset=lesson-a');
  assert.equal((await read(page)).requestsPerDay, '10,000');
  const other = (await open('?utm_source=letter')).page;
  assert.equal((await read(other)).requestsPerDay, '20,000');
  assert.deepEqual((await read(other)).notices, []);
});

browserTest('what a link wants to show and nobody knows is told in one place, with what is used', async ({ open }) => {
  const { page } = await open('?theme=blue#v=1&preset=chat&a=teapot&b=kettle&sort=colour&filter=moon:full&asof=1999-01-01');
  const { notices, headline } = await read(page);
  assert.match(headline, /^Use /);
  assert.equal(notices.length, 1);
  for (const wanted of [
    /"blue" is neither light nor dark; the colours follow your system\. theme · unknown-value$/,
    /"teapot"; the cheapest API is compared\. view\.a · unknown-offer$/,
    /"kettle"; .* view\.b · unknown-offer$/,
    /"colour"; .* view\.sort · unknown-value$/,
    /"moon:full"; every row is shown\. view\.filter · unknown-value$/,
    /1999-01-01; those of \d{4}-\d\d-\d\d, the oldest, are used\. as_of · day-not-known$/,
  ])
    assert.ok(notices[0].some((note) => wanted.test(note)), `${wanted}: ${notices[0].join(' / ')}`);
  assert.equal(notices[0].length, 6, notices[0].join(' / '));
  await typeOver(page, page, volume, '31000');
  await whenReads(page, (now) => now.notices.length === 0, 'it goes with the first change');
});

for (const view of ['table', 'canvas']) {
  browserTest(`an unknown model is told by the three nearest in one short notice over the ${view}`, async ({ open }) => {
    const { page } = await open('#v=1&model=llama-3.3-70&rpd=30000', { view });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
    const { notices } = await read(page);
    assert.equal(notices.length, 1);
    assert.equal(notices[0].length, 1);
    assert.match(notices[0][0], /"llama-3\.3-70"\. The nearest are [^ ,]+, [^ ,]+ and [^ ,]+\. workloads\.0\.model\.0 · unknown-model$/);
    assert.ok(notices[0][0].includes('llama-3.3-70b'));
    assert.ok(notices[0][0].length < 220, notices[0][0]);
    const height = await page.$eval('#notices', (node) => node.getBoundingClientRect().height);
    assert.ok(height > 10 && height < 120, `${height} px`);
    assert.ok(await page.$eval('#notices .notice', (node) => node.getBoundingClientRect().top < innerHeight));
  });
}

for (const [preset, path, value, key] of [
  ['images', 'steps', '28', 'steps=28'],
  ['images', 'image_width_px', '768', 'width=768'],
  ['transcription', 'audio_seconds', '60', 'kind=speech-to-text'],
]) {
  browserTest(`reloading keeps ${path} of ${preset}`, async ({ open }) => {
    const { page } = await open(`#v=1&preset=${preset}`);
    const first = await read(page);
    await typeOver(page, page, input(path), value);
    const before = await whenReads(
      page,
      (now) => now.hash.includes(key) && now.verdict !== first.verdict,
      'the address must follow',
    );
    await page.reload();
    await whenReady(page);
    const after = await read(page);
    assert.deepEqual([after.headline, after.verdict, after.rows], [before.headline, before.verdict, before.rows]);
    assert.equal(await page.$eval(input(path), (node) => node.value), value);
    assert.deepEqual(after.notices, []);
  });
}

browserTest('the address follows every change and gives the same answer in a second page', async ({ open }) => {
  const { page } = await open();
  assert.equal((await read(page)).hash, '', 'a first visit keeps its plain address');
  await typeOver(page, page, volume, '1234567');
  await page.select('#unit', 'usd_per_month');
  await page.select('#break-a', 'fireworks/llama-3.3-70b/serverless');
  const first = await whenReads(
    page,
    (now) => /rpd=1234567(&|$)/.test(now.hash) && /unit=usd_per_month/.test(now.hash) && /[&#]a=fireworks/.test(now.hash),
    'the address must be kept up to date',
  );
  assert.match(first.hash, /^#v=1&/);
  const second = (await open(page.url())).page;
  const reading = await read(second);
  assert.deepEqual(answer(reading), answer(first));
  assert.deepEqual(reading.curve.lines.length, first.curve.lines.length);
  assert.equal(reading.curve.you, first.curve.you);
  assert.deepEqual(reading.notices, []);

  // A change makes no entry in the history: back leaves the page as it was entered.
  assert.equal(await page.evaluate(() => history.length), await second.evaluate(() => history.length));
});

browserTest('reloading keeps the answer', async ({ open }) => {
  const { page } = await open();
  await typeOver(page, page, volume, '777');
  const before = await whenReads(page, (now) => now.hash.includes('rpd=777'), 'the address must follow');
  await page.reload();
  await whenReady(page);
  assert.deepEqual(answer(await read(page)), answer(before));
});

browserTest('Copy link puts the same address on the clipboard', async ({ site, context, open }) => {
  const { page } = await open('?theme=dark#v=1&preset=lesson-a');
  await context.overridePermissions(site.origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await typeOver(page, page, volume, '12000');
  const first = await whenReads(page, (now) => now.hash.includes('rpd=12000'), 'the address must follow');
  await page.bringToFront();
  await page.click('#copy');
  const copied = await until(
    () => page.evaluate(() => navigator.clipboard.readText()),
    (text) => text !== '',
    'the link must be on the clipboard',
  );
  assert.equal(copied, `${site.url}${first.hash}`, 'the full page, without the mode of this visit');
  await until(
    () => page.$eval('#status', (node) => node.textContent),
    (text) => text === 'Link copied.',
    'it must be said aloud',
  );
  const second = (await open(copied)).page;
  assert.deepEqual(answer(await read(second)), answer(first));
});

browserTest('where the clipboard is closed, the link is shown to copy by hand', async ({ site, open }) => {
  const { page } = await open('#v=1&preset=lesson-a');
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('closed'));
  });
  await page.click('#copy');
  const shown = await until(
    () => page.$eval('#copy-text', (node) => node.checkVisibility() && node.value),
    Boolean,
    'the link must be shown',
  );
  assert.ok(shown.startsWith(`${site.url}#v=1&`), shown);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'copy-text');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'copy');
  assert.equal(await page.$eval('#copy-text', (node) => node.checkVisibility()), false);
});
