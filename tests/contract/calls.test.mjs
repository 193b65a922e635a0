// The call vectors through the shipped module: the same files and rules as the C++ tests, through the binding.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const site = new URL('build/site/', root);
const relativeTolerance = 1e-9;

const createPicker = createRequire(import.meta.url)(new URL('picker.js', site).pathname);
const ratesText = readFileSync(new URL('rates.json', site), 'utf8');

async function newPicker() {
  const picker = await createPicker({ wasmBinary: readFileSync(new URL('picker.wasm', site)) });
  return picker;
}

const picker = await newPicker();
assert.equal(JSON.parse(picker.loadCatalog(ratesText)).ok, true);

const vectors = (name) => JSON.parse(readFileSync(new URL(`tests/vectors/${name}`, root), 'utf8'));

function inputText(vector) {
  if ('text' in vector) return vector.text;
  if ('repeat' in vector) return vector.repeat[0].repeat(vector.repeat[1]);
  return JSON.stringify(vector.input);
}

function find(answer, at) {
  let node = answer;
  for (const step of at) {
    if (step !== null && typeof step === 'object') {
      node = node?.find((element) => Object.entries(step).every(([key, value]) => element[key] === value));
    } else {
      node = node?.[step];
    }
    
  }
  return node;
}

function checkExpectation(answer, { at, is, count, absent }) {
  const found = find(answer, at);
  assert.equal(found === undefined, absent === true, `something or nothing at ${JSON.stringify(at)}`);
  if (absent) return;
  if (count !== undefined) {
    assert.equal(found.length, count, JSON.stringify(at));
  } else if (typeof is === 'number') {
    assert.ok(Math.abs(found - is) <= relativeTolerance * Math.abs(is), `${JSON.stringify(at)}: ${found} is not ${is}`);
  } else {
    assert.deepEqual(found, is);
  }
}

for (const name of ['calls_lesson.json', 'calls_market.json', 'calls_exercises.json', 'calls_errors.json', 'calls_axes.json', 'calls_links.json']) {
  for (const vector of vectors(name)) {
    test(`${name}: ${vector.id} (${vector.why})`, () => {
      const answer = JSON.parse(picker[vector.call](inputText(vector)));
      if (vector.error) {
        assert.equal(answer.ok, false);
        assert.equal(answer.error.code, vector.error.code);
        if ('path' in vector.error) assert.equal(answer.error.path, vector.error.path);
      } else {
        assert.equal(answer.ok, true, JSON.stringify(answer.error));
        for (const expectation of vector.expect) checkExpectation(answer, expectation);
      }
    });
  }
}

test('serving_throughput.json: every vector through servingEstimate', () => {
  const { vectors: cases } = vectors('serving_throughput.json');
  assert.ok(cases.length >= 53);
  for (const { id, query, expected } of cases) {
    const answer = JSON.parse(
      picker.servingEstimate(
        JSON.stringify({
          model: query.model,
          gpu: query.gpu,
          gpus: query.gpus,
          precision: query.precision,
          engine: query.engine,
          parallel: query.parallelism ?? 'tp',
          input_tokens: query.input_tokens,
          output_tokens: query.output_tokens,
          concurrency: query.concurrency ?? null,
          kv_bytes_per_element: query.kv_bytes_per_element ?? null,
          constants: 'published',
        }),
      ),
    );
    if (expected.refused) {
      assert.equal(answer.error.code, expected.refused, id);
      continue;
    }
    assert.equal(answer.ok, true, `${id}: ${JSON.stringify(answer.error)}`);
    for (const field of ['output_tokens_per_s', 'requests_per_s', 'batch', 'ttft_s', 'tpot_s']) {
      const wanted = expected[field];
      assert.ok(Math.abs(answer[field] - wanted) <= relativeTolerance * Math.abs(wanted), `${id} ${field}`);
    }
  }
});

test('what is no text is answered, never thrown', () => {
  for (const value of [undefined, null, 5, true, {}, [], Symbol('x'), () => 1]) {
    for (const call of ['loadCatalog', 'compare', 'breakEven', 'curve', 'readLink', 'writeLink', 'start', 'command', 'result']) {
      const answer = JSON.parse(picker[call](value));
      assert.equal(answer.error.code, 'not-text', `${call}(${String(value)})`);
    }
  }
  for (const text of ['\ud800', '\udfff{}', '{"catalog":"\ud83d"}', '\u0000']) {
    assert.equal(JSON.parse(picker.compare(text)).ok, false);
  }
  assert.equal(JSON.parse(picker.compare('{"catalog":"market","workloads":[{"model":"llama-3.3-70b","requests_per_day":1,"output_tokens":1}]}')).ok, true);
});

test('a module without a catalogue says so, and a refused one replaces nothing', async () => {
  const fresh = await newPicker();
  assert.equal(JSON.parse(fresh.compare('{}')).error.code, 'no-catalog');
  assert.equal(JSON.parse(fresh.start('{}')).error.code, 'no-catalog');
  JSON.parse(fresh.loadCatalog(ratesText));
  const before = fresh.compare(JSON.stringify(vectors('calls_market.json')[0].input));
  const broken = JSON.parse(ratesText);
  broken.platforms[0].name = 7;
  const refused = JSON.parse(fresh.loadCatalog(JSON.stringify(broken)));
  assert.deepEqual([refused.error.code, refused.error.path], ['wrong-type', 'platforms.0.name']);
  assert.equal(fresh.compare(JSON.stringify(vectors('calls_market.json')[0].input)), before);
});

test('onChange comes once a task, after the commands of that task', async () => {
  const app = await newPicker();
  app.loadCatalog(ratesText);
  const changes = [];
  let told;
  const firstChange = new Promise((resolve) => (told = resolve));
  app.onChange((change) => {
    changes.push(change);
    told();
  });
  app.start('{"preset":"chat"}');
  for (const value of [1, 2, 3]) {
    app.command(JSON.stringify({ id: 'set', args: { path: 'workloads.0.requests_per_day', value } }));
  }
  assert.equal(changes.length, 0);
  await firstChange;
  assert.deepEqual(changes, [{ revision: 4, changed: true }]);
});

test('the canvas is not in this module', async () => {
  assert.equal(JSON.parse(picker.startCanvas('#x')).error.code, 'not-here');
  assert.equal(picker.frameCount(), 0);
});
