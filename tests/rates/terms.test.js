// The terms and the claims: in order, each from a source, and about things that the catalogue knows.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { before, objects, ratesFolder, readJson } from './files.js';

const read = (name) => readJson(join(ratesFolder, name));
const terms = read('terms.json');
const claims = read('claims.json');
const platforms = read('schema/common.schema.json').$defs.platform_id.enum;
const models = read('models.json').models.map((model) => model.id);
const gpus = read('gpus.json').gpus.map((gpu) => gpu.id);

// What the views and the lesson name.
const wanted = `
  baa batch-tier billed-utilization billing-unit break-even built-for cached-input cold-start
  compliance custom-silicon decode dedicated engine fine-tuned-at-base-rate fine-tuning fireattention
  flex-tier gdpr-dpa gpu-range gpu-rental hyperscaler image-step iso-27001 lora lpu marketplace
  megapixel mixture-of-experts per-minute per-prediction per-token prefill priority-tier
  provisioned-throughput quantization rayturbo rdu replica scale-to-zero segment serverless soc2 spot
  tokens-per-second tpot truss ttft utilization wse
`
  .trim()
  .split(/\s+/);

function assertSorted(ids) {
  ids.forEach((id, i) => assert.ok(i === 0 || ids[i - 1] < id, `${id} stands after ${ids[i - 1]}`));
}

function assertSources(file, rows) {
  const used = new Set(rows.map((row) => row.source));
  assert.deepEqual([...used].sort(), Object.keys(file.sources).sort());
  for (const row of rows) {
    const { date } = file.sources[row.source];
    assert.ok(!before(row.as_of, date), `${row.id}: as of ${row.as_of}, but its source is of ${date}`);
  }
  const newest = rows.map((row) => row.as_of).reduce((a, b) => (a > b ? a : b));
  assert.equal(file.as_of, newest);
}

test('terms are sorted, each once, and each has a source', () => {
  assertSorted(terms.terms.map((term) => term.id));
  assertSources(terms, terms.terms);
});

test('every term that the views ask for is there', () => {
  const ids = terms.terms.map((term) => term.id);
  assert.deepEqual(
    wanted.filter((id) => !ids.includes(id)),
    [],
  );
});

test('terms are short', () => {
  for (const { id, said, is } of terms.terms) {
    assert.ok(said.length < 220 && is.length < 220, `${id} is too long for a help line`);
    assert.match(said, /[.]$/, `${id}: said ends with a full stop`);
    assert.match(is, /[.]$/, `${id}: is ends with a full stop`);
  }
  assert.ok(statSync(join(ratesFolder, 'terms.json')).size < 14_000);
});

test('claims are in order, and each has a source', () => {
  const [first, ...rest] = claims.claims.map((claim) => claim.id);
  assert.equal(first, 'thirty-percent-rule');
  assertSorted(rest);
  assert.ok(!rest.includes(first));
  assertSources(claims, claims.claims);
});

const quotes = (platform, model) =>
  (read(`${platform}.json`).speeds ?? []).some(
    (speed) => speed.model === model && speed.method === 'quoted' && speed.tokens_per_s !== null,
  );

test('a claim is tested against things that the catalogue knows, or says what a test would need', () => {
  const lesson = read('lesson.json');
  const known = {
    platform: (id) => platforms.includes(id),
    against: (id) => platforms.includes(id),
    platforms: (ids) => ids.every((id) => platforms.includes(id)),
    gpus: (ids) => typeof ids === 'number' || ids.every((id) => gpus.includes(id)),
    gpu: (id) => gpus.includes(id),
    model: (id) => models.includes(id),
    a: (id) => typeof id !== 'string' || platforms.includes(id.split('/')[0]),
    b: (id) => typeof id !== 'string' || platforms.includes(id.split('/')[0]),
  };
  for (const claim of claims.claims) {
    assert.ok(claim.test !== null || claim.note !== null, `${claim.id} has neither a test nor a note`);
    for (const [, part] of objects(claim.test)) {
      for (const [key, holds] of Object.entries(known)) {
        if (key in part) assert.ok(holds(part[key]), `${claim.id}: unknown ${key} ${part[key]}`);
      }
      if ('low' in part) assert.ok(part.low <= part.high, claim.id);
      if ('low_s' in part) assert.ok(part.low_s <= part.high_s, claim.id);
      if (part.kind === 'not-billed') assert.ok(claim.note, `${claim.id} does not say why no bill depends on it`);
      if (part.kind === 'speed-ratio')
        for (const id of [part.against, ...part.platforms]) assert.ok(quotes(id, part.model), `${claim.id}: ${id} has no quoted speed`);
      if (part.kind === 'price-change') assert.ok(before(part.before, part.after), claim.id);
    }
    if (claim.test?.catalog === 'lesson') {
      const offers = lesson.offers.map((offer) => `${offer.platform}/${lesson.model.id}/${offer.how}`);
      for (const id of [claim.test.a, claim.test.b]) assert.ok(offers.includes(id), `${claim.id}: no ${id}`);
    }
  }
});
