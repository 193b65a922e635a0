// Reports of what is wrong with a card after one change, for the tests that break one thing each.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkFile } from './cards.js';
import { readRates } from './files.js';
import { format } from './report.js';

// Cards as they once were: the mistakes below must not depend on today's prices.
export const rates = readRates(fileURLToPath(new URL('cards', import.meta.url)));

// The report of rates/<file> after `change`.
export function report(file, change) {
  const value = structuredClone(rates[file]);
  change(value);
  return format(checkFile(file, value, rates));
}

// Each case: its name, the file, the change and what the report says.
export function checkReports(cases) {
  for (const [name, file, change, expected] of cases)
    test(`the report of ${name}`, () => assert.match(report(file, change), expected));
}
