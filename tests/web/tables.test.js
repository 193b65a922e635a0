// The tabs and their tables: opened, sorted, filtered, questioned and taken away, with a real mouse and with keys.
import assert from 'node:assert/strict';
import { browserSuite, until } from './support/browser.js';
import { violations } from './support/axe.js';
import { idle, openCanvas, click as clickCanvas, widgets } from './support/canvas.js';
import { layoutFaults } from './support/measure.js';
import { ask, chip, opened, press, shownText, sortBy, table, view, whenTable, whenView } from './support/tables.js';
import { read, whenReads } from './support/twin.js';

const browserTest = browserSuite();
const tabs = { platforms: 'Platforms', sources: 'Sources', claims: 'Claims', terms: 'Glossary' };
const noFaults = { sideways: [], small: [], targets: [], clipped: [], outside: [], overlaps: [] };
const asksFor = (log, file) => log.requests.filter((url) => new URL(url).pathname.endsWith(`/${file}`)).length;
const openTable = (open, tab, more = '', options = {}) => open(`?testing=1#v=1&tab=${tab}${more}`, options);

browserTest('a first visit loads the small price list, and nothing of the tables, the canvas or the fonts', async ({ open }) => {
  const { log } = await open();
  assert.equal(asksFor(log, 'rates-first.json'), 1);
  for (const file of ['rates.json', 'tables.js', 'face.js', 'Inter-Regular.otf', 'Inter-SemiBold.otf'])
    assert.equal(asksFor(log, file), 0, file);
});

browserTest('each tab opens with the engine’s own table; what it needs is loaded once', async ({ open }) => {
  const { page, log } = await open('?testing=1#v=1&preset=chat&rpd=30000');
  await page.waitForSelector('#curve-card');
  for (const [tab, label] of [['sources', 'Sources'], ...Object.entries(tabs), ['sources', 'Sources']]) {
    await press(page, `#tab-${tab}`);
    const shown = await whenTable(page, (now) => now.tab === label && now.rows.length > 0, `${label} must open`);
    const expected = await ask(page, 'table');
    assert.equal(shown.note, expected.note);
    assert.deepEqual(shown.columns, expected.columns.map((column) => column.label));
    assert.deepEqual(shown.rows, expected.rows.map((row) => row.cells.map((cell) => shownText(cell.text))));
    assert.equal(await page.$eval('#panel-table', (node) => node.getAttribute('aria-labelledby')), `tab-${tab}`);
    assert.equal(await page.$eval('#panel-flips', (node) => node.checkVisibility()), false);
  }
  assert.equal(asksFor(log, 'rates.json'), 1);
  assert.equal(asksFor(log, 'tables.js'), 1);
  assert.equal(asksFor(log, 'rates-first.json'), 1);
  const reading = await read(page);
  assert.equal(reading.requestsPerDay, '30,000', 'the state is kept');
  assert.deepEqual(reading.notices, []);
  await press(page, sortBy('value'));
  await whenTable(page, (now) => now.sorted[0]?.[0] === 'Value', 'sorted');
  await page.click('#undo');
  const back = await whenTable(page, (now) => now.sorted[0]?.[0] !== 'Value', 'undo works across the loading');
  assert.equal(back.tab, 'Sources');
  await press(page, '#tab-flips');
  await until(() => page.$eval('#curve-card', (node) => node.checkVisibility()), Boolean, 'the curve comes back');
});

browserTest('a header sorts up, then down, then not at all', async ({ open }) => {
  const { page } = await openTable(open, 'sources');
  const first = await opened(page);
  assert.deepEqual(first.sorted, [['Age', 'descending']].slice(0, first.sorted.length));
  const column = first.columns.indexOf('Value');
  const numbers = ({ rows }) => rows.map((row) => parseFloat(row[column].replaceAll(',', '')));
  await press(page, sortBy('value'));
  const up = await whenTable(page, (now) => now.sorted[0]?.[1] === 'ascending', 'once: upwards');
  assert.deepEqual(up.sorted, [['Value', 'ascending']]);
  assert.deepEqual(numbers(up), [...numbers(up)].sort((a, b) => a - b));
  await press(page, sortBy('value'));
  const down = await whenTable(page, (now) => now.sorted[0]?.[1] === 'descending', 'twice: downwards');
  assert.deepEqual(numbers(down), [...numbers(down)].sort((a, b) => b - a));
  assert.ok(numbers(down)[0] > numbers(up)[0]);
  await press(page, sortBy('value'));
  const third = await whenTable(page, (now) => !now.sorted.some(([label]) => label === 'Value'), 'three times: as it came');
  assert.deepEqual(third.rows, first.rows);
  assert.equal((await view(page)).sort, null);
});

