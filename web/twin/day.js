// A day of load: the requests of each hour of a day or a week on one offer's replicas, what is billed for them, what of
// that idles, and when replicas start; the same as a table.

import { el, patchSelect, patchWhole, setAttributes, setText, svgEl } from './dom.js';
import { count, percent } from './format.js';
import { offerGroups } from './offer_groups.js';
import { linearScale, spread } from './plot_scale.js';

const startsHeight = 12; // of the strip for cold starts under the axis
const headroom = 1.08;
const peaksShown = 4; // capacity far above the peak leaves the picture, so that the shape stays seen
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const dayHours = 24;
const labelGap = 16;

const clock = (hour) => `${String(hour).padStart(2, '0')}:00`;
function hourName(hour, hours) {
  const time = clock(hour > 0 && hour === hours ? dayHours : hour % dayHours);
  return hours > dayHours ? `${dayNames[Math.floor(hour / dayHours) % 7]}\u00a0${time}` : time;
}
const hourSpan = (hour, hours) => `${hourName(hour, hours)} – ${clock((hour % dayHours) + 1)}`;

// A value of each hour at the middle of it; the period begins where it ends.
function rateAt(hours, at, rate) {
  const place = (at - 0.5 + hours.length) % hours.length;
  const before = Math.floor(place);
  const share = place - before;
  return rate(hours[before]) * (1 - share) + rate(hours[(before + 1) % hours.length]) * share;
}
const demand = (hour) => hour.demand;
const served = (hour) => hour.demand + hour.batch; // with what may wait, on top of what does not

function layout(day, width) {
  const { hours } = day;
  const billed = hours.map((hour) => hour.replicas * day.requests_per_s_per_replica);
  const peak = Math.max(...hours.map(served));
  const capacity = Math.max(...billed, ...hours.map((hour) => hour.capacity));
  const most = peak > 0 ? Math.max(peak, Math.min(capacity, peaksShown * peak)) : capacity;
  const narrow = width < 400;
  const height = narrow ? 280 : Math.max(300, Math.min(420, Math.round(width * 0.72)));
  const size = { left: 42, right: width - (narrow ? 12 : 82), top: 24, bottom: height - startsHeight - 42 };
  return {
    day,
    hours,
    billed,
    capacity,
    batch: hours.some((hour) => hour.batch > 0),
    narrow,
    width,
    height,
    size,
    x: linearScale(0, hours.length, size.left, size.right),
    y: linearScale(0, most > 0 ? most * headroom : 1, size.bottom, size.top),
  };
}

function drawAxes(nodes, plot) {
  const { size, x, y, hours } = plot;
  const week = hours.length > dayHours;
  const room = (size.right - size.left) / hours.length;
  const step = week ? dayHours : [3, 4, 6].find((each) => each * room >= 46) ?? 6;
  const below = size.bottom + startsHeight + 16;
  for (let hour = 0; hour <= hours.length; hour += step) {
    const at = x.toPixel(hour);
    nodes.push(svgEl('line', { class: 'grid', x1: at, x2: at, y1: size.top, y2: size.bottom }));
    if (week && hour === hours.length) continue;
    const said = week ? dayNames[hour / dayHours] : hourName(hour, hours.length);
    nodes.push(svgEl('text', { x: x.toPixel(week ? hour + 12 : hour), y: below, 'text-anchor': 'middle' }, said));
  }
  for (const value of y.ticks(40)) {
    const at = y.toPixel(value);
    nodes.push(svgEl('line', { class: 'grid', x1: size.left, x2: size.right, y1: at, y2: at }));
    nodes.push(svgEl('text', { x: size.left - 7, y: at + 4, 'text-anchor': 'end' }, count(value)));
  }
  nodes.push(svgEl('text', { x: 4, y: size.top - 11 }, 'requests a second'));
  nodes.push(svgEl('text', { x: size.left, y: below + 18 }, week ? 'day of the week' : 'time of day'));
}

