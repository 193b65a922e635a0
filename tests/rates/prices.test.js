// What stands beside the meters of a price and in a preset, against figures typed by hand.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { isCard, readJson, readRates, root } from './files.js';

const rates = readRates();
const cards = Object.entries(rates).filter(([file]) => isCard(file));

// Every token price of every card: [platform, model, how, price].
const prices = cards.flatMap(([, card]) =>
  card.token_offers.flatMap((offer) => offer.prices.map((price) => [card.id, offer.model, offer.how, price])),
);

test('Fal and Together count 1024 x 1024 pixels as one megapixel', () => {
  const said = prices.filter(([, , , price]) => 'pixels_per_megapixel' in price);
  assert.deepEqual(
    said.map(([platform, model, , price]) => [platform, model, price.pixels_per_megapixel]),
    [
      ['fal', 'flux-dev', 1048576],
      ['fal', 'flux-lora', 1048576],
      ['fal', 'flux-schnell', 1048576],
      ['fal', 'qwen-image', 1048576],
      ['together', 'flux-schnell', 1048576],
    ],
  );
  for (const [platform, model, , price] of prices)
    if (platform === 'fal' || platform === 'together') assert.equal('megapixel' in price.meters, 'pixels_per_megapixel' in price, model);
});

test("OpenAI's priority ends where the standard price has its band", () => {
  const ends = prices.filter(([, , , price]) => 'input_tokens_max' in price);
  assert.deepEqual(
    ends.map(([platform, model, how, price]) => [platform, model, how, price.input_tokens_max]),
    [
      ['openai', 'gpt-5.4', 'priority', 272000],
      ['openai', 'gpt-5.5', 'priority', 272000],
      ['openai', 'gpt-5.6-luna', 'priority', 272000],
      ['openai', 'gpt-5.6-terra', 'priority', 272000],
    ],
  );
  const banded = (model) =>
    prices.some(([, name, how, price]) => name === model && how === 'serverless' && price.context_bands);
  for (const [platform, model, how, price] of prices)
    if (platform === 'openai' && how === 'priority')
      assert.equal('input_tokens_max' in price, banded(model), model);
});

test('cold starts are read for 140 GB on Baseten and for no known weights elsewhere', () => {
  const frozen = ['baseten', 'modal', 'together'].map((name) =>
    readJson(join(root, 'tests', 'rates', 'cards', `${name}.json`)),
  );
  const weights = [...cards.map(([, card]) => card), ...frozen].flatMap((card) =>
    Object.entries(card.billing)
      .filter(([, billing]) => billing.cold_start_s !== null)
      .map(([name, billing]) => `${card.id} ${name} ${billing.cold_start_s.weights_gb}`),
  );
  assert.deepEqual(weights.sort(), [
    'baseten dedicated 140',
    'baseten dedicated 140',
    'modal dedicated null',
    'modal dedicated null',
    'runpod serverless-flex null',
    'together dedicated null',
    'together dedicated null',
  ]);
});

test('presets of text at market prices count hidden reasoning; images have a width and a height', () => {
  const typical = [];
  for (const { id, request } of rates['presets.json'].presets)
    for (const workload of request.workloads) {
      if ('reasoning' in workload) typical.push([id, workload.reasoning]);
      if (workload.modality === 'image')
        assert.deepEqual(
          [workload.image_width_px, workload.image_height_px, workload.megapixels],
          [1024, 1024, undefined],
          id,
        );
    }
  assert.deepEqual(typical, [
    ['chat', 'typical'],
    ['code-completion', 'typical'],
    ['long-context', 'typical'],
    ['summarization', 'typical'],
  ]);
});
