// web/bundle_rates.py: all files in one, the same bytes every time, a broken file named by line and column.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { isCard, objects, readRates, root } from './files.js';

const work = mkdtempSync(join(tmpdir(), 'picker-rates-'));
test.after(() => rmSync(work, { recursive: true }));

const bundle = (top, whole, first) =>
  spawnSync('python3', [join(top, 'web', 'bundle_rates.py'), whole, first], { cwd: top, encoding: 'utf8' });

// A copy of the files that the script reads, to break.
function copyOfTree(name) {
  const top = join(work, name);
  mkdirSync(join(top, 'web'), { recursive: true });
  cpSync(join(root, 'web', 'bundle_rates.py'), join(top, 'web', 'bundle_rates.py'));
  cpSync(join(root, 'rates'), join(top, 'rates'), { recursive: true });
  return top;
}

// What only editors and these tests need: no bundle has it.
const editorsKeys = ['by_effort', 'detail', 'native_id', 'notes', 'record', 'window_hours'];

function keysOf(value, found = new Set()) {
  for (const [, object] of objects(value)) for (const key of Object.keys(object)) found.add(key);
  return found;
}

const files = [join(work, 'rates.json'), join(work, 'rates-first.json')];
const run = bundle(root, ...files);
const [whole, first] = run.status === 0 ? files.map((file) => JSON.parse(readFileSync(file, 'utf8'))) : [];
const rates = readRates();
const cards = Object.entries(rates)
  .filter(([file]) => isCard(file))
  .map(([, card]) => card)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const offersOf = (card) => ['token_offers', 'size_classes', 'gpu_offers'].flatMap((list) => card[list] ?? []);

test('both bundles are one line of every file, without what only editors need', () => {
  assert.equal(run.status, 0, run.stderr);
  for (const [index, value] of [whole, first].entries()) {
    const text = readFileSync(files[index], 'utf8');
    assert.ok(text.endsWith('}\n') && !text.slice(0, -1).includes('\n'));
    assert.deepEqual(value.platforms.map((card) => card.id), cards.map((card) => card.id));
    assert.deepEqual(value.presets.presets, rates['presets.json'].presets);
    const keys = keysOf(value);
    for (const key of editorsKeys) assert.ok(!keys.has(key), key);
  }
  const again = files.map((file) => file.replace('.json', '-again.json'));
  bundle(root, ...again);
  again.forEach((file, index) => assert.equal(readFileSync(file, 'utf8'), readFileSync(files[index], 'utf8')));
});

test('the whole bundle has every price, rule, limit, reading, word and claim', () => {
  cards.forEach((card, index) => {
    const bundled = whole.platforms[index];
    assert.deepEqual(
      offersOf(bundled).map((offer) => offer.prices.map((price) => price.meters)),
      offersOf(card).map((offer) => offer.prices.map((price) => price.meters)),
      card.id,
    );
    assert.equal(bundled.modifiers.length, card.modifiers.filter((rule) => rule.rule !== 'other').length);
    assert.deepEqual(Object.keys(bundled.profile ?? {}), Object.keys(card.profile).filter((key) => card.profile[key] !== null));
    for (const list of ['speeds', 'caching', 'limits']) assert.equal(bundled[list]?.length ?? 0, card[list].length, card.id);
  });
  assert.equal(whole.terms.terms.length, rates['terms.json'].terms.length);
  assert.equal(whole.claims.claims.length, rates['claims.json'].claims.length);
  assert.equal(whole.models.models.length, rates['models.json'].models.length);
});

