// What a first visit calls of a module: runs an instrumented copy of it (wasm-split --instrument) as the page does for
// every preset and writes down which functions ran. web/build leaves all others to a second file.
//   node web/first_visit/run.mjs MODULE.js INSTRUMENTED.wasm RATES.json FONTS PROFILE

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { openPage } from './page.mjs';

const [script, binary, rates, fonts, profile] = process.argv.slice(2);
const page = openPage({ width: 1440, dark: false });
const createPicker = createRequire(import.meta.url)(resolve(script));

let wasm = null;
const picker = await createPicker({
  instantiateWasm(imports, receive) {
    WebAssembly.instantiate(readFileSync(binary), imports).then(({ instance, module }) => {
      wasm = instance.exports;
      receive(instance, module);
    });
    return {};
  },
});

function ask(call, ...args) {
  const answer = JSON.parse(picker[call](...args));
  if (!answer.ok) throw new Error(`${call}: ${JSON.stringify(answer.error)}`);
  return answer;
}

const { catalogs } = ask('loadCatalog', readFileSync(rates, 'utf8'));
const presets = catalogs.flatMap((catalog) => catalog.presets.map(({ id }) => id));
const canvas = script.includes('canvas');

const draw = () => {
  for (let i = 0; i < 4; ++i) page.frame();
};

// The mouse calls for the rest: what it touches meanwhile is answered without.
function hover() {
  for (let y = 10; y < 800; y += 20) {
    for (let x = 20; x < 1440; x += 40) {
      picker._host_pointer(0, 0, x, y);
      page.frame();
    }
  }
  picker._host_pointer(3, 0, 0, 0);
  draw();
}

// As web/twin/main.js opens the page.
function visit(options, { hovered = false } = {}) {
  ask('start', JSON.stringify(options));
  picker.onChange(() => {});
  if (canvas) {
    const font = (file) => new Uint8Array(readFileSync(`${fonts}/Inter-${file}.otf`));
    ask('startCanvas', '#canvas', { regular: font('Regular'), semibold: font('SemiBold') });
    // What a browser tells by itself.
    picker._host_resized(0);
    picker._host_resized(1);
    picker._host_looks_changed();
    picker._host_shown(1);
    draw();
    if (hovered) hover();
  }
  ask('state');
  ask('fields');
  for (const part of ['compare', 'breakEven', 'exercise', 'link', 'curve']) ask('result', part);
}

for (const preset of presets) {
  visit({ preset });
  visit({ link: `#v=1&preset=${preset}` });
}
if (canvas) {
  for (const look of [{ width: 1440, dark: true }, { width: 768, dark: false }]) {
    Object.assign(page, openPage(look));
    visit({ preset: presets[0] }, { hovered: true });
  }
  ask('stopCanvas');
}
await new Promise((resume) => setTimeout(resume, 20)); // the notice of the last change

const memory = Object.values(wasm).find((value) => value instanceof WebAssembly.Memory);
const size = wasm.__write_profile(0, 0);
const at = memory.buffer.byteLength;
memory.grow(Math.ceil(size / 65536));
wasm.__write_profile(at, size);
writeFileSync(profile, new Uint8Array(memory.buffer, at, size));
