// Reads rates/ and finds what is wrong in it: against the schemas, and against rules that no schema can say.
// Every finding is {file, path, message}; the message says what to write instead.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe } from './report.js';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const ratesFolder = join(root, 'rates');
const namedFiles = ['lesson', 'models', 'gpus', 'presets', 'claims', 'terms', 'latency'];
const platforms = () => readJson(join(ratesFolder, 'schema', 'common.schema.json')).$defs.platform_id.enum;
const timeMeters = ['gpu_second', 'gpu_minute', 'gpu_hour'];

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

export function readRates(folder = ratesFolder) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readJson(join(folder, name))]));
}

export const isCard = (file) => !namedFiles.includes(basename(file, '.json'));
export const schemaOf = (file) => (isCard(file) ? 'card' : basename(file, '.json'));

function compileSchemas() {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  const folder = join(ratesFolder, 'schema');
  for (const name of readdirSync(folder).sort()) ajv.addSchema(readJson(join(folder, name)));
  return ajv;
}
const ajv = compileSchemas();

export function checkSchema(file, value) {
  const validate = ajv.getSchema(`${schemaOf(file)}.schema.json`);
  validate(value);
  return describe(`rates/${file}`, validate.errors);
}

// Every object in `value` with its path.
export function* objects(value, path = '') {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [path, value];
  for (const [key, child] of Object.entries(value))
    yield* objects(child, path === '' ? key : `${path}.${key}`);
}

// Dates may stop at the year or the month. A shorter one is a whole period: it precedes another date only where
// the parts that both have say so.
export function before(a, b) {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}

const isDay = (text) =>
  !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text);

// "2026-05" < "2026-09" < "2026-09-19": the newest, and of the same month the most exact.
const newest = (dates) => dates.reduce((a, b) => (a > b ? a : b), '');

function checkDates(value, say) {
  const dates = [...objects(value)].filter(
    ([path, object]) => path !== '' && typeof object.as_of === 'string',
  );
  const latest = newest(dates.map(([, object]) => object.as_of));
  if (value.as_of !== latest)
    say('as_of', `${value.as_of} is not the newest as_of in the file. Write "${latest}".`);
  for (const [path, object] of objects(value)) {
    for (const key of ['as_of', 'effective_from', 'effective_until', 'since', 'date']) {
      const date = object[key];
      if (typeof date !== 'string') continue;
      if (!isDay(date)) say(`${path}.${key}`, `there is no day ${date}. Write a day of the calendar.`);
      if (latest !== '' && key !== 'as_of' && key !== 'effective_until' && before(latest, date)) {
        say(
          `${path}.${key}`,
          `${date} is after ${latest}, the newest as_of in the file. Correct the date, or the as_of of what was read then.`,
        );
      }
    }
  }
}

function checkSources(value, say) {
  const listed = Object.keys(value.sources ?? {});
  const used = new Set();
  for (const [path, object] of objects(value)) {
    if (path.startsWith('sources') || typeof object.source !== 'string') continue;
    used.add(object.source);
    if (!listed.includes(object.source)) {
      say(
        `${path}.source`,
        `"${object.source}" is not in sources. Add it there, or write one of ${listed.join(', ')}.`,
      );
    }
  }
  for (const key of listed) {
    if (!used.has(key))
      say(`sources.${key}`, 'no number names this source. Remove it, or name it where it was read.');
  }
}

