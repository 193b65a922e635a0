// Loads the price list and the calculator: picker for the form and table, picker-canvas for the canvas as well.

import { el } from './dom.js';
import { createHalves } from './halves.js';
import { StartError, here, whyNot } from './site.js';

async function loadRates(file) {
  let response;
  try {
    response = await fetch(file);
  } catch {
    throw new StartError('rates-unreachable', file, 'The price list could not be loaded. Check your connection.');
  }
  if (!response.ok) throw new StartError(`http-${response.status}`, file, 'The price list is missing from this site.');
  return { file, text: await response.text() };
}

// A link that names a preset and no more is answered by a module's first half.
export const linkIsPreset = (fragment) => /^(?:#(?:v=1&preset=[a-z0-9-]+)?)?$/.test(fragment);

// What of a link needs the whole price list from the start: a model of its own choice, a day of the past, or a table
// that only it has. Between pairs may stand &amp;, and one that is escaped as a whole may name anything.
export const linkNeedsWhole = (fragment) =>
  /^[^=]*%3D[^=]*$/i.test(fragment) ||
  /[#&;](?:asof=\d|model=|only=|tab=(?:platforms|claims|terms)(?:&|$))/.test(fragment);

// The price list comes in two bundles: what a first visit needs, and the whole of it. `best()` is the whole one once it
// is there; a `whole()` that failed, or that is forgotten, is asked for again.
export function createRates({ wholeAtOnce }) {
  let first = null;
  let whole = null;
  let best = null;
  const rates = {
    best: () => best,
    whole() {
      if (whole) return whole;
      const asked = loadRates('rates.json');
      whole = asked;
      asked.then(
        () => {
          if (whole === asked) best = asked;
        },
        () => rates.forgetWhole(),
      );
      return asked;
    },
    // Where it could not be loaded, or not be read.
    forgetWhole() {
      whole = null;
      best = first ?? best;
    },
  };
  first = wholeAtOnce ? null : loadRates('rates-first.json');
  best = first ?? rates.whole();
  best.catch(() => {}); // heard where it is awaited
  return rates;
}

// Each script defines createPicker; the page keeps both under their own names.
const factories = new Map();

const notLoaded = async (code, file) =>
  new StartError(code, file, `The calculator could not be loaded: ${file}. ${await whyNot(file)}`);

function loadScript(module) {
  return new Promise((resolve, reject) => {
    const missing = async () => {
      factories.delete(module);
      reject(await notLoaded('no-picker', `${module}.js`));
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

// Gives the module, and `loadRest()` for what the first visit of a preset does not run of it; `whole` has it at once.
export async function createModule(module, { whole }) {
  const halves = createHalves(module);
  const rest = whole ? halves.load().catch(() => {}) : null; // what needs it asks again
  const create = await loadFactory(module);
  try {
    const picker = await new Promise((resolve, reject) => {
      const instantiateWasm = (imports, receive) => {
        halves.instantiate(imports).then(receive, reject);
        return {};
      };
      create({ locateFile: here, instantiateWasm }).then(resolve, reject);
    });
    await rest;
    return { picker, loadRest: halves.load };
  } catch {
    throw await notLoaded('no-wasm', `${module}.first.wasm`);
  }
}

// Every call takes JSON text and gives JSON text.
export function ask(picker, name, ...args) {
  try {
    return JSON.parse(picker[name](...args));
  } catch (error) {
    if (error instanceof StartError) return { ok: false, error };
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
