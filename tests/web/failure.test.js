// What a visitor reads when a part of the site is missing or broken, and how it goes on.
import assert from 'node:assert/strict';
import { browserSuite, until, whenReady } from './support/browser.js';
import { servePage, siteFolder } from './support/site.js';
import { read, whenReads } from './support/twin.js';

const browserTest = browserSuite();

const cases = [
  { name: 'rates-first.json is missing (404)', file: 'rates-first.json', answer: { status: 404 }, says: [/rates-first\.json/, /http-404/] },
  { name: 'rates-first.json fails (500)', file: 'rates-first.json', answer: { status: 500 }, says: [/rates-first\.json/, /http-500/] },
  {
    name: 'rates-first.json is broken JSON',
    file: 'rates-first.json',
    answer: { status: 200, body: '{"schema": 1, "platforms": [' },
    says: [/rates-first\.json/, /· [a-z-]+$/],
  },
  {
    name: 'rates-first.json is an error page with status 200',
    file: 'rates-first.json',
    answer: { status: 200, body: '<!doctype html><title>Sorry</title>' },
    says: [/rates-first\.json/, /· [a-z-]+$/],
  },
  {
    name: 'rates-first.json is without its presets',
    file: 'rates-first.json',
    break: (text) => text.replace('"presets":', '"presets_":'),
    says: [/rates-first\.json/, /presets/],
  },
  {
    name: 'rates-first.json is 100,000 opening brackets',
    file: 'rates-first.json',
    answer: { status: 200, body: '['.repeat(100000) },
    says: [/rates-first\.json/, /· [a-z-]+$/],
  },
  { name: 'rates-first.json is empty', file: 'rates-first.json', answer: { status: 200, body: '' }, says: [/rates-first\.json/] },
  {
    name: 'rates.json is missing, and the link opens a table of it',
    file: 'rates.json',
    link: '#v=1&preset=lesson-b&tab=claims',
    answer: { status: 404 },
    says: [/rates\.json/, /http-404/],
  },
  {
    name: 'picker.first.wasm is missing',
    file: 'picker.first.wasm',
    answer: { status: 404 },
    says: [/picker\.first\.wasm/, /no-wasm/],
  },
  {
    name: 'picker.first.wasm is broken',
    file: 'picker.first.wasm',
    answer: { status: 200, body: 'not a module' },
    says: [/picker\.first\.wasm/, /no-wasm/],
  },
  { name: 'picker.js is missing', file: 'picker.js', answer: { status: 404 }, says: [/picker\.js/, /no-picker/] },
];

for (const { name, file, link = '#v=1&preset=lesson-b', answer, says, break: breakText } of cases) {
  browserTest(`${name}: a message where the answer would be, and Try again works`, async ({ site, open }) => {
    const body = breakText?.(site.files.get(file).toString());
    if (body) assert.notEqual(body, site.files.get(file).toString());
    site.answers.set(file, answer ?? { status: 200, body });
    // The console may tell of the file that fails, of nothing else.
    const expected = [new RegExp(file.replace('.', '\\.')), /wasm|WebAssembly|instantiation/i].slice(0, file === 'picker.first.wasm' ? 2 : 1);
    const { page } = await open(link, { ready: 'failed', expected });
    const text = await page.$eval('#verdict', (node) => node.innerText.trim());
    const where = await page.$eval('#verdict-body .where', (node) => node.textContent);
    for (const pattern of says) assert.match(pattern.source.endsWith('$') ? where : text, pattern);
    const seen = await page.$eval('#verdict-body', (node) => {
      const box = node.getBoundingClientRect();
      return { role: node.getAttribute('role'), top: box.top, bottom: box.bottom, window: innerHeight };
    });
    assert.equal(seen.role, 'alert');
    assert.ok(seen.top > 0 && seen.bottom < seen.window, 'the message is in sight');
    assert.ok(!text.includes('undefined') && !text.includes('[object'), text);

    // Trying again while it is still broken says the same.
    const retry = async (ready) => {
      await Promise.all([page.waitForNavigation(), page.click('#verdict-body button')]);
      await whenReady(page, ready);
    };
    assert.equal(await page.$eval('#verdict-body button', (node) => node.textContent), 'Try again');
    await retry('failed');
    assert.equal(await page.$eval('#verdict', (node) => node.innerText.trim()), text);
    site.answers.delete(file);
    await retry('1');
    const reading = await read(page);
    assert.equal(reading.requestsPerDay, '500,000', 'the link is still followed');
    assert.match(reading.headline, /^Use /);
  });
}

