// Loads the price list and the calculator: picker for the form and table, picker-canvas for the canvas as well.

import { el } from './dom.js';

export class StartError extends Error {
  constructor(code, path, message) {
    super(message);
    Object.assign(this, { code, path });
  }
}

const here = (file) => new URL(file, document.baseURI).href;

export async function loadRates() {
  let response;
  try {
    response = await fetch('rates.json');
  } catch {
    throw new StartError(
      'rates-unreachable',
      'rates.json',
      'The price list could not be loaded. Check your connection.',
    );
  }
  if (!response.ok) {
    throw new StartError(
      `http-${response.status}`,
      'rates.json',
      'The price list is missing from this site.',
    );
  }
  return response.text();
}

// Each script defines createPicker; the page keeps both under their own names.
const factories = new Map();

function loadScript(module) {
  return new Promise((resolve, reject) => {
    const missing = () => {
      factories.delete(module);
      reject(new StartError('no-picker', `${module}.js`, 'The calculator is missing from this site.'));
    };
    const loaded = () => {
      const create = globalThis.createPicker;
      globalThis.createPicker = undefined;
      if (typeof create === 'function') resolve(create);
      else missing();
    };
    document.head.append(el('script', { src: here(`${module}.js`), onload: loaded, onerror: missing }));
  });
}

// `module`: "picker" or "picker-canvas".
export async function loadFactory(module) {
  if (typeof WebAssembly !== 'object') {
    throw new StartError(
      'no-webassembly',
      '',
      'This browser has WebAssembly turned off; the calculator needs it.',
    );
  }
  if (!factories.has(module)) factories.set(module, loadScript(module));
  return factories.get(module);
}

export async function createModule(module) {
  const create = await loadFactory(module);
  try {
    return await create({ locateFile: here });
  } catch {
    throw new StartError(
      'no-wasm',
      `${module}.wasm`,
      `The calculator could not be loaded: ${module}.wasm is missing or broken.`,
    );
  }
}

// Every call takes JSON text and gives JSON text.
export function ask(picker, name, ...args) {
  try {
    return JSON.parse(picker[name](...args));
  } catch (error) {
    return {
      ok: false,
      error: {
        code: 'internal',
        path: '',
        message: `The calculator failed at ${name}: ${error?.message ?? error}`,
      },
    };
  }
}