for (const [what, tag, isRight] of [
  ['segment', 'segment:custom-silicon', (row) => row[1] === 'custom silicon'],
  ['compliance', 'compliance:hipaa-baa', null],
  ['GPU', 'gpu:b200', null],
  ['unit', 'unit:images', null],
]) {
  browserTest(`the platforms by ${what}`, async ({ open }) => {
    const { page } = await openTable(open, 'platforms');
    const all = await opened(page);
    const tags = (await ask(page, 'table')).filters.flatMap((filter) => filter.choices.map((choice) => choice.tag));
    const wanted = tags.find((each) => each === tag || each.startsWith(tag));
    assert.ok(wanted, `${tag} among ${tags.join(' ')}`);
    await press(page, chip(wanted));
    const some = await whenTable(page, (now) => now.rows.length < all.rows.length, 'fewer rows must be left');
    assert.ok(some.rows.length > 0 && some.chosen.includes(wanted));
    assert.equal(some.rows.length, (await ask(page, 'table')).rows.length);
    assert.equal(some.count, `${some.rows.length} of ${all.rows.length} rows`);
    if (isRight) assert.ok(some.rows.every(isRight));
    await whenReads(page, (now) => decodeURIComponent(now.hash).includes(wanted), 'the address has it');
    await press(page, chip(wanted));
    const again = await whenTable(page, (now) => now.rows.length === all.rows.length, 'all rows must come back');
    assert.deepEqual(again.rows, all.rows);
    assert.ok(!again.chosen.includes(wanted));
  });
}

browserTest('the platforms that meet HIPAA say so in their column', async ({ open }) => {
  const { page } = await openTable(open, 'platforms', '&filter=compliance:hipaa-baa,show:compliance');
  const shown = await opened(page);
  const column = shown.columns.findIndex((label) => label.includes('HIPAA'));
  assert.ok(shown.rows.every((row) => /^(met|on )/.test(row[column])), shown.rows.map((row) => row[column]).join());
  const marks = await page.$$eval('.facts .tone', (nodes) =>
    nodes.map((node) => [node.className.replace('tone ', ''), getComputedStyle(node, '::before').content]),
  );
  for (const [tone, content] of marks)
    if (tone !== 'plain') assert.notEqual(content, 'none', `${tone} has a mark, not a colour alone`);
});

browserTest('columns exclude each other; filters that leave nothing can be taken back', async ({ open }) => {
  const { page } = await openTable(open, 'platforms');
  const first = await opened(page);
  await press(page, chip('show:billing'));
  await whenTable(page, (now) => now.columns.join() !== first.columns.join(), 'other columns');
  await press(page, chip('show:compliance'));
  await whenTable(page, (now) => now.columns.some((label) => label.includes('HIPAA')), 'one after the other');
  assert.deepEqual((await view(page)).filter, ['show:compliance']);
  await press(page, chip('segment:reference'));
  const { filters } = await ask(page, 'table');
  const gpu = filters.find((filter) => filter.id === 'gpu').choices[0].tag;
  await press(page, chip(gpu));
  await until(
    () => page.$eval('#table-body', (node) => node.innerText),
    (text) => text.includes('No row has all of this'),
    'it must say that nothing is left',
  );
  await page.click('#table-body .empty button');
  const back = await whenTable(page, (now) => now.rows.length === first.rows.length, 'all rows again');
  assert.deepEqual(back.chosen, ['show:compliance'], 'the columns stay');
});