const cut = (site, file) => site.files.get(file).toString().slice(0, 3000);
const scriptCases = [
  { file: 'twin/main.js', answer: () => ({ status: 404 }), says: /server answers 404/ },
  { file: 'twin/main.js', answer: (site) => ({ status: 200, body: cut(site, 'twin/main.js') }), says: /cut short/ },
  { file: 'picker.js', answer: () => ({ status: 404 }), says: /server answers 404/ },
  { file: 'picker.js', answer: (site) => ({ status: 200, body: cut(site, 'picker.js') }), says: /cut short/ },
  { file: 'picker.first.wasm', answer: () => ({ status: 404 }), says: /server answers 404/ },
];
for (const { file, answer, says } of scriptCases) {
  browserTest(`${file} that fails (${says.source}) is named with the reason, and can be tried again`, async ({ site, open }) => {
    site.answers.set(file, answer(site));
    const expected = [new RegExp(file.replaceAll('.', '\\.')), /SyntaxError|Unexpected|Invalid|missing \)|wasm/i];
    const { page } = await open('#v=1&preset=lesson-b', { ready: 'failed', expected });
    const text = await page.$eval('#verdict-body', (node) => node.innerText);
    assert.ok(text.includes(file), text);
    assert.match(text, says);
    assert.equal(await page.$eval('#verdict-body', (node) => node.getAttribute('role')), 'alert');
    site.answers.delete(file);
    await Promise.all([page.waitForNavigation(), page.click('#verdict-body button')]);
    await whenReady(page);
    assert.equal((await read(page)).requestsPerDay, '500,000', 'the link is still followed');
  });
}

browserTest('where the connection is gone, that is said of the script', async ({ open, blank, site }) => {
  const { page } = await blank({ expected: [/picker\.js/, /ERR_FAILED/] });
  await page.setRequestInterception(true);
  page.on('request', (request) => (request.url().endsWith('/picker.js') ? request.abort() : request.continue()));
  await page.goto(`${site.url}?view=table`);
  await whenReady(page, 'failed');
  assert.match(await page.$eval('#verdict-body', (node) => node.innerText), /picker\.js\. It could not be reached\. Check your connection/);
});

browserTest('a sandboxed frame that its server shuts out says so', async ({ t, site, blank }) => {
  site.answers.set('twin/main.js', { ownOriginOnly: true });
  const host = await servePage(`<!doctype html><title>Host</title><link rel="icon" href="data:,">
    <iframe id="frame" src="${site.url}?embed=1" sandbox="allow-scripts" width="700" height="600"></iframe>`);
  t.after(() => host.close());
  const { page } = await blank({ expected: [/main\.js/, /CORS/] });
  await page.goto(host.url);
  const frame = await (await page.waitForSelector('#frame')).contentFrame();
  await whenReady(frame, 'failed');
  const text = await frame.$eval('#verdict-body', (node) => node.innerText);
  assert.match(text, /twin\/main\.js could not be loaded\. This frame has no origin of its own.*Access-Control-Allow-Origin/);
});

browserTest('opened as a file the page says that it needs a web server', async ({ blank }) => {
  const { page } = await blank({ expected: [/file:|CORS|origin/i] });
  await page.goto(`file://${siteFolder}/index.html`);
  await whenReady(page, 'failed');
  const text = await page.$eval('#verdict-body', (node) => node.innerText);
  assert.match(text, /twin\/main\.js could not be loaded\. This page was opened as a file/);
  assert.equal(await page.$eval('#verdict-body button', (node) => node.textContent), 'Try again');
});

