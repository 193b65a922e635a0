// The answer: the pick in one line, who is second, when a GPU of your own pays, and the pick in other units.

import { el, patchWhole } from './dom.js';
import { money, count, date, times, words } from './format.js';
import { crossingSentence, questionIsBreakEven } from './break_even.js';

// When the GPU offer of the break-even starts to pay, against the requests of today.
function ownGpuSentence(model) {
  const { breakEven, names, state } = model;
  // Against an API that is not the cheapest it would promise too much.
  const cheapestApi = model.quotes.find((quote) => quote.operations === 'api')?.offer;
  if (!breakEven || breakEven.axis !== 'requests_per_day' || breakEven.a !== cheapestApi) return null;
  const first = breakEven.crossings.find(
    (crossing) => names.isGpu(crossing.winner_above) && crossing.reachable !== false,
  );
  if (!first) return null;
  const yours = state.request.workloads[0].requests_per_day;
  const own = names.offer(first.winner_above);
  const which = ` (${own}, ${limits(state.request.workloads[0])}).`;
  const volume = el('b', {}, `${count(first.value)} requests a day`);
  if (yours > first.value)
    return ['You are already above the ', volume, ` at which dedicated GPUs become cheaper${which}`];
  const ratio = yours > 0 ? `, ${times(first.value / yours)} your volume` : '';
  return ['Dedicated GPUs become cheaper above ', volume, `${ratio}${which}`];
}

const limits = ({ sla }) =>
  sla?.ttft_p95_ms || sla?.min_tokens_per_s ? 'within your latency limits' : 'with no latency limit';

const headline = (recommendation) =>
  el(
    'p',
    { class: 'headline' },
    recommendation.headline.map(({ text, accent }) => (accent ? el('em', {}, text) : text)),
  );

const figure = (label, value) => el('div', {}, el('dt', {}, label), el('dd', {}, value));

// A break-even is still to be guessed: nothing gives it away.
export const isGuessing = (model) => model.exercise?.revealed === false;

export function verdictText(model) {
  if (isGuessing(model)) return model.exercise.question;
  const { headline: parts = [], details, workloads } = model.recommendation;
  const sentence = (phrases) => phrases.map(({ text }) => text).join('');
  const said = [...(model.exercise ? [sentence(model.exercise.said)] : []), sentence(parts)];
  if (!workloads?.[0]?.primary) said.push(details ?? '');
  return said.filter(Boolean).join(' ');
}

function build(model) {
  const nodes = answerNodes(model);
  const day = model.state.request.as_of;
  if (day) nodes.push(el('p', { class: 'as-of' }, 'Prices as of ', el('b', {}, date(day))));
  return nodes;
}

function answerNodes(model) {
  const { recommendation } = model;
  if (isGuessing(model)) return [el('p', { class: 'headline' }, model.exercise.question)];
  const part = recommendation.workloads?.[0] ?? {};
  const nodes = [];
  const paragraph = (children, kind = 'detail') => nodes.push(el('p', { class: kind }, children));
  const warn = () => {
    for (const { message } of recommendation.warnings ?? []) paragraph(message, 'detail warning');
  };
  const asked = questionIsBreakEven(model) ? model.breakEven.crossings[0] : null;
  if (asked) nodes.push(el('p', { class: 'headline answer-break' }, crossingSentence(model, asked)));
  if (!recommendation.headline) return nodes; // nothing could be compared: a message says why

  if (!part.primary) {
    if (asked) paragraph(recommendation.headline.map(({ text }) => text));
    else nodes.push(headline(recommendation));
    if (recommendation.details) paragraph(recommendation.details);
    warn();
    return nodes;
  }

  const quote = model.quoteOf(part.primary.offer);
  if (!asked) nodes.push(headline(recommendation));
  if (recommendation.status === 'pick-with-risk') {
    paragraph([el('span', { class: 'tag' }, 'with a risk'), ` ${quote.risks.map(words).join(', ')}`]);
  }
  const sentences = [];
  if (asked)
    sentences.push([
      'At your load ',
      el('b', {}, part.primary.label),
      ` is the cheapest of all, ${money(quote.usd_per_day)} a day.`,
    ]);
  if (recommendation.details) sentences.push(recommendation.details);
  const own = asked ? null : ownGpuSentence(model);
  if (own) sentences.push(own);
  if (sentences.length > 0)
    paragraph(sentences.flatMap((sentence, index) => (index ? [' ', sentence].flat() : sentence)));
  warn();
  nodes.push(
    el(
      'dl',
      { class: 'figures' },
      quote.usd_per_million_output_tokens === null
        ? null
        : figure('per M output tokens', money(quote.usd_per_million_output_tokens)),
      figure('per 1,000 requests', money(quote.usd_per_thousand_requests)),
      figure('a month', money(quote.usd_per_month)),
      quote.low_usd_per_day === null || quote.low_usd_per_day === undefined
        ? null
        : figure('10–90 % band, a day', `${money(quote.low_usd_per_day)}–${money(quote.high_usd_per_day)}`),
    ),
  );
  return nodes;
}

export function createVerdict(root, title) {
  return {
    update(model) {
      title.textContent = isGuessing(model)
        ? 'An exercise'
        : questionIsBreakEven(model)
          ? 'The break-even'
          : 'The pick';
      const pick = model.recommendation.workloads?.[0]?.primary?.offer;
      patchWhole(
        root,
        [
          model.recommendation,
          pick && model.quoteOf(pick),
          model.breakEven,
          model.state.request.workloads[0],
          model.state.request.as_of,
          model.state.view.plot_axis,
          model.claims,
          model.exercise,
        ],
        () => build(model),
      );
    },
  };
}
