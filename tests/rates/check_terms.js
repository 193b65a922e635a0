// Rules of what a platform allows: windows, price rules, caching, limits, regions, compliance.
import { checkWindow } from './check_models.js';
import { waysOfSale } from './check_speeds.js';

export function checkWindows(card, say) {
  card.windows.forEach((row, i) => {
    const path = `windows.${i}`;
    if (!card.token_offers.some((offer) => offer.model === row.model))
      say(`${path}.model`, `"${row.model}" is in none of token_offers. Add its offer, or remove the window.`);
    if (i > 0 && !(card.windows[i - 1].model < row.model))
      say(
        `${path}.model`,
        `"${row.model}" stands after "${card.windows[i - 1].model}". Sort the rows by model, each once.`,
      );
    checkWindow(row, path, say);
  });
}

// What a rule must say, and what it cannot.
const ruleKeys = {
  tier: { needs: ['tier', 'multiplier'], cannot: ['percent'] },
  'cached-input': { needs: ['multiplier'], cannot: ['tier', 'percent'] },
  'percent-fee': { needs: ['percent'], cannot: ['tier', 'multiplier'] },
  other: { needs: [], cannot: ['tier'] },
};

export function checkModifiers(card, modelIds, say) {
  const seen = new Map();
  card.modifiers.forEach((modifier, i) => {
    const path = `modifiers.${i}`;
    const { needs, cannot } = ruleKeys[modifier.rule];
    for (const key of needs) {
      if (modifier[key] === null)
        say(`${path}.${key}`, `the rule ${modifier.rule} needs it. Write it, or make the rule "other".`);
    }
    for (const key of cannot) {
      if (modifier[key] !== null)
        say(`${path}.${key}`, `the rule ${modifier.rule} has none. Write null, or another rule.`);
    }
    if (modifier.default && modifier.rule !== 'percent-fee')
      say(`${path}.default`, `true stands beside the rule percent-fee only. Write false.`);
    if ((modifier.interruption ?? null) !== null && modifier.rule !== 'tier')
      say(`${path}.interruption`, 'it stands beside the rule tier only. Remove it.');
    if (modifier.tier === 'non-preemptible' && modifier.applies_to !== 'gpu')
      say(`${path}.applies_to`, 'the tier non-preemptible is one of GPU time. Write "gpu".');
    checkModelIds(modifier.models, `${path}.models`, modelIds, 'null for all models', say);
    if (!['tier', 'cached-input'].includes(modifier.rule)) return;
    for (const model of modifier.models ?? ['every model']) {
      const id = [modifier.rule, modifier.tier, modifier.applies_to, model].join(' ');
      if (seen.has(id))
        say(path, `says the same as ${seen.get(id)} for ${model}. Keep one, or make the other "other".`);
      seen.set(id, path);
    }
  });
}

export function checkCaching(card, say) {
  const ways = waysOfSale(card);
  const seen = new Map();
  card.caching.forEach((rule, i) => {
    const path = `caching.${i}`;
    for (const model of rule.models ?? [])
      if (!ways.has(model))
        say(`${path}.models`, `this card does not sell "${model}". Remove it, or write null for all models.`);
    for (const model of rule.models ?? ['every model']) {
      if (seen.has(model)) say(path, `a second rule for ${model}. Keep one.`);
      seen.set(model, path);
    }
    if (rule.writes_by_itself && (rule.mode !== 'automatic' || rule.write_multiplier === null))
      say(
        `${path}.writes_by_itself`,
        'only an automatic cache with a write price writes by itself. Write false, or the multiplier.',
      );
  });
  if (seen.has('every model') && seen.size > 1)
    say(
      `caching.0.models`,
      'null stands for all models, beside a rule for some. Name the models of each rule.',
    );
}

const namesGpus = (limit) => limit.what === 'concurrent-gpus' || limit.per === 'gpu-type';

export function checkLimits(card, say) {
  const ways = waysOfSale(card);
  const seen = new Map();
  card.limits.forEach((limit, i) => {
    const path = `limits.${i}`;
    for (const model of limit.models ?? [])
      if (!ways.has(model))
        say(`${path}.models`, `this card does not sell "${model}". Remove it, or write null for all models.`);
    if (limit.after_usd !== null && !['earned', 'free'].includes(limit.reach))
      say(`${path}.after_usd`, `stands beside the reach ${limit.reach}. Write null, or the reach earned.`);
    if (namesGpus(limit) && limit.applies_to !== 'gpu')
      say(`${path}.applies_to`, `"${limit.applies_to}" beside a limit of GPUs. Write "gpu".`);
    const tokens = /tokens-per-(minute|day)$/.test(limit.what);
    if (!limit.cached_counts && !tokens)
      say(`${path}.cached_counts`, 'false stands beside a limit of tokens only. Write true.');
    if (limit.cached_counts && limit.what.startsWith('uncached-tokens'))
      say(`${path}.cached_counts`, 'a limit of uncached tokens does not count cached ones. Write false.');
    for (const model of limit.models ?? ['every model']) {
      const { what, plan, reach, after_usd: after, applies_to: to } = limit;
      const id = [what, plan, reach, after, to, model].join(' ');
      if (seen.has(id))
        say(path, `says the same as ${seen.get(id)} for ${model}. Keep one, or name other models.`);
      seen.set(id, path);
    }
  });
}

