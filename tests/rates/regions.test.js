// Where work can be kept, which claims hold for which offer, what may be interrupted and what an account costs: the
// cards against tables typed by hand from the collected terms.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gpuPlans } from './check_terms.js';
import { isCard, readRates } from './files.js';

const cards = Object.fromEntries(
  Object.entries(readRates())
    .filter(([file]) => isCard(file))
    .map(([, card]) => [card.id, card]),
);

// As a reader of the card chooses: the entry of a region that holds for this model and this plan of a GPU offer.
function pinOf(platform, scope, region, { model = null, plan = '' } = {}) {
  const found = (cards[platform].regions[scope]?.pins ?? []).filter(
    (pin) =>
      pin.region === region &&
      (pin.models === null || pin.models.includes(model)) &&
      (pin.offer_plans === null || pin.offer_plans.includes(plan)),
  );
  assert.ok(found.length <= 1, `${platform} ${scope} ${region}: ${found.length} entries`);
  return found[0] ?? null;
}

// Platform, what is sold, region, state, premium; of which model or plan where it matters.
const pins = [
  ['fireworks', 'serverless', 'us', 'yes', 1.5, { model: 'kimi-k3' }],
  ['fireworks', 'serverless', 'eu', 'ask', null, { model: 'kimi-k3' }],
  ['fireworks', 'dedicated', 'us', 'yes', 1.5],
  ['fireworks', 'dedicated', 'eu', 'yes', 1.5],
  ['fireworks', 'dedicated', 'jp', 'yes', 1.5],
  ['fireworks', 'dedicated', 'apac', 'yes', 1.5],
  ['together', 'serverless', 'us', 'no', null],
  ['together', 'serverless', 'eu', 'no', null],
  ['together', 'dedicated', 'eu', 'ask', null],
  ['baseten', 'serverless', 'eu', 'no', null],
  ['baseten', 'dedicated', 'us', 'yes', 1],
  ['baseten', 'dedicated', 'eu', 'yes', 1],
  ['modal', 'dedicated', 'us', 'yes', 1.15],
  ['modal', 'dedicated', 'eu', 'yes', 1.15],
  ['modal', 'dedicated', 'apac', 'yes', 1.15],
  ['modal', 'dedicated', 'uk', 'yes', null],
  ['replicate', 'serverless', 'us', 'only', 1],
  ['replicate', 'dedicated', 'us', 'only', 1],
  ['replicate', 'dedicated', 'eu', 'no', null],
  ['anyscale', 'dedicated', 'eu', 'plan', null],
  ['cerebras', 'serverless', 'us', 'only', 1],
  ['cerebras', 'serverless', 'eu', 'no', null],
  ['sambanova', 'serverless', 'eu', 'no', null],
  ['deepinfra', 'serverless', 'us', 'no', null],
  ['deepinfra', 'serverless', 'ca', 'no', null],
  ['openrouter', 'serverless', 'eu', 'plan', 1.0237],
  ['runpod', 'dedicated', 'us', 'yes', 1],
  ['runpod', 'dedicated', 'eu', 'yes', 1, { plan: 'flex' }],
  ['runpod', 'dedicated', 'ca', 'yes', 1, { plan: 'active' }],
  ['runpod', 'dedicated', 'au', 'yes', 1],
  ['runpod', 'dedicated', 'jp', 'yes', 1],
  ['runpod', 'dedicated', 'in', 'yes', 1],
  ['runpod', 'dedicated', 'uk', 'no', null, { plan: 'community' }],
  ['lambda', 'dedicated', 'us', 'yes', 1],
  ['bedrock', 'serverless', 'us', 'yes', 1.1, { model: 'kimi-k3' }],
  ['bedrock', 'serverless', 'us', 'yes', 1, { model: 'llama-3.3-70b' }],
  ['bedrock', 'serverless', 'eu', 'yes', 1, { model: 'gpt-oss-120b' }],
  ['bedrock', 'serverless', 'eu', 'yes', null, { model: 'deepseek-v3.2' }],
  ['bedrock', 'serverless', 'eu', 'no', null, { model: 'kimi-k3' }],
  ['bedrock', 'serverless', 'in', 'yes', null, { model: 'gpt-oss-120b' }],
  ['openai', 'serverless', 'us', 'ask', 1.1, { model: 'gpt-5.5' }],
  ['openai', 'serverless', 'eu', 'ask', 1.1, { model: 'gpt-6-sol' }],
  ['openai', 'serverless', 'au', 'ask', 1.1, { model: 'gpt-5.4' }],
  ['openai', 'serverless', 'in', 'ask', 1.1, { model: 'gpt-5.6-luna' }],
  ['openai', 'serverless', 'eu', 'ask', 1, { model: 'gpt-4o' }],
  ['openai', 'serverless', 'jp', 'ask', null, { model: 'gpt-5.5' }],
];