// Steps of a value of each hour as a path, from the left end to the right.
function stepsPath(plot, values) {
  const { x, y } = plot;
  return values.map((value, hour) => `${hour ? 'V' : `M${x.toPixel(0)} `}${y.toPixel(value).toFixed(1)}H${x.toPixel(hour + 1).toFixed(1)}`).join('');
}

function ratePath(plot, rate) {
  const { x, y, hours } = plot;
  const points = [];
  for (let half = 0; half <= 2 * hours.length; half += 1)
    points.push(`${x.toPixel(half / 2).toFixed(1)} ${y.toPixel(rateAt(hours, half / 2, rate)).toFixed(1)}`);
  return `M${points.join('L')}`;
}

function drawAreas(nodes, plot) {
  const { size, billed } = plot;
  const close = `V${size.bottom}H${size.left}Z`;
  const area = stepsPath(plot, billed) + close;
  nodes.push(
    svgEl(
      'defs',
      {},
      svgEl(
        'pattern',
        { id: 'day-hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svgEl('rect', { class: 'day-hatch-line', width: 1, height: 5 }),
      ),
      svgEl('clipPath', { id: 'day-clip' }, svgEl('rect', { x: size.left, y: size.top, width: size.right - size.left, height: size.bottom - size.top })),
      svgEl('clipPath', { id: 'day-billed', 'clip-path': 'url(#day-clip)' }, svgEl('path', { d: area })),
    ),
  );
  nodes.push(svgEl('path', { class: 'day-idle', d: area, 'clip-path': 'url(#day-clip)' }));
  nodes.push(svgEl('path', { class: 'day-hatched', d: area, 'clip-path': 'url(#day-clip)' }));
  // Nothing of the batch work idles: no pattern shows through.
  for (const layer of plot.batch ? ['day-plate', 'day-batch'] : [])
    nodes.push(svgEl('path', { class: layer, d: ratePath(plot, served) + close, 'clip-path': 'url(#day-billed)' }));
  nodes.push(svgEl('path', { class: 'day-used', d: ratePath(plot, demand) + close, 'clip-path': 'url(#day-billed)' }));
}

function drawLines(nodes, plot) {
  const capacity = stepsPath(plot, plot.hours.map((hour) => hour.capacity));
  nodes.push(svgEl('path', { class: 'line line-2', d: capacity, 'clip-path': 'url(#day-clip)' }));
  nodes.push(svgEl('path', { class: 'line strong line-1', d: ratePath(plot, demand), 'clip-path': 'url(#day-clip)' }));
}

// A bar under each hour in which replicas start, longer for more of them.
function drawStarts(nodes, plot) {
  const { size, x, hours } = plot;
  const most = Math.max(...hours.map((hour) => hour.cold_starts));
  const width = Math.min(6, Math.max(1, (size.right - size.left) / hours.length - 2));
  for (const [hour, { cold_starts: starts }] of hours.entries()) {
    if (!(starts > 0)) continue;
    const height = 2 + (startsHeight - 4) * Math.sqrt(starts / most);
    nodes.push(svgEl('rect', { class: 'day-start', x: x.toPixel(hour + 0.5) - width / 2, y: size.bottom + 1, width, height }));
  }
}

// The middle of the highest stretch of the idle part that is `wide` pixels long; null where all are too low.
function idleRoom({ x, y, hours, billed }, wide) {
  const over = Math.ceil(wide / (x.toPixel(1) - x.toPixel(0)));
  const pixel = (value) => y.toPixel(Math.min(value, y.to));
  let best = { gap: 36 };
  for (let from = 1; from + over < hours.length; from += 1) {
    const stretch = Array.from({ length: over }, (_, index) => from + index);
    const low = Math.min(...stretch.map((hour) => pixel(served(hours[hour]))));
    const high = Math.max(...stretch.map((hour) => pixel(billed[hour])));
    if (low - high > best.gap + 0.5) best = { gap: low - high, x: (x.toPixel(from) + x.toPixel(from + over)) / 2, y: (low + high) / 2 };
  }
  return best.x === undefined ? null : best;
}

function drawNames(nodes, plot) {
  const { size, y, hours, capacity, day, narrow } = plot;
  if (capacity > y.to)
    nodes.push(svgEl('text', { x: size.right, y: size.top - 11, 'text-anchor': 'end' }, `capacity up to ${count(capacity)} ↑`));
  if (day.cold_starts_per_day > 0) {
    const base = size.bottom + startsHeight + 34;
    nodes.push(svgEl('text', { x: size.right, y: base, 'text-anchor': 'end' }, 'cold starts'));
    nodes.push(svgEl('rect', { class: 'day-start', x: size.right - 73, y: base - 10, width: 4, height: 11 }));
  }
  const room = idleRoom(plot, 84);
  if (room) {
    nodes.push(svgEl('rect', { class: 'day-plate', x: room.x - 42, y: room.y - 11, width: 84, height: 22, rx: 4 }));
    nodes.push(svgEl('text', { class: 'day-name', x: room.x, y: room.y + 4, 'text-anchor': 'middle' }, 'billed, idle'));
  }
  if (narrow) return;
  const labels = [
    ['capacity', 2, hours.at(-1).capacity],
    ['demand', 1, rateAt(hours, hours.length, demand)],
    ...(plot.batch ? [['batch', 3, rateAt(hours, hours.length, served)]] : []),
  ];
  const ends = labels.map(([, , value]) => Math.max(size.top, y.toPixel(value)));
  const places = spread(ends, labelGap, size.top, size.bottom - 4);
  for (const [index, [name, slot]] of labels.entries()) {
    const d = `M${size.right + 1} ${ends[index].toFixed(1)}L${size.right + 12} ${places[index].toFixed(1)}H${size.right + 18}`;
    nodes.push(svgEl('path', { class: `leader line-${slot}`, d }));
    nodes.push(svgEl('text', { class: 'ink', x: size.right + 22, y: places[index] + 4 }, name));
  }
}

function legendItem(slot, name) {
  const line = svgEl('svg', { width: 18, height: 8, 'aria-hidden': 'true' }, svgEl('path', { class: `line strong line-${slot}`, d: 'M0 4H18' }));
  return el('li', {}, line, name);
}

function tableOf(hours, caption) {
  const batch = hours.some((hour) => hour.batch > 0);
  const columns = [
    'Hour',
    'Demand, requests/s',
    ...(batch ? ['Batch, requests/s'] : []),
    'Capacity, requests/s',
    'Replicas billed',
    'Cold starts',
  ];
  const row = (hour, index) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, hourSpan(index, hours.length)),
      [hour.demand, ...(batch ? [hour.batch] : []), hour.capacity, hour.replicas, hour.cold_starts].map((value) => el('td', { class: 'num' }, count(value))),
    );
  return el(
    'table',
    { class: 'samples hours' },
    el('caption', { class: 'hidden' }, caption),
    el('thead', {}, el('tr', {}, columns.map((name, index) => el('th', { scope: 'col', class: index ? 'num' : null }, name)))),
    el('tbody', {}, hours.map(row)),
  );
}

