// Starts the calculator and keeps the page in step with it: state in, commands out, each card drawn by its own file.

import { el, patchKeyed, patchSelect, setText } from './dom.js';
import { createNames, date } from './format.js';
import { createForm, valueAt } from './form.js';
import { createVerdict, verdictText } from './verdict.js';
import { createRanking } from './ranking.js';
import { createRefused } from './refused.js';
import { createCurve } from './curve.js';
import { createBreakEven } from './break_even.js';
import { createLink, fullPageUrl } from './link.js';
import { createStatus } from './status.js';

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const embed = query.get('embed') === '1';
const firstPreset = 'chat';
const customPreset = '';

document.documentElement.classList.toggle('embed', embed);
startTheme();

// --- theme -----------------------------------------------------------------------------------------------------------

function stored(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    // Storage is closed to sandboxed frames.
  }
  return null;
}

function startTheme() {
  const root = document.documentElement;
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const known = (theme) => (theme === 'dark' || theme === 'light' ? theme : null);
  const apply = (theme) => {
    if (theme) root.dataset.theme = theme;
    const next = (theme ?? (system.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
    button.setAttribute('aria-label', `Switch to the ${next} theme`);
    button.title = `Switch to the ${next} theme`;
    return next;
  };
  let next = apply(known(query.get('theme')) ?? (embed ? null : known(stored('theme'))));
  system.addEventListener('change', () => {
    next = apply(root.dataset.theme ?? null);
  });
  button.addEventListener('click', () => {
    stored('theme', next);
    next = apply(next);
  });
}

// --- messages --------------------------------------------------------------------------------------------------------

const notices = new Map();

function drawNotices() {
  patchKeyed(
    byId('notices'),
    [...notices],
    ([key]) => key,
    ([key]) => {
      const text = el('div', { class: 'notice-text' });
      const close = el(
        'button',
        {
          type: 'button',
          class: 'quiet',
          onclick: () => {
            notices.delete(key);
            drawNotices();
          },
        },
        'Dismiss',
      );
      const node = el('div', { class: 'notice' }, text, close);
      return { node, update: ([, lines]) => text.replaceChildren(...lines.map((line) => el('p', {}, line))) };
    },
  );
}

function notice(key, lines) {
  if (lines.length === 0) notices.delete(key);
  else notices.set(key, lines);
  drawNotices();
}

const describe = ({ code, path, message }) => [
  message,
  ' ',
  el('span', { class: 'where' }, [path, code].filter(Boolean).join(' · ')),
];

// The page cannot work at all: say why where the answer would be.
function fail({ code, path, message }) {
  byId('main').className = 'failed';
  byId('verdict-title').textContent = 'This did not start';
  byId('verdict-body').replaceChildren(
    el('p', { class: 'headline' }, message),
    el('p', { class: 'detail where' }, [path, code].filter(Boolean).join(' · ')),
    el('p', {}, el('button', { type: 'button', onclick: () => location.reload() }, 'Try again')),
  );
  if (embed) byId('open-full').href = fullPageUrl(location.hash);
  byId('verdict-body').setAttribute('role', 'alert');
  document.documentElement.dataset.ready = 'failed';
}

// --- loading ---------------------------------------------------------------------------------------------------------

class StartError extends Error {
  constructor(code, path, message) {
    super(message);
    Object.assign(this, { code, path });
  }
}

async function loadRates() {
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

async function loadPicker() {
  if (typeof WebAssembly !== 'object') {
    throw new StartError(
      'no-webassembly',
      '',
      'This browser has WebAssembly turned off; the calculator needs it.',
    );
  }
  if (typeof globalThis.createPicker !== 'function') {
    throw new StartError('no-picker', 'picker.js', 'The calculator is missing from this site.');
  }
  try {
    return await globalThis.createPicker({ locateFile: (file) => new URL(file, document.baseURI).href });
  } catch {
    throw new StartError(
      'no-wasm',
      'picker.wasm',
      'The calculator could not be loaded: picker.wasm is missing or broken.',
    );
  }
}

function ask(picker, name, ...args) {
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

// --- the page --------------------------------------------------------------------------------------------------------

async function start() {
  const [rates, picker] = await Promise.all([loadRates(), loadPicker()]);
  const loaded = ask(picker, 'loadCatalog', rates);
  if (!loaded.ok)
    throw new StartError(
      loaded.error.code,
      `rates.json ${loaded.error.path}`.trim(),
      `The price list cannot be used. ${loaded.error.message}`,
    );
  const options = location.hash.length > 1 ? { link: location.hash } : { preset: firstPreset };
  const started = ask(picker, 'start', JSON.stringify(options));
  if (!started.ok) throw new StartError(started.error.code, started.error.path, started.error.message);
  run(picker, loaded.catalogs, started);
}

function run(picker, catalogs, started) {
  const status = createStatus(byId('status'));
  let state = started;
  let fields = [];
  let changedByReader = false;

  const catalogOf = (id) => catalogs.find((catalog) => catalog.id === id) ?? catalogs[0];
  const command = (id, args) => {
    const answer = ask(picker, 'command', JSON.stringify({ id, args }));
    changedByReader ||= answer.ok;
    return answer.ok ? null : answer.error;
  };
  const app = {
    embed,
    catalog: () => catalogOf(state.request.catalog),
    value: (path) => valueAt(state, path),
    requestsPath: () =>
      fields.find((field) => field.path.endsWith('requests_per_day'))?.path ?? 'workloads.0.requests_per_day',
    set(path, value) {
      const error = command('set', { path, value });
      if (!error) state = current();
      return error;
    },
    // For controls outside the form: a refusal is shown with the page's other messages.
    setAndReport(path, value) {
      const error = app.set(path, value);
      notice('command', error ? [describe(error)] : []);
    },
  };
  const current = () => {
    const answer = ask(picker, 'state');
    return answer.ok ? answer : state;
  };

  const views = {
    verdict: [byId('verdict-body'), createVerdict(byId('verdict-body'), byId('verdict-title'))],
    form: [byId('form'), createForm(byId('form'), app)],
    ranking: [byId('ranking-body'), createRanking(byId('ranking-body'), byId('unit-slot'), app)],
    refused: [byId('refused-body'), createRefused(byId('refused-card'), byId('refused-body'), app)],
    breakEven: [byId('break-body'), createBreakEven(byId('break-body'), byId('axis-slot'), app)],
    curve: [byId('curve-body'), createCurve(byId('curve-body'), app)],
  };
  const form = views.form[1];
  const link = createLink({
    embed,
    readFragment: () => ask(picker, 'result', 'link').value?.fragment ?? '',
    openFull: byId('open-full'),
    copyButton: byId('copy'),
    fallback: { box: byId('copy-fallback'), text: byId('copy-text'), close: byId('copy-close') },
    announce: status.announce,
    onHash(fragment) {
      form.reset();
      const error = command('link', { fragment });
      notice('command', error ? [describe(error)] : []);
    },
  });

  // The preset that the state still equals, and its note.
  const presetSnapshots = new Map();
  const linked = /^#(?:v=1&)?preset=([\w-]+)$/.exec(location.hash)?.[1];
  let awaitedPreset = location.hash.length > 1 ? ((presetOf(linked) && linked) ?? null) : firstPreset;
  const snapshot = () => JSON.stringify([state.request, state.view]);
  function activePreset() {
    if (awaitedPreset !== null) {
      presetSnapshots.set(awaitedPreset, snapshot());
      awaitedPreset = null;
    }
    const now = snapshot();
    return [...presetSnapshots].find(([, text]) => text === now)?.[0] ?? customPreset;
  }
  function presetOf(id) {
    return catalogs.flatMap((catalog) => catalog.presets).find((preset) => preset.id === id);
  }
  const presetSelect = byId('preset');
  presetSelect.addEventListener('change', () => {
    if (presetSelect.value === customPreset) return;
    form.reset();
    awaitedPreset = presetSelect.value;
    const error = command('preset', { id: presetSelect.value });
    if (error) awaitedPreset = null;
    notice('command', error ? [describe(error)] : []);
  });
  for (const id of ['undo', 'redo']) {
    byId(id).addEventListener('click', () => {
      form.reset();
      command(id, {});
    });
  }

  function makeModel() {
    const errors = {};
    const part = (name) => {
      const answer = ask(picker, 'result', name);
      if (answer.ok && answer.value !== null && answer.value !== undefined) return answer.value;
      errors[name] = answer.error ?? null;
      return null;
    };
    const compare = part('compare');
    const catalog = catalogOf(state.request.catalog);
    const quotes = compare?.workloads?.[0]?.quotes ?? [];
    const recommendation = compare?.recommendation ?? { status: 'none', sentence: '', workloads: [] };
    return {
      state,
      fields,
      catalog,
      errors,
      quotes,
      recommendation,
      names: createNames(catalog),
      claims: catalog.claims ?? [],
      rejected: compare?.workloads?.[0]?.rejected ?? [],
      pick: recommendation.workloads?.[0]?.primary?.offer ?? null,
      quoteOf: (offer) => quotes.find((quote) => quote.offer === offer) ?? null,
      manyModels: new Set(quotes.map((quote) => quote.offer.split('/')[1])).size > 1,
      curve: part('curve'),
      breakEven: part('breakEven'),
    };
  }

  function drawHeader(model) {
    const active = activePreset();
    model.presetNote = presetOf(active)?.note ?? null;
    patchSelect(
      presetSelect,
      [
        { label: null, options: [{ value: customPreset, label: 'Your own' }] },
        ...catalogs.map((catalog) => ({
          label: catalog.label,
          options: catalog.presets.map((preset) => ({ value: preset.id, label: preset.label })),
        })),
      ],
      active,
    );
    presetSelect.disabled = false;
    byId('copy').disabled = false;
    byId('undo').disabled = !state.can_undo;
    byId('redo').disabled = !state.can_redo;
    const priced = `prices of ${date(model.catalog.as_of ?? state.rates_as_of)}`;
    setText(byId('prices'), `${model.catalog.platforms.length} platforms · ${priced}`);
    setText(byId('footer-prices'), `${priced[0].toUpperCase()}${priced.slice(1)}.`);
  }

  let shownProblems = '';
  function drawProblems() {
    const text = JSON.stringify(state.problems ?? []);
    if (text === shownProblems) return;
    shownProblems = text;
    notice('problems', (state.problems ?? []).map(describe));
  }

  function render() {
    state = current();
    const answer = ask(picker, 'fields');
    fields = answer.ok ? answer.fields : fields;
    const model = makeModel();
    drawHeader(model);
    drawProblems();
    notice('compare', model.errors.compare ? [describe(model.errors.compare)] : []);
    for (const [name, [root, view]] of Object.entries(views)) {
      try {
        view.update(model);
      } catch (error) {
        console.error(name, error);
        notice(`draw-${name}`, [`The part “${name}” could not be drawn: ${error.message}`]);
      }
      root.removeAttribute('aria-busy');
    }
    byId('main').className = '';
    const said = verdictText(model);
    if (changedByReader) {
      status.announce(said);
      link.changed();
    } else status.remember(said);
    link.rendered();
    document.documentElement.dataset.ready = '1';
  }

  picker.onChange(render);
  render();
}

start().catch((error) => {
  if (!(error instanceof StartError)) console.error(error);
  fail({ code: error.code ?? 'internal', path: error.path ?? '', message: error.message });
});