for (const [platform, scope, region, state, premium, of] of pins) {
  const which = of ? `, ${of.model ?? of.plan}` : '';
  test(`${platform} ${scope} in ${region}${which}: ${state}, ${premium ?? 'no price'}`, () => {
    const pin = pinOf(platform, scope, region, of);
    assert.ok(pin, 'no entry');
    assert.deepEqual([pin.state, pin.premium], [state, premium]);
  });
}

test('what no source says has no entry', () => {
  for (const [platform, scope, region, of] of [
    ['fireworks', 'serverless', 'us', { model: 'glm-5.3' }],
    ['together', 'dedicated', 'eu', { plan: 'cluster' }],
    ['modal', 'serverless', 'eu'],
    ['modal', 'dedicated', 'ca'],
    ['groq', 'serverless', 'us'],
    ['groq', 'serverless', 'eu'],
    ['sambanova', 'serverless', 'us'],
    ['deepinfra', 'dedicated', 'us'],
    ['openrouter', 'serverless', 'us'],
    ['fal', 'serverless', 'eu'],
    ['fal', 'dedicated', 'eu'],
    ['runpod', 'dedicated', 'eu', { plan: 'community' }],
    ['lambda', 'dedicated', 'eu'],
    ['bedrock', 'serverless', 'eu', { model: 'llama-3.3-70b' }],
    ['openai', 'serverless', 'apac', { model: 'gpt-5.5' }],
  ])
    assert.equal(pinOf(platform, scope, region, of), null, `${platform} ${scope} ${region}`);
});

test('a pin by name costs what the offer in that region costs', () => {
  let compared = 0;
  for (const card of Object.values(cards)) {
    const priceOf = (offer) => offer.prices.at(-1).meters.million_output_tokens;
    for (const offer of card.token_offers) {
      const pin = pinOf(card.id, 'serverless', offer.selector.region, { model: offer.model });
      const base = card.token_offers.find(
        ({ model, how, selector }) => model === offer.model && how === offer.how && selector.region === null,
      );
      if (!pin || !base) continue;
      compared += 1;
      assert.ok(Math.abs(priceOf(offer) - priceOf(base) * pin.premium) < 1e-9, `${card.id} ${offer.model}`);
    }
  }
  assert.ok(compared >= 5);
});

test('the EU endpoint of OpenRouter comes to 8 percent with the fee of every bill', () => {
  const fee = cards.openrouter.modifiers.find((rule) => rule.rule === 'percent-fee' && rule.default);
  const { premium } = pinOf('openrouter', 'serverless', 'eu');
  assert.ok(Math.abs(premium * (1 + fee.percent / 100) - 1.08) < 1e-4);
});

// A claim that names the plan goes before one that names none; of the scopes, the narrower one.
function claimOf(platform, requirement, scope, plan) {
  const held = cards[platform].compliance.filter(
    (claim) =>
      claim.requirement === requirement &&
      ['all', scope].includes(claim.scope) &&
      (claim.offer_plans === null || (scope === 'dedicated' && claim.offer_plans.includes(plan))),
  );
  return held.find((claim) => claim.offer_plans !== null) ?? held.find((claim) => claim.scope === scope) ?? held[0];
}

// Platform, requirement, what is sold, plan of the GPU offer, state, least usd a month, whether on request.
const claims = [
  ['runpod', 'hipaa-baa', 'dedicated', '', 'met-under-plan', 3000, false],
  ['runpod', 'hipaa-baa', 'dedicated', 'flex', 'met-under-plan', 3000, false],
  ['runpod', 'hipaa-baa', 'dedicated', 'active', 'met-under-plan', 3000, false],
  ['runpod', 'hipaa-baa', 'dedicated', 'community', 'not-met', null, false],
  ['runpod', 'soc2-type-2', 'dedicated', '', 'met', null, false],
  ['runpod', 'soc2-type-2', 'dedicated', 'community', 'unknown', null, false],
  ['runpod', 'gdpr', 'dedicated', 'flex', 'met', null, false],
  ['runpod', 'gdpr', 'dedicated', 'community', 'unknown', null, false],
  ['runpod', 'iso-27001', 'dedicated', 'community', 'unknown', null, false],
  ['modal', 'hipaa-baa', 'dedicated', '', 'met-under-plan', null, false],
  ['fireworks', 'hipaa-baa', 'serverless', null, 'met-under-plan', null, true],
  ['fireworks', 'iso-27001', 'dedicated', '', 'met', null, false],
  ['baseten', 'hipaa-baa', 'dedicated', '', 'met-under-plan', null, true],
  ['baseten', 'soc2-type-2', 'serverless', null, 'met', null, false],
  ['groq', 'hipaa-baa', 'serverless', null, 'met', null, false],
  ['groq', 'soc2-type-2', 'serverless', null, 'unknown', null, false],
  ['bedrock', 'hipaa-baa', 'serverless', null, 'met', null, false],
  ['openai', 'hipaa-baa', 'serverless', null, 'met-under-plan', 0, true],
  ['openrouter', 'hipaa-baa', 'serverless', null, 'not-met', null, false],
  ['openrouter', 'gdpr', 'serverless', null, 'met-under-plan', 0, false],
  ['deepinfra', 'gdpr', 'serverless', null, 'met-under-plan', 0, true],
  ['together', 'hipaa-baa', 'dedicated', 'cluster', 'unknown', null, false],
  ['together', 'iso-27001', 'serverless', null, 'met', null, false],
  ['together', 'gdpr', 'dedicated', 'cluster', 'met', null, false],
  ['fal', 'soc2-type-2', 'serverless', null, 'met', null, false],
  ['lambda', 'iso-27001', 'dedicated', '', 'met', null, false],
  ['cerebras', 'soc2-type-2', 'serverless', null, 'met', null, false],
  ['anyscale', 'soc2-type-2', 'dedicated', '', 'met', null, false],
  ...['together', 'cerebras', 'sambanova', 'deepinfra', 'replicate', 'fal'].map((platform) => [
    platform, 'hipaa-baa', 'serverless', null, 'unknown', null, false,
  ]),
  ...['anyscale', 'lambda'].map((platform) => [platform, 'hipaa-baa', 'dedicated', '', 'unknown', null, false]),
];

