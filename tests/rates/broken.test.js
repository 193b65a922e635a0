// What an editor reads after a mistake in a card's prices: the place, and what to write instead. Each case breaks
// one thing.
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkReports, report } from './broken.js';

const h100 = (card) => card.gpu_offers.find((offer) => offer.gpu === 'h100' && offer.plan === null);
const row = (table, id) => table.models.find((model) => model.id === id);

checkReports([
  ['an unchanged card', 'fireworks.json', () => {}, /^$/],
  [
    'a misspelt key',
    'fireworks.json',
    (card) => {
      h100(card).statsu = h100(card).status;
    },
    /^rates\/fireworks\.json: gpu_offers\.0: unknown key "statsu"\. Did you mean "status"\?/,
  ],
  [
    'a missing key',
    'fireworks.json',
    (card) => {
      delete h100(card).prices[0].as_of;
    },
    /^rates\/fireworks\.json: gpu_offers\.0\.prices\.0: "as_of" is missing\. Add it/,
  ],
  [
    'a price in quotes',
    'modal.json',
    (card) => {
      card.gpu_offers[0].prices[0].meters.gpu_second = '0.000164';
    },
    /gpu_offers\.0\.prices\.0\.meters\.gpu_second: "0\.000164" is not of the right type\. Write a number without quotes\./,
  ],
  [
    'a price of zero',
    'together.json',
    (card) => {
      card.token_offers[0].prices[1].meters.million_cached_input_tokens = 0;
    },
    /token_offers\.0\.prices\.1\.meters\.million_cached_input_tokens: 0 is too small.*or null where the key allows unknown/,
  ],
  [
    'an unknown meter',
    'baseten.json',
    (card) => {
      card.gpu_offers[0].prices[0].meters = { gpu_minutes: 0.01 };
    },
    /unknown key "gpu_minutes"\. Did you mean "gpu_minute"\?/,
  ],
  [
    'a date with a day that a month has not',
    'fireworks.json',
    (card) => {
      h100(card).prices[2].effective_from = '2026-09-31';
    },
    /gpu_offers\.0\.prices\.2\.effective_from: there is no day 2026-09-31/,
  ],
  [
    'a date in words',
    'fireworks.json',
    (card) => {
      card.as_of = 'October 2026';
    },
    /as_of: "October 2026" is not a date\. Write YYYY, YYYY-MM or YYYY-MM-DD/,
  ],
  [
    'a misspelt choice',
    'bedrock.json',
    (card) => {
      card.token_offers[0].status.state = 'selfserve';
    },
    /token_offers\.0\.status\.state: "selfserve" is not one of the choices\. Did you mean "self-serve"\? Write one of/,
  ],
  [
    'an id with a capital',
    'bedrock.json',
    (card) => {
      card.token_offers[0].model = 'Llama-3.3-70B';
    },
    /token_offers\.0\.model: "Llama-3\.3-70B" is not an id\. Write lower-case/,
  ],
  [
    'a source key with a space',
    'bedrock.json',
    (card) => {
      card.sources['my page'] = card.sources['service-tiers'];
    },
    /sources: the key "my page" is not an id/,
  ],
  [
    'an address without https',
    'bedrock.json',
    (card) => {
      card.url = 'aws.amazon.com';
    },
    /url: "aws\.amazon\.com" is not an address/,
  ],
  [
    'an old date on the card',
    'fireworks.json',
    (card) => {
      card.as_of = '2026-09-01';
    },
    /as_of: 2026-09-01 is not the newest.*Write "2026-10-07"/,
  ],
  [
    'a date after the newest as_of',
    'fireworks.json',
    (card) => {
      h100(card).prices[2].effective_from = '2026-12-01';
      h100(card).prices[1].effective_until = '2026-12-01';
    },
    /gpu_offers\.0\.prices\.2\.effective_from: 2026-12-01 is after 2026-10-07/,
  ],
  [
    'a source that is not listed',
    'fireworks.json',
    (card) => {
      h100(card).prices[0].source = 'nowhere';
    },
    /gpu_offers\.0\.prices\.0\.source: "nowhere" is not in sources\. Add it there, or write one of/,
  ],
  [
    'a source that nothing names',
    'bedrock.json',
    (card) => {
      card.limits = [];
    },
    /sources\.service-tiers: no number names this source/,
  ],
  [
    'a GPU that is not in the table',
    'modal.json',
    (card) => {
      card.gpu_offers[0].gpu = 'h900';
    },
    /gpu_offers\.0\.gpu: "h900" is not in rates\/gpus\.json/,
  ],
  [
    'a card under another name',
    'modal.json',
    (card) => {
      card.id = 'runpod';
    },
    /id: "runpod" is not the name of the file\. Write "modal"/,
  ],
  [
    'a history upside down',
    'fireworks.json',
    (card) => {
      h100(card).prices.reverse();
    },
    /Put the oldest price first/,
  ],
  [
    'prices that overlap',
    'fireworks.json',
    (card) => {
      h100(card).prices[1].effective_until = '2026-09-15';
    },
    /gpu_offers\.0\.prices\.2\.effective_from: 2026-09-01 overlaps.*Write "2026-09-15" or later/,
  ],
  [
    'an end that was forgotten',
    'fireworks.json',
    (card) => {
      h100(card).prices[1].effective_until = null;
    },
    /gpu_offers\.0\.prices\.1\.effective_until: the next price holds from 2026-09-01\. Write "2026-09-01"/,
  ],
  [
    'an end before its beginning',
    'fireworks.json',
    (card) => {
      h100(card).prices[1].effective_from = '2026-09-01';
      h100(card).prices[1].effective_until = '2026-08-01';
    },
    /gpu_offers\.0\.prices\.1\.effective_until: 2026-08-01 is not after effective_from/,
  ],
  [
    'two time meters',
    'modal.json',
    (card) => {
      card.gpu_offers[0].prices[0].meters.gpu_hour = 0.59;
    },
    /gpu_offers\.0\.prices\.0\.meters: 2 time meters\. Write exactly one of/,
  ],
  [
    'no time meter',
    'modal.json',
    (card) => {
      delete card.gpu_offers[0].prices[0].meters.gpu_second;
    },
    /meters: 0 time meters/,
  ],
  [
    'metered CPU without a share',
    'modal.json',
    (card) => {
      card.billing.dedicated.host = null;
    },
    /billing\.dedicated\.host: CPU or memory is metered/,
  ],
  [
    'a billing that is not there',
    'baseten.json',
    (card) => {
      card.gpu_offers[0].billing = 'hourly';
    },
    /gpu_offers\.0\.billing: "hourly" is not in billing\. Write one of dedicated/,
  ],
  [
    'a billing that nothing names',
    'together.json',
    (card) => {
      card.billing.spare = card.billing.cluster;
    },
    /billing\.spare: no GPU offer names it/,
  ],
  [
    'an offer written twice',
    'baseten.json',
    (card) => {
      card.gpu_offers[1].gpu = card.gpu_offers[0].gpu;
    },
    /gpu_offers\.1\.gpu_counts: 1 stands in gpu_offers\.0 too, for the same gpu and plan\. Write each count in one offer, or give one of them a plan\./,
  ],
  [
    'a model sold twice',
    'bedrock.json',
    (card) => {
      card.token_offers.push(structuredClone(card.token_offers[0]));
    },
    /token_offers\.1: the same offer as token_offers\.0: llama-3\.3-70b\/serverless\. Merge them into one with a history, or give one of them a variant or a region\./,
  ],
  [
    'a variant and a region that make one id',
    'bedrock.json',
    (card) => {
      const [first] = card.token_offers;
      card.token_offers.push(structuredClone(first), structuredClone(first));
      card.token_offers[1].selector.variant = 'us';
      card.token_offers[2].selector.region = 'us';
    },
    /token_offers\.2: the same offer as token_offers\.1: llama-3\.3-70b\/serverless-us\./,
  ],
  [
    'a region in words',
    'bedrock.json',
    (card) => {
      card.token_offers[0].selector.region = 'US West';
    },
    /token_offers\.0\.selector\.region: "US West" is not an id\. Write lower-case/,
  ],
  [
    'a tier that is not the way it is sold',
    'bedrock.json',
    (card) => {
      card.token_offers[0].how = 'fast';
    },
    /token_offers\.0\.selector\.tier: "standard" beside how "fast"\. Write "fast"\./,
  ],
  [
    'a model without a row',
    'bedrock.json',
    (card) => {
      card.token_offers[0].model = 'llama-9';
    },
    /token_offers\.0\.model: "llama-9" is not a row of rates\/models\.json\. Add the row there first/,
  ],
  [
    'a batch without a price',
    'fireworks.json',
    (card) => {
      card.size_classes[0].batch.multiplier = null;
    },
    /size_classes\.0\.batch: write either a multiplier, such as 0\.5, or multiplier null and meters/,
  ],
  [
    'a batch with two prices',
    'fireworks.json',
    (card) => {
      card.size_classes[0].batch.meters = { million_input_tokens: 0.05 };
    },
    /size_classes\.0\.batch: write either a multiplier/,
  ],
  [
    'bands out of order',
    'bedrock.json',
    (card) => {
      const band = { above_input_tokens: 200000, meters: { million_input_tokens: 1 } };
      card.token_offers[0].prices[0].context_bands = [band, band];
    },
    /prices\.0\.context_bands\.1\.above_input_tokens: 200000 is not above the band before it\. Put the shortest/,
  ],
  [
    'a minimum of audio beside tokens',
    'bedrock.json',
    (card) => {
      card.token_offers[0].prices[0].minimum_audio_s = 10;
    },
    /prices\.0\.minimum_audio_s: no audio meter stands here\. Remove it/,
  ],
  [
    'whole megapixels without that meter',
    'bedrock.json',
    (card) => {
      card.token_offers[0].prices[0].megapixels_round_up = true;
    },
    /prices\.0\.megapixels_round_up: the meter megapixel is not here\. Remove it/,
  ],
  [
    'the size of a megapixel without that meter',
    'bedrock.json',
    (card) => {
      card.token_offers[0].prices[0].pixels_per_megapixel = 1048576;
    },
    /prices\.0\.pixels_per_megapixel: the meter megapixel is not here\. Remove it/,
  ],
  [
    'a band that is not sold',
    'bedrock.json',
    (card) => {
      const [price] = card.token_offers[0].prices;
      price.context_bands = [{ above_input_tokens: 200000, meters: { million_input_tokens: 1 } }];
      price.input_tokens_max = 200000;
    },
    /prices\.0\.context_bands\.0\.above_input_tokens: 200000 is not below input_tokens_max, 200000, so nothing/,
  ],
  [
    'a longest prompt of an image',
    'bedrock.json',
    (card) => {
      const [price] = card.token_offers[0].prices;
      price.meters = { image: 0.04 };
      price.input_tokens_max = 200000;
    },
    /prices\.0\.input_tokens_max: no meter of input tokens stands here\. Remove it/,
  ],
  [
    'a cold start without its weights',
    'modal.json',
    (card) => {
      delete card.billing.dedicated.cold_start_s.weights_gb;
    },
    /billing\.dedicated\.cold_start_s: "weights_gb" is missing\. Add it/,
  ],
]);

test('every line of a report names the file, the place and what to do', () => {
  const text = report('fireworks.json', (card) => {
    delete card.name;
    card.extra = 1;
    card.gpu_offers[0].prices[0].meters = {};
    card.gpu_offers[1].gpu_counts = [1, 3];
  });
  const lines = text.split('\n');
  assert.equal(lines.length, 4, text);
  for (const line of lines)
    assert.match(line, /^rates\/fireworks\.json: [a-z0-9_. ]+: .*(Write|Add|Use|Remove|Keep)/);
});
