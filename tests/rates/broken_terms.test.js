// What an editor reads after a mistake in what a platform allows: compliance, regions, rules, caching, limits.
import { checkReports } from './broken.js';

const row = (table, id) => table.models.find((model) => model.id === id);
// A rule for the Bedrock card.
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

checkReports([
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
]);