function checkHistory(prices, path, say) {
  for (let i = 1; i < prices.length; i += 1) {
    const [older, newer] = [prices[i - 1], prices[i]];
    const here = `${path}.prices.${i}`;
    if (before(newer.as_of, older.as_of))
      say(`${here}.as_of`, `read before the price above it (${older.as_of}). Put the oldest price first.`);
    const until = older.effective_until;
    if (newer.effective_from !== null && until === null) {
      say(
        `${path}.prices.${i - 1}.effective_until`,
        `the next price holds from ${newer.effective_from}. Write "${newer.effective_from}".`,
      );
    }
    if (newer.effective_from !== null && until !== null && before(newer.effective_from, until)) {
      say(
        `${here}.effective_from`,
        `${newer.effective_from} overlaps the price above it, which holds until ${until}. Write "${until}" or later.`,
      );
    }
    if (
      newer.effective_from !== null &&
      older.effective_from !== null &&
      !before(older.effective_from, newer.effective_from)
    ) {
      say(
        `${here}.effective_from`,
        `not after the price above it (${older.effective_from}). Put the oldest price first.`,
      );
    }
  }
  prices.forEach((price, i) => {
    const { effective_from: from, effective_until: until } = price;
    if (from !== null && until !== null && !before(from, until)) {
      say(
        `${path}.prices.${i}.effective_until`,
        `${until} is not after effective_from ${from}. Write the first day on which the price no longer holds.`,
      );
    }
  });
}

// The part of an offer id after the platform: llama-3.3-70b/serverless-turbo-us.
export const tokenOfferId = ({ model, how, selector }) =>
  `${model}/${[how, selector.variant, selector.region].filter((part) => part !== null).join('-')}`;

function checkTokenPrice(price, path, say) {
  const meters = Object.keys(price.meters);
  const bands = price.context_bands ?? [];
  bands.forEach((band, i) => {
    if (i > 0 && band.above_input_tokens <= bands[i - 1].above_input_tokens)
      say(
        `${path}.context_bands.${i}.above_input_tokens`,
        `${band.above_input_tokens} is not above the band before it. Put the shortest prompts first.`,
      );
  });
  if ('minimum_audio_s' in price && !meters.some((meter) => meter.startsWith('audio_')))
    say(
      `${path}.minimum_audio_s`,
      'no audio meter stands here. Remove it, or write audio_second, audio_minute or audio_hour.',
    );
  for (const key of ['megapixels_round_up', 'pixels_per_megapixel']) {
    if (key in price && !meters.includes('megapixel'))
      say(`${path}.${key}`, 'the meter megapixel is not here. Remove it, or price the model by megapixel.');
  }
  const longest = price.input_tokens_max ?? null;
  if (longest !== null && !meters.includes('million_input_tokens'))
    say(
      `${path}.input_tokens_max`,
      'no meter of input tokens stands here. Remove it, or write million_input_tokens.',
    );
  bands.forEach((band, i) => {
    if (longest !== null && band.above_input_tokens >= longest)
      say(
        `${path}.context_bands.${i}.above_input_tokens`,
        `${band.above_input_tokens} is not below input_tokens_max, ${longest}, so nothing is sold in it. Remove one of the two.`,
      );
  });
}

function checkTokenOffers(card, modelIds, once, say) {
  for (const list of ['token_offers', 'size_classes']) {
    card[list].forEach((offer, i) => {
      const path = `${list}.${i}`;
      const tier = offer.how === 'serverless' ? 'standard' : offer.how;
      if (offer.selector.tier !== tier)
        say(`${path}.selector.tier`, `"${offer.selector.tier}" beside how "${offer.how}". Write "${tier}".`);
      if (offer.batch !== null && (offer.batch.multiplier === null) !== 'meters' in offer.batch)
        say(
          `${path}.batch`,
          'write either a multiplier, such as 0.5, or multiplier null and meters with the batch prices.',
        );
      offer.prices.forEach((price, j) => checkTokenPrice(price, `${path}.prices.${j}`, say));
    });
  }
  card.token_offers.forEach((offer, i) => {
    const path = `token_offers.${i}`;
    once(
      tokenOfferId(offer),
      path,
      'Merge them into one with a history, or give one of them a variant or a region.',
    );
    if (!modelIds.includes(offer.model))
      say(
        `${path}.model`,
        `"${offer.model}" is not a row of rates/models.json. Add the row there first (architecture null where its shape is unknown), or write the id of a row.`,
      );
  });
}

