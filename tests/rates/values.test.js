// The cards against the collected readings: each current one stands in exactly one place of a card with the same
// numbers and date, or in the table of what is left out; what has ended is refused by name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { tokenOfferId } from './check_prices.js';
import { isCard, objects, ratesFolder, readJson, readRates, root } from './files.js';

const rates = readRates();
const facts = readJson(join(root, 'tests', 'vectors', 'facts_rates.json'));
const cards = Object.entries(rates).filter(([file]) => isCard(file));
const current = facts.records.filter((record) => record.status === undefined);
const ended = facts.records.filter((record) => record.status !== undefined);

// Platform, current readings, of those carried by its card; counted by hand from the collected facts.
const counts = [
  ['(rule)', 1, 0],
  ['AWS Bedrock', 39, 38],
  ['AWS EC2 (reference)', 3, 0],
  ['Anyscale', 8, 7],
  ['Baseten', 22, 21],
  ['Cerebras', 3, 3],
  ['DeepInfra', 47, 47],
  ['Fal', 31, 27],
  ['Fireworks', 78, 55],
  ['Groq', 10, 10],
  ['Lambda', 15, 15],
  ['Modal', 27, 22],
  ['OpenAI', 54, 53],
  ['OpenRouter', 53, 52],
  ['Replicate', 23, 23],
  ['RunPod', 46, 35],
  ['SambaNova', 12, 12],
  ['Together', 40, 36],
];

const tokenMeters = {
  million_input_tokens: 'input',
  million_cached_input_tokens: 'cached_input',
  million_cache_write_tokens: 'cache_write',
  million_output_tokens: 'output',
};
const meterOfUnit = {
  usd_per_image: 'image',
  usd_per_image_step: 'image_step',
  usd_per_image_formula: 'mebipixel_step',
  usd_per_megapixel: 'megapixel',
  usd_per_audio_minute: 'audio_minute',
  usd_per_audio_hour: 'audio_hour',
  usd_per_gpu_hour: 'gpu_hour',
  usd_per_gpu_minute: 'gpu_minute',
  usd_per_gpu_second: 'gpu_second',
  usd_per_instance_second: 'gpu_second',
};
const howOfProduct = {
  fast_token: 'fast',
  spot_token: 'spot',
  priority_token: 'priority',
  flex_token: 'flex',
};
const planOfTier = { community: 'community', flex: 'flex', active: 'active', 'on-demand cluster': 'cluster' };

// Readings of a price by another unit than the platform bills by, which its own pages say.
const restated = { 'together-image-flux.1-schnell-2026-05-25': 'megapixel' };

function leftOut() {
  const text = readFileSync(join(ratesFolder, 'README.md'), 'utf8');
  const table = text.split('## What is left out')[1].split('\n## ')[0];
  return [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, id, reason]) => ({ id, reason }));
}
const left = leftOut();
const isLeft = (record) => left.some((row) => row.id === record.id);

// Every object of a card that carries a reading: id -> [{file, card, path, value, offer}].
function carriers() {
  const found = new Map();
  for (const [file, card] of cards) {
    for (const [path, value] of objects(card)) {
      if (typeof value.record !== 'string') continue;
      const [list, index] = path.split('.');
      const offer = ['token_offers', 'size_classes', 'gpu_offers'].includes(list) ? card[list][index] : null;
      found.set(value.record, [...(found.get(value.record) ?? []), { file, card, list, path, value, offer }]);
    }
  }
  return found;
}
const carried = carriers();

const same = (a, b) => Math.abs(a - b) <= 1e-9 * Math.abs(b);
const orNull = (value) => value ?? null;

function checkTokens(meters, record, say) {
  for (const [meter, field] of Object.entries(tokenMeters)) {
    if (orNull(meters[meter]) !== orNull(record[field]))
      say(`${meter} is ${orNull(meters[meter])}, the reading says ${orNull(record[field])}`);
  }
}

const wantedRegion = (region) => {
  if (region === undefined || region.startsWith('global')) return null;
  return /^us\b/i.test(region) ? 'us' : region;
};

