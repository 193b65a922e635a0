// The figures of the texts this tool started from, against the cards: which still hold, and what became of the rest.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { readJson, readRates, root } from './files.js';

const rates = readRates();
const seeds = readJson(join(root, 'tests', 'vectors', 'seed_figures.json'));

// Prices that were known on the day the figures were worked out: a newer price changes nothing here.
const known = (offer) => offer.prices.filter((price) => price.as_of <= seeds.as_of);
const changedSince = ({ status }) => status.since !== null && status.since > seeds.as_of;

function offerOf(platform, model) {
  const offer = rates[`${platform}.json`].token_offers.find(
    ({ model: id, how, selector }) =>
      id === model && how === 'serverless' && selector.variant === null && selector.region === null,
  );
  assert.ok(offer, `rates/${platform}.json does not list ${model}`);
  return offer;
}

for (const { says, platform, model, meter, then, now, state, since, verdict } of seeds.prices) {
  test(`${says}: ${verdict}`, () => {
    const offer = offerOf(platform, model);
    assert.equal(known(offer).at(-1).meters[meter], now);
    assert.ok(known(offer).some((price) => price.meters[meter] === then));
    if (!changedSince(offer)) assert.deepEqual([offer.status.state, offer.status.since], [state, since]);
  });
}

for (const { says, platform, gpu, history, from, state } of seeds.gpu_hours) {
  test(`${says}: ${history.join(', ')}`, () => {
    const offer = rates[`${platform}.json`].gpu_offers.find((each) => each.gpu === gpu && each.plan === null);
    assert.deepEqual(
      known(offer).map((price) => price.meters.gpu_hour),
      history,
    );
    if (from)
      assert.deepEqual(
        known(offer).map((price) => price.effective_from),
        from,
      );
    if (!changedSince(offer)) assert.equal(offer.status.state, state);
  });
}

test(`${seeds.on_demand_now.says}: ${seeds.on_demand_now.low} to ${seeds.on_demand_now.high} now`, () => {
  const { platform, low, high } = seeds.on_demand_now;
  const now = rates[`${platform}.json`].gpu_offers
    .filter((offer) => offer.status.state === 'self-serve' && known(offer).length > 0)
    .map((offer) => known(offer).at(-1).meters.gpu_hour);
  assert.deepEqual([Math.min(...now), Math.max(...now)], [low, high]);
});

for (const { says, cheap, dear, percent, in_range: inRange } of seeds.cheaper) {
  test(`${says}: ${percent} %`, () => {
    for (const [platform, model, price] of [cheap, dear])
      assert.equal(known(offerOf(platform, model)).at(-1).meters.million_output_tokens, price);
    const saved = Math.round((1 - cheap[2] / dear[2]) * 100);
    assert.equal(saved, percent);
    assert.equal(saved >= 50 && saved <= 70, inRange);
  });
}
