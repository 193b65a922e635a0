// How many input tokens there are for each output token, as a bar and in words.

import { el, setText } from './dom.js';
import { plain } from './format.js';

export function createRatio() {
  const ratio = {
    input: el('span', { class: 'in' }),
    output: el('span', { class: 'out' }),
    text: el('span', { class: 'ratio-text' }),
  };
  ratio.node = el(
    'div',
    { class: 'ratio', hidden: true },
    el('div', { class: 'ratio-bar', 'aria-hidden': 'true' }, ratio.input, ratio.output),
    ratio.text,
  );

  function update({ state, fields }) {
    const workload = state.request.workloads[0];
    const input = workload.input_tokens ?? 0;
    const output = workload.output_tokens ?? 0;
    const counts = fields.some((field) => field.path.endsWith('output_tokens'));
    ratio.node.hidden = !counts || workload.lengths?.length > 0 || !(input + output > 0);
    ratio.input.style.flexGrow = String(input);
    ratio.output.style.flexGrow = String(output);
    let text = '';
    if (output > 0 && input > 0) {
      text =
        input >= output
          ? `${plain(Number((input / output).toPrecision(2)))} input tokens for each output token`
          : `${plain(Number((output / input).toPrecision(2)))} output tokens for each input token`;
    } else text = output > 0 ? 'output tokens only' : 'input tokens only';
    setText(ratio.text, text);
  }

  return { node: ratio.node, update };
}
