// What a visit downloads: every file as gzip -9 makes it, against the table in tests/weight.json. 1 KB is 1024 bytes.
// Needs no browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { root, siteFolder } from './support/site.js';

const growth = 1.02;
const tablePath = join(root, 'tests', 'weight.json');
const rewrite = 'Where that is meant: node tests/web/weight.test.js --update';

const table = JSON.parse(readFileSync(tablePath, 'utf8'));
// What is loaded when a visitor asks for it counts towards no visit, but may not grow unseen either.
const listed = [...new Set([...Object.values(table.visits).flatMap((visit) => visit.files), ...table.on_need])];
const isBuilt = (file) => existsSync(join(siteFolder, file));
const weigh = (file) => execFileSync('gzip', ['-9nc', join(siteFolder, file)]).length;

if (process.argv.includes('--update')) {
  table.gzip_bytes = Object.fromEntries(listed.filter(isBuilt).map((file) => [file, weigh(file)]));
  writeFileSync(tablePath, `${JSON.stringify(table, null, 2)}\n`);
} else {
  declareTests();
}

function declareTests() {
  for (const [name, visit] of Object.entries(table.visits)) {
    // The canvas is a module of its own, which a build may leave out.
    const module = visit.files.find((file) => file.endsWith('.wasm'));
    test(`a visit of the ${name} stays within ${visit.kilobytes_most} KB`, { skip: !isBuilt(module) }, () => {
      const bytes = visit.files.reduce((sum, file) => sum + weigh(file), 0);
      assert.ok(
        bytes <= visit.kilobytes_most * 1024,
        `${(bytes / 1024).toFixed(1)} KB gzip: ${visit.files.map((file) => `${file} ${weigh(file)}`).join(', ')}`,
      );
    });
  }

  test('no file of a visit grew by more than 2 % over the table', () => {
    const grown = listed
      .filter(isBuilt)
      .filter((file) => !(weigh(file) <= table.gzip_bytes[file] * growth))
      .map((file) => `${file}: ${weigh(file)} bytes gzip, in the table ${table.gzip_bytes[file] ?? 'not at all'}`);
    assert.deepEqual(grown, [], rewrite);
  });

  test('every file of the site is in a visit, or said to be in none', () => {
    const files = readdirSync(siteFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(siteFolder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
    const known = [...listed, ...table.in_no_visit];
    assert.deepEqual(files.filter((file) => !known.includes(file)), [], 'tests/weight.json does not know these');
  });
}
