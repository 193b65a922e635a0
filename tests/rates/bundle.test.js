// web/bundle_rates.py: all files in one, the same bytes every time, a broken file named by line and column.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { isCard, readRates, root } from './cards.js';

const work = mkdtempSync(join(tmpdir(), 'picker-rates-'));
test.after(() => rmSync(work, { recursive: true }));

function bundle(top, out) {
  return spawnSync('python3', [join(top, 'web', 'bundle_rates.py'), out], { cwd: top, encoding: 'utf8' });
}

// A copy of the files that the script reads, to break.
function copyOfTree(name) {
  const top = join(work, name);
  mkdirSync(join(top, 'web'), { recursive: true });
  cpSync(join(root, 'web', 'bundle_rates.py'), join(top, 'web', 'bundle_rates.py'));
  cpSync(join(root, 'rates'), join(top, 'rates'), { recursive: true });
  return top;
}

// What only editors and these tests need: the bundle leaves it out.
const editorsKeys = ['conflicts', 'detail', 'limits', 'modifiers', 'native_id', 'notes', 'record'];
const asBundled = (value) =>
  JSON.parse(JSON.stringify(value, (key, each) => (editorsKeys.includes(key) ? undefined : each)));

test('the bundle holds every file but the keys that only editors need', () => {
  const out = join(work, 'rates.json');
  const run = bundle(root, out);
  assert.equal(run.status, 0, run.stderr);
  const text = readFileSync(out, 'utf8');
  assert.ok(text.endsWith('}\n') && !text.slice(0, -1).includes('\n'));
  const whole = JSON.parse(text);
  assert.deepEqual(Object.keys(whole), [
    'schema',
    'platforms',
    'lesson',
    'models',
    'gpus',
    'presets',
    'claims',
  ]);
  const rates = readRates();
  for (const value of Object.values(rates)) delete value.$schema;
  assert.equal(whole.schema, 1);
  assert.deepEqual(
    whole.platforms,
    Object.entries(rates)
      .filter(([file]) => isCard(file))
      .map(([, card]) => asBundled(card))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  for (const name of ['lesson', 'models', 'gpus', 'presets', 'claims'])
    assert.deepEqual(whole[name], asBundled(rates[`${name}.json`]));
  const again = join(work, 'again.json');
  bundle(root, again);
  assert.equal(readFileSync(again, 'utf8'), text);
});

for (const [name, text, expected] of [
  ['a comma too many', '{\n  "id": "modal",\n}\n', /^rates\/modal\.json:3:1 .+\n$/],
  ['a file cut off', '{"id": ', /^rates\/modal\.json:1:8 .+\n$/],
  [
    'a key written twice',
    '{"id": "modal", "id": "modal"}',
    /^rates\/modal\.json:1:1 the key "id" appears twice/,
  ],
  ['a number that is none', '{"id": NaN}', /^rates\/modal\.json:1:1 NaN is not JSON/],
  ['a list', '[]', /^rates\/modal\.json:1:1 the file must hold one object/],
]) {
  test(`the bundle refuses ${name}`, () => {
    const top = copyOfTree(name.replaceAll(' ', '-'));
    writeFileSync(join(top, 'rates', 'modal.json'), text);
    const out = join(top, 'out.json');
    const run = bundle(top, out);
    assert.equal(run.status, 1);
    assert.match(run.stderr, expected);
    assert.throws(() => readFileSync(out));
  });
}
