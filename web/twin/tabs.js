// The tabs: where the answer flips, a day of load, or one of the tables. What draws the day or the tables is loaded with
// the first of them.

import { el, setAttributes } from './dom.js';
import { loadStyle, named } from './site.js';

const nothing = 'flips';
const dayTab = 'day';
const inFirstBundle = [nothing, 'sources'];

// A script with its style; where one of them cannot be loaded null, and why.
const withStyle = (name, script) =>
  Promise.all([
    named(`twin/${name}.js`, script),
    named(`styles/${name}.css`, loadStyle(`styles/${name}.css`)),
  ]).then(
    ([module]) => ({ module, why: '' }),
    ({ message }) => ({ module: null, why: message }),
  );

export function createTabs(root, main, app) {
  const byId = (id) => root.querySelector(`#${id}`);
  const tabs = [...root.querySelectorAll('[role="tab"]')];
  const idOf = (tab) => tab.id.replace('tab-', '');
  const panels = { flips: byId('panel-flips'), day: byId('panel-day'), table: byId('panel-table') };
  const dayBody = byId('day-body');
  const body = byId('table-body');
  const waiting = el('p', { class: 'wait' }, 'Loading this table…');
  const failedWhy = el('span');
  const failed = el(
    'p',
    { class: 'empty' },
    'This table could not be loaded. ',
    failedWhy,
    ' ',
    el('button', { type: 'button', onclick: () => fetchNeeded() }, 'Try again'),
  );
  let shown = null; // the tab that is drawn
  let model = null;
  let scripts = null; // what draws tables, once it is here
  let day = null; // what draws the day, once it is here
  let toReveal = false;

  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => app.setAndReport('view.tab', idOf(tab)));
    tab.addEventListener('keydown', (event) => {
      const to = {
        ArrowRight: (index + 1) % tabs.length,
        ArrowLeft: (index + tabs.length - 1) % tabs.length,
        Home: 0,
        End: tabs.length - 1,
      }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      tabs[to].focus();
      tabs[to].click();
    });
  }

  const isReady = (tab) => scripts !== null && (inFirstBundle.includes(tab) || app.ratesWhole());

  // Whatever the open table still lacks: its script, the whole price list.
  async function fetchNeeded() {
    const tab = shown;
    byId('table-about').hidden = true;
    body.replaceChildren(waiting);
    const [{ module, why }, whole] = await Promise.all([
      scripts ? { module: null, why: '' } : withStyle('tables', import('./tables.js')),
      inFirstBundle.includes(tab) || app.wholeRates(),
    ]);
    if (module)
      scripts ??= module.createTables({ title: byId('table-title'), about: byId('table-about'), body }, app);
    if (tab !== shown) return;
    if (scripts && whole) draw();
    else {
      failedWhy.textContent = why;
      body.replaceChildren(failed);
    }
  }

  async function fetchDay() {
    dayBody.replaceChildren(el('p', { class: 'wait' }, 'Loading the day…'));
    const { module, why } = await withStyle('day', import('./day.js'));
    if (module) day ??= module.createDay(dayBody, app);
    else
      dayBody.replaceChildren(
        el(
          'p',
          { class: 'empty' },
          `The day could not be loaded. ${why} `,
          el('button', { type: 'button', onclick: () => fetchDay() }, 'Try again'),
        ),
      );
    if (day && shown === dayTab) drawDay();
  }

  function drawDay() {
    day.update(model);
    if (toReveal) reveal();
    toReveal = false;
  }

  function draw() {
    const answer = app.result('table');
    byId('table-about').hidden = false;
    scripts.update(shown, answer.value ?? null, answer.error ?? null);
    if (toReveal) reveal();
    toReveal = false;
  }

  // Who follows a link to a table wants to see it, also where it comes last on the page.
  function reveal() {
    const bar = byId('tabs');
    const isBelow = bar.getBoundingClientRect().bottom > innerHeight;
    if (isBelow && document.documentElement.dataset.view === 'table') bar.scrollIntoView();
  }

  return {
    update(next) {
      model = next;
      const tab = app.embed ? nothing : model.state.view.tab;
      if (shown === null) toReveal = tab !== nothing;
      const isNew = tab !== shown;
      shown = tab;
      for (const each of tabs) {
        const selected = idOf(each) === tab;
        setAttributes(each, { 'aria-selected': String(selected), tabindex: selected ? null : -1 });
        if (selected && panels[idOf(each)] === undefined) panels.table.setAttribute('aria-labelledby', each.id);
      }
      const panel = tab === nothing || tab === dayTab ? tab : 'table';
      main.dataset.tab = panel;
      for (const [name, node] of Object.entries(panels)) node.hidden = name !== panel;
      if (tab === dayTab) {
        if (day) drawDay();
        else if (isNew) fetchDay();
      }
      if (panel !== 'table') return;
      byId('table-title').textContent = tabs.find((each) => idOf(each) === tab).textContent;
      if (isReady(tab)) draw();
      else if (isNew) fetchNeeded();
    },
  };
}
