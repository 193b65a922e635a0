// Numbers, dates and names as the page writes them. Pure: no DOM, no clock.

const space = '\u00a0';
const none = '–';
const cache = new Map();

function number(value, options) {
  const key = JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new Intl.NumberFormat('en-US', options));
  return cache.get(key).format(value);
}

const known = (value) => typeof value === 'number' && Number.isFinite(value);

// For sentences: $0.183, $3.66, $312, $12,400.
export function money(value) {
  if (!known(value)) return none;
  const size = Math.abs(value);
  const text =
    size === 0
      ? '0'
      : size < 0.995
        ? number(size, {
            minimumFractionDigits: 2,
            maximumFractionDigits: Math.min(12, 2 - Math.floor(Math.log10(size))),
          })
        : size < 99.995
          ? number(size, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
          : number(size, { maximumFractionDigits: 0 });
  return `${value < 0 ? '−' : ''}$${text}`;
}

// For columns: to the cent, so that figures line up; small amounts keep three digits.
export function moneyCell(value) {
  if (!known(value)) return none;
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size !== 0 && size < 0.1) return sign + number(size, { maximumSignificantDigits: 3 });
  if (size >= 1e7) return sign + count(size);
  const digits = size >= 99999.5 ? 0 : 2;
  return sign + number(size, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// 980, 4.2 k, 705 k, 1.05 M: three significant digits.
export function count(value) {
  if (!known(value)) return none;
  for (const [size, letter] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ]) {
    if (Math.abs(value) >= size * 0.9995) {
      return `${number(value / size, { maximumSignificantDigits: 3 })}${space}${letter}`;
    }
  }
  return number(value, { maximumSignificantDigits: 3 });
}

export function percent(share) {
  if (!known(share)) return none;
  return `${number(share * 100, { maximumSignificantDigits: 3 })}${space}%`;
}

// Columns of times and speeds: 0.94 s, 1.2 s, 12 s; 65, 8.2.
export function secondsText(value) {
  const digits = value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2;
  return `${number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })}${space}s`;
}

export function rateText(value) {
  const digits = value >= 9.95 ? 0 : 1;
  return number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function plain(value) {
  if (!known(value)) return none;
  return number(value, { maximumSignificantDigits: 6 });
}

export function times(ratio) {
  if (!known(ratio)) return none;
  return `${number(ratio, { maximumSignificantDigits: ratio >= 10 ? 2 : 3 })}×`;
}

// Text of an input: every digit of the number, grouped.
export function inputText(value) {
  return number(value, { maximumFractionDigits: 12 });
}

// What a person may type for a number: 20000, 20,000, 20 k, 1.5M, 2e6, 12 %. Gives NaN for anything else.
export function parseNumber(text) {
  const clean = text
    .replace(/[\s\u202f\u00a0_]/g, '')
    .replace(/%$/, '')
    .replace('−', '-');
  const match = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d+)?)([kKmMgG]?)$/.exec(clean);
  if (!match || !/\d/.test(match[1])) return NaN;
  const scale = { '': 1, k: 1e3, m: 1e6, g: 1e9 }[match[2].toLowerCase()];
  return Number((Number(match[1].replaceAll(',', '')) * scale).toPrecision(15));
}

// Dates come as YYYY, YYYY-MM or YYYY-MM-DD.
export function date(text) {
  if (typeof text !== 'string' || !/^\d{4}(-\d{2}){0,2}$/.test(text)) return text ?? none;
  const [year, month, day] = text.split('-');
  if (!month) return year;
  const name = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(Number(year), Number(month) - 1, 1)),
  );
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

// "no-cached-price" -> "no cached price"
export function words(code) {
  return String(code).replaceAll('-', ' ').replaceAll('_', ' ');
}

const gpuOffer = /^(\d+)x(.+?)(?:-(fp8|bf16|fp16|mxfp4|nvfp4|fp4|int8|int4))?(?:-([a-z][a-z0-9-]*))?$/;

const precision = / (?:fp8|bf16|fp16|mxfp4|nvfp4|fp4|int8|int4)\b.*$/;

// Names of platforms, models and offers of one catalogue. `labels` are those of the offers that were priced.
export function createNames(catalog, labels = new Map()) {
  const platforms = new Map(catalog.platforms.map((platform) => [platform.id, platform.name]));
  const models = new Map(catalog.models.map((model) => [model.id, model.label]));
  const platform = (id) => platforms.get(id) ?? id;
  const model = (id) => models.get(id) ?? id;
  const parts = (offer) => {
    const [platformId, modelId, how = ''] = offer.split('/');
    return { platformId, modelId, how };
  };
  function how(offer, short = false) {
    const label = labels.get(offer)?.slice(platform(parts(offer).platformId).length + 1);
    if (label) return short ? label.replace(precision, '') : label;
    const text = parts(offer).how;
    const gpu = gpuOffer.exec(text);
    if (!gpu) return words(text);
    const base = `${gpu[1]}×${gpu[2].toUpperCase()}`;
    return short ? base : [base, gpu[3], gpu[4] && words(gpu[4])].filter(Boolean).join(' ');
  }
  return {
    platform,
    model,
    how,
    platformOf: (offer) => platform(parts(offer).platformId),
    modelOf: (offer) => model(parts(offer).modelId),
    isGpu: (offer) => gpuOffer.test(parts(offer).how),
    offer: (offer) => `${platform(parts(offer).platformId)} ${how(offer)}`,
    // The shortest names that still tell the given offers apart.
    shortest(offers) {
      const own = (offer) =>
        offers.filter((other) => parts(other).platformId === parts(offer).platformId).length === 1;
      const ways = [
        (offer) =>
          own(offer) && !gpuOffer.test(parts(offer).how)
            ? platform(parts(offer).platformId)
            : `${platform(parts(offer).platformId)} ${how(offer, true)}`,
        (offer) => `${platform(parts(offer).platformId)} ${how(offer)}`,
        (offer) => `${platform(parts(offer).platformId)} ${how(offer)} ${model(parts(offer).modelId)}`,
      ];
      return new Map(
        offers.map((offer) => {
          const way = ways.find((name) => offers.filter((other) => name(other) === name(offer)).length === 1);
          return [offer, (way ?? ways[2])(offer)];
        }),
      );
    },
  };
}