function checkTokenPrice({ list, offer, value }, record, say) {
  if (record.unit === 'usd_per_mtok') checkTokens(value.meters, record, say);
  else if (orNull(value.meters[restated[record.id] ?? meterOfUnit[record.unit]]) !== record.value)
    say(`${meterOfUnit[record.unit]} should be ${record.value} (${record.unit})`);
  if (record.model_id === undefined) {
    if (list !== 'size_classes') say('it has no model, so it belongs to size_classes');
    return;
  }
  if (offer.model !== record.model_id) say(`its model is ${record.model_id}, not ${offer.model}`);
  const how = howOfProduct[record.product] ?? 'serverless';
  if (offer.how !== how) say(`it is sold as ${how}, not ${offer.how}`);
  if (offer.selector.region !== wantedRegion(record.region))
    say(`its region is ${record.region}, not ${offer.selector.region}`);
  const bands = (record.context_tiers ?? []).map((band) => [
    band.input_tokens_above,
    band.input,
    band.output,
  ]);
  const written = (value.context_bands ?? []).map(({ above_input_tokens: above, meters }) => [
    above,
    meters.million_input_tokens,
    meters.million_output_tokens,
  ]);
  if (JSON.stringify(bands) !== JSON.stringify(written))
    say(`context_bands should say ${JSON.stringify(bands)}`);
  if (record.batch_input !== undefined) {
    const batch = { ...record, input: record.batch_input, output: record.batch_output };
    checkTokens(offer.batch?.meters ?? {}, { ...batch, cached_input: null, cache_write: null }, (text) =>
      say(`batch: ${text}`),
    );
  }
}

function checkGpuPrice({ list, offer, value }, record, say) {
  if (list !== 'gpu_offers') return say('it is GPU time and belongs to gpu_offers');
  const gpu = rates['gpus.json'].gpus.find((row) => row.id === offer.gpu);
  const name = record.gpu.replace(/ x\d$/, '');
  if (!gpu.aliases.includes(name)) say(`${name} is no spelling of ${offer.gpu}`);
  const meter = meterOfUnit[record.unit];
  const gpus = record.unit === 'usd_per_instance_second' ? record.gpu_count : 1;
  if (!same(value.meters[meter] * gpus, record.value))
    say(`${meter} of ${gpus} GPUs should come to ${record.value}`);
  const onlyThis = record.gpu_count > 1;
  if (!offer.gpu_counts.includes(record.gpu_count) || (onlyThis && offer.gpu_counts.length > 1))
    say(`gpu_counts should be ${onlyThis ? 'only' : 'at least'} ${record.gpu_count}`);
  const operations = record.product === 'gpu_rental' ? 'gpu' : 'deployment';
  if (offer.operations !== operations) say(`operations should be ${operations}`);
  const plan = /\(small\)/.test(record.gpu) ? 'small' : (planOfTier[record.tier] ?? null);
  if (offer.plan !== plan) say(`plan should be ${plan}`);
}

function checkNumbers(carrier, record, say) {
  const { path, value } = carrier;
  if (/^(token_offers|size_classes|gpu_offers)\.\d+\.prices\.\d+$/.test(path)) {
    if (record.gpu === undefined) checkTokenPrice(carrier, record, say);
    else checkGpuPrice(carrier, record, say);
  } else if (path.endsWith('.batch')) {
    checkTokens(value.meters, record, say);
    if (carrier.offer.model !== record.model_id) say(`its model is ${record.model_id}`);
  } else if (path.startsWith('modifiers.')) {
    const number =
      record.unit === 'percent_fee' ? (value.percent ?? (value.multiplier - 1) * 100) : value.multiplier;
    if (!same(number, record.value)) say(`the number should be ${record.value} (${record.unit})`);
  } else if (path.startsWith('limits.')) {
    if (record.unit === 'usd_per_month_cap' && value.value !== record.value)
      say(`value should be ${record.value}`);
  } else if (!path.startsWith('compliance.') && !path.startsWith('profile.')) {
    say('a reading is carried by a price, a batch, a modifier, a limit, a claim or the profile');
  }
}

function problemsOf(record) {
  const found = carried.get(record.id) ?? [];
  if (isLeft(record))
    return found.map(
      ({ file, path }) => `${record.id}: left out, but ${file}: ${path} carries it. Keep one.`,
    );
  if (found.length === 0)
    return [`${record.id}: in no card. Add it, or name it with a reason in the table of rates/README.md.`];
  if (found.length > 1)
    return [
      `${record.id}: carried twice, by ${found.map(({ file, path }) => `${file}: ${path}`).join(' and ')}.`,
    ];
  const [carrier] = found;
  const problems = [];
  const say = (text) => problems.push(`${carrier.file}: ${carrier.path}: ${record.id}: ${text}.`);
  if (carrier.card.name !== record.platform) say(`it is a reading of ${record.platform}`);
  if (carrier.value.as_of !== record.as_of)
    say(`as_of is ${carrier.value.as_of}, the reading says ${record.as_of}`);
  checkNumbers(carrier, record, say);
  return problems;
}

