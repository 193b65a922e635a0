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

const row = (table, id) => table.models.find((model) => model.id === id);
const window = {
  model: 'llama-3.3-70b',
  tokens: 128000,
  input_tokens_max: null,
  output_tokens_max: 4096,
  kind: 'published',
  as_of: rates['bedrock.json'].as_of,
  source: Object.keys(rates['bedrock.json'].sources)[0],
  note: null,
};
// A reading and a rule for the Bedrock card.
const reading = {
  model: 'llama-3.3-70b',
  how: 'serverless',
  variant: null,
  ttft_p50_s: 0.5,
  ttft_p95_s: 1,
  tokens_per_s: 40,
  tokens_per_s_fast: 80,
  prompt_tokens: null,
  thinking: null,
  method: 'traffic',
  kind: 'measured',
  as_of: '2026-11-10',
  source: 'catalogue-2026-11-10',
  note: null,
};
const caching = {
  models: null,
  mode: 'automatic',
  minimum_prompt_tokens: 1024,
  writes_by_itself: false,
  write_multiplier: 1,
  lifetime_s: null,
  in_batch: 'unknown',
  kind: 'published',
  as_of: '2026-11-10',
  source: 'catalogue-2026-11-10',
  note: null,
};

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
  ['an unchanged table of models', 'models.json', () => {}, /^$/],
  [
    'one name in two rows, in capitals',
    'models.json',
    (table) => {
      table.models[1].aliases.push('LLAMA3.3-70B');
    },
    /models\.\d+: "llama3\.3-70b" already names deepseek-v3\.2\. Keep it in one row\./,
  ],
  [
    'a tokenizer that is not there',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').tokenizer = 'llama-3';
    },
    /models\.22\.tokenizer: "llama-3" is not in tokenizers\. Add it there, or write null\./,
  ],
  [
    'an output that is the window',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').window.output_tokens_max = 131072;
    },
    /models\.22\.window\.output_tokens_max: 131072 is not below the window of 131072\. Write null where the window alone limits it\./,
  ],
  [
    'an assumption without a reason',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').window.kind = 'assumed';
    },
    /models\.22\.window\.note: an assumption says why\. Write a sentence\./,
  ],
  [
    'reasoning out of order',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.typical = 19;
    },
    /models\.14\.reasoning\.high: 18\.59 is below typical, 19\. Write one at or above it\./,
  ],
  [
    'reasoning that was measured without a figure',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.by_effort = [];
    },
    /models\.14\.reasoning\.by_effort: write what was measured, or \[\] and the kind "assumed" where nothing was\./,
  ],
  [
    'an effort written twice',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.by_effort[1].effort = 'low';
    },
    /models\.14\.reasoning\.by_effort\.1\.effort: "low" stands here twice\. Keep one\./,
  ],
  [
    'a model that nothing says how fast',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').architecture = null;
    },
    /models\.22\.speed_class: neither a shape nor a class says how fast it is\. Write a class\./,
  ],
  [
    'a class beside a shape',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').speed_class = 'dense-40-130b';
    },
    /models\.22\.speed_class: its shape says it\. Write null\./,
  ],
  [
    'a window of a model that is not sold',
    'bedrock.json',
    (card) => {
      card.windows.push({ ...window, model: 'kimi-k3' });
    },
    /windows\.0\.model: "kimi-k3" is in none of token_offers\. Add its offer, or remove the window\./,
  ],
  [
    'a window written twice',
    'bedrock.json',
    (card) => {
      card.windows.push(window, window);
    },
    /windows\.1\.model: "llama-3\.3-70b" stands after "llama-3\.3-70b"\. Sort the rows by model, each once\./,
  ],
  [
    'a window of nothing',
    'bedrock.json',
    (card) => {
      card.windows.push({ ...window, tokens: 0 });
    },
    /windows\.0\.tokens: 0 is too small\. Write 1 or more\./,
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
  [
    'a speed of a model that is not sold',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, model: 'llama-4-scout' }];
    },
    /speeds\.0\.model: this card does not sell "llama-4-scout"\. Remove the row, or add the offer first\./,
  ],
  [
    'a speed of a tier that is not sold',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, how: 'flex' }];
    },
    /speeds\.0\.how: llama-3\.3-70b is not sold as flex\. Write one of serverless\./,
  ],
  [
    'a slow tail that is faster than the median',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, ttft_p95_s: 0.2 }];
    },
    /speeds\.0\.ttft_p95_s: 0\.2 is below the median, 0\.5\./,
  ],
  [
    'a reading without a number',
    'bedrock.json',
    (card) => {
      const none = { ttft_p50_s: null, ttft_p95_s: null, tokens_per_s: null, tokens_per_s_fast: null };
      card.speeds = [{ ...reading, ...none }];
    },
    /speeds\.0: no number stands here\. Write one, or remove the row\./,
  ],
  [
    "a measured figure of the vendor's own",
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, method: 'vendor' }];
    },
    /speeds\.0\.kind: "measured" beside the method vendor\. Write "published"/,
  ],
  [
    'a reading written twice',
    'bedrock.json',
    (card) => {
      card.speeds = [reading, reading];
    },
    /speeds\.1: the same reading as speeds\.0\. Keep one\./,
  ],
  [
    'a speed in the offer, where it once stood',
    'bedrock.json',
    (card) => {
      card.token_offers[0].speed = { tokens_per_s: 100 };
    },
    /token_offers\.0: unknown key "speed"/,
  ],
  [
    'two rules of caching for one model',
    'bedrock.json',
    (card) => {
      card.caching = [caching, { ...caching, models: ['llama-3.3-70b'] }];
    },
    /caching\.0\.models: null stands for all models, beside a rule for some/,
  ],
  [
    'a lifetime upside down',
    'bedrock.json',
    (card) => {
      card.caching = [{ ...caching, lifetime_s: { low: 600, typical: 300, high: 3600 } }];
    },
    /caching\.0\.lifetime_s\.typical: 300 is below low, 600\. Write low, typical and high in rising order\./,
  ],
  [
    'a cache that writes by itself at an unknown price',
    'bedrock.json',
    (card) => {
      card.caching = [{ ...caching, writes_by_itself: true, write_multiplier: null }];
    },
    /caching\.0\.writes_by_itself: only an automatic cache with a write price writes by itself/,
  ],
  [
    'two limits for one model',
    'fireworks.json',
    (card) => {
      card.limits[1].reach = 'free';
    },
    /limits\.1: says the same as limits\.0 for every model\. Keep one, or name other models\./,
  ],
  [
    'a limit of a model that is not sold',
    'fireworks.json',
    (card) => {
      card.limits[1].models = ['llama-9'];
    },
    /limits\.1\.models: this card does not sell "llama-9"\. Remove it, or write null for all models\./,
  ],
  [
    'a first limit that must be paid for',
    'fireworks.json',
    (card) => {
      card.limits[1].after_usd = 50;
    },
    /limits\.1\.after_usd: stands beside the reach first\. Write null, or the reach earned\./,
  ],
  [
    'requests without cached tokens',
    'fireworks.json',
    (card) => {
      card.limits[1].cached_counts = false;
    },
    /limits\.1\.cached_counts: false stands beside a limit of tokens only\. Write true\./,
  ],
  [
    'GPUs sold per token',
    'modal.json',
    (card) => {
      card.limits[0].applies_to = 'serverless';
    },
    /limits\.0\.applies_to: "serverless" beside a limit of GPUs\. Write "gpu"\./,
  ],
  ['an unchanged table of latency', 'latency.json', () => {}, /^$/],
  [
    'a platform that is not compared with others',
    'latency.json',
    (table) => {
      table.hosts.pop();
    },
    /hosts: no row for openai\. Add one; its factors are null where nothing was compared\./,
  ],
  [
    'a factor of two models',
    'latency.json',
    (table) => {
      table.hosts[0].models = 2;
    },
    /hosts\.0\.ttft_factor: 0\.84 beside 2 models\. Write null below three, else the factor\./,
  ],
  [
    'a kind of host without its row any',
    'latency.json',
    (table) => {
      table.priors[0].speed_class = 'dense-10-40b';
    },
    /priors: no row any for marketplace\. Add one: it stands for the classes without a row\./,
  ],
  [
    'a first token that is late in the good case',
    'latency.json',
    (table) => {
      table.priors[0].ttft_s.low = 5;
    },
    /priors\.0\.ttft_s\.typical: 0\.98 is below low, 5\./,
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
