// A module's WebAssembly comes in two files: what a first visit runs, and the rest, which web/build splits off. The rest
// is loaded ahead of need; a call that needs it earlier waits for it on the spot.

import { StartError, here } from './site.js';

async function compile(file) {
  const response = await fetch(here(file));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const typed = response.headers.get('Content-Type')?.startsWith('application/wasm');
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// A page may not wait for bytes, only for text: each character of this encoding holds one byte.
function compileNow(file) {
  const request = new XMLHttpRequest();
  request.open('GET', here(file), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`HTTP ${request.status}`);
  return new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0) & 255));
}

// A call that needs the rest where it cannot be loaded throws the StartError that says so.
export function createHalves(module) {
  const restFile = `${module}.rest.wasm`;
  const first = compile(`${module}.first.wasm`);
  first.catch(() => {}); // heard where it is awaited
  let ready = null;
  const opened = new Promise((resolve) => {
    ready = resolve;
  });
  let exports = null;
  let joined = false;
  let loading = null;

  const unreachable = () =>
    new StartError('no-wasm', restFile, 'Part of the calculator could not be loaded. Check your connection and try again.');

  // The rest puts its functions into the table in place of those that ask for it.
  function joinNow() {
    if (joined) return;
    try {
      new WebAssembly.Instance(compileNow(restFile), { primary: exports });
      joined = true;
    } catch {
      throw unreachable();
    }
  }

  async function load() {
    try {
      const rest = await compile(restFile);
      await opened;
      if (!joined) await WebAssembly.instantiate(rest, { primary: exports });
      joined = true;
    } catch {
      throw unreachable();
    }
  }

  return {
    async instantiate(imports) {
      const compiled = await first;
      for (const { module: from, name } of WebAssembly.Module.imports(compiled)) {
        if (!from.startsWith('placeholder')) continue;
        imports[from] ??= {};
        imports[from][name] = (...values) => {
          joinNow();
          const table = Object.values(exports).find((value) => value instanceof WebAssembly.Table);
          return table.get(Number(name))(...values);
        };
      }
      const instance = await WebAssembly.instantiate(compiled, imports);
      exports = instance.exports;
      ready();
      return instance;
    },
    // Rejects where the rest cannot be loaded; then it can be asked for again.
    async load() {
      if (joined) return;
      loading ??= load().finally(() => {
        loading = null;
      });
      await loading;
    },
  };
}
