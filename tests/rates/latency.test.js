// latency.json and the readings of the cards: what is there, and figures typed by hand from the published readings.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { isCard, ratesFolder, readJson, readRates } from './files.js';

const rates = readRates();
const latency = rates['latency.json'];
const schema = readJson(join(ratesFolder, 'schema', 'latency.schema.json'));
const cards = Object.entries(rates).filter(([file]) => isCard(file));

const triple = (range) => [range.low, range.typical, range.high];
const prior = (kind, speedClass, thinking) =>
  latency.priors.find(
    (row) =>
      row.platform_kind === kind && row.speed_class === speedClass && row.thinking === (thinking ?? false),
  );

// Kind, class, endpoints, first token, speed, fast speed (P10, P50, P90), p95 over p50 (P50, P90), thinking.
const priors = [
  ['marketplace', 'dense-under-10b', 20, [0.17, 0.44, 1.3], [9, 40, 106], [25, 75, 162], [2.7, 3.9]],
  ['marketplace', 'dense-10-40b', 60, [0.24, 0.62, 1.42], [13, 32, 65], [24, 54, 90], [3.6, 7.6]],
  ['marketplace', 'dense-40-130b', 21, [0.23, 0.44, 0.78], [12, 29, 46], [35, 43, 84], [4.5, 13.6]],
  [
    'marketplace',
    'mixture-active-under-15b',
    125,
    [0.31, 0.93, 2.24],
    [10, 43, 157],
    [34, 77, 229],
    [3.5, 7.4],
  ],
  [
    'marketplace',
    'mixture-active-over-15b',
    206,
    [0.48, 1.25, 2.72],
    [16, 36, 80],
    [26, 59, 127],
    [3.5, 7.5],
  ],
  ['marketplace', 'any', 435, [0.32, 0.98, 2.32], [13, 36, 95], [26, 61, 161], [3.5, 8.1]],
  [
    'custom-silicon',
    'mixture-active-under-15b',
    7,
    [0.2, 0.26, 1.23],
    [181, 357, 555],
    [408, 613, 1422],
    [3.6, 6.2],
  ],
  [
    'custom-silicon',
    'mixture-active-over-15b',
    5,
    [0.35, 0.43, 1.7],
    [36, 61, 198],
    [99, 229, 455],
    [2.9, 5.4],
  ],
  ['custom-silicon', 'any', 18, [0.23, 0.39, 1.61], [37, 177, 412], [133, 453, 918], [3.3, 7.2]],
  [
    'hyperscaler',
    'mixture-active-over-15b',
    11,
    [0.58, 0.92, 1.16],
    [36, 51, 142],
    [81, 99, 194],
    [2.5, 3.8],
  ],
  ['hyperscaler', 'any', 21, [0.34, 0.64, 1.15], [18, 44, 214], [44, 99, 347], [2.5, 5.2]],
  ['hyperscaler', 'closed-large', 53, [0.87, 2.41, 5.42], [26, 49, 68], [51, 79, 111], [2.3, 7.4], true],
  ['closed-lab', 'closed-small', 39, [0.49, 1.57, 4.68], [42, 85, 164], [89, 146, 240], [2.7, 5.6], true],
  ['closed-lab', 'closed-large', 60, [0.39, 1.33, 6.08], [19, 54, 109], [47, 82, 158], [2.9, 6.5], true],
  ['closed-lab', 'closed-small', 6, [0.59, 0.8, 0.89], [42, 85, 164], [134, 208, 259], [1.9, 4.1]],
  ['closed-lab', 'closed-large', 9, [0.71, 1.1, 1.45], [19, 54, 109], [51, 62, 116], [1.9, 4.1]],
  ['model-lab', 'mixture-active-over-15b', 52, [0.63, 1.42, 3.94], [22, 37, 59], [41, 60, 83], [2.9, 8]],
];

test('the priors are those of the readings', () => {
  for (const [kind, speedClass, endpoints, ttft, speed, fast, tail, thinking] of priors) {
    const row = prior(kind, speedClass, thinking);
    const name = `${kind} ${speedClass}`;
    assert.ok(row, name);
    const { ttft_p95_over_p50: over } = row;
    assert.deepEqual(
      [row.endpoints, triple(row.ttft_s), triple(row.tokens_per_s)],
      [endpoints, ttft, speed],
      name,
    );
    assert.deepEqual([triple(row.tokens_per_s_fast), [over.typical, over.high]], [fast, tail], name);
  }
});

