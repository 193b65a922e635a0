// Classes of lengths that a link brought: how many there are, what they are, and a way back to one length. They have no
// control yet; the inputs of one length are not shown while they count.

import { el, setAttributes, setText } from './dom.js';
import { percent, plain } from './format.js';

const path = 'workloads.0.lengths';
const replaced = ['input_tokens', 'output_tokens', 'audio_seconds'];

const details = (each) =>
  each.audio_seconds > 0
    ? `${percent(each.share)} of ${plain(each.audio_seconds)} s of audio`
    : `${percent(each.share)} of ${plain(each.input_tokens ?? 0)} tokens in, ${plain(each.output_tokens ?? 0)} out`;

export function createLengths(app) {
  const said = el('span', { class: 'label' });
  const one = el(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'Use one length', onclick: () => app.setAndReport(path, []) },
    'Use one',
  );
  const node = el('div', { class: 'field lengths', 'data-path': path, hidden: true }, said, one);
  const classes = ({ state }) => state.request.workloads[0].lengths ?? [];
  return {
    node,
    replaces: (field, model) =>
      classes(model).length > 0 && replaced.some((each) => field.path === each || field.path.endsWith(`.${each}`)),
    update(model) {
      const list = classes(model);
      node.hidden = list.length === 0;
      setText(said, `Lengths: ${list.length} ${list.length === 1 ? 'class' : 'classes'} from the link`);
      setAttributes(node, { title: `${list.map(details).join('; ')}.` });
    },
  };
}
