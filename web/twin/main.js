// Starts the calculator and keeps the page in step with it: state in, commands out, each card drawn by its own file.

import { onceOn, patchSelect, setText } from './dom.js';
import { createNames, date } from './format.js';
import { createForm, valueAt } from './form.js';
import { createVerdict, verdictText } from './verdict.js';
import { createRanking } from './ranking.js';
import { createRefused } from './refused.js';
import { createCurve } from './curve.js';
import { createBreakEven } from './break_even.js';
import { createExercise } from './exercise.js';
import { asLink, createLink, followedLink, fullPageUrl } from './link.js';
import { showFailure } from './failure.js';
import { createNotices, describe } from './notices.js';
import { createStatus } from './status.js';
import { startTheme, themeProblem } from './theme.js';
import { createTabs } from './tabs.js';
import { StartError, named } from './site.js';
import { ask, createModule, createRates, linkIsPreset, linkNeedsWhole } from './load.js';
import { createMode } from '../canvas/mode.js';
import { createSurface } from '../canvas/surface.js';

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const query = new URLSearchParams(location.search);
const embed = query.get('embed') === '1';
const testing = query.get('testing') === '1';
const followed = followedLink();
const firstPreset = 'chat';
const customPreset = '';
const unseenMs = 250; // how long the form and table may lag behind the canvas that hides them

root.classList.toggle('embed', embed);
root.classList.toggle('testing', testing);
startTheme({ button: byId('theme'), asked: query.get('theme'), embed });
const addressProblem = themeProblem(query.get('theme'));
const notice = createNotices(byId('notices'));
const surface = createSurface(byId('stage'));
const mode = createMode({ asked: query.get('view'), embed, canDraw: surface.prepare });

function fail(error) {
  if (embed) byId('open-full').href = fullPageUrl(followed);
  showFailure(error);
}

// --- a calculator and the face it is shown with ------------------------------------------------------------------------

const rates = createRates({ wholeAtOnce: linkNeedsWhole(followed) });
let isFirst = linkIsPreset(followed); // the first module of a visit that shows a preset

function load(picker, { file, text }) {
  const loaded = ask(picker, 'loadCatalog', text);
  if (loaded.ok) return loaded.catalogs;
  throw new StartError(
    loaded.error.code,
    `${file} ${loaded.error.path}`.trim(),
    `The price list cannot be used. ${loaded.error.message}`,
  );
}

async function openModule(module, options) {
  const created = createModule(module, { whole: !isFirst });
  isFirst = false;
  const [bundle, { picker, loadRest }] = await Promise.all([rates.best(), created]);
  const catalogs = load(picker, bundle);
  const state = ask(picker, 'start', JSON.stringify(options));
  if (!state.ok) throw new StartError(state.error.code, state.error.path, state.error.message);
  return { picker, loadRest, catalogs, state };
}

// The scripts of the canvas come with its first visit: the form and table go without.
let canvasScripts = null;
async function loadCanvasScripts() {
  canvasScripts = await named('canvas/face.js', import('../canvas/face.js'));
  return canvasScripts.loadFonts();
}

async function openCanvas(options) {
  try {
    const [fonts, opened] = await Promise.all([loadCanvasScripts(), openModule('picker-canvas', options)]);
    const error = canvasScripts.startStage(surface, opened.picker, fonts);
    if (!error) return opened;
    mode.failed(error.message);
  } catch (error) {
    mode.failed(error.message);
  }
  surface.clear();
  return null;
}

// Where the reader would expect the canvas and does not get it.
function explain() {
  const { why } = mode.wanted();
  notice('view', why ? [`${why} The form and the table show the same.`] : []);
}

// One module is alive at a time: the one before must have been let go.
async function openFace(options) {
  const first = mode.wanted().face === 'canvas' ? await openCanvas(options) : null;
  return first
    ? { face: 'canvas', ...first }
    : { face: 'table', ...(await openModule('picker', options)) };
}

// --- the page --------------------------------------------------------------------------------------------------------

async function start() {
  run(await openFace(followed.length > 1 ? { link: asLink(followed) } : { preset: firstPreset }));
}