// Class, models, seconds for each 10,000 tokens (P10, P50, P90): up to 10,000 and above.
const growth = [
  ['dense-under-10b', 7, [null, 0.25, 0.63], [0.39, 0.46, 0.88]],
  ['dense-10-40b', 6, [0.91, 1.14, 1.9], [0.65, 1.43, 2.2]],
  ['dense-40-130b', 6, [null, 0.75, 1.08], [1.16, 1.32, 2.32]],
  ['mixture-active-under-15b', 17, [0.34, 0.52, 0.8], [0.24, 0.53, 1.09]],
  ['mixture-active-over-15b', 11, [0.25, 0.83, 1.39], [0.34, 0.46, 1.51]],
  ['closed-any', 15, [0, 0.37, 1.15], [0.09, 0.3, 1.08]],
];

test('the growth with the prompt is that of the readings', () => {
  const rows = latency.growth.map((row) => [
    row.speed_class,
    row.models,
    triple(row.seconds_per_10k_tokens_to_10k),
    triple(row.seconds_per_10k_tokens_above),
  ]);
  assert.deepEqual(rows, growth);
});

// Platform, first token and speed over the median host, models compared.
const hosts = [
  ['deepinfra', 0.72, 0.94, 50],
  ['together', 0.7, 1.03, 13],
  ['fireworks', 0.84, 1.81, 7],
  ['baseten', 0.8, 1.76, 7],
  ['groq', 0.74, 3.87, 7],
  ['sambanova', 1.48, 1.9, 6],
  ['bedrock', 1.01, 1.89, 4],
  ['cerebras', 0.44, 5.9, 3],
];

test('each platform stands beside the median host, or is not compared', () => {
  const platforms = readJson(join(ratesFolder, 'schema', 'common.schema.json')).$defs.platform_id.enum;
  assert.deepEqual(
    latency.hosts.map((row) => row.platform),
    platforms,
  );
  const compared = latency.hosts.filter((row) => row.ttft_factor !== null);
  const sorted = (rows) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = compared.map((row) => [row.platform, row.ttft_factor, row.tokens_per_s_factor, row.models]);
  assert.deepEqual(sorted(rows), sorted(hosts));
  const kindOf = (platform) => latency.hosts.find((row) => row.platform === platform).platform_kind;
  for (const [platform, kind] of [
    ['groq', 'custom-silicon'],
    ['cerebras', 'custom-silicon'],
    ['sambanova', 'custom-silicon'],
    ['bedrock', 'hyperscaler'],
    ['openai', 'closed-lab'],
    ['openrouter', 'marketplace'],
    ['lambda', 'marketplace'],
  ])
    assert.equal(kindOf(platform), kind, platform);
});

test('every class of models has a row for a marketplace, or the row any', () => {
  const classes = schema.properties.priors.items.properties.speed_class.enum;
  assert.equal(classes.length, 9);
  for (const speedClass of classes)
    assert.ok(prior('marketplace', speedClass) ?? prior('marketplace', 'any'), speedClass);
  const without = classes.filter((speedClass) => !prior('marketplace', speedClass));
  assert.deepEqual(without, ['dense-over-130b', 'closed-small', 'closed-large']);
  for (const { platform_kind: kind } of latency.hosts) assert.ok(prior(kind, 'any'), kind);
});

test('a closed lab has rows with thinking and without', () => {
  for (const speedClass of ['closed-small', 'closed-large', 'any'])
    for (const thinking of [true, false]) assert.ok(prior('closed-lab', speedClass, thinking), speedClass);
});

test('tiers and what a reading is worth are those of the readings', () => {
  const tiers = latency.tiers.map((row) => [row.how, row.ttft_factor, row.tokens_per_s_factor, row.endpoints]);
  assert.deepEqual(tiers, [
    ['priority', 1, 1.34, 16],
    ['flex', 2.1, 1, 20],
    ['spot', 2.1, 1, 0],
  ]);
  assert.equal(latency.tiers.find((row) => row.endpoints === 0).kind, 'assumed');
  const facts = Object.fromEntries(latency.readings.map(({ what, value }) => [what, value]));
  assert.deepEqual(facts, {
    traffic_prompt_tokens: 1500,
    fixed_length_tail: 2,
    fast_over_median: 1.7,
    worst_day: 0.77,
    error: 1.6,
    old_error: 2,
    vendor_error: 1.5,
  });
});

