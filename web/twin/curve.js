// The cost curve: lines over volume, the winner on the axis, the crossings, and the workload as a slider.

import { el, svgEl, setAttributes, patchWhole, setText } from './dom.js';
import { money } from './format.js';
import { logScale, linearScale } from './plot_scale.js';
import { axisNames, axisValue } from './break_even.js';
import { chooseOffers, winnerAt, createColours, xRange, yRange, nearestIndex } from './curve_data.js';
import { drawLayers, ribbonHeight, textWidth } from './curve_layers.js';
import { patchCurveTable } from './curve_table.js';
import { isGuessing } from './verdict.js';

export function createCurve(root, app) {
  const colours = createColours();
  const box = el('div', { class: 'plot' });
  const layers = svgEl('g');
  const cross = svgEl('g', { class: 'cross', visibility: 'hidden' });
  const handleLine = svgEl('line', { class: 'you-line' });
  const handleHit = svgEl('rect', { class: 'you-hit', width: 28 });
  const handleGrip = svgEl('rect', { class: 'you-grip', width: 12, height: 20, rx: 4 });
  const handleText = svgEl('text', { class: 'ink' });
  const slider = svgEl(
    'g',
    { class: 'you', role: 'slider', tabindex: 0, 'aria-orientation': 'horizontal' },
    handleHit,
    handleLine,
    handleGrip,
    handleText,
  );
  const svg = svgEl('svg', { class: 'curve', role: 'group' }, layers, cross, slider);
  const readout = el('div', { class: 'readout', hidden: true });
  const legend = el('ul', { class: 'legend' });
  const tableBox = el('div', {
    class: 'scroll',
    tabindex: 0,
    role: 'group',
    'aria-label': 'The curve as a table',
  });
  const details = el('details', { class: 'fold' }, el('summary', {}, 'The curve as a table'), tableBox);
  const empty = el('p', { class: 'empty', hidden: true });
  box.append(svg, readout);
  root.replaceChildren(box, legend, empty, details);

  let model = null;
  let plot = null; // scales and what is drawn of the last update
  let dragging = false;
  let perUtilization = null; // requests a day at utilization 1, from the last workload that had one

  // Where the workload stands on the axis; null where the axis has no place for it.
  function workloadAt(curve) {
    const requests = model.state.request.workloads[0].requests_per_day;
    if (curve.axis === 'requests_per_day') return requests;
    const quote = model.quoteOf(curve.of);
    const replicas = model.state.request.catalog === 'lesson' ? 1 : Math.max(1, quote?.replicas_peak ?? 1);
    if (typeof quote?.utilization === 'number' && requests > 0) {
      const at = quote.utilization * replicas;
      if (at > 0) perUtilization = requests / at;
      return at;
    }
    return perUtilization ? requests / perUtilization : null;
  }

  const toRequests = (value) =>
    plot.curve.axis === 'requests_per_day'
      ? Number(value.toPrecision(3))
      : Number((Number(value.toFixed(3)) * perUtilization).toPrecision(6));

  // Where the line is being moved to, until what was sent is drawn: quick key presses add up.
  let aim = null;
  let pending = null;
  function moveTo(value) {
    aim = Math.min(plot.x.to, Math.max(plot.x.from, value));
    const wanted = plot.guessing ? Number(aim.toFixed(2)) : toRequests(aim);
    if (pending === null) {
      requestAnimationFrame(() => {
        const send = pending;
        pending = null;
        if (plot?.guessing) app.setAndReport('view.guess', send);
        else if (send !== app.value('requests_per_day')) app.setAndReport(app.requestsPath(), send);
      });
    }
    pending = wanted;
  }

  function drawSlider(size) {
    const { x, you, curve } = plot;
    slider.setAttribute('visibility', you === null ? 'hidden' : 'visible');
    if (you === null) return;
    const at = x.toPixel(Math.min(x.to, Math.max(x.from, you)));
    setAttributes(handleLine, { x1: at, x2: at, y1: size.top, y2: size.bottom });
    setAttributes(handleHit, { x: at - 14, y: size.top, height: size.bottom - size.top });
    setAttributes(handleGrip, { x: at - 6, y: size.bottom - 24 });
    const said = plot.guessing ? `your guess, ${axisValue(curve.axis, you)}` : 'you';
    const left = at + 16 + textWidth(said) > size.right;
    setAttributes(handleText, {
      x: left ? at - 12 : at + 11,
      y: size.bottom - 10,
      'text-anchor': left ? 'end' : 'start',
      class: 'ink halo',
    });
    setText(handleText, said);
    const where = axisValue(curve.axis, you);
    setAttributes(slider, {
      'aria-label': plot.guessing
        ? 'Your guess'
        : curve.axis === 'utilization'
          ? 'Your utilization'
          : 'Your requests a day',
      'aria-valuemin': x.from,
      'aria-valuemax': x.to,
      'aria-valuenow': Number(Math.min(x.to, Math.max(x.from, you)).toPrecision(6)),
      'aria-valuetext': `${where}${curve.axis === 'utilization' ? '' : ' requests a day'}`,
    });
  }

  function drawLegend() {
    const needed = plot?.narrow && !plot.guessing;
    legend.hidden = !needed;
    patchWhole(legend, needed ? plot.named : null, () =>
      needed
        ? plot.named.map((label) =>
            el(
              'li',
              {},
              svgEl(
                'svg',
                { width: 18, height: 8, 'aria-hidden': 'true' },
                svgEl('path', { class: `line strong line-${label.slot}`, d: 'M0 4H18' }),
              ),
              label.name,
            ),
          )
        : [],
    );
  }

  function drawTable() {
    if (details.open && plot) patchCurveTable(tableBox, plot);
  }

  function draw() {
    const curve = model?.curve;
    const offers = curve && curve.x.length > 1 ? chooseOffers(model) : [];
    const drawable = offers.length > 0;
    box.hidden = !drawable;
    details.hidden = !drawable || isGuessing(model);
    empty.hidden = drawable;
    setText(
      empty,
      model?.errors.curve?.message ?? 'There is no curve for this workload: no offer has a price.',
    );
    if (!drawable) {
      plot = null;
      drawLegend();
      return;
    }
    const width = Math.max(260, Math.floor(box.clientWidth));
    const narrow = width < 400;
    const height = narrow ? 300 : app.embed ? 316 : Math.max(330, Math.min(500, Math.round(width * 0.92)));
    const names = model.names.shortest(offers);
    const right = narrow
      ? 10
      : Math.min(width * 0.34, 30 + Math.max(...offers.map((offer) => textWidth(names.get(offer)))));
    const size = {
      left: narrow ? 42 : 50,
      right: width - right,
      top: 22,
      bottom: height - ribbonHeight - 44,
    };
    const guessing = isGuessing(model);
    const you = guessing ? model.exercise.guess : workloadAt(curve);
    const crossings = model.breakEven?.axis === curve.axis ? model.breakEven.crossings : [];
    const firstCrossings = crossings.slice(0, 3).map((crossing) => crossing.value);
    const subject = `${curve.axis} ${model.state.request.catalog}`;
    const before = plot?.subject === subject ? [plot.x.from, plot.x.to] : null;
    const range = dragging && before ? before : xRange(curve, [you, ...firstCrossings], before);
    const span = dragging && before ? [plot.y.from, plot.y.to] : yRange(curve, offers, range);
    const scale = curve.scale === 'log' ? logScale : linearScale;
    const slots = colours(offers);
    const named = offers.map((offer) => ({ offer, name: names.get(offer), slot: slots.get(offer) }));
    plot = {
      model,
      subject,
      curve,
      offers,
      named,
      slots,
      narrow,
      guessing,
      size,
      you,
      crossings,
      x: scale(...range, size.left, size.right),
      y: scale(...span, size.bottom, size.top),
    };
    setAttributes(svg, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': `Cost of ${offers.length} offers by ${axisNames[curve.axis]}; the numbers are in the table below it`,
    });
    layers.replaceChildren(...drawLayers(plot));
    drawSlider(size);
    drawLegend();
    drawTable();
  }

  function hideReadout() {
    readout.hidden = true;
    cross.setAttribute('visibility', 'hidden');
  }

  function showReadout(value) {
    const { curve, x, y, size } = plot;
    const at = nearestIndex(curve.x, value, x.log);
    const px = x.toPixel(curve.x[at]);
    if (px < size.left - 1 || px > size.right + 1) return hideReadout();
    const rows = plot.named
      .map((label) => ({ ...label, cost: curve.usd_per_day[curve.offers.indexOf(label.offer)][at] }))
      .sort((one, other) => (one.cost ?? Infinity) - (other.cost ?? Infinity));
    const marks = rows
      .filter((row) => row.cost > 0 && row.cost >= y.from && row.cost <= y.to)
      .map((row) =>
        svgEl('circle', { class: `dot fill-${row.slot}`, cx: px, cy: y.toPixel(row.cost), r: 3.2 }),
      );
    cross.replaceChildren(
      svgEl('line', { x1: px, x2: px, y1: size.top, y2: size.bottom + ribbonHeight }),
      ...marks,
    );
    cross.setAttribute('visibility', 'visible');
    const { winner, unreachable } = winnerAt(curve, at, plot.offers, model.breakEven?.reachable_utilization);
    readout.replaceChildren(
      el(
        'p',
        { class: 'readout-head' },
        `${axisValue(curve.axis, curve.x[at])}${curve.axis === 'utilization' ? '' : ' requests a day'}`,
      ),
      ...rows.map((row) =>
        el(
          'p',
          {},
          el('span', { class: `swatch swatch-${row.slot}` }),
          el('span', { class: 'who' }, row.name),
          el('b', {}, row.cost === null ? 'excluded' : money(row.cost)),
        ),
      ),
      el(
        'p',
        { class: 'readout-foot' },
        winner === null
          ? 'No offer is admitted here'
          : `${curve.axis === 'utilization' ? 'Cheaper' : 'Cheapest'}: ${model.names.offer(winner)}${unreachable ? ', out of reach' : ''}`,
      ),
    );
    readout.hidden = false;
    const wide = readout.offsetWidth;
    const left = px + 14 + wide > svg.clientWidth ? px - 14 - wide : px + 14;
    readout.style.left = `${Math.max(0, left)}px`;
    readout.style.top = `${size.top + 4}px`;
    return undefined;
  }

  const valueOf = (event) => plot.x.toValue(event.clientX - svg.getBoundingClientRect().left);
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !plot) return;
    event.preventDefault();
    slider.focus({ preventScroll: true });
    slider.setPointerCapture(event.pointerId);
    dragging = true;
    hideReadout();
  });
  slider.addEventListener('pointermove', (event) => {
    if (dragging) moveTo(valueOf(event));
  });
  const release = () => {
    if (!dragging) return;
    dragging = false;
    requestAnimationFrame(() => {
      if (model) draw();
    });
  };
  slider.addEventListener('pointerup', release);
  slider.addEventListener('pointercancel', release);
  slider.addEventListener('keydown', (event) => {
    if (!plot || plot.you === null) return;
    const { x } = plot;
    const you = aim ?? plot.you;
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[
      event.key
    ];
    const ends = { Home: x.from, End: x.to }[event.key];
    if (step === undefined && ends === undefined) return;
    event.preventDefault();
    moveTo(ends ?? (x.log ? Math.max(you, x.from) * 10 ** (step / 40) : you + step / 100));
  });
  svg.addEventListener('pointermove', (event) => {
    if (plot && !plot.guessing && !dragging) showReadout(valueOf(event));
  });
  svg.addEventListener('pointerleave', hideReadout);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hideReadout();
  });
  details.addEventListener('toggle', drawTable);
  let lastWidth = 0;
  new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - lastWidth) < 1) return;
    lastWidth = box.clientWidth;
    if (model) draw();
  }).observe(box);

  return {
    update(next) {
      if (pending === null) aim = null;
      model = next;
      draw();
    },
  };
}
