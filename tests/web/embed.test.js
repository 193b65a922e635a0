// ?embed=1 in a plain iframe on a page of another origin: works, and leaves the host page alone.
import assert from 'node:assert/strict';
import { browserSuite, until, whenReady } from './support/browser.js';
import { servePage } from './support/site.js';
import { answer, input, read, typeOver, whenReads } from './support/twin.js';
import { cents, offerName, offerValues } from './support/vectors.js';

const browserTest = browserSuite();
const volume = input('requests_per_day');
const cheapest = 'deepinfra/llama-3.3-70b/serverless';
const chat = offerValues('calls_market', 'chat').get(cheapest);

// A lesson page with an input of its own, the frame, and enough text to scroll.
const hostPage = (src, attributes, height) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A lesson</title><link rel="icon" href="data:,">
<h1>A lesson</h1>
<p><label>Your notes <input id="notes" autofocus></label></p>
<iframe id="first" src="${src}" title="The picker" width="760" height="${height}" ${attributes}></iframe>
<p><label>More <input id="more"></label></p>
<p style="height: 3000px">The lesson goes on.</p></html>`;

async function openHost(t, { site, blank }, { query = '?embed=1', attributes = '', height = 700, ...options } = {}) {
  const host = await servePage(hostPage(`${site.url}${query}`, attributes, height));
  t.after(() => host.close());
  const { page, log } = await blank({ width: 1000, ...options });
  await page.goto(host.url);
  const frame = await (await page.waitForSelector('#first')).contentFrame();
  await whenReady(frame);
  return { page, frame, log, host };
}

const focusedInHost = (page) => page.evaluate(() => document.activeElement.id);

for (const [name, attributes] of [
  ['a plain frame', ''],
  ['a frame with sandbox="allow-scripts"', 'sandbox="allow-scripts"'],
]) {
  browserTest(`${name} of another origin answers and follows what is typed`, async ({ t, ...tools }) => {
    const { page, frame, log, host } = await openHost(t, tools, { attributes });
    assert.notEqual(host.origin, tools.site.origin);
    const first = await read(frame);
    assert.equal(first.headline, `Use ${offerName(cheapest)}: $${cents(chat)} a day.`);
    await typeOver(page, frame, volume, '40000');
    const second = await whenReads(frame, (now) => now.curve.you === 40000, 'the frame must follow');
    assert.equal(second.headline, `Use ${offerName(cheapest)}: $${cents(2 * chat)} a day.`);
    const strangers = log.requests.filter(
      (url) => ![tools.site.url, host.url, 'data:'].some((known) => url.startsWith(known)),
    );
    assert.deepEqual(strangers, []);
  });

  browserTest(`${name} never rewrites its address`, async ({ t, ...tools }) => {
    const { page, frame } = await openHost(t, tools, { attributes, query: '?embed=1#v=1&preset=lesson-a' });
    const address = () => frame.evaluate(() => location.href);
    const before = await address();
    const entries = await page.evaluate(() => history.length);
    await typeOver(page, frame, volume, '12000');
    // What is said aloud comes later than the full page would have written its address.
    await whenReads(frame, (now) => now.said !== '', 'the change must be announced');
    assert.equal(await address(), before);
    assert.equal(frame.url(), before);
    assert.equal(await page.evaluate(() => history.length), entries);
  });

  browserTest(`${name} never takes the focus from the host's input`, async ({ t, ...tools }) => {
    const { page, frame } = await openHost(t, tools, { attributes });
    assert.equal(await focusedInHost(page), 'notes');
    const asksForFocus = () => frame.evaluate(() => document.hasFocus() || document.activeElement !== document.body);
    assert.equal(await asksForFocus(), false);
    await page.keyboard.type('still mine');
    await page.keyboard.press('Backspace');
    assert.equal(await page.$eval('#notes', (node) => node.value), 'still min');
    // A link followed in the frame changes the answer, not the focus.
    await frame.evaluate(() => {
      location.hash = '#v=1&preset=lesson-b';
    });
    await whenReads(frame, (now) => now.requestsPerDay === '500,000', 'the frame must follow the link');
    assert.equal(await focusedInHost(page), 'notes');
    assert.equal(await asksForFocus(), false);
    assert.equal(await page.evaluate(() => scrollY), 0, 'the host page stays where it was');
  });

  browserTest(`${name} links to the full picker with the same workload`, async ({ t, ...tools }) => {
    const { page, frame } = await openHost(t, tools, { attributes, query: '?embed=1&theme=dark#v=1&preset=lesson-a' });
    await typeOver(page, frame, volume, '12000');
    const framed = await whenReads(frame, (now) => now.curve.you === 12000, 'the frame must follow');
    const link = await frame.$eval('#open-full', (node) => ({
      href: node.href,
      text: node.textContent,
      target: node.target,
      rel: node.rel,
      seen: node.checkVisibility(),
    }));
    assert.match(link.text, /^Open in the full picker/);
    assert.ok(link.seen);
    assert.equal(link.target, '_blank');
    assert.match(link.rel, /noopener/);
    assert.ok(link.href.startsWith(`${tools.site.url}#v=1&`), link.href);
    const full = (await tools.open(link.href)).page;
    const reading = await read(full);
    assert.deepEqual(answer({ ...reading, crossings: [] }), answer({ ...framed, crossings: [] }));
    assert.ok(await full.$eval('#preset', (node) => node.checkVisibility()), 'it is the full page');
  });
}