test('speculation gives one stream two to three times its speed', () => {
  const { factor_typical: typical, factor_high: high } = latency.speculation;
  assert.deepEqual([typical, high], [2, 3]);
  const seen = 234.5 / 88.6;
  assert.ok(seen >= typical && seen <= high);
});

// Platform, model, how, variant, method, prompt: first token p50 and p95, speed, fast speed.
const readings = [
  ['groq', 'gpt-oss-120b', 'serverless', null, 'traffic', null, [0.167, 0.88, 387, 613]],
  ['groq', 'llama-3.3-70b', 'serverless', null, 'vendor', null, [null, null, 280, null]],
  ['cerebras', 'gpt-oss-120b', 'serverless', null, 'traffic', null, [0.228, 0.681, 691, 1680.9]],
  ['cerebras', 'gpt-oss-120b', 'serverless', null, 'quoted', null, [null, null, 1705.8, null]],
  ['cerebras', 'qwen3.8-27b', 'serverless', null, 'vendor', null, [null, null, 1850, null]],
  ['sambanova', 'gpt-oss-120b', 'serverless', null, 'quoted', null, [null, null, 692.5, null]],
  ['sambanova', 'llama-3.3-70b', 'serverless', null, 'traffic', null, [0.598, 2.69, 43, 216.2]],
  ['fireworks', 'kimi-k3', 'fast', null, 'traffic', null, [1.22, 5.627, 87, 113]],
  ['fireworks', 'gpt-oss-120b', 'serverless', null, 'quoted', null, [null, null, 683.4, null]],
  ['baseten', 'gpt-oss-120b', 'serverless', null, 'quoted', null, [null, null, 650, null]],
  ['baseten', 'glm-5.2', 'fast', null, 'traffic', null, [0.834, 3.121, 122, 187]],
  ['together', 'llama-3.3-70b', 'serverless', null, 'traffic', null, [0.724, 3.357, 12, 56]],
  ['deepinfra', 'gpt-oss-120b', 'serverless', 'turbo', 'traffic', null, [0.511, 0.984, 192, 423]],
  ['deepinfra', 'llama-3.3-70b', 'serverless', null, 'traffic', null, [0.578, 3.922, 8, 18]],
  ['modal', 'kimi-k3', 'serverless', null, 'traffic', null, [1.43, 7.944, 65, 134]],
  ['openrouter', 'deepseek-v3.2', 'serverless', null, 'traffic', null, [1.215, 2.977, 20, 36]],
  ['bedrock', 'gpt-oss-20b', 'serverless', null, 'traffic', null, [0.386, 0.806, 223, 502.3]],
  ['openai', 'gpt-5.6-luna', 'serverless', null, 'probe', 1000, [0.582, null, 167, null]],
  ['openai', 'gpt-5.6-luna', 'flex', null, 'traffic', null, [0.736, 3.061, 78, 108]],
  ['openai', 'gpt-5.5', 'serverless', null, 'probe', 10000, [0.963, null, 56.5, null]],
  ['openai', 'o3', 'serverless', null, 'probe', 10000, [6.01, null, 118.8, null]],
];

test('readings of the cards are those that were published', () => {
  for (const [platform, model, how, variant, method, prompt, numbers] of readings) {
    const found = rates[`${platform}.json`].speeds.filter(
      (row) =>
        row.model === model &&
        row.how === how &&
        row.variant === variant &&
        row.method === method &&
        row.prompt_tokens === prompt,
    );
    const rows = found.map((row) => [
      row.ttft_p50_s,
      row.ttft_p95_s,
      row.tokens_per_s,
      row.tokens_per_s_fast,
    ]);
    assert.deepEqual(rows, [numbers], `${platform} ${model} ${how} ${method}`);
  }
});

test('a probe says whether the model thought, and traffic does not know', () => {
  const rows = cards.flatMap(([, card]) => card.speeds);
  assert.ok(rows.length > 100);
  for (const row of rows) assert.equal(row.thinking !== null, row.method === 'probe', row.model);
  const thinking = rows.filter((row) => row.thinking).map((row) => row.model);
  assert.deepEqual([...new Set(thinking)], ['o3']);
});

test('no reading is from before 2026', () => {
  for (const [file, card] of cards)
    for (const { as_of: day } of card.speeds) assert.ok(day >= '2026', `${file} ${day}`);
});