browserTest('a cell opens what stands behind it, one at a time', async ({ open }) => {
  const { page } = await openTable(open, 'platforms', '&filter=show:compliance');
  await opened(page);
  const source = await ask(page, 'table');
  const row = source.rows.findIndex(({ cells }) => cells[1].evidence.some((each) => each.source.includes('https://')));
  const { evidence } = source.rows[row].cells[1];
  const button = (column) =>
    `.facts tbody tr:not(.evidence-row):nth-child(${row + 1}) [data-column="${source.columns[column].id}"]`;
  await press(page, button(1));
  const shown = await whenTable(page, (now) => now.evidence.length === 1, 'the evidence must open');
  for (const each of evidence) {
    assert.ok(shown.evidence[0].includes(each.says), each.says);
    assert.ok(shown.evidence[0].includes(each.kind));
  }
  assert.match(shown.evidence[0], /20\d\d/);
  const links = await page.$$eval('.facts .evidence-row a', (nodes) =>
    nodes.map((node) => [node.href, node.target, node.rel, node.textContent]),
  );
  assert.ok(links.length > 0);
  for (const [href, target, rel, text] of links) {
    assert.match(href, /^https:\/\//);
    assert.deepEqual([target, rel], ['_blank', 'noopener noreferrer']);
    assert.ok(text.length > 0 && !text.includes('https://'), text);
  }
  await press(page, button(2));
  const second = await whenTable(page, (now) => now.evidence[0] !== shown.evidence[0], 'the other takes its place');
  assert.deepEqual([second.evidence.length, second.expanded], [1, 1]);
  await press(page, button(2));
  await whenTable(page, (now) => now.evidence.length === 0 && now.expanded === 0, 'and closes');
});

browserTest('old sources are marked in words', async ({ open }) => {
  const { page } = await openTable(open, 'sources');
  await opened(page);
  await press(page, chip('age:old'));
  const age = 6;
  const shown = await whenTable(page, (now) => now.rows.every((row) => /old/.test(row[age])), 'only old ones');
  assert.equal(shown.columns[age], 'Age');
  assert.ok(shown.rows.length > 0);
  for (const row of shown.rows) assert.ok(/old/.test(row[age]) && parseInt(row[age], 10) > 90, row[age]);
  assert.equal(await page.$$eval('.facts .tone.old', (nodes) => nodes.length), shown.rows.length);

  await press(page, '#tab-claims');
  await whenTable(page, (now) => now.tab === 'Claims' && now.rows.length > 0, 'the claims');
  const claims = await ask(page, 'table');
  const at = claims.rows.findIndex(({ cells }) => cells[0].evidence.some((each) => each.age_days > 90));
  await press(page, `.facts tbody tr:nth-child(${at + 1}) .behind-it`);
  const claim = await whenTable(page, (now) => now.evidence.length === 1, 'its source');
  assert.match(claim.evidence[0], /older than 90 days/);
});

browserTest('the CSV is the engine’s text, all columns and rows of what the filters leave', async ({ open }) => {
  const { page } = await openTable(open, 'platforms', '&filter=segment:custom-silicon');
  await opened(page);
  await page.evaluate(() => {
    window.saved = [];
    const real = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.saved.push(blob);
      return real.call(URL, blob);
    };
    const pressed = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function click() {
      window.saved.push(this.download);
      if (!this.download) pressed.call(this);
    };
  });
  await press(page, '.about-tools button');
  const saved = await page.evaluate(async () => {
    const [blob, name] = window.saved;
    return { text: await blob.text(), type: blob.type, name };
  });
  assert.equal(saved.name, 'inference-platforms.csv');
  assert.match(saved.type, /^text\/csv/);
  assert.equal(saved.text, (await ask(page, 'csv')).text);
  const lines = saved.text.trim().split('\r\n');
  assert.equal(lines.length, 1 + (await table(page)).rows.length);
  assert.ok(lines[0].includes('HIPAA') && lines[0].includes('Engine'), lines[0]);
});

