// Reads rates/: its files, their places, and helpers for looking into them.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const ratesFolder = join(root, 'rates');
const namedFiles = ['lesson', 'models', 'gpus', 'presets', 'claims', 'terms', 'latency'];
export const platforms = () => readJson(join(ratesFolder, 'schema', 'common.schema.json')).$defs.platform_id.enum;
export const timeMeters = ['gpu_second', 'gpu_minute', 'gpu_hour'];

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

export function readRates(folder = ratesFolder) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readJson(join(folder, name))]));
}

export const isCard = (file) => !namedFiles.includes(basename(file, '.json'));
export const schemaOf = (file) => (isCard(file) ? 'card' : basename(file, '.json'));

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