browserTest('Tab goes from the host through the frame and out again', async ({ t, ...tools }) => {
  const { page, frame } = await openHost(t, tools);
  const inFrame = new Set();
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    const id = await focusedInHost(page);
    if (id === 'more') break;
    assert.equal(id, 'first');
    inFrame.add(await frame.evaluate(() => document.activeElement.outerHTML.slice(0, 120)));
  }
  assert.equal(await focusedInHost(page), 'more', 'the frame must let the focus go');
  assert.ok(inFrame.size > 5);
});

browserTest('the wheel over a frame with nothing to scroll scrolls the host page', async ({ t, ...tools }) => {
  const { page, frame } = await openHost(t, tools, { height: 1200 });
  const content = await frame.evaluate(() => document.documentElement.scrollHeight);
  await page.$eval(
    '#first',
    (node, height) => {
      node.height = height + 40;
    },
    content,
  );
  await until(
    () => frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight),
    Boolean,
    'the frame must have nothing to scroll',
  );
  // Over the headline, a number that has the focus, a slider, a select and the plot.
  const places = ['.headline', volume, '.slider', '.models select', '.curve', '.you-grip'];
  for (const place of places) {
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    const handle = await frame.waitForSelector(place);
    if (place === volume) await handle.focus();
    const before = await read(frame);
    const box = await handle.boundingBox();
    if (box.y > 850) {
      await page.evaluate((by) => scrollTo({ top: by, behavior: 'instant' }), box.y - 300);
    }
    const from = await page.evaluate(() => scrollY);
    const now = await handle.boundingBox();
    await page.mouse.move(now.x + now.width / 2, now.y + now.height / 2);
    await page.mouse.wheel({ deltaY: 200 });
    await until(
      () => page.evaluate(() => scrollY),
      (top) => top > from,
      `the wheel over ${place} must scroll the host page`,
    );
    assert.deepEqual(answer(await read(frame)), answer(before), `the wheel over ${place} changes nothing`);
  }
});

browserTest('two frames on one page do not disturb each other', async ({ t, ...tools }) => {
  const { page, frame } = await openHost(t, tools, { query: '?embed=1#v=1&preset=lesson-a' });
  await page.evaluate((src) => {
    const second = document.createElement('iframe');
    second.id = 'second';
    second.title = 'Another picker';
    second.src = src;
    second.width = 760;
    second.height = 600;
    document.querySelector('#first').after(second);
  }, `${tools.site.url}?embed=1#v=1&preset=lesson-b`);
  const other = await (await page.waitForSelector('#second')).contentFrame();
  await whenReady(other);
  assert.equal((await read(other)).requestsPerDay, '500,000');
  await typeOver(page, other, volume, '600000');
  await whenReads(other, (now) => now.curve.you === 600000, 'the second frame must follow');
  assert.equal((await read(frame)).requestsPerDay, '10,000');
});

browserTest('a frame takes its theme from its address and remembers nothing', async ({ t, ...tools }) => {
  const ground = (frame) => frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await openHost(t, tools, { query: '?embed=1&theme=dark' });
  const light = await openHost(t, tools, { query: '?embed=1&theme=light', scheme: 'dark' });
  const system = await openHost(t, tools, { query: '?embed=1', scheme: 'dark' });
  assert.notEqual(await ground(dark.frame), await ground(light.frame));
  assert.equal(await ground(system.frame), await ground(dark.frame));
});

browserTest('a frame without its price list says so and links on', async ({ t, ...tools }) => {
  tools.site.answers.set('rates-first.json', { status: 404 });
  const host = await servePage(hostPage(`${tools.site.url}?embed=1#v=1&preset=lesson-b`, '', 500));
  t.after(() => host.close());
  const { page } = await tools.blank({ expected: [/rates-first\.json/] });
  await page.goto(host.url);
  const frame = await (await page.waitForSelector('#first')).contentFrame();
  await whenReady(frame, 'failed');
  assert.match(await frame.$eval('#verdict-body', (node) => node.textContent), /rates-first\.json/);
  assert.equal(await frame.$eval('#open-full', (node) => node.href), `${tools.site.url}#v=1&preset=lesson-b`);
  assert.equal(await focusedInHost(page), 'notes');
});
