// A step of a derivation as the engine explains it: {formula: "left = right", values: [{name, value}], result}.
// Two lines: the formula, and the same with its values in the places of their names.

import { el } from './dom.js';
import { percent, plain } from './format.js';

export function derivation({ formula, values, result }) {
  const [left, right] = formula.split(' = ');
  const byLength = [...values].sort((one, other) => other.name.length - one.name.length);
  const worked = byLength
    .reduce((text, { name }, index) => text.replaceAll(name, `\u0000${index}\u0000`), right)
    .replace(/\u0000(\d+)\u0000/g, (_, index) => plain(byLength[index].value));
  const answer = left === 'utilization' ? percent(result) : plain(result);
  return el('p', { class: 'formula' }, el('span', {}, formula), `${worked} = ${answer}`);
}