test('both bundles have the names and windows of their models, what they reason and their tokenizers', () => {
  for (const bundled of [whole, first]) {
    for (const model of bundled.models.models) {
      const row = rates['models.json'].models.find(({ id }) => id === model.id);
      assert.deepEqual(model.aliases ?? [], row.aliases, model.id);
      assert.equal(model.window?.tokens, row.window?.tokens, model.id);
      assert.equal(model.reasoning?.typical, row.reasoning?.typical, model.id);
      assert.equal(model.speed_class ?? null, row.speed_class, model.id);
      assert.equal(model.tokenizer ?? null, row.tokenizer, model.id);
      const named = bundled.models.tokenizers.filter(({ id }) => id === row.tokenizer);
      assert.equal(named.length, row.tokenizer === null ? 0 : 1, model.id);
    }
    cards.forEach((card, index) => {
      const { token_offers: offers = [], windows = [] } = bundled.platforms[index];
      const sold = card.windows.filter(({ model }) => offers.some((offer) => offer.model === model));
      const shown = (rows) => rows.map((row) => [row.model, row.tokens, row.output_tokens_max ?? null]);
      assert.deepEqual(shown(windows), shown(sold), card.id);
    });
  }
});

test('the bundle for a first visit has one price for each GPU and each offer of a model in a preset', () => {
  assert.equal(first.whole, false);
  assert.equal(first.terms, undefined);
  for (const list of ['priors', 'growth', 'hosts', 'tiers', 'readings']) {
    assert.equal(first.latency[list].length, rates['latency.json'][list].length);
    assert.equal(whole.latency[list].length, rates['latency.json'][list].length);
  }
  const named = rates['presets.json'].presets.flatMap(({ request }) => request.workloads.flatMap((work) => work.model));
  const lenders = rates['models.json'].twins.flatMap((twin) => (named.includes(twin.id) ? twin.priced_as : []));
  const needed = [...named, ...lenders];
  cards.forEach((card, index) => {
    const bundled = first.platforms[index];
    assert.equal(bundled.gpu_offers?.length ?? 0, card.gpu_offers.length);
    for (const model of named) {
      const count = (offers) => (offers ?? []).filter((offer) => offer.model === model).length;
      assert.equal(count(bundled.token_offers), count(card.token_offers), `${card.id} ${model}`);
      assert.equal(count(bundled.speeds), count(card.speeds), `${card.id} ${model}`);
    }
    for (const list of ['caching', 'limits']) {
      const wanted = card[list].filter(({ models }) => models === null || models.some((model) => needed.includes(model)));
      assert.equal(bundled[list]?.length ?? 0, wanted.length, `${card.id} ${list}`);
    }
    for (const offer of offersOf(bundled)) assert.equal(offer.prices.length, 1);
  });
});

// Without what is dropped: remarks, unknowns, empty lists and what the reader supposes.
const granted = { kind: 'published', except_batch: false, on_request: false };
function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key, each]) =>
      !['note', 'record', 'evidence'].includes(key) &&
      each !== null &&
      !(Array.isArray(each) && each.length === 0) &&
      granted[key] !== each,
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, bare(each)]));
}

test('both bundles have regions, claims, interruptions and the account', () => {
  const interruptions = (card) =>
    [...objects(card)].filter(([path]) => path.endsWith('.interruption')).map(([, value]) => bare(value));
  cards.forEach((card, index) => {
    for (const bundled of [whole.platforms[index], first.platforms[index]]) {
      assert.deepEqual(bare(bundled.regions), bare(card.regions), card.id);
      assert.deepEqual(bare(bundled.account ?? {}), bare(card.account ?? {}), card.id);
      assert.deepEqual(bundled.compliance.map(bare), card.compliance.map(bare), card.id);
    }
    assert.deepEqual(interruptions(whole.platforms[index]), interruptions(card), card.id);
    for (const list of ['token_offers', 'gpu_offers'])
      for (const offer of first.platforms[index][list] ?? [])
        assert.equal('interruption' in offer, ['flex', 'spot'].includes(offer.how) || 'gpu' in offer && card.id === 'modal');
  });
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
    const run = bundle(top, out, join(top, 'first.json'));
    assert.equal(run.status, 1);
    assert.match(run.stderr, expected);
    assert.throws(() => readFileSync(out));
  });
}
