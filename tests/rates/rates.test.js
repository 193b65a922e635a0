// Every file of rates/ against its schema and the rules of the catalogue.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { checkFile } from './cards.js';
import { objects, ratesFolder, readJson, readRates } from './files.js';
import { format } from './report.js';

const rates = readRates();

for (const [file, value] of Object.entries(rates)) {
  test(`rates/${file} is in order`, () => {
    const problems = checkFile(file, value, rates);
    assert.equal(problems.length, 0, `\n${format(problems)}\n`);
  });
}

test('the cards and tables of the catalogue are there', () => {
  const platforms = readJson(join(ratesFolder, 'schema', 'common.schema.json')).$defs.platform_id.enum;
  assert.equal(platforms.length, 16);
  const tables = ['claims', 'gpus', 'latency', 'lesson', 'models', 'presets', 'terms'];
  assert.deepEqual(Object.keys(rates), [...platforms, ...tables].map((name) => `${name}.json`).sort());
});

test('presets ask for models that exist', () => {
  const market = new Set(rates['models.json'].models.map((model) => model.id));
  const lesson = new Set([rates['lesson.json'].model.id]);
  for (const preset of rates['presets.json'].presets) {
    const known = preset.request.catalog === 'lesson' ? lesson : market;
    for (const workload of preset.request.workloads) {
      for (const model of workload.model)
        assert.ok(known.has(model), `preset ${preset.id} asks for ${model}`);
    }
  }
});

test('every key of the schemas is explained', () => {
  const folder = join(ratesFolder, 'schema');
  const schemas = Object.fromEntries(readdirSync(folder).map((name) => [name, readJson(join(folder, name))]));
  const target = (name, reference) => {
    const [file, path] = reference.split('#/');
    return path.split('/').reduce((node, part) => node[part], schemas[file || name]);
  };
  for (const [name, schema] of Object.entries(schemas)) {
    for (const [path, node] of objects(schema)) {
      if (!path.endsWith('.properties') && path !== 'properties') continue;
      for (const [key, property] of Object.entries(node)) {
        const described = property.description ?? (property.$ref && target(name, property.$ref).description);
        assert.ok(described, `${name}: ${path}.${key} has no description`);
      }
    }
  }
});
