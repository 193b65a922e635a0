// Limits and caching of the cards: figures typed by hand from the vendors' pages, and what holds for each card.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isCard, readRates } from './files.js';

const rates = readRates();
const cards = Object.entries(rates).filter(([file]) => isCard(file));

const holds = (row, model) => row.models === null || model === null || row.models.includes(model);

// Platform, limit, reach, what it applies to, model (null: any), value, after so many usd, per.
const limits = [
  ['fireworks', 'requests-per-minute', 'free', 'serverless', null, 10, null, 'account'],
  ['fireworks', 'requests-per-minute', 'first', 'serverless', null, 6000, null, 'account'],
  ['fireworks', 'prompt-tokens-per-minute', 'first', 'serverless', null, 3_600_000, null, 'account'],
  ['fireworks', 'uncached-tokens-per-minute', 'first', 'serverless', null, 900_000, null, 'account'],
  ['fireworks', 'output-tokens-per-minute', 'first', 'serverless', null, 36_000, null, 'account'],
  ['fireworks', 'concurrent-gpus', 'first', 'gpu', null, 16, null, 'gpu-type'],
  ['groq', 'requests-per-day', 'free', 'serverless', 'llama-3.1-8b', 14_400, null, 'model'],
  ['groq', 'tokens-per-minute', 'free', 'serverless', 'llama-3.3-70b', 12_000, null, 'model'],
  ['groq', 'tokens-per-minute', 'first', 'serverless', 'gpt-oss-120b', 250_000, null, 'model'],
  ['cerebras', 'requests-per-minute', 'first', 'serverless', 'gpt-oss-120b', 1000, null, 'model'],
  ['cerebras', 'uncached-tokens-per-minute', 'first', 'serverless', 'qwen3.8-27b', 150_000, null, 'model'],
  ['cerebras', 'tokens-per-day', 'free', 'serverless', 'gpt-oss-120b', 1_000_000, null, 'model'],
  ['sambanova', 'requests-per-minute', 'first', 'serverless', 'llama-3.3-70b', 240, null, 'model'],
  ['sambanova', 'requests-per-minute', 'first', 'serverless', 'gpt-oss-120b', 60, null, 'model'],
  ['sambanova', 'requests-per-day', 'first', 'serverless', 'llama-3.3-70b', 48_000, null, 'model'],
  ['sambanova', 'requests-per-day', 'first', 'serverless', 'deepseek-v3.2', 12_000, null, 'model'],
  ['sambanova', 'tokens-per-day', 'first', 'serverless', null, 20_000_000, null, 'account'],
  ['sambanova', 'tokens-per-day', 'free', 'serverless', null, 200_000, null, 'account'],
  ['baseten', 'requests-per-minute', 'free', 'serverless', null, 15, null, 'account'],
  ['baseten', 'tokens-per-minute', 'first', 'serverless', null, 500_000, null, 'account'],
  ['baseten', 'tokens-per-minute', 'earned', 'serverless', null, 1_000_000, null, 'account'],
  ['deepinfra', 'concurrent-requests', 'first', 'serverless', null, 200, null, 'model'],
  ['fal', 'concurrent-requests', 'first', 'serverless', null, 2, null, 'account'],
  ['fal', 'concurrent-requests', 'earned', 'serverless', null, 40, null, 'account'],
  ['replicate', 'requests-per-minute', 'first', 'serverless', null, 600, null, 'account'],
  ['modal', 'concurrent-gpus', 'first', 'gpu', null, 10, null, 'account'],
  ['modal', 'concurrent-gpus', 'earned', 'gpu', null, 50, null, 'account'],
  ['openai', 'requests-per-minute', 'first', 'serverless', 'gpt-5', 500, null, 'model'],
  ['openai', 'batch-requests', 'first', 'batch', null, 50_000, null, 'account'],
];

test('limits are those that the vendors publish', () => {
  for (const [platform, what, reach, to, model, ...wanted] of limits) {
    const found = rates[`${platform}.json`].limits.filter(
      (row) => row.what === what && row.reach === reach && row.applies_to === to && holds(row, model),
    );
    const rows = found.map((row) => [row.value, row.after_usd, row.per]);
    assert.deepEqual(rows, [wanted], `${platform} ${what} ${reach} ${model}`);
  }
});