for (const [platform, requirement, scope, plan, state, commitment, onRequest] of claims) {
  test(`${platform} ${requirement}, ${scope}${plan ? ` ${plan}` : ''}: ${state}`, () => {
    const claim = claimOf(platform, requirement, scope, plan);
    assert.deepEqual(
      [claim.state, claim.commitment_usd_per_month, claim.on_request],
      [state, commitment, onRequest],
    );
  });
}

test('what the evidence of a claim excludes', () => {
  const excepted = Object.values(cards).flatMap(({ id, compliance }) =>
    compliance
      .filter((claim) => claim.except_models.length > 0 || claim.except_batch)
      .map((claim) => [id, claim.requirement, claim.except_models, claim.except_batch]),
  );
  assert.deepEqual(excepted.sort(), [
    ['groq', 'hipaa-baa', ['qwen3.6-27b', 'qwen3.8-27b'], false],
    ['openai', 'hipaa-baa', [], true],
  ]);
});

test('spot, flex and preemptible say how they are interrupted, and nothing else does', () => {
  const interrupted = ({ interruption = null }) => interruption !== null;
  const tiers = ['flex', 'spot'];
  for (const card of Object.values(cards)) {
    for (const offer of card.token_offers)
      assert.equal(interrupted(offer), tiers.includes(offer.how), `${card.id} ${offer.model} ${offer.how}`);
    for (const rule of card.modifiers)
      assert.equal(interrupted(rule), rule.rule === 'tier' && tiers.includes(rule.tier), `${card.id}: ${rule.what}`);
    for (const offer of card.gpu_offers)
      assert.equal(interrupted(offer), card.id === 'modal', `${card.id} ${offer.gpu}`);
  }
  assert.ok(gpuPlans(cards.runpod).includes('flex'));
});

test('Modal sells GPU time that is not stopped at 3 times the price', () => {
  const rule = cards.modal.modifiers.find((each) => each.tier === 'non-preemptible');
  assert.deepEqual([rule.rule, rule.applies_to, rule.multiplier], ['tier', 'gpu', 3]);
});

// Platform, free usd a month, least usd a month, least fee, plans with their usd a month.
const accounts = [
  ['fireworks', 0, 0, null, { Enterprise: null }],
  ['together', 0, 0, null, { 'Gold support': null }],
  ['baseten', 0, 0, null, { Enterprise: null }],
  ['modal', 30, 0, null, { Starter: 0, Team: 250, Enterprise: null }],
  ['anyscale', 0, 0, null, { 'Own cloud': null }],
  ['groq', 0, 0, null, { Enterprise: null }],
  ['cerebras', 0, 0, null, {}],
  ['sambanova', 0, null, null, {}],
  ['deepinfra', 0, 0, null, {}],
  ['openrouter', 0, 0, 0.8, { Business: 0, Enterprise: null }],
  ['fal', null, 0, null, { 'Committed GPUs': null }],
  ['runpod', null, 0, null, { 'Custom agreement': 3000 }],
  ['bedrock', 0, 0, null, { 'Reserved tier': null, 'Provisioned throughput': null }],
];

test('credits, least spend, fees and plans of an account', () => {
  for (const [platform, credit, minimum, fee, plans] of accounts) {
    const { account } = cards[platform];
    assert.deepEqual(
      [account.free_credit_usd_per_month, account.minimum_usd_per_month, account.fee_minimum_usd],
      [credit, minimum, fee],
      platform,
    );
    assert.deepEqual(
      Object.fromEntries(account.plans.map((plan) => [plan.name, plan.usd_per_month])),
      plans,
      platform,
    );
  }
  for (const platform of ['replicate', 'lambda', 'openai']) assert.equal(cards[platform].account, null, platform);
});
