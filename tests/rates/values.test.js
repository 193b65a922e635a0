// The numbers of the cards against the collected readings: same value, same date, or left out with a reason.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isCard, ratesFolder, readJson, readRates, root } from './cards.js';

const rates = readRates();
const { records } = readJson(join(root, 'tests', 'vectors', 'facts_rates.json'));
const gpuMeter = {
  usd_per_gpu_hour: 'gpu_hour',
  usd_per_gpu_minute: 'gpu_minute',
  usd_per_gpu_second: 'gpu_second',
};

function leftOut() {
  const text = readFileSync(join(ratesFolder, 'README.md'), 'utf8');
  const table = text.split('## What is left out')[1].split('\n## ')[0];
  return [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, id, reason]) => ({ id, reason }));
}

function pricesByRecord() {
  const found = new Map();
  for (const [file, card] of Object.entries(rates)) {
    if (!isCard(file)) continue;
    for (const list of ['token_offers', 'size_classes', 'gpu_offers']) {
      for (const offer of card[list]) {
        for (const price of offer.prices) {
          if (price.record === null) continue;
          assert.ok(!found.has(price.record), `${file}: two prices carry the record ${price.record}`);
          found.set(price.record, { card, list, offer, price });
        }
      }
    }
  }
  return found;
}

const prices = pricesByRecord();
const left = leftOut();

for (const record of records) {
  test(`reading ${record.id}`, () => {
    if (left.some((row) => row.id === record.id)) {
      assert.ok(!prices.has(record.id), 'it is in a card and in the table of what is left out; keep one');
      return;
    }
    const found = prices.get(record.id);
    assert.ok(found, 'it is in no card; add it, or name it with a reason in the table of rates/README.md');
    const { card, list, offer, price } = found;
    assert.equal(card.name, record.platform);
    assert.equal(price.as_of, record.as_of);
    if (record.gpu !== null) {
      assert.equal(list, 'gpu_offers');
      const gpu = rates['gpus.json'].gpus.find((row) => row.id === offer.gpu);
      assert.ok(gpu.aliases.includes(record.gpu), `${record.gpu} is no spelling of ${offer.gpu}`);
      assert.equal(price.meters[gpuMeter[record.unit]], record.value);
      assert.equal(offer.operations, record.product === 'gpu_rental' ? 'gpu' : 'deployment');
    } else {
      assert.equal(record.unit, 'usd_per_mtok');
      assert.equal(price.meters.million_input_tokens, record.input);
      assert.equal(price.meters.million_cached_input_tokens, record.cached_input);
      assert.equal(price.meters.million_output_tokens, record.output);
      if (record.model_id === null) assert.equal(list, 'size_classes');
      else assert.equal(offer.model, record.model_id);
    }
  });
}

test('the table of what is left out names readings and reasons', () => {
  assert.ok(left.length > 0);
  for (const { id, reason } of left) {
    assert.ok(
      records.some((record) => record.id === id),
      `${id} is no reading of facts_rates.json`,
    );
    assert.ok(reason.length > 10, `${id} is left out without a reason`);
  }
});

// Expected values from the published rows and from the lesson's table, written by hand.
test('the tables hold the rows they were made from', () => {
  const llama = rates['models.json'].models.find((model) => model.id === 'llama-3.3-70b');
  assert.equal(rates['models.json'].models.length, 45);
  assert.deepEqual(
    [
      llama.architecture.params_total_b,
      llama.architecture.layers,
      llama.architecture.kv_heads,
      llama.architecture.head_dim,
    ],
    [70.55, 80, 8, 128],
  );
  assert.ok(llama.aliases.includes('llama3.3-70b'));
  const h100 = rates['gpus.json'].gpus.find((gpu) => gpu.id === 'h100');
  assert.equal(rates['gpus.json'].gpus.length, 26);
  assert.deepEqual(
    [h100.bf16_tflops, h100.fp8_tflops, h100.hbm_tb_s, h100.hbm_usable_gb, h100.link_gb_s_per_dir],
    [989, 1979, 3.35, 85.5, 450],
  );
  const rows = rates['lesson.json'].offers.map((offer) => [
    offer.platform,
    Object.values(offer.meters).filter((price) => price !== null)[0],
    offer.saturated_output_tokens_per_minute,
    offer.reserved_minutes_per_day,
    offer.cold_start_s,
  ]);
  assert.deepEqual(rows, [
    ['fireworks', 0.9, 900000, null, 1.5],
    ['together', 0.88, 850000, null, 2],
    ['baseten', 0.55, 900000, 1440, 5],
    ['modal', 0.48, 800000, 60, 2.5],
    ['replicate', 0.006, 750000, null, 4],
    ['anyscale', 0.6, 850000, 1440, 3],
  ]);
});
