// Reads rates/ and finds what is wrong in it: against the schemas, and against rules that no schema can say.
// Every finding is {file, path, message}; the message says what to write instead.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { checkModels, checkSorted } from './check_models.js';
import { checkOffers } from './check_prices.js';
import { checkLatency, checkRanges, checkSpeeds } from './check_speeds.js';
import {
  checkCaching,
  checkCompliance,
  checkLimits,
  checkModifiers,
  checkRegions,
  checkWindows,
} from './check_terms.js';
import { before, isCard, objects, ratesFolder, readJson, schemaOf } from './files.js';
import { describe } from './report.js';

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
