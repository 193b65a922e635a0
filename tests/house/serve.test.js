// web/serve as it serves a site: the headers that frames without an origin and reloads need. The site here is a page
// of its own, and nothing is built.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

// A checkout in which building is done.
function makeCheckout(t) {
  const folder = mkdtempSync(join(tmpdir(), 'picker-serve-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'web'));
  mkdirSync(join(folder, 'build', 'site'), { recursive: true });
  for (const file of ['serve', 'lib.sh']) cpSync(join(root, 'web', file), join(folder, 'web', file));
  writeFileSync(join(folder, 'web', 'build'), '#!/bin/sh\n');
  chmodSync(join(folder, 'web', 'build'), 0o755);
  for (const file of ['index.html', 'main.js']) writeFileSync(join(folder, 'build', 'site', file), '');
  return folder;
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

test('web/serve answers every origin, and nothing of it is kept', async (t) => {
  const port = await freePort();
  const server = spawn(join(makeCheckout(t), 'web', 'serve'), ['--port', String(port)], { detached: true });
  t.after(() => process.kill(-server.pid));
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', () => reject(new Error('web/serve has ended')));
  });
  for (const file of ['', 'main.js', 'missing.js']) {
    const { headers } = await fetch(`http://127.0.0.1:${port}/${file}`);
    assert.equal(headers.get('access-control-allow-origin'), '*', file);
    assert.equal(headers.get('cache-control'), 'no-store', file);
  }
});