browserTest('with keys alone: tabs, filters, columns, evidence', async ({ open }) => {
  const { page } = await open('?testing=1#v=1&preset=chat');
  const focus = () =>
    page.evaluate(() => {
      const node = document.activeElement;
      return { id: node.id, value: node.value ?? '', path: node.dataset.path ?? '', column: node.dataset.column ?? '' };
    });
  const tabTo = async (wanted, what) => {
    for (let presses = 0; presses < 300; presses += 1) {
      await page.keyboard.press('Tab');
      if (wanted(await focus())) return;
    }
    assert.fail(`Tab does not reach ${what}`);
  };
  await tabTo((now) => now.id === 'tab-flips', 'the tabs');
  await page.keyboard.press('ArrowRight');
  await whenTable(page, (now) => now.tab === 'Load & replicas', 'the next tab');
  await page.keyboard.press('ArrowRight');
  await whenTable(page, (now) => now.tab === 'Platforms' && now.rows.length > 0, 'and the next');
  assert.equal((await focus()).id, 'tab-platforms');
  await page.keyboard.press('End');
  await whenTable(page, (now) => now.tab === 'Glossary' && now.rows.length > 40, 'the last tab');
  await page.keyboard.press('ArrowRight');
  await until(async () => (await focus()).id, (id) => id === 'tab-flips', 'around');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await whenTable(page, (now) => now.tab === 'Platforms' && now.rows.length === 16, 'the platforms again');

  await tabTo((now) => now.value === 'show:what', 'the columns');
  await page.keyboard.press('ArrowRight');
  await whenTable(page, (now) => now.chosen.includes('show:billing'), 'arrows go through single choices');
  assert.equal((await focus()).value, 'show:billing', 'the focus goes with the choice');
  await tabTo((now) => now.value === 'segment:custom-silicon', 'the segments');
  await page.keyboard.press('Space');
  await whenTable(page, (now) => now.rows.length < 16, 'filtered');
  assert.equal((await focus()).value, 'segment:custom-silicon', 'the focus stays');
  await tabTo((now) => now.path === 'view.sort=platform', 'a header');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await whenTable(page, (now) => now.sorted[0]?.[1] === 'descending', 'sorted');
  assert.equal((await focus()).path, 'view.sort=platform', 'the focus stays');
  await tabTo((now) => now.column === 'billing-unit', 'a cell');
  await page.keyboard.press('Enter');
  await whenTable(page, (now) => now.evidence.length === 1, 'opened');
  assert.equal((await focus()).column, 'billing-unit', 'the focus stays');
});

for (const tab of Object.keys(tabs)) {
  for (const [width, height] of [[1440, 900], [768, 900], [360, 740]]) {
    browserTest(`${tabs[tab]} at ${width} px: the layout holds, axe-core finds nothing`, async ({ open }) => {
      for (const scheme of ['light', 'dark']) {
        const { page } = await openTable(open, tab, '', { width, height, scheme });
        await opened(page);
        await page.$$eval('.facts .behind-it', ([first]) => first?.click());
        assert.deepEqual(await page.evaluate(layoutFaults), noFaults, scheme);
        assert.deepEqual(await violations(page), [], scheme);
        await page.close();
      }
    });
  }
}

browserTest('a narrow screen shows each row as a card and stays a table for screen readers', async ({ open }) => {
  const { page } = await openTable(open, 'platforms', '', { width: 360, height: 740 });
  await opened(page);
  const sideways = await page.$eval('.facts-scroll', (node) => node.scrollWidth - node.clientWidth);
  assert.equal(sideways, 0);
  assert.deepEqual(
    await page.$eval('.facts', (node) => [node.role, node.querySelector('tbody tr').role, node.querySelector('td').role]),
    ['table', 'row', 'cell'],
  );
  assert.equal(await page.$eval('.facts td .cell-label', (node) => node.checkVisibility()), true);
});

