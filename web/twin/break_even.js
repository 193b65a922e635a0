// The break-even of two offers: which two, along which axis, each crossing as a sentence with its derivation.

import { el, patchKeyed, patchSelect, patchWhole, setText } from './dom.js';
import { count, percent } from './format.js';
import { derivation } from './derivation.js';
import { offerGroups } from './offer_groups.js';

const mostSentences = 3;

export const axisNames = { requests_per_day: 'requests a day', utilization: 'utilization' };

export function axisValue(axis, value) {
  return axis === 'utilization' ? percent(value) : count(value);
}

const share = (model) =>
  model.state.request.catalog === 'lesson' ? 'of a saturated day' : 'of what one replica can serve';

// True where the state asks how two named offers compare by utilization: then that is the headline.
export function questionIsBreakEven(model) {
  const { view } = model.state;
  return (
    view.plot_axis === 'utilization' &&
    Boolean(view.a && view.b) &&
    (model.breakEven?.crossings.length ?? 0) > 0
  );
}

// "Baseten beats Fireworks above 67.9 % of a saturated day, not 30 %." as text and an emphasised number.
export function crossingSentence(model, crossing) {
  const { axis, a, b } = model.breakEven;
  const names = model.names.shortest([a, b]);
  const name = (offer) => names.get(offer) ?? model.names.offer(offer);
  const claim = model.claims.find((each) => each.axis === axis && typeof each.value === 'number');
  const value = axisValue(axis, crossing.value);
  const nodes = [
    `${name(crossing.winner_above)} beats ${name(crossing.winner_below)} above `,
    el('em', {}, value),
    axis === 'utilization' ? ` ${share(model)}` : ' requests a day',
  ];
  if (claim && axisValue(axis, claim.value) !== value) nodes.push(`, not ${axisValue(axis, claim.value)}`);
  nodes.push('.');
  if (crossing.reachable === false) nodes.push(' Not reachable with this load pattern.');
  return nodes;
}

export function createBreakEven(root, axisSlot, app) {
  const selects = ['a', 'b'].map((key) => {
    const select = el('select', { id: `break-${key}` });
    select.addEventListener('change', () =>
      app.setAndReport(`view.${key}`, select.value === '' ? null : select.value),
    );
    return { key, select };
  });
  const radios = Object.entries(axisNames).map(([value, label]) => {
    const input = el('input', {
      type: 'radio',
      name: 'plot-axis',
      value,
      onchange: () => app.setAndReport('view.plot_axis', value),
    });
    return { value, input, node: el('label', {}, input, el('span', {}, label)) };
  });
  axisSlot.replaceChildren(
    el(
      'fieldset',
      { class: 'segments' },
      el('legend', { class: 'hidden' }, 'Axis of the plot'),
      radios.map((radio) => radio.node),
    ),
  );
  const sentences = el('ul', { class: 'crossings' });
  const notes = el('p', { class: 'detail break-note', hidden: true });
  const formulas = el('div', { class: 'formulas' });
  const moreSummary = el('summary', {});
  const moreList = el('ul', { class: 'crossings' });
  const more = el('details', { class: 'fold more-crossings' }, moreSummary, moreList);
  root.replaceChildren(
    el(
      'div',
      { class: 'break-controls' },
      selects.map(({ key, select }) =>
        el('label', {}, el('span', {}, key === 'a' ? 'This offer' : 'against'), select),
      ),
    ),
    sentences,
    more,
    notes,
    formulas,
  );

  function createSentence() {
    const node = el('li', {});
    return {
      node,
      update: ({ crossing, model }) => {
        const { axis, a, b } = model.breakEven;
        patchWhole(node, [crossing, axis, a, b, model.claims], () => crossingSentence(model, crossing));
      },
    };
  }

  return {
    update(model) {
      const { view } = model.state;
      for (const { key, select } of selects) patchSelect(select, offerGroups(model, key, model.breakEven?.[key]), view[key] ?? '');
      for (const { value, input } of radios) input.checked = view.plot_axis === value;
      const result = model.breakEven;
      const crossings = result?.crossings ?? [];
      const list = (node, some) =>
        patchKeyed(
          node,
          some.map((crossing, index) => ({ crossing, index, model })),
          ({ index }) => index,
          createSentence,
        );
      const spoken = crossings.length <= mostSentences ? crossings : crossings.slice(0, mostSentences - 1);
      list(sentences, spoken);
      list(moreList, crossings.slice(spoken.length));
      more.hidden = crossings.length === spoken.length;
      setText(
        moreSummary,
        `${crossings.length - spoken.length} more crossings, the last at ${axisValue(result?.axis, crossings.at(-1)?.value)}`,
      );
      const said = [];
      if (!result) said.push(model.errors.breakEven?.message ?? 'There are no two offers to compare.');
      else if (crossings.length === 0 && result.a && result.b) {
        const x = model.curve?.x ?? [];
        const range = x.length
          ? ` between ${axisValue(result.axis, x[0])} and ${axisValue(result.axis, x.at(-1))}${result.axis === 'utilization' ? '' : ' requests a day'}`
          : '';
        said.push(`${model.names.offer(result.a)} and ${model.names.offer(result.b)} do not cross${range}.`);
      } else if (!result.a || !result.b) said.push('There are no two offers to compare.');
      if (result?.crossings_left_out > 0)
        said.push(`${result.crossings_left_out} further crossings are left out.`);
      if (typeof result?.reachable_utilization === 'number' && result.reachable_utilization < 0.9995) {
        said.push(`This load can use at most ${percent(result.reachable_utilization)} of the capacity.`);
      }
      for (const claim of model.claims) {
        if (claim.axis === result?.axis) said.push(`The claim tested: ${claim.says} (${claim.who}).`);
      }
      setText(notes, said.join(' '));
      notes.hidden = said.length === 0;
      const steps = crossings[0]?.explain ?? [];
      patchWhole(formulas, steps, () =>
        steps.map(derivation),
      );
    },
  };
}
