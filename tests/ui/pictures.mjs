// Pictures as {width, height, data}, four bytes a pixel: read, written, compared.
import { readFileSync, writeFileSync } from 'node:fs';

import { PNG } from 'pngjs';

// The PAM files that picker_picture writes; nothing else.
export function readPam(file) {
  const bytes = readFileSync(file);
  const end = bytes.indexOf('ENDHDR\n') + 'ENDHDR\n'.length;
  const header = bytes.subarray(0, end).toString('latin1');
  const [, width, height] = /^P7\nWIDTH (\d+)\nHEIGHT (\d+)\nDEPTH 4\n/.exec(header).map(Number);
  return { width, height, data: bytes.subarray(end) };
}

export function readPng(file) {
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  return { width, height, data };
}

// Opaque, so without alpha.
export function writePng(file, { width, height, data }) {
  const png = new PNG({ width, height });
  data.copy(png.data);
  const options = { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 };
  writeFileSync(file, PNG.sync.write(png, options));
}

// null where two pictures are equal, else {summary, picture}: the actual picture pale, what differs in red.
export function difference(actual, expected) {
  if (actual.width !== expected.width || actual.height !== expected.height) {
    const sizes = [actual, expected].map(({ width, height }) => `${width} x ${height}`);
    return { summary: `the size is ${sizes[0]}, not ${sizes[1]}`, picture: null };
  }
  if (actual.data.equals(expected.data)) return null;
  const { width, height } = actual;
  const data = Buffer.alloc(actual.data.length, 255);
  let pixels = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (actual.data.readUInt32LE(at) === expected.data.readUInt32LE(at)) {
      for (let i = 0; i < 3; ++i) data[at + i] = 191 + (actual.data[at + i] >> 2);
      continue;
    }
    data.writeUInt32LE(0xff0000ff, at);
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
    ++pixels;
  }
  const summary = `${pixels} pixels differ, from (${left}, ${top}) to (${right}, ${bottom})`;
  return { summary, picture: { width, height, data } };
}