browserTest('scripts of the canvas that fail are named above the form and table', async ({ site, open }) => {
  site.answers.set('canvas/face.js', { status: 404 });
  const { page } = await open('#v=1&preset=lesson-b', { view: 'canvas', expected: [/face\.js/] });
  const reading = await read(page);
  assert.match(reading.notices[0][0], /canvas\/face\.js could not be loaded\. The server answers 404: it is missing from this site\./);
  assert.equal(reading.requestsPerDay, '500,000');
  assert.ok(await page.$eval('#show-canvas', (node) => node.checkVisibility()), 'it can be asked for again');
});

for (const [tab, file] of [
  ['claims', 'twin/tables.js'],
  ['claims', 'styles/tables.css'],
  ['day', 'twin/day.js'],
]) {
  browserTest(`${file} that fails is named where it is missed`, async ({ site, open }) => {
    site.answers.set(file, { status: 404 });
    const { page } = await open(`#v=1&preset=chat&tab=${tab}`, { expected: [new RegExp(file.replaceAll('.', '\\.'))] });
    await until(
      () => page.$eval('#right', (node) => node.innerText),
      (text) => text.includes(`${file} could not be loaded. The server answers 404: it is missing from this site. Try again`),
      'the reason must be told',
    );
  });
}

browserTest('without scripts the page says what it needs', async ({ site, blank }) => {
  const { page } = await blank();
  await page.setJavaScriptEnabled(false);
  await page.goto(site.url);
  const shown = await page.$eval('noscript', (node) => {
    const box = node.firstElementChild?.getBoundingClientRect();
    return { text: node.textContent, height: box?.height ?? 0 };
  });
  assert.match(shown.text, /JavaScript/);
  assert.ok(shown.height > 10);
});

browserTest('no request leaves the page’s folder, whatever is done', async ({ site, open }) => {
  const { page, log } = await open();
  await page.select('#preset', 'exercise-1');
  await page.select('#preset', 'chat');
  await page.$$eval('details', (all) => all.forEach((node) => (node.open = true)));
  await page.$$eval('.offer-name', (all) => all.forEach((node) => node.click()));
  await page.click('#theme');
  await page.waitForFunction(() => document.querySelectorAll('.evidence-row').length > 3);
  const strangers = log.requests.filter((url) => !url.startsWith(site.url) && !url.startsWith('data:'));
  assert.deepEqual(strangers, []);
});

browserTest('once loaded it answers without a network', async ({ site, open }) => {
  const { page, log } = await open();
  await page.evaluate(() => document.fonts.ready.then(() => null));
  await page.mouse.move(400, 300);
  await page.waitForNetworkIdle({ idleTime: 300 });
  await page.setOfflineMode(true);
  // The browser asks for the icon twice, when it likes: for the header and for its tab.
  const asked = () => log.requests.filter((url) => !url.endsWith('icon.svg'));
  const before = asked().length;
  for (const preset of ['lesson-a', 'lesson-b', 'exercise-1']) {
    await page.select('#preset', preset);
    await page.waitForFunction((id) => document.querySelector('#preset').value === id, {}, preset);
  }
  assert.equal(asked().length, before, 'nothing more is asked for');
  // No click of the mouse: that would ask for the whole price list.
  await page.evaluate(() => document.querySelector('#exercise-body button').click());
  await whenReads(page, (now) => /67\.9/.test(now.headline), 'the answer of the exercise');
  const served = site.asked.filter((path) => !path.endsWith('icon.svg')).sort();
  assert.deepEqual(served, [...new Set(served)], 'each file is asked for once');
});

browserTest('the policy of the page allows its own files only; no script or style is inline', async ({ site, open }) => {
  const html = site.files.get('index.html').toString();
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)?.[1] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:|\*/);
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'), 'the policy comes first');
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<link'));
  for (const [script, attributes, text] of html.matchAll(/<script([^>]*)>([^<]*)/g)) {
    assert.match(attributes, / src="[^":]+"/, script);
    assert.equal(text.trim(), '');
  }
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/);
  for (const [, url] of html.matchAll(/(?:src|href)="([^"]*)"/g)) {
    assert.doesNotMatch(url, /^(?:[a-z]+:|\/)/, `${url} must be relative`);
  }
  const { page } = await open();
  const running = await page.$$eval('script', (nodes) => nodes.map((node) => node.src));
  assert.ok(running.length >= 2 && running.every((src) => src.startsWith(site.url)), running.join(' '));
});