browserTest('a link opens a table with its filter, from the whole price list at once', async ({ open }) => {
  const { page, log } = await open('#v=1&tab=platforms&filter=compliance:hipaa-baa');
  const shown = await opened(page);
  assert.equal(shown.tab, 'Platforms');
  assert.ok(shown.chosen.includes('compliance:hipaa-baa'));
  assert.ok(shown.rows.length < 16);
  assert.equal(asksFor(log, 'rates-first.json'), 0);
  assert.equal(asksFor(log, 'rates.json'), 1);
  assert.deepEqual((await read(page)).notices, []);
  const narrow = await openTable(open, 'claims', '', { width: 360, height: 740 });
  await until(
    () => narrow.page.$eval('#tabs', (node) => node.getBoundingClientRect().top),
    (top) => top > -1 && top < 100,
    'the table is in sight, though it comes last',
  );

  // Followed while the page is open, from the small list.
  const second = await open();
  await second.page.evaluate(() => {
    location.hash = '#v=1&preset=chat&asof=2026-05-15';
  });
  await until(
    () => second.page.$eval('#verdict-body', (node) => node.innerText),
    (text) => text.includes('Prices as of 15 May 2026'),
    'the day of the link is in force',
  );
  assert.deepEqual((await read(second.page)).notices, []);
});

browserTest('a link with a model of its own loads all of them; the evidence names the speed of one request', async ({ open }) => {
  const { page, log } = await open('#v=1&preset=chat&model=gpt-oss-120b');
  assert.deepEqual([asksFor(log, 'rates.json'), asksFor(log, 'rates-first.json')], [1, 0]);
  await press(page, '.offer-name[aria-label^="Cerebras"]');
  await page.waitForSelector('.ranking .evidence-row');
  assert.match(await page.$eval('.evidence-row .speed', (node) => node.textContent), /\d tokens\/s a request/);
  await press(page, '.offer-name[aria-label^="Cerebras"]');
  await until(() => page.$('.ranking .evidence-row'), (row) => row === null, 'and closes');
  assert.equal((await read(page)).hash, '#v=1&preset=chat&model=gpt-oss-120b', 'reading is no change');
});

const dayInput = '[data-path="as_of"] input';
browserTest('a day of the past is typed into the form; its prices are loaded then', async ({ open }) => {
  const { page, log } = await open();
  const today = await read(page);
  await page.click('.more-inputs > summary');
  await press(page, dayInput);
  await page.keyboard.type('2026-0');
  assert.equal(asksFor(log, 'rates.json'), 1, 'the first touch has loaded it');
  assert.equal(await page.$eval('[data-path="as_of"] .field-error', (node) => node.hidden), true, 'not while typing');
  await page.keyboard.type('5-15');
  const then = await whenReads(page, (now) => now.verdict.includes('Prices as of 15 May 2026'), 'the day is in force');
  assert.notDeepEqual(then.rows, today.rows);
  assert.equal(asksFor(log, 'rates.json'), 1);
  assert.match(await page.$eval('#prices', (node) => node.textContent), /prices as of 15 May 2026/);

  await page.keyboard.press('Backspace');
  await page.keyboard.press('Tab');
  await until(
    () => page.$eval('[data-path="as_of"] .field-error', (node) => node.textContent),
    (text) => /YYYY-MM-DD/.test(text),
    'half a day is refused beside the input',
  );
  await press(page, dayInput);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
  const back = await whenReads(page, (now) => !now.verdict.includes('Prices as of'), 'nothing means the newest');
  assert.deepEqual(back.rows, today.rows);
});

browserTest('a day after all prices gives the newest day, and both are told', async ({ open }) => {
  const { page } = await open();
  await page.click('.more-inputs > summary');
  await press(page, dayInput);
  await page.keyboard.type('2099-12-31');
  const told = await whenReads(page, (now) => now.notices.length === 1, 'it must be told');
  const [, used] = /of 2099-12-31; those of (\d{4}-\d\d-\d\d), the newest, are used/.exec(told.notices[0][0]) ?? [];
  assert.ok(used, told.notices[0][0]);
  await page.keyboard.press('Tab');
  assert.equal(await page.$eval(dayInput, (node) => node.value), used);
  assert.ok((await read(page)).verdict.includes('Prices as of'));
});

