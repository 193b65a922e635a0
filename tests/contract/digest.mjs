// The digest of digest_main.cpp through the binding of the shipped module: the same calls, the same answers.
//   node tests/contract/digest.mjs PICKER_DIGEST   (the native program, which says what to call)

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const site = new URL('../../build/site/', import.meta.url);
const createPicker = createRequire(import.meta.url)(new URL('picker.js', site).pathname);
const picker = await createPicker({ wasmBinary: readFileSync(new URL('picker.wasm', site)) });

// FNV-1a, 64 bits, in two halves: the prime is 2^40 + 0x1b3.
let [high, low] = [0xcbf29ce4, 0x84222325];
function add(text) {
  for (const byte of Buffer.from(text)) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product % 2 ** 32;
  }
}

add(picker.loadCatalog(readFileSync(new URL('rates.json', site), 'utf8')));
const calls = execFileSync(process.argv[2], ['calls'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
for (const line of calls.trimEnd().split('\n')) {
  const blank = line.indexOf(' ');
  add(picker[line.slice(0, blank)](line.slice(blank + 1)));
}
console.log([high, low].map((half) => half.toString(16).padStart(8, '0')).join(''));
