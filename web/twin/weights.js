// An input for the hours of a load: 24 or 168 numbers, apart by blanks, commas or new lines.

import { el } from './dom.js';
import { parseNumber } from './format.js';

const lengths = [24, 168];

export function createWeights(field, { frame, send, app }) {
  const { control } = frame(field);
  const input = el('textarea', {
    id: control.id,
    name: field.path,
    rows: 4,
    placeholder: '24 or 168 numbers',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  control.target = input;
  control.box = el('span', { class: 'box' }, input);
  control.node.append(control.label, control.box, control.error);
  const show = (values) => (values ?? []).join(' ');

  // Half a list is no mistake while it is typed; a word that is no number is one.
  function take(isDone) {
    const words = input.value.split(/[\s,;]+/).filter(Boolean);
    const values = words.map(parseNumber);
    const wrong = words.find((_, index) => Number.isNaN(values[index]));
    if (wrong !== undefined) control.refuse(`“${wrong.slice(0, 24)}” is not a number.`);
    else if (isDone || lengths.includes(values.length)) send(control, values.length > 0 ? values : null);
    else control.refuse(null);
  }
  input.addEventListener('input', () => take(false));
  input.addEventListener('blur', () => {
    if (input.value !== show(app.value(field.path))) take(true);
    if (!control.refused) input.value = show(app.value(field.path));
  });
  let last;
  // The page may lag behind the canvas.
  input.addEventListener('focus', () => {
    if (!control.refused) input.value = last = show(app.value(field.path));
  });
  control.update = (value) => {
    const text = show(value);
    const moved = text !== last;
    last = text;
    if (!moved || document.activeElement === input) return;
    input.value = text;
    control.refuse(null);
  };
  control.restore = (value) => {
    if (show(app.value(field.path)) !== show(value)) send(control, value);
    control.refuse(null);
    input.value = show(value);
  };
  control.reset = () => {
    last = undefined;
    if (control.refused && document.activeElement !== input) control.refuse(null);
  };
  return control;
}
