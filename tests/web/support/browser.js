// Chromium for the tests: one browser a test file, a fresh profile a test, and a record of everything that went wrong.
// Needs PICKER_CHROMIUM, the path of a Chromium. Never talks to anything but the test's own servers.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { serveSite } from './site.js';

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-device-scale-factor=1',
];

// Anything that stands still for this long has failed; no test measures time.
const patienceMs = 15000;

// In every frame, before its scripts: what Puppeteer does not report by itself goes to the console as an error.
function reportSilentErrors() {
  addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`),
  );
  addEventListener('unhandledrejection', (event) => console.error(`unhandled: ${event.reason}`));
}

// Collects what went wrong on a page and every address that it asked for.
function record(page) {
  const log = { problems: [], requests: [] };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    log.problems.push(`console: ${message.text()} ${message.location()?.url ?? ''}`.trim());
  });
  page.on('pageerror', (error) => log.problems.push(`page error: ${error?.message ?? error}`));
  page.on('error', (error) => log.problems.push(`crash: ${error.message}`));
  page.on('request', (request) => log.requests.push(request.url()));
  page.on('requestfailed', (request) => {
    log.problems.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) log.problems.push(`http ${response.status()}: ${response.url()}`);
  });
  return log;
}

function assertNoProblems(pages) {
  for (const { log, expected } of pages) {
    const surprises = log.problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(surprises, [], 'the page must cause no errors');
  }
}

// Gives `browserTest(name, body)` for one file. `body` gets {site, open, blank, context}; after it, every page that it
// opened must be free of errors except those matching the patterns in `expected`.
export function browserSuite() {
  let browser = null;
  let site = null;

  before(async () => {
    assert.ok(process.env.PICKER_CHROMIUM, 'PICKER_CHROMIUM must name a Chromium');
    site = await serveSite();
    browser = await puppeteer.launch({
      executablePath: process.env.PICKER_CHROMIUM,
      headless: true,
      args: flags,
      protocolTimeout: 4 * patienceMs,
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  return function browserTest(name, body) {
    test(name, async (t) => {
      const context = await browser.createBrowserContext();
      const pages = [];

      async function blank({ width = 1440, height = 900, scheme = 'light', expected = [] } = {}) {
        const page = await context.newPage();
        page.setDefaultTimeout(patienceMs);
        await page.setViewport({ width, height });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.evaluateOnNewDocument(reportSilentErrors);
        const log = record(page);
        pages.push({ log, expected });
        return { page, log };
      }

      // Opens the picker: `address` is what follows its folder, such as '?embed=1#v=1&preset=chat'. It shows the form and
      // table unless `view` is null or the address says otherwise.
      async function open(address = '', { ready = '1', view = 'table', ...options } = {}) {
        const opened = await blank(options);
        const url = new URL(address, site.url);
        if (view && !url.searchParams.has('view')) url.searchParams.set('view', view);
        await opened.page.goto(url.href);
        await whenReady(opened.page, ready);
        return opened;
      }

      site.answers.clear();
      site.asked.length = 0;
      try {
        await body({ t, site, open, blank, context });
        assertNoProblems(pages);
      } finally {
        await context.close();
      }
    });
  };
}

// `frame` may be a page or a frame of one.
export function whenReady(frame, ready = '1') {
  return frame.waitForFunction(
    (value) => document.documentElement.dataset.ready === value,
    { polling: 30 },
    ready,
  );
}

// Waits until `read(frame)` gives a value that `wanted` accepts; then gives that value.
export async function until(read, wanted, what) {
  const end = Date.now() + patienceMs;
  let value;
  for (;;) {
    value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) break;
    await new Promise((next) => setTimeout(next, 30));
  }
  return assert.fail(`${what}; at last it was ${JSON.stringify(value)?.slice(0, 500)}`);
}
