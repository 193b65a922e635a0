// The ranking: a row for each platform's best offer, its other offers folded, the evidence of each behind its name.

import { derivation } from './derivation.js';
import { linked } from './sources.js';
import { el, setText, setAttributes, patchKeyed, patchWhole, patchSelect } from './dom.js';
import { date, money, moneyCell, percent, plain, rateText, secondsText, words } from './format.js';

const unitHeads = {
  usd_per_day: '$/day',
  usd_per_month: '$/month',
  usd_per_million_output_tokens: '$/M out',
  usd_per_million_tokens: '$/M tokens',
  usd_per_thousand_requests: '$/1,000 req',
};

function evidenceNodes(quote, model) {
  const list = (items, kind) =>
    items.length
      ? [
          el(
            'ul',
            { class: kind },
            items.map((item) => el('li', {}, item)),
          ),
        ]
      : [];
  const text = (value) =>
    typeof value === 'string' ? words(value) : (value?.message ?? words(value?.code ?? ''));
  const facts = [];
  if (quote.replicas_peak > 0)
    facts.push(`${plain(quote.replicas_peak)} ${quote.replicas_peak === 1 ? 'replica' : 'replicas'}`);
  if (quote.billed_gpu_hours_per_day > 0)
    facts.push(`${plain(quote.billed_gpu_hours_per_day)} GPU-hours billed a day`);
  if (typeof quote.utilization === 'number') facts.push(`${percent(quote.utilization)} of its capacity used`);
  if (quote.cold_starts_per_day > 0)
    facts.push(`${plain(quote.cold_starts_per_day)} cold starts a day, ${percent(quote.cold_share)} of requests wait`);
  const value = (each) =>
    each.value === null || each.value === undefined
      ? 'unknown'
      : `${typeof each.value === 'number' ? plain(each.value) : String(each.value)} ${each.unit ?? ''}`.trim();
  const isNote = (warning) => warning.code === 'price-note';
  const warnings = (quote.warnings ?? []).filter((warning) => !isNote(warning));
  const notes = (quote.warnings ?? []).filter(isNote);
  return [
    ...list([...(quote.risk_sentences ?? []), ...warnings.map(text)], 'warnings'),
    ...notes.map((note) => el('p', {}, `About the price: ${text(note)}`)),
    quote.fallback ? el('p', {}, `No price listed for this model: ${quote.fallback.rule}.`) : null,
    el('p', { class: 'offer-id' }, [quote.offer, ...facts].join(' · ')),
    el(
      'dl',
      { class: 'parts' },
      (quote.parts ?? []).map((part) =>
        el('div', {}, el('dt', {}, words(part.what)), el('dd', {}, `${money(part.usd_per_day)} a day`)),
      ),
    ),
    speedNode(quote.speed),
    ...(quote.explain ?? []).map(derivation),
    (quote.evidence ?? []).length === 0
      ? null
      : el(
          'div',
          {
            class: 'scroll',
            tabindex: 0,
            role: 'group',
            'aria-label': `Evidence of ${model.names.offer(quote.offer)}`,
          },
          el(
            'table',
            { class: 'evidence' },
            el('caption', { class: 'hidden' }, `Evidence of ${model.names.offer(quote.offer)}`),
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                ['What', 'Value', 'Kind', 'Source', 'As of'].map((head) => el('th', { scope: 'col' }, head)),
              ),
            ),
            el(
              'tbody',
              {},
              quote.evidence.map((each) =>
                el(
                  'tr',
                  {},
                  el('th', { scope: 'row' }, words(each.what)),
                  el('td', {}, value(each)),
                  el('td', {}, el('span', { class: `kind ${each.kind}` }, each.kind)),
                  el('td', {}, linked(each.source || '–')),
                  el('td', {}, date(each.as_of)),
                ),
              ),
            ),
          ),
        ),
  ].filter(Boolean);
}

// How fast it answers, then where that comes from.
function speedNode(speed) {
  if (!speed?.sentence) return null;
  const about = speed.kind
    ? [' ', el('span', { class: `kind ${speed.kind}` }, speed.kind), ` ${date(speed.as_of)} · `, ...linked(speed.source)]
    : [];
  return el('p', { class: 'speed' }, speed.sentence, about);
}

// To the first token that a reader sees.
const firstSeen = (speed) => speed?.answer_p95_s ?? speed?.ttft_p95_s ?? null;
const waitsForReasoning = ({ speed }) => speed?.answer_p95_s > speed?.ttft_p95_s;
const hasSpeed = ({ speed }) => firstSeen(speed) !== null || typeof speed?.tokens_per_s_per_request === 'number';
// What was worked out, not read, is marked.
const isRead = (speed) => ['published', 'measured', 'yours'].includes(speed?.kind);
const speedCell = (speed, value, text) => (typeof value === 'number' ? (isRead(speed) ? '' : '~') + text(value) : '—');
const speedTitle = (speed) =>
  speed?.sentence
    ? `${speed.sentence} ${speed.kind ? `${speed.kind[0].toUpperCase()}${speed.kind.slice(1)}, ${date(speed.as_of)}.` : ''}`
    : 'No speed was found.';