export function createDay(root, app) {
  const select = el('select', { id: 'day-offer' });
  const facts = el('p', { class: 'day-facts' });
  const problem = el('p', { class: 'empty', hidden: true });
  const layers = svgEl('g');
  const cross = svgEl('g', { class: 'cross', visibility: 'hidden' });
  const svg = svgEl('svg', { class: 'curve day-plot', role: 'img' }, layers, cross);
  const readout = el('div', { class: 'readout', hidden: true });
  const box = el('div', { class: 'plot' }, svg, readout);
  const batchEntry = legendItem(3, 'batch');
  const legend = el('ul', { class: 'legend', hidden: true }, legendItem(1, 'demand'), batchEntry, legendItem(2, 'capacity'));
  const tableBox = el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'The hours as a table' });
  const details = el('details', { class: 'fold' }, el('summary', {}, 'The hours as a table'), tableBox);
  root.replaceChildren(
    el('label', { class: 'day-choice' }, el('span', {}, 'The day on'), select),
    facts,
    problem,
    box,
    legend,
    details,
  );
  select.addEventListener('change', () => app.setAndReport('view.b', select.value === '' ? null : select.value));

  let day = null;
  let plot = null;

  function hideReadout() {
    readout.hidden = true;
    cross.setAttribute('visibility', 'hidden');
  }

  function drawTable() {
    if (details.open && day) patchWhole(tableBox, day.hours, () => tableOf(day.hours, `${day.label}: each hour`));
  }

  function draw() {
    if (!day || box.clientWidth < 1) return;
    plot = layout(day, Math.max(260, Math.floor(box.clientWidth)));
    const { width, height, hours } = plot;
    setAttributes(svg, {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      class: `curve day-plot${hours.length > dayHours ? ' week' : ''}`,
      'aria-label': `Requests a second over a ${hours.length > dayHours ? 'week' : 'day'} on ${day.label}; the numbers are in the table below it`,
    });
    const nodes = [];
    drawAxes(nodes, plot);
    drawAreas(nodes, plot);
    drawLines(nodes, plot);
    drawStarts(nodes, plot);
    drawNames(nodes, plot);
    layers.replaceChildren(...nodes);
    legend.hidden = !plot.narrow;
    batchEntry.hidden = !plot.batch;
    drawTable();
  }

  function showReadout(event) {
    const { hours, billed, size, x, y } = plot;
    const at = Math.floor(x.toValue(event.clientX - svg.getBoundingClientRect().left));
    if (at < 0 || at >= hours.length) return hideReadout();
    const hour = hours[at];
    const px = x.toPixel(at + 0.5);
    cross.replaceChildren(
      svgEl('line', { x1: px, x2: px, y1: size.top, y2: size.bottom + startsHeight }),
      svgEl('circle', { class: 'dot fill-1', cx: px, cy: y.toPixel(Math.min(y.to, hour.demand)), r: 3.6 }),
    );
    cross.setAttribute('visibility', 'visible');
    const rows = [
      ['swatch-1', 'demand', `${count(hour.demand)} a second`],
      ...(plot.batch ? [['swatch-3', 'batch', `${count(hour.batch)} a second`]] : []),
      ['swatch-2', 'capacity', `${count(hour.capacity)} a second`],
      ['', 'replicas billed', count(hour.replicas)],
      ['', 'of them used', percent(billed[at] > 0 ? Math.min(1, served(hour) / billed[at]) : 0)],
      ['', 'cold starts', count(hour.cold_starts)],
    ];
    readout.replaceChildren(
      el('p', { class: 'readout-head' }, hourSpan(at, hours.length)),
      ...rows.map(([swatch, who, value]) =>
        el('p', {}, el('span', { class: `swatch ${swatch}` }), el('span', { class: 'who' }, who), el('b', {}, value)),
      ),
    );
    readout.hidden = false;
    const wide = readout.offsetWidth;
    readout.style.left = `${Math.max(0, px + 14 + wide > svg.clientWidth ? px - 14 - wide : px + 14)}px`;
    readout.style.top = `${size.top + 4}px`;
    return undefined;
  }

  svg.addEventListener('pointermove', (event) => {
    if (plot) showReadout(event);
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
    draw();
  }).observe(box);

  return {
    update(model) {
      const answer = app.result('dayOfLoad');
      day = answer.value ?? null;
      patchSelect(select, offerGroups(model, 'b', day?.offer), model.state.view.b ?? '');
      for (const node of [facts, box, details]) node.hidden = day === null;
      problem.hidden = day !== null;
      setText(problem, day ? '' : (answer.error?.message ?? 'There is no day to show.'));
      hideReadout();
      if (!day) {
        plot = null;
        legend.hidden = true;
        return;
      }
      patchWhole(facts, [day.label, day.facts], () => [el('b', {}, `${day.label}: `), el('span', {}, day.facts)]);
      draw();
    },
  };
}