function run(opened) {
  const status = createStatus(byId('status'));
  let { face, picker, catalogs, state } = opened;
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

  // Resolves to whether the whole price list is loaded. A failure is told, loses nothing and is tried again at the next
  // need.
  let wholeAsked = null;
  let wholeFailed = null;
  async function loadWhole() {
    try {
      const bundle = await rates.whole();
      // The canvas or the table may have been opened meanwhile, with the whole list or without.
      if (picker && !current().rates_whole) {
        catalogs = load(picker, bundle);
        state = current();
        if (!changedByReader) opened.state.revision = state.revision;
      }
      notice('rates', []);
      return true;
    } catch (error) {
      rates.forgetWhole();
      wholeFailed = describe({ code: error.code ?? 'internal', path: error.path, message: error.message });
      return false;
    }
  }
  app.ratesWhole = () => state.rates_whole;
  const askWhole = () => {
    if (state.rates_whole) return Promise.resolve(true);
    wholeAsked ??= loadWhole().finally(() => {
      wholeAsked = null;
    });
    return wholeAsked;
  };
  app.wholeRates = async () => {
    const loaded = await askWhole();
    if (!loaded) notice('rates', [wholeFailed]);
    return loaded;
  };
  // The first bundle answers the presets; whoever touches anything may want another model next.
  onceOn(['pointerdown', 'keydown'], askWhole);
  // The first half of the module shows an answer; whoever comes near may want to change it.
  function loadRest() {
    const loaded = opened?.loadRest() ?? Promise.resolve();
    loaded.then(
      () => notice('module', []),
      (error) => {
        notice('module', [describe(error)]);
        awaitVisitor();
      },
    );
  }
  // A frame of the canvas has nobody else to tell.
  window.addEventListener('error', ({ error }) => {
    if (error instanceof StartError) notice('module', [describe(error)]);
  });
  const awaitVisitor = () => onceOn(['pointermove', 'pointerdown', 'keydown', 'focusin'], loadRest);
  app.result = (part) => ask(picker, 'result', part);

  const views = {
    verdict: [byId('verdict-body'), createVerdict(byId('verdict-body'), byId('verdict-title'))],
    form: [byId('form'), createForm(byId('form'), app)],
    ranking: [byId('ranking-body'), createRanking(byId('ranking-body'), byId('unit-slot'), app)],
    refused: [byId('refused-body'), createRefused(byId('refused-card'), byId('refused-body'), app)],
    exercise: [
      byId('exercise-body'),
      createExercise(byId('exercise-card'), byId('exercise-body'), byId('break-card'), app),
    ],
    breakEven: [byId('break-body'), createBreakEven(byId('break-body'), byId('axis-slot'), app)],
    curve: [byId('curve-body'), createCurve(byId('curve-body'), app)],
    tabs: [byId('tabs'), createTabs(byId('right'), byId('main'), app)],
  };
  const form = views.form[1];
  const link = createLink({
    embed,
    readFragment: () => ask(picker, 'result', 'link').value?.fragment ?? '',
    openFull: byId('open-full'),
    copyButton: byId('copy'),
    fallback: { box: byId('copy-fallback'), text: byId('copy-text'), close: byId('copy-close') },
    copied() {
      status.announce('Link copied.');
      if (face === 'canvas') toast('Link copied.');
    },
    async onHash(fragment) {
      if (linkNeedsWhole(fragment)) await app.wholeRates();
      if (location.hash !== fragment) return; // followed by another
      form.reset();
      const error = command('link', { fragment: asLink(fragment) });
      notice('command', error ? [describe(error)] : []);
    },
  });

  function presetOf(id) {
    return catalogs.flatMap((catalog) => catalog.presets).find((preset) => preset.id === id);
  }
  const presetSelect = byId('preset');
  app.choosePreset = (id) => {
    form.reset();
    const error = command('preset', { id });
    notice('command', error ? [describe(error)] : []);
  };
  presetSelect.addEventListener('change', () => {
    if (presetSelect.value !== customPreset) app.choosePreset(presetSelect.value);
  });
  for (const id of ['undo', 'redo']) {
    byId(id).addEventListener('click', () => {
      form.reset();
      command(id, {});
    });
  }

  // The labels of offers with a price, refused ones among them.
  const labelsOf = (quotes, rejected) =>
    new Map([...quotes, ...rejected.flatMap(({ quote }) => quote ?? [])].map(({ offer, label }) => [offer, label]));

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
    const rejected = compare?.workloads?.[0]?.rejected ?? [];
    const recommendation = compare?.recommendation ?? { status: 'none', sentence: '', workloads: [] };
    return {
      state,
      fields,
      catalog,
      errors,
      quotes,
      recommendation,
      names: createNames(catalog, labelsOf(quotes, rejected)),
      claims: catalog.claims ?? [],
      rejected,
      pick: recommendation.workloads?.[0]?.primary?.offer ?? null,
      quoteOf: (offer) => quotes.find((quote) => quote.offer === offer) ?? null,
      manyModels: new Set(quotes.map((quote) => quote.offer.split('/')[1])).size > 1,
      curve: embed || state.view.tab === 'flips' ? part('curve') : null, // the most work of all
      breakEven: part('breakEven'),
      exercise: part('exercise'),
    };
  }

  function drawHeader(model) {
    model.presetNote = presetOf(state.preset)?.note ?? null;
    patchSelect(
      presetSelect,
      [
        { label: null, options: [{ value: customPreset, label: 'Your own' }] },
        ...catalogs.map((catalog) => ({
          label: catalog.label,
          options: catalog.presets
            .filter(({ id, exercise }) => !exercise || exercise === id || id === state.preset)
            .map((preset) => ({ value: preset.id, label: preset.label })),
        })),
      ],
      state.preset ?? customPreset,
    );
    presetSelect.disabled = false;
    byId('copy').disabled = false;
    byId('undo').disabled = !state.can_undo;
    byId('redo').disabled = !state.can_redo;
    const day = state.request.as_of;
    const priced = day ? `prices as of ${date(day)}` : `prices of ${date(model.catalog.as_of ?? state.rates_as_of)}`;
    setText(byId('prices'), `${model.catalog.platforms.length} platforms · ${priced}`);
    setText(byId('footer-prices'), `${priced[0].toUpperCase()}${priced.slice(1)}.`);
  }

  let shownProblems = '[]';
  function drawProblems() {
    const problems = [...(addressProblem && !changedByReader ? [addressProblem] : []), ...(state.problems ?? [])];
    const text = JSON.stringify(problems);
    if (text === shownProblems) return;
    shownProblems = text;
    notice('problems', problems.map(describe));
  }

  function render() {
    state = current();
    const answer = ask(picker, 'fields');
    fields = answer.ok ? answer.fields : fields;
    const model = makeModel();
    drawHeader(model);
    drawProblems();
    notice('compare', model.errors.compare ? [describe(model.errors.compare)] : []);
    for (const [name, [node, view]] of Object.entries(views)) {
      try {
        view.update(model);
      } catch (error) {
        console.error(name, error);
        notice(`draw-${name}`, [`The part “${name}” could not be drawn: ${error.message}`]);
      }
      node.removeAttribute('aria-busy');
    }
    byId('main').className = '';
    const said = verdictText(model);
    if (changedByReader) {
      status.announce(said);
      link.changed();
    } else status.remember(said);
    link.rendered();
    bridge?.rendered();
    root.dataset.ready = '1';
  }

  // --- which face ---

  let renderTimer = 0;
  function flush() {
    if (renderTimer === 0) return;
    clearTimeout(renderTimer);
    renderTimer = 0;
    render();
  }
  function changed({ revision }) {
    // The first is the start's own.
    changedByReader ||= revision > opened.state.revision;
    const tab = state.view.tab;
    state = current();
    clearTimeout(renderTimer);
    renderTimer = setTimeout(flush, unseenMs);
    // A tab that the canvas opened may wait for what the page has to load.
    if (face === 'table' || bridge?.hasFocus() || state.view.tab !== tab) flush();
  }
  let bridge = null;
  let toast = null;
  function attachCanvas() {
    toast ??= canvasScripts.createToast(byId('toast'));
    bridge ??= canvasScripts.createBridge({
      picker: () => picker,
      canvas: surface.canvas,
      app,
      form,
      notice,
      flush,
      showTable: () => choose('table'),
    });
    bridge.attach(surface.canvas());
  }
  window.addEventListener('beforeprint', flush);

  function adopt() {
    root.dataset.view = face;
    byId('views').hidden = face === 'table';
    if (face === 'canvas') attachCanvas();
    if (testing) window.picker = picker;
    picker.onChange(changed);
    awaitVisitor();
    render();
  }

  function release() {
    clearTimeout(renderTimer);
    renderTimer = 0;
    bridge?.detach();
    picker.onChange(null);
    picker.stopCanvas();
    surface.clear();
    picker = null;
    opened = null;
    if (testing) window.picker = null;
  }

  let switching = false;
  async function followMode() {
    if (switching) return;
    switching = true;
    const parts = ['.top', 'main', 'footer', '.views'].map((part) => document.querySelector(part));
    while (mode.wanted().face !== face) {
      const { request, view } = current();
      for (const part of parts) part.inert = true;
      release();
      opened = await openFace({ request, view });
      ({ face, picker, catalogs, state } = opened);
      for (const part of parts) part.inert = false;
      adopt();
    }
    switching = false;
    byId('show-canvas').hidden = face === 'canvas' || !mode.canOffer();
    explain();
  }
  async function choose(wanted) {
    const byKeys = document.activeElement.matches('#show-table:focus-visible, #show-canvas:focus-visible');
    mode.choose(wanted);
    await followMode();
    if (byKeys) byId(face === 'canvas' ? 'show-table' : 'show-canvas').focus();
  }
  const follow = () => followMode().catch(broken);
  byId('show-table').addEventListener('click', () => choose('table').catch(broken));
  byId('show-canvas').addEventListener('click', () => choose('canvas').catch(broken));
  mode.onChange(follow);

  adopt();
  follow();
}

function broken(error) {
  if (!(error instanceof StartError)) console.error(error);
  delete root.dataset.view;
  fail({ code: error.code ?? 'internal', path: error.path ?? '', message: error.message });
}

start().catch(broken);
