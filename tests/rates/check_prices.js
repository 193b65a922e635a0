// Rules of the prices of a card: history, meters, offers.
import { before, timeMeters } from './files.js';

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

export function checkOffers(card, rates, say) {
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