for (const [platform, readings, inCard] of counts) {
  test(`the current readings of ${platform}`, () => {
    const mine = current.filter((record) => record.platform === platform);
    const problems = mine.flatMap(problemsOf);
    assert.equal(problems.length, 0, `\n${problems.join('\n')}\n`);
    assert.deepEqual([mine.length, mine.filter((record) => !isLeft(record)).length], [readings, inCard]);
  });
}

test('the readings are all there', () => {
  assert.deepEqual([facts.collected, facts.current, facts.not_current, facts.ended], [743, 512, 231, 49]);
  assert.deepEqual([current.length, ended.length], [512, 49]);
  assert.equal(new Set(facts.records.map((record) => record.id)).size, 561);
  assert.equal(
    counts.reduce((sum, [, readings]) => sum + readings, 0),
    512,
  );
  const platforms = new Set(counts.map(([platform]) => platform));
  for (const record of current) assert.ok(platforms.has(record.platform), record.platform);
});

test('what has ended stands in its card with that status, at its last price', () => {
  const problems = [];
  for (const record of ended) {
    if (isLeft(record)) continue;
    const [file, card] = cards.find(([, each]) => each.name === record.platform);
    const gpu = rates['gpus.json'].gpus.find((row) => row.aliases.includes(record.gpu))?.id;
    const offers = record.gpu
      ? card.gpu_offers.filter((offer) => offer.gpu === gpu)
      : card.token_offers.filter((offer) => offer.model === record.model_id);
    const contact = ended.some(
      (other) =>
        other.status === 'contact_sales_only' &&
        other.model_id === record.model_id &&
        other.platform === record.platform,
    );
    const state = contact ? 'contact-sales' : 'retired';
    const offer = offers.find((each) => each.status.state === state);
    if (!offer) {
      problems.push(`${file}: ${record.id}: no offer of ${record.model_id ?? gpu} with the status ${state}.`);
      continue;
    }
    if (/^\d/.test(record.retires_on ?? '') && offer.status.since !== record.retires_on)
      problems.push(`${file}: ${record.id}: ended on ${record.retires_on}; write it into status.since.`);
    const kept = offer.prices.some((price) =>
      record.gpu
        ? same(price.meters[meterOfUnit[record.unit]], record.value)
        : orNull(price.meters.million_input_tokens) === orNull(record.input) &&
          orNull(price.meters.million_output_tokens) === orNull(record.output),
    );
    if (!kept && (record.input !== undefined || record.value !== undefined))
      problems.push(`${file}: ${record.id}: its price is not among those of the offer.`);
  }
  assert.equal(problems.length, 0, `\n${problems.join('\n')}\n`);
});

test('CPU and memory stand beside the GPU in the collected prices of Modal', () => {
  for (const offer of rates['modal.json'].gpu_offers) {
    const price = offer.prices.find((each) => each.record !== null);
    if (!price) continue;
    const { meters } = price;
    assert.deepEqual([meters.cpu_core_second, meters.memory_gib_second], [0.0000131, 0.00000222], offer.gpu);
  }
});

test('the table of what is left out names readings and reasons, each once', () => {
  assert.ok(left.length > 0);
  assert.equal(new Set(left.map((row) => row.id)).size, left.length);
  for (const { id, reason } of left) {
    assert.ok(
      facts.records.some((record) => record.id === id),
      `${id} is no reading of facts_rates.json`,
    );
    assert.ok(reason.length > 5, `${id} is left out without a reason`);
  }
});

test('an offer can be found by its id', () => {
  const ids = rates['bedrock.json'].token_offers.map(tokenOfferId);
  for (const id of ['gpt-oss-120b/serverless', 'gpt-oss-120b/serverless-eu-north-1', 'kimi-k3/serverless-us'])
    assert.ok(ids.includes(id), id);
  const deepinfra = rates['deepinfra.json'].token_offers.map(tokenOfferId);
  for (const id of ['gpt-oss-120b/serverless-turbo', 'llama-3.3-70b/serverless'])
    assert.ok(deepinfra.includes(id), id);
});

// Expected values from the published rows and from the lesson's table, written by hand.
test('the tables hold the rows they were made from', () => {
  const llama = rates['models.json'].models.find((model) => model.id === 'llama-3.3-70b');
  assert.ok(rates['models.json'].models.length >= 143);
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
  assert.ok(rates['gpus.json'].gpus.length >= 26);
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
