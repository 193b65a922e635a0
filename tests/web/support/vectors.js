// Expected numbers: from the vectors in tests/vectors and the price list that the page serves, never from the page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, siteFolder } from './site.js';

const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

// The expectation rows of one call: [{at, is|count}].
export function vector(file, id) {
  const found = read(root, 'tests', 'vectors', `${file}.json`).find((each) => each.id === id);
  if (!found) throw new Error(`no vector ${id} in ${file}`);
  return found;
}

// offer -> value of `field`, for every offer that the vector of a `compare` call names.
export function offerValues(file, id, field = 'usd_per_day') {
  const values = new Map();
  for (const { at, is } of vector(file, id).expect) {
    const offer = at.find((step) => typeof step === 'object')?.offer;
    if (offer && at.at(-1) === field) values.set(offer, is);
  }
  if (values.size === 0) throw new Error(`vector ${id} says nothing about ${field}`);
  return values;
}

// What is expected at a place whose last step is `field`, such as a crossing's value.
export function expectedAt(file, id, field) {
  return vector(file, id).expect.find(({ at }) => at.at(-1) === field).is;
}

export function presets() {
  return read(siteFolder, 'rates.json').presets.presets;
}

// "deepinfra/llama-3.3-70b/serverless" -> "DeepInfra serverless", as offers without a GPU in their name are called.
export function offerName(offer) {
  const { platforms, lesson } = read(siteFolder, 'rates.json');
  const [platform, , how] = offer.split('/');
  const name =
    platforms.find((each) => each.id === platform)?.name ??
    lesson.offers.find((each) => each.platform === platform)?.name;
  return `${name} ${how.replaceAll('-', ' ')}`;
}

export const cents = (value) => value.toFixed(2);
