// What an editor reads after a mistake: the place, and what to write instead. Each case breaks one thing.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkFile, readRates } from './cards.js';
import { format } from './report.js';

// Cards as they once were: the mistakes below must not depend on today's prices.
const rates = readRates(fileURLToPath(new URL('cards', import.meta.url)));

// The report of rates/<file> after `change`.
function report(file, change) {
  const value = structuredClone(rates[file]);
  change(value);
  return format(checkFile(file, value, rates));
}

const h100 = (card) => card.gpu_offers.find((offer) => offer.gpu === 'h100' && offer.plan === null);

const cases = [
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
    'a requirement without a claim',
    'modal.json',
    (card) => {
      card.compliance.pop();
    },
    /compliance: nothing about iso-27001\. Add a claim/,
  ],
  [
    'a plan beside the wrong state',
    'modal.json',
    (card) => {
      card.compliance[1].state = 'met';
    },
    /compliance\.1\.plan: a plan stands beside/,
  ],
  [
    'a claim for a plan that no offer has',
    'together.json',
    (card) => {
      card.compliance[1].offer_plans = ['community'];
    },
    /compliance\.1\.offer_plans: no GPU offer of the card has the plan "community"\. Write some of "", "cluster", or null for all\./,
  ],
  [
    'a plan that no claim is about',
    'together.json',
    (card) => {
      card.compliance[1].offer_plans = [''];
    },
    /compliance: nothing about hipaa-baa for the plan "cluster"\. Add a claim/,
  ],
  [
    'two claims about one plan',
    'together.json',
    (card) => {
      card.compliance.push({ ...card.compliance[1], offer_plans: ['cluster'] });
      card.compliance.push({ ...card.compliance[1], offer_plans: ['', 'cluster'] });
    },
    /compliance\.5: a second claim about hipaa-baa\. Keep one for each scope, and for each plan/,
  ],
  [
    'a commitment without a plan',
    'baseten.json',
    (card) => {
      Object.assign(card.compliance[1], { commitment_usd_per_month: 3000, on_request: true });
    },
    /compliance\.1\.commitment_usd_per_month: it stands beside .* Write null\.\n.*compliance\.1\.on_request: .* Write false\./,
  ],
  [
    'an exception for a model without a row',
    'baseten.json',
    (card) => {
      card.compliance[1].except_models = ['llama-9'];
    },
    /compliance\.1\.except_models: "llama-9" is not a row of rates\/models\.json\. Write the id of one, or \[\] for none\./,
  ],
  [
    'a pin to a region that is not one',
    'modal.json',
    (card) => {
      card.regions.dedicated.pins[0].region = 'us-west';
    },
    /regions\.dedicated\.pins\.0\.region: "us-west" is not one of the choices\. .*Write one of "us", "eu"/,
  ],
  [
    'a premium where there is no pin',
    'modal.json',
    (card) => {
      card.regions.dedicated.pins[0].state = 'no';
    },
    /regions\.dedicated\.pins\.0\.premium: a place that cannot be had has no price\. Write null/,
  ],
  [
    'a pin by plan without the plan',
    'modal.json',
    (card) => {
      card.regions.dedicated.pins[0].state = 'plan';
    },
    /regions\.dedicated\.pins\.0\.plan: the state plan needs its name\. Write the plan/,
  ],
  [
    'a pin for a plan that no offer has',
    'together.json',
    (card) => {
      card.regions.dedicated.pins[0].offer_plans = ['flex'];
    },
    /regions\.dedicated\.pins\.0\.offer_plans: no GPU offer of the card has the plan "flex"\. Write some of "", "cluster"/,
  ],
  [
    'plans of what is sold per token',
    'fireworks.json',
    (card) => {
      card.regions.serverless.pins[0].offer_plans = [''];
    },
    /regions\.serverless\.pins\.0\.offer_plans: plans are those of GPU offers\. Write null\./,
  ],
  [
    'two pins to one region',
    'fireworks.json',
    (card) => {
      const [pin] = card.regions.serverless.pins;
      card.regions.serverless.pins.push({ ...pin, models: ['llama-3.3-70b'], premium: 1 });
    },
    /regions\.serverless\.pins\.1: says something about us that regions\.serverless\.pins\.0 says too\. Keep one, or name other models/,
  ],
  [
    'regions of what is not sold',
    'modal.json',
    (card) => {
      card.regions.serverless = card.regions.dedicated;
      card.regions.dedicated = null;
    },
    /regions\.serverless: the card sells nothing so\. Write null\.\n.*regions\.dedicated: the card sells so\. Write runs_in and pins/,
  ],
  [
    'a tier of GPU time for tokens',
    'modal.json',
    (card) => {
      card.modifiers[2].applies_to = 'serverless';
    },
    /modifiers\.2\.applies_to: the tier non-preemptible is one of GPU time\. Write "gpu"\./,
  ],
  [
    'an interruption of a rule that is no tier',
    'modal.json',
    (card) => {
      const { kind, as_of, source } = card.modifiers[0];
      card.modifiers[0].interruption = { says: 'May be stopped.', kind, as_of, source };
    },
    /modifiers\.0\.interruption: it stands beside the rule tier only\. Remove it\./,
  ],
  [
    'a tier rule without its tier',
    'modal.json',
    (card) => {
      card.modifiers[2].tier = null;
    },
    /modifiers\.2\.tier: the rule tier needs it\. Write it, or make the rule "other"\./,
  ],
  [
    'a fee without its percent',
    'modal.json',
    (card) => {
      Object.assign(card.modifiers[0], { rule: 'percent-fee', multiplier: 1.055 });
    },
    /modifiers\.0\.percent: the rule percent-fee needs it\..*\n.*modifiers\.0\.multiplier: the rule percent-fee has none\. Write null, or another rule\./,
  ],
  [
    'a rule that is always on',
    'modal.json',
    (card) => {
      card.modifiers[0].default = true;
    },
    /modifiers\.0\.default: true stands beside the rule percent-fee only\. Write false\./,
  ],
  [
    'a rule for a model without a row',
    'modal.json',
    (card) => {
      card.modifiers[0].models = ['llama-9'];
    },
    /modifiers\.0\.models: "llama-9" is not a row of rates\/models\.json\. Write the id of one, or null for all models\./,
  ],
  [
    'two rules for one tier',
    'modal.json',
    (card) => {
      Object.assign(card.modifiers[0], { rule: 'tier', tier: 'non-preemptible' });
    },
    /modifiers\.2: says the same as modifiers\.0 for every model\. Keep one, or make the other "other"\./,
  ],
  [
    'rows out of order',
    'gpus.json',
    (table) => {
      table.gpus.reverse();
    },
    /Sort the rows by id/,
  ],
  [
    'one name in two rows',
    'models.json',
    (table) => {
      table.models[1].aliases.push(table.models[0].id);
    },
    /already names/,
  ],
  [
    'a shape that is not a row',
    'models.json',
    (table) => {
      table.same_shape[0].as = 'llama-9';
    },
    /same_shape\.0\.as: "llama-9" is not a row of models with an architecture\. Write the id of one\./,
  ],
  [
    'a shape for a row that has one',
    'models.json',
    (table) => {
      table.same_shape[0].id = 'llama-3.3-70b';
    },
    /same_shape\.0\.id: "llama-3\.3-70b" has a row with an architecture of its own\. Remove it here\./,
  ],
  [
    'a twin that is not a row',
    'models.json',
    (table) => {
      table.twins = [{ id: 'llama-3.3-70b', priced_as: ['llama-9'], rule: 'the same' }];
    },
    /twins\.0\.priced_as\.0: "llama-9" is not a row of models\. Write the id of one, or add the row\./,
  ],
  [
    'a twin of another size',
    'models.json',
    (table) => {
      table.twins = [{ id: 'llama-3.3-70b', priced_as: ['llama-3.1-8b'], rule: 'the same' }];
    },
    /twins\.0\.priced_as\.0: "llama-3\.1-8b" is not another model of the shape of llama-3\.3-70b\./,
  ],
];

for (const [name, file, change, expected] of cases) {
  test(`the report of ${name}`, () => assert.match(report(file, change), expected));
}

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