export function createRanking(root, unitSlot, app) {
  const openEvidence = new Set();
  const unfolded = new Set();
  const unitSelect = el('select', {
    id: 'unit',
    onchange: () => app.setAndReport('view.unit', unitSelect.value),
  });
  unitSlot.replaceChildren(
    el('label', { class: 'inline' }, el('span', { class: 'hidden' }, 'Unit of the table'), unitSelect),
  );
  const caption = el('caption', { class: 'hidden' });
  const unitHead = el('th', { scope: 'col', class: 'num' });
  const secondHead = el('th', { scope: 'col', class: 'num second' });
  const firstHead = el('th', { scope: 'col', class: 'num first-token' });
  const speedHead = el(
    'th',
    { scope: 'col', class: 'num stream', title: 'Speed of one answer. ~ is modelled, the rest was read.' },
    'Speed',
    el('br'),
    'tokens/s',
  );
  const head = el(
    'thead',
    {},
    el(
      'tr',
      {},
      el('th', { scope: 'col' }, 'Offer', el('span', { class: 'hint' }, ' · bars on a log scale')),
      el('td', { class: 'bar-cell', 'aria-hidden': 'true' }),
      unitHead,
      secondHead,
      firstHead,
      speedHead,
      el('th', { scope: 'col', class: 'num others' }, 'Others'),
    ),
  );
  const table = el('table', { class: 'ranking' }, caption, head);
  const empty = el(
    'p',
    { class: 'empty', hidden: true },
    'No offer has a price for this workload. The reasons are below.',
  );
  root.replaceChildren(
    app.embed
      ? el('details', { class: 'fold' }, el('summary', {}, 'All offers for this workload'), table)
      : table,
    empty,
  );
  let model = null;
  // How wide the page is decides which columns there are; a cell over more than those would make further ones.
  const columnsShown = () =>
    [...head.firstElementChild.children].filter((cell) => getComputedStyle(cell).display !== 'none').length;
  for (const width of ['(min-width: 900px)', '(min-width: 1280px)', '(min-width: 1401px)'])
    matchMedia(width).addEventListener('change', () => model && draw());

  function createRow() {
    const chevron = el('span', { class: 'chevron', 'aria-hidden': 'true' });
    const name = el('span', { class: 'platform-name' });
    const how = el('span', { class: 'how' });
    const mark = el('span', { class: 'tag', hidden: true });
    const open = el(
      'button',
      { type: 'button', class: 'offer-name' },
      chevron,
      el('span', {}, name, ' ', how),
      ' ',
      mark,
    );
    const bar = el('span', { class: 'bar' });
    const main = el('td', { class: 'num main' });
    const second = el('td', { class: 'num second' });
    const first = el('td', { class: 'num first-token' });
    const stream = el('td', { class: 'num stream' });
    const others = el('button', { type: 'button', class: 'quiet count' });
    const node = el(
      'tr',
      {},
      el('th', { scope: 'row' }, open),
      el('td', { class: 'bar-cell', 'aria-hidden': 'true' }, bar),
      main,
      second,
      first,
      stream,
      el('td', { class: 'num others' }, others),
    );
    let offer = '';
    let platform = '';
    const toggle = (set, key) => {
      if (!set.delete(key)) set.add(key);
      draw();
    };
    open.addEventListener('click', () => {
      toggle(openEvidence, offer);
      if (openEvidence.has(offer)) app.wholeRates(); // the remarks on its prices
    });
    others.addEventListener('click', () => toggle(unfolded, platform));
    return {
      node,
      update(item) {
        const { quote } = item;
        ({ offer, platform } = quote);
        node.className = [item.win ? 'win' : '', item.kind].join(' ').trim();
        const models = model.names.modelOf(offer);
        setText(name, item.kind === 'best' ? model.names.platform(platform) : '');
        setText(how, quote.label.slice(quote.platform_name.length + 1) + (model.manyModels ? ` · ${models}` : ''));
        mark.hidden = !quote.mark;
        mark.classList.toggle('mild', quote.mark !== 'risk');
        setText(mark, quote.mark ?? '');
        setAttributes(open, {
          'aria-expanded': String(openEvidence.has(offer)),
          'aria-label': `${model.names.offer(offer)}${model.manyModels ? `, ${models}` : ''}${quote.mark ? ` ${quote.mark}` : ''}, evidence`,
        });
        setText(main, moneyCell(quote[model.unit]));
        setText(second, moneyCell(quote[model.secondUnit]));
        const { speed } = quote;
        setText(first, speedCell(speed, firstSeen(speed), secondsText));
        setText(stream, speedCell(speed, speed?.tokens_per_s_per_request, rateText));
        for (const cell of [first, stream]) {
          cell.classList.toggle('read', isRead(speed));
          setAttributes(cell, { title: speedTitle(speed) });
        }
        bar.style.width = `${item.width}%`;
        others.hidden = item.others === 0;
        setText(others, `+${item.others}`);
        setAttributes(others, {
          'aria-expanded': String(unfolded.has(platform)),
          'aria-label': `${item.others} more ${item.others === 1 ? 'offer' : 'offers'} of ${model.names.platform(platform)}`,
        });
      },
    };
  }

  function createEvidence() {
    const cell = el('td');
    const node = el('tr', { class: 'evidence-row' }, cell);
    return {
      node,
      update: ({ quote }) => {
        cell.colSpan = columnsShown();
        patchWhole(cell, quote, () => el('div', { class: 'evidence-box' }, evidenceNodes(quote, model)));
      },
    };
  }

  function createGroup() {
    const node = el('tbody', {});
    return {
      node,
      update: (group) => {
        const rows = [];
        const push = (quote, kind) => {
          rows.push({
            quote,
            kind,
            key: quote.offer,
            win: quote.offer === model.pick,
            width: model.width(quote[model.unit]),
            others: kind === 'best' ? group.quotes.length - 1 : 0,
          });
          if (openEvidence.has(quote.offer))
            rows.push({ quote, kind: 'evidence', key: `${quote.offer} evidence` });
        };
        push(group.quotes[0], 'best');
        if (unfolded.has(group.platform)) group.quotes.slice(1).forEach((quote) => push(quote, 'other'));
        patchKeyed(
          node,
          rows,
          (row) => row.key + row.kind,
          (row) => (row.kind === 'evidence' ? createEvidence() : createRow()),
        );
      },
    };
  }

  // Lengths of the bars on a log scale, from below the cheapest to the dearest that is shown.
  function barScale(values) {
    const positive = values.filter((value) => value > 0);
    const low = Math.log(Math.min(...positive) / 1.7);
    const high = Math.log(Math.max(...positive));
    return (value) =>
      value > 0 ? Math.max(2, Math.min(100, (100 * (Math.log(value) - low)) / (high - low || 1))) : 0;
  }

  function draw() {
    const groups = new Map();
    for (const quote of model.quotes) {
      if (!groups.has(quote.platform)) groups.set(quote.platform, { platform: quote.platform, quotes: [] });
      groups.get(quote.platform).quotes.push(quote);
    }
    const shown = [...groups.values()].flatMap((group) =>
      unfolded.has(group.platform) ? group.quotes : group.quotes.slice(0, 1),
    );
    model.width = barScale(shown.map((quote) => quote[model.unit]));
    setText(
      caption,
      `Offers for this workload, cheapest first: one row a platform, in ${unitHeads[model.unit]}`,
    );
    setText(unitHead, unitHeads[model.unit]);
    setText(secondHead, unitHeads[model.secondUnit]);
    const after = model.quotes.some(waitsForReasoning);
    setText(firstHead, after ? 'First answer token (p95)' : 'First token (p95)');
    setAttributes(firstHead, {
      title: `Time to the first token${after ? ' of the answer, after the hidden reasoning,' : ''} that 95 of 100 requests keep. ~ is modelled, the rest was read.`,
    });
    // Columns of a fixed table do not widen by themselves.
    const room = (unit) => `calc(${Math.max(0, ...shown.map((quote) => moneyCell(quote[unit]).length))}ch * 1.1 + 16px)`;
    table.style.setProperty('--main-room', room(model.unit));
    table.style.setProperty('--second-room', room(model.secondUnit));
    table.classList.toggle('speeds', model.quotes.some(hasSpeed));
    table.hidden = groups.size === 0;
    empty.hidden = groups.size > 0;
    patchKeyed(table, [...groups.values()], (group) => group.platform, createGroup, 2);
  }

  return {
    update(next) {
      const unit = next.state.view.unit;
      const isPriced = (each) => each === unit || next.quotes.some((quote) => typeof quote[each] === 'number');
      model = {
        ...next,
        unit,
        pick: next.recommendation.workloads?.[0]?.primary?.offer,
        // Images and audio have no price per token.
        secondUnit: ['usd_per_million_output_tokens', 'usd_per_thousand_requests', 'usd_per_day'].find(
          (each) => each !== unit && isPriced(each),
        ) ?? 'usd_per_day',
        manyModels: new Set(next.quotes.map((quote) => next.names.modelOf(quote.offer))).size > 1,
      };
      const field = next.fields.find((each) => each.path === 'view.unit');
      const units = field?.choices?.map((choice) => choice.value) ?? Object.keys(unitHeads);
      patchSelect(
        unitSelect,
        [
          {
            label: null,
            options: units.filter((each) => next.quotes.length === 0 || isPriced(each)).map((value) => ({ value, label: unitHeads[value] ?? words(value) })),
          },
        ],
        unit,
      );
      draw();
    },
  };
}
