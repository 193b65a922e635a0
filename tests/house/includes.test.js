// The rooms of the house and the arrows between them: a file includes what lies below it, and nothing in a circle.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

// From the lowest up. A file belongs to the longest of these that its path begins with.
const rooms = [
  'wasm/engine',
  'wasm/engine/numbers',
  'wasm/engine/catalog',
  'wasm/engine/serving',
  'wasm/engine/billing',
  'wasm/engine/load',
  'wasm/engine/pricing',
  'wasm/engine/decision',
  'wasm/contract',
  'ui/app',
  'ui/raster',
  'ui',
  'ui/widgets',
  'ui/plots',
  'ui/panels',
];
// What stands on top of everything that it binds, starts or draws.
const tops = ['wasm/bindings.cpp', 'ui/face.cpp'];

const files = readdirSync(root, { recursive: true })
  .map((path) => path.split('\\').join('/'))
  .filter((path) => /^(wasm|ui)\/.*\.(cpp|h)$/.test(path));

const roomOf = (file) =>
  rooms.filter((room) => file.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0];

function includesOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^#include "([^"]+)"/gm)]
    .map(([, path]) =>
      [join(dirname(file), path), join('wasm', path), join('ui', path)].map(normalize).find((each) => files.includes(each)),
    )
    .filter(Boolean);
}

const graph = new Map(files.map((file) => [file, includesOf(file)]));

test('includes of this repository are found', () => {
  assert.ok(files.length > 200);
  assert.deepEqual(
    graph.get('wasm/engine/billing/host_meters.h'),
    ['wasm/engine/catalog/catalog.h'],
    relative(root, 'wasm'),
  );
});

test('no file includes what lies above it', () => {
  const upward = [];
  for (const [file, included] of graph) {
    if (tops.includes(file)) continue;
    for (const other of included)
      if (rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(file))) upward.push(`${file} -> ${other}`);
  }
  assert.deepEqual(upward, []);
});

// A header and the file of its name are one: what either of them includes, both need.
test('no circle of includes', () => {
  const unit = (file) => file.replace(/\.(cpp|h)$/, '');
  const units = new Map();
  for (const [file, included] of graph) {
    const needed = units.get(unit(file)) ?? new Set();
    for (const other of included) if (unit(other) !== unit(file)) needed.add(unit(other));
    units.set(unit(file), needed);
  }
  const done = new Set();
  const circles = [];
  function walk(name, path) {
    if (path.includes(name)) {
      circles.push([...path.slice(path.indexOf(name)), name].join(' -> '));
      return;
    }
    if (done.has(name)) return;
    for (const next of units.get(name) ?? []) walk(next, [...path, name]);
    done.add(name);
  }
  for (const name of units.keys()) walk(name, []);
  assert.deepEqual(circles, []);
});