function checkModelIds(models, path, modelIds, otherwise, say) {
  for (const model of models ?? []) {
    if (!modelIds.includes(model))
      say(path, `"${model}" is not a row of rates/models.json. Write the id of one, or ${otherwise}.`);
  }
}

// The plans of the GPU offers of a card; "" is the ordinary one.
export const gpuPlans = (card) => [...new Set(card.gpu_offers.map((offer) => offer.plan ?? ''))];

// Lists of models or plans; null is all of them.
const meet = (a, b) => a === null || b === null || a.some((each) => b.includes(each));

function checkPlans(card, scope, plans, path, say) {
  if (plans === null) return;
  if (scope === 'serverless') say(path, 'plans are those of GPU offers. Write null.');
  const known = gpuPlans(card);
  for (const plan of plans) {
    if (!known.includes(plan))
      say(
        path,
        `no GPU offer of the card has the plan "${plan}". Write some of ${known.map((name) => `"${name}"`).join(', ')}, or null for all.`,
      );
  }
}

function checkPin(card, scope, pins, i, modelIds, say) {
  const pin = pins[i];
  const path = `regions.${scope}.pins.${i}`;
  if (pin.state === 'plan' && pin.plan === null)
    say(`${path}.plan`, 'the state plan needs its name. Write the plan, or another state.');
  if (pin.state === 'no' && pin.premium !== null)
    say(`${path}.premium`, 'a place that cannot be had has no price. Write null, or another state.');
  checkModelIds(pin.models, `${path}.models`, modelIds, 'null for all models', say);
  checkPlans(card, scope, pin.offer_plans, `${path}.offer_plans`, say);
  const twice = pins.findIndex(
    (other) =>
      other.region === pin.region &&
      meet(other.models, pin.models) &&
      meet(other.offer_plans, pin.offer_plans),
  );
  if (twice < i)
    say(
      path,
      `says something about ${pin.region} that regions.${scope}.pins.${twice} says too. Keep one, or name other models or plans in each.`,
    );
}

export function checkRegions(card, modelIds, say) {
  const sold = { serverless: [...card.token_offers, ...card.size_classes], dedicated: card.gpu_offers };
  for (const [scope, offers] of Object.entries(sold)) {
    const place = card.regions[scope];
    const isSold = offers.some((offer) => offer.status.state !== 'retired');
    if (isSold && place === null)
      say(`regions.${scope}`, 'the card sells so. Write runs_in and pins, [] where nothing was found.');
    if (!isSold && place !== null) say(`regions.${scope}`, 'the card sells nothing so. Write null.');
    place?.pins.forEach((_, i) => checkPin(card, scope, place.pins, i, modelIds, say));
  }
}

function checkClaim(card, claims, i, modelIds, say) {
  const claim = claims[i];
  const path = `compliance.${i}`;
  const underPlan = claim.state === 'met-under-plan';
  if (underPlan !== (claim.plan !== null)) {
    say(
      `${path}.plan`,
      'a plan stands beside the state met-under-plan and nowhere else. Write the name of the plan, or null.',
    );
  }
  if (!underPlan && claim.commitment_usd_per_month !== null)
    say(`${path}.commitment_usd_per_month`, 'it stands beside the state met-under-plan only. Write null.');
  if (!underPlan && claim.on_request)
    say(`${path}.on_request`, 'it stands beside the state met-under-plan only. Write false.');
  checkModelIds(claim.except_models, `${path}.except_models`, modelIds, '[] for none', say);
  checkPlans(card, claim.scope, claim.offer_plans, `${path}.offer_plans`, say);
  const twice = claims.findIndex(
    (other) =>
      other.requirement === claim.requirement &&
      other.scope === claim.scope &&
      (other.offer_plans === null) === (claim.offer_plans === null) &&
      meet(other.offer_plans, claim.offer_plans),
  );
  if (twice < i)
    say(
      path,
      `a second claim about ${claim.requirement}. Keep one for each scope, and for each plan of the GPU offers.`,
    );
}

export function checkCompliance(card, modelIds, say) {
  card.compliance.forEach((_, i) => checkClaim(card, card.compliance, i, modelIds, say));
  for (const requirement of ['soc2-type-2', 'hipaa-baa', 'gdpr', 'iso-27001']) {
    const claims = card.compliance.filter((claim) => claim.requirement === requirement);
    const left = gpuPlans(card).filter((plan) => !claims.some((claim) => meet(claim.offer_plans, [plan])));
    if (claims.length === 0 || left.length > 0) {
      const plans = claims.length === 0 ? '' : ` for the plan "${left[0]}"`;
      say(
        'compliance',
        `nothing about ${requirement}${plans}. Add a claim; state "unknown" where nothing was found.`,
      );
    }
  }
}