function checkGpuOffers(card, gpuIds, say) {
  const seen = new Map();
  card.gpu_offers.forEach((offer, i) => {
    const path = `gpu_offers.${i}`;
    for (const count of offer.gpu_counts) {
      const id = [offer.gpu, offer.plan, offer.selector.variant, offer.selector.region, count].join(' ');
      if (seen.has(id))
        say(
          `${path}.gpu_counts`,
          `${count} stands in ${seen.get(id)} too, for the same gpu and plan. Write each count in one offer, or give one of them a plan.`,
        );
      seen.set(id, path);
    }
    if (!gpuIds.includes(offer.gpu))
      say(
        `${path}.gpu`,
        `"${offer.gpu}" is not in rates/gpus.json. Write one of ${gpuIds.join(', ')}, or add the GPU there first.`,
      );
    checkGpuPrices(card, offer, path, say);
  });
  for (const key of Object.keys(card.billing)) {
    if (!card.gpu_offers.some((offer) => offer.billing === key))
      say(`billing.${key}`, 'no GPU offer names it. Remove it, or name it in a gpu offer.');
  }
}

function checkGpuPrices(card, offer, path, say) {
  const billing = card.billing[offer.billing];
  if (!billing)
    say(
      `${path}.billing`,
      `"${offer.billing}" is not in billing. Write one of ${Object.keys(card.billing).join(', ')}, or add it there.`,
    );
  offer.prices.forEach((price, j) => {
    const meters = [
      [price.meters, `${path}.prices.${j}.meters`],
      ...price.conflicts.map((conflict, k) => [conflict.meters, `${path}.prices.${j}.conflicts.${k}.meters`]),
    ];
    for (const [meter, where] of meters) {
      const found = timeMeters.filter((name) => name in meter);
      if (found.length !== 1)
        say(where, `${found.length} time meters. Write exactly one of ${timeMeters.join(', ')}.`);
    }
    if (
      billing &&
      !billing.host &&
      ('cpu_core_second' in price.meters || 'memory_gib_second' in price.meters)
    ) {
      say(
        `billing.${offer.billing}.host`,
        'CPU or memory is metered, so the share of each GPU is needed. Write cpu_cores_per_gpu and memory_gib_per_gpu, kind "assumed" where you chose them.',
      );
    }
  });
}

function checkOffers(card, rates, say) {
  for (const list of ['token_offers', 'size_classes', 'gpu_offers']) {
    card[list].forEach((offer, i) => checkHistory(offer.prices, `${list}.${i}`, say));
  }
  const seen = new Map();
  const once = (id, path, instead) => {
    if (seen.has(id)) say(path, `the same offer as ${seen.get(id)}: ${id}. ${instead}`);
    seen.set(id, path);
  };
  const ids = (rows) => rows.map((row) => row.id);
  checkTokenOffers(card, ids(rates['models.json'].models), once, say);
  checkGpuOffers(card, ids(rates['gpus.json'].gpus), say);
}

