// Static servers for the tests. The page is served from a sub-path with its own MIME types, as a project page of
// a static host serves it; any file of it can be made to answer badly and to recover.
// Never writes: the folder is read into memory once.

import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

// PICKER_SITE names another folder to serve, for trying a page that is broken on purpose.
export const siteFolder = process.env.PICKER_SITE || join(root, 'build', 'site');

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.otf': 'font/otf',
};

function readFolder(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(folder, file).split(sep).join('/'), readFileSync(file));
  }
  return files;
}

function listen(handler) {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const close = () =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        });
      resolve({ origin: `http://127.0.0.1:${server.address().port}`, close });
    });
  });
}

// Serves `folder` under `base`. `answers` maps a file to {status, body, type} given instead of it, or with
// `ownOriginOnly` to be had by pages of this origin alone; deleting the entry lets the server recover. `asked` lists the paths requested so far.
export async function serveSite({ folder = siteFolder, base = '/picker/' } = {}) {
  const files = readFolder(folder);
  const answers = new Map();
  const asked = [];
  const server = await listen((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    asked.push(pathname);
    const file = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) || 'index.html' : null;
    const instead = answers.get(file);
    const known = file !== null && files.has(file);
    // Sandboxed frames have no origin, so static hosts that can be framed answer everybody.
    if (!instead?.ownOriginOnly) response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', instead?.type ?? types[extname(file ?? '')] ?? 'text/plain');
    response.statusCode = instead?.status ?? (known ? 200 : 404);
    response.end(instead?.body ?? (instead?.status >= 400 || !known ? 'not found' : files.get(file)));
  });
  const url = `${server.origin}${base}`;
  return { ...server, url, answers, asked, files };
}

// Serves one page of HTML on an origin of its own: the host of a frame.
export async function servePage(html) {
  const server = await listen((request, response) => {
    const isPage = new URL(request.url, 'http://localhost').pathname === '/';
    response.statusCode = isPage ? 200 : 404;
    response.setHeader('Content-Type', types['.html']);
    response.end(isPage ? html : '');
  });
  return { ...server, url: `${server.origin}/` };
}