for (const [what, answer] of [
  ['cannot be had', { status: 500 }],
  ['cannot be read', { status: 200, body: '{"schema": 1,' }],
]) {
  browserTest(`where the whole price list ${what}, a notice says so and nothing is lost`, async ({ site, open }) => {
    site.answers.set('rates.json', answer);
    const { page, log } = await open('?testing=1#v=1&preset=chat&rpd=30000', { expected: [/rates\.json/] });
    await press(page, '#tab-platforms');
    const told = await whenReads(page, (now) => now.notices.length === 1, 'a notice');
    assert.match(told.notices[0].join(' '), /rates\.json/);
    assert.equal(told.requestsPerDay, '30,000');
    await press(page, '#tab-sources');
    await whenTable(page, (now) => now.tab === 'Sources' && now.rows.length > 0, 'the sources work without');
    await press(page, '#tab-platforms');
    await until(() => asksFor(log, 'rates.json'), (times) => times === 2, 'the next need tries again');
    await page.click('#show-canvas');
    await whenView(page, 'canvas');
    await page.$eval('#show-table', (node) => node.click());
    await whenView(page, 'table');
    assert.equal((await read(page)).requestsPerDay, '30,000', 'the other face can be had from the small list');
    site.answers.delete('rates.json');
    await press(page, '#table-body .empty button');
    await whenTable(page, (now) => now.tab === 'Platforms' && now.rows.length === 16, 'Try again works');
    assert.deepEqual((await read(page)).notices, []);
  });
}

browserTest('where what draws the tables cannot be had, the tab says so, and Try again works', async ({ site, open }) => {
  site.answers.set('twin/tables.js', { status: 500 });
  const { page } = await open('#v=1&preset=chat', { expected: [/tables\.js/] });
  await press(page, '#tab-sources');
  await page.waitForSelector('#table-body .empty button');
  assert.match((await read(page)).headline, /^Use /);
  site.answers.delete('twin/tables.js');
  await page.click('#table-body .empty button');
  await opened(page);
});

browserTest('the form follows the kind of work, and prices without tokens are no gaps', async ({ open }) => {
  const { page } = await open('?testing=1');
  const inputs = () =>
    page.$$eval('#form .field', (nodes) => nodes.filter((node) => !node.hidden).map((node) => node.dataset.path.split('.').pop()));
  const text = await inputs();
  assert.ok(text.includes('output_tokens') && !text.includes('images_per_request'));
  await page.select('[data-path$="modality"] select', '"image"');
  const image = await until(inputs, (now) => now.includes('images_per_request'), 'the inputs of images');
  assert.ok(!image.includes('output_tokens') && !image.includes('cached_input_share'), image.join());
  assert.ok(image.indexOf('images_per_request') > image.indexOf('requests_per_day'));
  assert.ok(image.indexOf('images_per_request') < image.indexOf('batch_share'), 'in the order of the field table');
  const models = await page.$$eval('[data-path$="model"] select option', (nodes) => nodes.map((node) => node.textContent));
  assert.ok(models.some((label) => /FLUX/.test(label)) && !models.some((label) => /Llama/.test(label)), models.join());
  const reading = await read(page);
  assert.match(reading.headline, /^Use /);
  assert.ok(!JSON.stringify(reading).includes('NaN'));
  const units = await page.$$eval('#unit option', (nodes) => nodes.map((node) => node.value));
  assert.ok(!units.includes('usd_per_million_output_tokens') && units.includes('usd_per_thousand_requests'));
  await page.click('#undo');
  await until(inputs, (now) => now.join() === text.join(), 'undo brings the inputs of text back');
});

browserTest('the canvas opens a table too: what it lacks is loaded', async ({ open }) => {
  const { page, log } = await openCanvas(open);
  assert.equal(asksFor(log, 'rates.json'), 0);
  const tab = (await widgets(page)).find((row) => row.field === 'view.tab=platforms');
  if (tab) await clickCanvas(page, { field: 'view.tab=platforms' });
  else await page.$eval('#tab-platforms', (node) => node.click());
  await until(() => page.evaluate(() => JSON.parse(window.picker.state()).rates_whole), Boolean, 'the whole price list');
  await idle(page);
  assert.equal(asksFor(log, 'rates.json'), 1);
  const fonts = await page.evaluate(() => [...document.fonts].map((font) => [font.family, font.weight, font.status]));
  assert.deepEqual(fonts, [['Inter', '400', 'loaded'], ['Inter', '600', 'loaded']], 'the inputs over it look like it');
});
