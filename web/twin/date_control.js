// An input for a day as YYYY-MM-DD. Days of the past are in the whole price list, which is loaded before the first is
// set.

import { el } from './dom.js';

export function createDate(field, { frame, send, app }) {
  const { control } = frame(field);
  const input = el('input', {
    type: 'text',
    inputmode: 'numeric',
    id: control.id,
    name: field.path,
    placeholder: 'YYYY-MM-DD',
    maxlength: 10,
    spellcheck: 'false',
  });
  control.target = input;
  control.box = el('span', { class: 'box' }, input);
  control.node.append(control.label, control.box, control.error);
  const wanted = 'Needs a day as YYYY-MM-DD, or nothing for the newest prices.';
  // Keyboards for numbers may lack the hyphen.
  const dayOf = (text) => text.trim().replace(/^(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)$/, '$1-$2-$3');
  const isStart = (text) => /^\d{0,4}(?:-\d{0,2}(?:-\d{0,2})?)?$|^\d{5,8}$/.test(text);

  async function take() {
    const day = dayOf(input.value);
    if (day === '') return void send(control, null);
    if (!/^\d{4}-\d\d-\d\d$/.test(day))
      return control.refuse(isStart(day) && document.activeElement === input ? null : wanted);
    if (!app.ratesWhole()) {
      if (!(await app.wholeRates()))
        return control.refuse('The prices of the past could not be loaded. Change the day to try again.');
      if (dayOf(input.value) !== day) return; // typed on meanwhile
    }
    if (day !== app.value(field.path)) send(control, day);
    else control.refuse(null);
  }
  input.addEventListener('input', take);
  input.addEventListener('blur', () => {
    const day = dayOf(input.value);
    if (day !== '' && !/^\d{4}-\d\d-\d\d$/.test(day)) control.refuse(wanted);
    // A day that nobody knows has given the nearest one; where the past is still loading, the day is set later.
    else if (!control.refused && app.ratesWhole()) input.value = app.value(field.path) ?? '';
  });
  let last;
  control.update = (value) => {
    const moved = value !== last;
    last = value;
    if (!moved || document.activeElement === input) return;
    input.value = value ?? '';
    control.refuse(null);
  };
  control.restore = (value) => {
    if (app.value(field.path) !== value) send(control, value);
    control.refuse(null);
    input.value = value ?? '';
  };
  control.reset = () => {
    last = undefined;
    if (control.refused && document.activeElement !== input) control.refuse(null);
  };
  return control;
}
