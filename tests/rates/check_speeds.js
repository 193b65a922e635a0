// Rules of how fast something answers: readings of the cards and the table of latency.
import { objects, platforms } from './files.js';

// How each model of the card can be bought today: "serverless", "serverless turbo", "flex".
export function waysOfSale(card) {
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

export function checkSpeeds(card, say) {
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

// Every {low, typical, high} of a file, whatever it is of.
export function checkRanges(value, say) {
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

export function checkLatency(table, say) {
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
