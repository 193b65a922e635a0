// Between the canvas and the page: what the canvas asks for, and where the keyboard is. Keys work the form and table,
// which stay on the page unseen: its inputs come up over their widgets, other controls get a ring drawn around theirs,
// and a card that the canvas has no picture of comes up as a panel.

import { createOverlay } from './overlay.js';

// What the face calls the page's controls that are no inputs of the form.
const fieldsById = {
  undo: 'undo',
  redo: 'redo',
  theme: 'theme',
  copy: 'copy',
  csv: 'download-csv',
  preset: 'preset',
  unit: 'view.unit',
  'break-a': 'view.a',
  'break-b': 'view.b',
  'day-offer': 'view.b',
};
const margin = 24;
const typed = 'input[type=text], textarea';

function fieldOf(node) {
  if (fieldsById[node.id]) return fieldsById[node.id];
  if (node.name === 'plot-axis') return 'view.plot_axis';
  if (node.matches('.you')) return 'plot.workload';
  const path = node.closest('[data-path]')?.dataset.path;
  if (!path) return null;
  return node.matches('.chip input') ? `${path}=${node.value}` : path;
}

const isSeen = (node) => node.getBoundingClientRect().right > 0;

// `picker()` and `canvas()` are those of now. Idle until attached to a canvas.
export function createBridge({ picker, canvas, app, form, notice, flush, showTable }) {
  const overlay = createOverlay();
  let editing = null; // {control, before}
  let asked = null; // where the face wants the input that gets the focus
  let peeked = null;

  const widgets = () => JSON.parse(picker().widgets());

  // The widget's rectangle in the canvas, null where it is not drawn. A number and its slider share a field.
  function rectOf(node) {
    const field = fieldOf(node);
    if (!field) return null;
    const rows = widgets().filter((row) => row.field === field);
    const kind = node.matches(typed) ? 'number:' : node.matches('input[type=range]') ? 'slider:' : '';
    return (rows.find((row) => row.id.startsWith(kind)) ?? rows[0])?.rect_css_px ?? null;
  }

  function reveal([, y, , height]) {
    const top = canvas().getBoundingClientRect().top + y;
    if (top >= margin && top + height <= innerHeight - margin) return;
    window.scrollTo({ top: scrollY + top - innerHeight / 3 });
  }

  function peek(node) {
    peeked = node.closest('.card, header, footer');
    peeked.classList.add('peek');
    node.scrollIntoView({ block: 'nearest' });
    return null;
  }

  function leave() {
    overlay.close();
    editing = null;
    picker().showFocus('');
    peeked?.classList.remove('peek');
    peeked = null;
  }

  function enter(node) {
    flush();
    const control = node.matches(typed) ? form.control(fieldOf(node) ?? '') : null;
    const rect = asked ?? rectOf(node);
    if (!rect) return isSeen(node) ? null : peek(node);
    reveal(rect);
    if (control) {
      editing = { control, before: app.value(control.field.path) };
      overlay.open(control.box, control.error, canvas(), rect);
    } else if (node.matches('select')) overlay.open(node, null, canvas(), rect);
    else picker().showFocus(fieldOf(node));
    return null;
  }

  const ours = (node) => canvas() !== null && node instanceof Element && node.closest('header, main, footer') !== null;
  document.addEventListener('focusin', ({ target }) => {
    if (!ours(target) || peeked?.contains(target)) return;
    if (target.matches(':focus-visible')) enter(target);
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (!ours(target) || (relatedTarget && peeked?.contains(relatedTarget))) return;
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (canvas() === null || event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
    if (editing) {
      if (event.key === 'Escape') editing.control.restore(editing.before);
      document.activeElement.blur();
    } else if (peeked && event.key === 'Escape') document.activeElement.blur();
  });

  const answers = {
    edit({ text, rect_css_px: rect }) {
      flush(); // the input may be one that the last change brought
      const control = form.control(text);
      if (!control?.box) return;
      asked = rect;
      control.target.focus({ preventScroll: true });
      control.target.select();
      asked = null;
    },
    'copy-link': () => document.getElementById('copy').click(),
    'download-csv': () => document.getElementById('csv')?.click(),
    'switch-theme': () => document.getElementById('theme').click(),
    'whole-rates': () => app.wholeRates(),
    'show-table': showTable,
    'open-address': ({ text }) => {
      if (/^https:\/\//.test(text)) window.open(text, '_blank', 'noopener,noreferrer');
    },
  };

  return {
    attach(node) {
      node.addEventListener('picker-request', ({ detail }) => answers[detail.call]?.(detail));
      node.addEventListener('webglcontextlost', () => {
        if (node !== canvas()) return;
        notice('canvas', ['The graphics system took the canvas away; it comes back by itself, or show the form and table.']);
      });
      node.addEventListener('webglcontextrestored', () => notice('canvas', []));
    },
    detach() {
      overlay.close();
      editing = null;
      peeked?.classList.remove('peek');
      peeked = null;
    },
    // After the face has moved things.
    rendered() {
      if (canvas() && overlay.isOpen()) overlay.move(rectOf(document.activeElement));
    },
    hasFocus: () => ours(document.activeElement),
  };
}