function checkWindows(card, say) {
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

function checkModifiers(card, modelIds, say) {
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

// How each model of the card can be bought today: "serverless", "serverless turbo", "flex".
function waysOfSale(card) {
  const ways = new Map();
  for (const { model, how, selector, status } of card.token_offers) {
    if (status.state === 'retired') continue;
    const way = selector.variant === null ? how : `${how} ${selector.variant}`;
    ways.set(model, [...(ways.get(model) ?? []), way]);
  }
  for (const rule of card.modifiers.filter((each) => each.rule === 'tier' && each.applies_to !== 'gpu'))
    for (const [model, list] of ways)
      if (rule.models === null || rule.models.includes(model)) list.push(rule.tier);
  return ways;
}

function checkSpeeds(card, say) {
  const ways = waysOfSale(card);
  const seen = new Map();
  const counts = new Map();
  card.speeds.forEach((speed, i) => {
    const path = `speeds.${i}`;
    const { model, how, variant, method, kind } = speed;
    const way = variant === null ? how : `${how} ${variant}`;
    if (!ways.has(model))
      say(`${path}.model`, `this card does not sell "${model}". Remove the row, or add the offer first.`);
    else if (!ways.get(model).includes(way))
      say(`${path}.how`, `${model} is not sold as ${way}. Write one of ${ways.get(model).join(', ')}.`);
    const numbers = ['ttft_p50_s', 'ttft_p95_s', 'tokens_per_s', 'tokens_per_s_fast'].map(
      (key) => speed[key],
    );
    const [p50, p95, ordinary, fast] = numbers;
    if (numbers.every((number) => number === null))
      say(path, 'no number stands here. Write one, or remove the row.');
    if (p95 !== null && p50 !== null && p95 < p50)
      say(`${path}.ttft_p95_s`, `${p95} is below the median, ${p50}. Write the 95th percentile, or null.`);
    if (fast !== null && ordinary !== null && fast < ordinary)
      say(
        `${path}.tokens_per_s_fast`,
        `${fast} is below the median, ${ordinary}. Write the 90th percentile, or null.`,
      );
    if ((method === 'vendor') !== (kind === 'published'))
      say(
        `${path}.kind`,
        `"${kind}" beside the method ${method}. Write "published" for a vendor's own figure, else "measured".`,
      );
    if (method === 'probe' && speed.prompt_tokens === null)
      say(`${path}.prompt_tokens`, 'a probe has a length. Write it, or another method.');
    const id = [model, way, method, speed.prompt_tokens, speed.as_of].join(' ');
    if (seen.has(id)) say(path, `the same reading as ${seen.get(id)}. Keep one.`);
    seen.set(id, path);
    const ofModel = `${model} as ${how}`;
    counts.set(ofModel, (counts.get(ofModel) ?? 0) + 1);
    if (counts.get(ofModel) === 4)
      say(path, `a fourth reading of ${ofModel}. Keep three: traffic, and two of a probe or of the vendor.`);
  });
}

function checkCaching(card, say) {
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

function checkLimits(card, say) {
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

// Every {low, typical, high} of a file, whatever it is of.
function checkRanges(value, say) {
  for (const [path, object] of objects(value)) {
    if (!('typical' in object && 'high' in object)) continue;
    const numbers = ['low', 'typical', 'high'].filter((key) => typeof object[key] === 'number');
    numbers.forEach((key, i) => {
      if (i > 0 && object[key] < object[numbers[i - 1]])
        say(
          `${path}.${key}`,
          `${object[key]} is below ${numbers[i - 1]}, ${object[numbers[i - 1]]}. Write low, typical and high in rising order.`,
        );
    });
  }
}

function checkLatency(table, say) {
  const once = (list, idOf) => {
    const seen = new Map();
    table[list].forEach((row, i) => {
      const id = idOf(row);
      if (seen.has(id)) say(`${list}.${i}`, `a second row for ${id}. Keep one.`);
      seen.set(id, i);
    });
    return seen;
  };
  const cell = (row) => `${row.platform_kind} ${row.speed_class}${row.thinking ? ' thinking' : ''}`;
  once('priors', cell);
  once('growth', (row) => row.speed_class);
  const hosts = once('hosts', (row) => row.platform);
  for (const platform of platforms())
    if (!hosts.has(platform))
      say('hosts', `no row for ${platform}. Add one; its factors are null where nothing was compared.`);
  for (const kind of new Set([...table.priors, ...table.hosts].map((row) => row.platform_kind)))
    if (!table.priors.some((row) => row.platform_kind === kind && row.speed_class === 'any'))
      say('priors', `no row any for ${kind}. Add one: it stands for the classes without a row.`);
  table.priors.forEach((row, i) => {
    if (row.tokens_per_s_fast.typical < row.tokens_per_s.typical)
      say(
        `priors.${i}.tokens_per_s_fast`,
        'a fast request is slower than the median one. Write the 90th percentile.',
      );
  });
  table.hosts.forEach((row, i) => {
    for (const key of ['ttft_factor', 'tokens_per_s_factor'])
      if ((row[key] === null) !== row.models < 3)
        say(
          `hosts.${i}.${key}`,
          `${row[key]} beside ${row.models} models. Write null below three, else the factor.`,
        );
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

function checkRegions(card, modelIds, say) {
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

function checkCompliance(card, modelIds, say) {
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

// Rows by id, and no name, in capitals or not, that two of them have.
function checkSorted(rows, path, say) {
  const names = new Map();
  rows.forEach((row, i) => {
    if (i > 0 && !(rows[i - 1].id < row.id))
      say(`${path}.${i}.id`, `"${row.id}" stands after "${rows[i - 1].id}". Sort the rows by id, each once.`);
    for (const name of [row.id, ...(row.aliases ?? [])]) {
      const other = names.get(name.toLowerCase()) ?? row.id;
      if (other !== row.id) say(`${path}.${i}`, `"${name}" already names ${other}. Keep it in one row.`);
      names.set(name.toLowerCase(), row.id);
    }
  });
}

// A window of a model, or of a model on a platform.
function checkWindow(window, path, say) {
  for (const key of ['input_tokens_max', 'output_tokens_max']) {
    if (window[key] !== null && window[key] >= window.tokens)
      say(
        `${path}.${key}`,
        `${window[key]} is not below the window of ${window.tokens}. Write null where the window alone limits it.`,
      );
  }
  checkAssumption(window, path, say);
}

function checkAssumption(value, path, say) {
  if (value.kind === 'assumed' && value.note === null)
    say(`${path}.note`, 'an assumption says why. Write a sentence.');
}

function checkReasoning(reasoning, path, say) {
  const { low, typical, high, by_effort: efforts } = reasoning;
  if (low > typical) say(`${path}.low`, `${low} is above typical, ${typical}. Write one at or below it.`);
  if (typical > high) say(`${path}.high`, `${high} is below typical, ${typical}. Write one at or above it.`);
  if ((reasoning.kind === 'assumed') !== (efforts.length === 0))
    say(`${path}.by_effort`, 'write what was measured, or [] and the kind "assumed" where nothing was.');
  efforts.forEach(({ effort }, i) => {
    if (efforts.findIndex((other) => other.effort === effort) !== i)
      say(`${path}.by_effort.${i}.effort`, `"${effort}" stands here twice. Keep one.`);
  });
  checkAssumption(reasoning, path, say);
}

// What a row of models says beside its shape.
function checkModel(row, path, table, say) {
  const { window, reasoning, tokenizer, speed_class: speedClass } = row;
  if (window !== null) checkWindow(window, `${path}.window`, say);
  if (reasoning !== null) checkReasoning(reasoning, `${path}.reasoning`, say);
  if (tokenizer !== null && !table.tokenizers.some(({ id }) => id === tokenizer))
    say(`${path}.tokenizer`, `"${tokenizer}" is not in tokenizers. Add it there, or write null.`);
  const text = row.modality === 'text';
  const shape = row.architecture !== null || table.same_shape.some(({ id }) => id === row.id);
  if (text && !shape && speedClass === null)
    say(`${path}.speed_class`, 'neither a shape nor a class says how fast it is. Write a class.');
  if ((!text || shape) && speedClass !== null)
    say(`${path}.speed_class`, `${text ? 'its shape says it' : 'it is for text models'}. Write null.`);
  if (!text && reasoning !== null) say(`${path}.reasoning`, 'it is for text models. Write null.');
}

function checkModels(table, say) {
  checkSorted(table.models, 'models', say);
  const rows = new Map(table.models.map((row) => [row.id, row]));
  const shaped = (id) => (rows.get(id)?.architecture ?? null) !== null;
  table.same_shape.forEach((row, i) => {
    if (!shaped(row.as))
      say(
        `same_shape.${i}.as`,
        `"${row.as}" is not a row of models with an architecture. Write the id of one.`,
      );
  });
  for (const list of ['same_shape', 'not_modelled']) {
    const seen = new Set();
    table[list].forEach((row, i) => {
      if (shaped(row.id))
        say(`${list}.${i}.id`, `"${row.id}" has a row with an architecture of its own. Remove it here.`);
      if (seen.has(row.id)) say(`${list}.${i}.id`, `"${row.id}" stands here twice. Keep one.`);
      seen.add(row.id);
    });
  }
  table.not_modelled.forEach((row, i) => {
    if (table.same_shape.some((other) => other.id === row.id))
      say(`not_modelled.${i}.id`, `"${row.id}" stands in same_shape too. Keep one of them.`);
  });
  checkTwins(table, rows, say);
  checkSorted(table.tokenizers, 'tokenizers', say);
  table.tokenizers.forEach((row, i) => checkAssumption(row, `tokenizers.${i}`, say));
  table.models.forEach((row, i) => checkModel(row, `models.${i}`, table, say));
}

function checkTwins(table, rows, say) {
  const shapeOf = (id) => {
    const as = table.same_shape.find((row) => row.id === id)?.as ?? id;
    return JSON.stringify(rows.get(as)?.architecture ?? null);
  };
  (table.twins ?? []).forEach((twin, i) => {
    for (const [path, id] of [
      [`twins.${i}.id`, twin.id],
      ...twin.priced_as.map((id, j) => [`twins.${i}.priced_as.${j}`, id]),
    ]) {
      if (!rows.has(id)) say(path, `"${id}" is not a row of models. Write the id of one, or add the row.`);
      else if (path.includes('priced_as') && (id === twin.id || shapeOf(id) !== shapeOf(twin.id)))
        say(
          path,
          `"${id}" is not another model of the shape of ${twin.id}. Write the id of one, or remove it.`,
        );
    }
    if (table.twins.findIndex((other) => other.id === twin.id) !== i)
      say(`twins.${i}.id`, `"${twin.id}" stands here twice. Merge the two.`);
  });
}

// Rules that no schema says. Call it only on a file that its schema accepts.
export function checkRules(file, value, rates) {
  const problems = [];
  const say = (path, message) => problems.push({ file: `rates/${file}`, path, message });
  const stem = basename(file, '.json');
  if (isCard(file) && value.id !== stem)
    say(
      'id',
      `"${value.id}" is not the name of the file. Write "${stem}", or rename the file to ${value.id}.json.`,
    );
  for (const [path, object] of objects(value)) {
    if (!(path === 'meters' || path.endsWith('.meters'))) continue;
    for (const [meter, price] of Object.entries(object)) {
      if (price === 0) say(`${path}.${meter}`, '0 is not a price. Write null where it is unknown.');
    }
  }
  if (stem !== 'presets') {
    if (isCard(file) || ['claims', 'latency', 'models'].includes(stem)) checkDates(value, say);
    if (value.sources) checkSources(value, say);
  }
  if (isCard(file)) {
    const modelIds = rates['models.json'].models.map((model) => model.id);
    checkOffers(value, rates, say);
    checkWindows(value, say);
    checkRegions(value, modelIds, say);
    checkCompliance(value, modelIds, say);
    checkSpeeds(value, say);
    checkCaching(value, say);
    checkLimits(value, say);
    checkModifiers(value, modelIds, say);
  }
  if (isCard(file) || stem === 'latency') checkRanges(value, say);
  if (stem === 'latency') checkLatency(value, say);
  if (stem === 'models') checkModels(value, say);
  if (stem === 'gpus') checkSorted(value.gpus, 'gpus', say);
  return problems;
}

export function checkFile(file, value, rates) {
  const problems = checkSchema(file, value);
  return problems.length > 0 ? problems : checkRules(file, value, rates);
}