test('what an account at Fireworks may spend rises with what it has spent', () => {
  for (const to of ['serverless', 'gpu']) {
    const caps = rates['fireworks.json'].limits.filter(
      (row) => row.what === 'spend-cap' && row.applies_to === to,
    );
    assert.deepEqual(
      caps.map((row) => [row.plan, row.reach, row.after_usd, row.value]),
      [
        ['Tier 1', 'first', null, 50],
        ['Tier 2', 'earned', 50, 500],
        ['Tier 3', 'earned', 500, 5000],
        ['Tier 4', 'earned', 5000, 50_000],
      ],
    );
  }
});

test('cached input does not count against these limits', () => {
  const free = cards.flatMap(([, card]) =>
    card.limits.filter((row) => !row.cached_counts).map((row) => `${card.id} ${row.what}`),
  );
  assert.deepEqual([...new Set(free)].sort(), [
    'cerebras uncached-tokens-per-minute',
    'fireworks uncached-tokens-per-minute',
    'groq tokens-per-day',
    'groq tokens-per-minute',
  ]);
});

test('what is earned has a smaller limit that is had at once', () => {
  for (const [file, { limits: rows }] of cards)
    for (const row of rows.filter((each) => each.reach === 'earned')) {
      const first = rows.find(
        (each) => each.reach === 'first' && each.what === row.what && each.applies_to === row.applies_to,
      );
      assert.ok(first && first.value <= row.value, `${file} ${row.what} ${row.value}`);
    }
});

// Platform, model (null: the only rule), mode, least prompt, writes by itself, write price, lifetime, in a batch.
const caching = [
  ['openai', 'gpt-4o', 'automatic', 1024, false, 1, [300, 600, 3600], 'not-combined'],
  ['openai', 'o3', 'automatic', 1024, false, 1, [300, 600, 3600], 'not-combined'],
  ['openai', 'gpt-5.5', 'automatic', 1024, false, 1, [300, 600, 3600], 'multiplies'],
  ['openai', 'gpt-5.6-luna', 'automatic', 1024, true, 1.25, [1800, 1800, null], 'multiplies'],
  ['openai', 'gpt-6.1-terra', 'automatic', 1024, true, 1.25, [1800, 1800, null], 'multiplies'],
  ['bedrock', 'kimi-k3', 'explicit', null, false, 1.25, [300, 300, 300], 'unknown'],
  ['fireworks', null, 'automatic', null, false, 1, null, 'unknown'],
  ['together', null, 'automatic', null, false, 1, null, 'unknown'],
  ['deepinfra', null, 'automatic', null, false, 1, null, 'multiplies'],
  ['groq', null, 'automatic', null, false, 1, [7200, 7200, 7200], 'unknown'],
  ['baseten', null, 'automatic', null, false, 1, null, 'unknown'],
  ['cerebras', null, 'automatic', 600, false, 1, [300, 300, 3600], 'unknown'],
  ['sambanova', 'minimax-m3', 'automatic', null, false, 1, null, 'unknown'],
  ['openrouter', null, 'automatic', null, false, null, null, 'multiplies'],
];

test('caching is what the vendors say of it', () => {
  for (const [platform, model, ...wanted] of caching) {
    const found = rates[`${platform}.json`].caching.filter((row) => holds(row, model));
    const rows = found.map((row) => [
      row.mode,
      row.minimum_prompt_tokens,
      row.writes_by_itself,
      row.write_multiplier,
      row.lifetime_s && [row.lifetime_s.low, row.lifetime_s.typical, row.lifetime_s.high],
      row.in_batch,
    ]);
    assert.deepEqual(rows, [wanted], `${platform} ${model}`);
  }
  const named = new Set(caching.map(([platform]) => platform));
  for (const [, card] of cards) assert.equal(card.caching.length > 0, named.has(card.id), card.id);
});

test('a write price in the cards is that of their caching', () => {
  for (const [file, card] of cards)
    for (const { model, prices } of card.token_offers)
      for (const { meters } of prices) {
        const { million_cache_write_tokens: write, million_input_tokens: input } = meters;
        if (typeof write !== 'number') continue;
        const rule = card.caching.find((row) => holds(row, model));
        assert.ok(rule, `${file} ${model} has a write price and no rule`);
        assert.ok(
          Math.abs(write / input - rule.write_multiplier) < 1e-9,
          `${file} ${model}: ${write / input}`,
        );
      }
});

test('every OpenAI model with a cached price has one rule', () => {
  const { token_offers: offers, caching: rules } = rates['openai.json'];
  const cached = offers.filter(({ prices }) => prices.at(-1).meters.million_cached_input_tokens > 0);
  for (const { model } of cached)
    assert.equal(rules.filter((row) => row.models.includes(model)).length, 1, model);
});
