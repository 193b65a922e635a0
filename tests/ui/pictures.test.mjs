// Golden pictures of the face, drawn without a GPU by the native program and by the same program in
// WebAssembly: both must be the same, and the same as tests/goldens. The prices are those of
// tests/vectors/frozen_rates.json, a rates.json of one day, so that no edit of a price moves a picture; it
// changes only with the format of the rates.
//
//   node tests/ui/pictures.test.mjs --accept    makes what the native program draws now the goldens, and draws
//                                               the README's picture with today's prices
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { difference, readPam, readPng, writePng } from './pictures.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native = process.env.PICKER_PICTURE_NATIVE ?? join(root, 'build/digest-o0/picker_picture');
const wasm = process.env.PICKER_PICTURE_WASM ?? join(root, 'build/wasm/picker_picture.js');
const fonts = process.env.PICKER_FONTS ?? join(root, 'build/fonts');
const rates = join(root, 'tests/vectors/frozen_rates.json');
const goldens = join(root, 'tests/goldens');
const output = join(root, 'build/goldens');
const acceptCommand = 'node tests/ui/pictures.test.mjs --accept';

const scenes = [];
for (const width of [1440, 1100, 768]) {
  for (const theme of ['light', 'dark']) {
    const name = `chat-${width}-${theme}`;
    scenes.push({ name, settings: { width, height: 1000, dpr: 1, theme, fragment: '#v=1&preset=chat' } });
  }
}

const golden = (name) => join(goldens, `${name}.png`);
const shown = (file) => relative(root, file);

// The picture of a scene; `target` is "native" or "wasm".
function draw({ name, settings }, target) {
  const out = join(output, `${name}.${target}.pam`);
  const words = Object.entries({ rates, fonts, out, ...settings }).map(([key, value]) => `${key}=${value}`);
  const [program, first] = target === 'wasm' ? [process.execPath, [wasm]] : [native, []];
  execFileSync(program, [...first, ...words], { stdio: ['ignore', 'inherit', 'pipe'] });
  const picture = readPam(out);
  rmSync(out);
  return picture;
}

// Keeps what was drawn and what differs, to be looked at.
function complain(name, picture, { summary, picture: marked }, advice) {
  const drawn = join(output, `${name}.png`);
  const diff = join(output, `${name}.diff.png`);
  writePng(drawn, picture);
  if (marked) writePng(diff, marked);
  const look = marked ? `${shown(drawn)} and, what differs in red, ${shown(diff)}` : shown(drawn);
  assert.fail(`${summary}. Look at ${look}. ${advice}`);
}

function accept() {
  mkdirSync(goldens, { recursive: true });
  for (const file of readdirSync(goldens)) if (file.endsWith('.png')) rmSync(join(goldens, file));
  for (const scene of scenes) {
    writePng(golden(scene.name), draw(scene, 'native'));
    console.log(shown(golden(scene.name)));
  }
  const readme = join(root, 'web/picture.png');
  const settings = { ...scenes[0].settings, rates: join(root, 'build/digest-o0/rates.json') };
  writePng(readme, draw({ name: 'readme', settings }, 'native'));
  console.log(shown(readme));
}

function compareAll() {
  for (const scene of scenes) {
    const { name } = scene;
    test(`${name}: native, WebAssembly and golden picture are the same`, () => {
      const actual = draw(scene, 'native');
      const compiled = draw(scene, 'wasm');
      const apart = difference(compiled, actual);
      if (apart) complain(`${name}.wasm`, compiled, apart, 'Only WebAssembly draws this.');
      const change = existsSync(golden(name))
        ? difference(actual, readPng(golden(name)))
        : { summary: `there is no ${shown(golden(name))}`, picture: null };
      if (change) complain(name, actual, change, `To accept it: ${acceptCommand}`);
    });
  }

  test('every golden picture is of a scene', () => {
    const files = existsSync(goldens) ? readdirSync(goldens).sort() : [];
    assert.deepEqual(files.filter((file) => !scenes.some(({ name }) => `${name}.png` === file)), []);
  });
}

// Only what this run draws.
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
if (process.argv.includes('--accept')) accept();
else compareAll();
