// The still layers of the cost curve: axes, the winner ribbon, the lines with their names, the marks with their values.

import { svgEl } from './dom.js';
import { count, money, plain } from './format.js';
import { spread } from './plot_scale.js';
import { axisNames, axisValue } from './break_even.js';
import { winnerRuns, curvePath, costAt } from './curve_data.js';

export const ribbonHeight = 9;
const labelGap = 16;
export const textWidth = (text) => text.length * 6.7;

function drawAxes(nodes, plot) {
  const { model, size, x, y, curve } = plot;
  for (const value of x.ticks(plot.narrow ? 44 : 56)) {
    const at = x.toPixel(value);
    nodes.push(svgEl('line', { class: 'grid', x1: at, x2: at, y1: size.top, y2: size.bottom }));
    nodes.push(
      svgEl(
        'text',
        { x: at, y: size.bottom + ribbonHeight + 17, 'text-anchor': 'middle' },
        axisValue(curve.axis, value),
      ),
    );
  }
  for (const value of y.ticks(y.log ? 34 : 46)) {
    const at = y.toPixel(value);
    nodes.push(svgEl('line', { class: 'grid', x1: size.left, x2: size.right, y1: at, y2: at }));
    nodes.push(
      svgEl(
        'text',
        { x: size.left - 7, y: at + 4, 'text-anchor': 'end' },
        `$${y.log ? count(value) : plain(value)}`,
      ),
    );
  }
  nodes.push(svgEl('text', { x: size.left, y: size.top - 9 }, '$ a day'));
  const title =
    curve.axis === 'utilization'
      ? model.state.request.catalog === 'lesson'
        ? 'share of a saturated day'
        : `utilization of ${curve.of ? model.names.offer(curve.of) : 'one replica'}`
      : axisNames[curve.axis];
  nodes.push(svgEl('text', { x: size.left, y: size.bottom + ribbonHeight + 34 }, title));
}

function drawRibbon(nodes, plot) {
  const { model, size, x, curve } = plot;
  const top = size.bottom + 1;
  const said = curve.axis === 'utilization' ? 'the cheaper' : 'the cheapest';
  if (!plot.narrow) nodes.push(svgEl('text', { x: size.right + 8, y: top + ribbonHeight }, said));
  const edge = (at, step) => {
    const other = curve.x[at + step];
    if (other === undefined) return x.toPixel(curve.x[at]);
    return (x.toPixel(curve.x[at]) + x.toPixel(other)) / 2;
  };
  for (const run of winnerRuns(curve, plot.offers, model.breakEven?.reachable_utilization)) {
    const from = Math.max(size.left, edge(run.from, -1));
    const to = Math.min(size.right, edge(run.to, 1));
    if (!(to > from)) continue;
    const slot = plot.slots.get(run.winner);
    const kind = run.winner === null ? 'nobody' : slot ? `fill-${slot}` : 'other';
    const place = { x: from, y: top, width: to - from, height: ribbonHeight };
    const what =
      run.winner === null
        ? 'no offer'
        : `${model.names.offer(run.winner)} is ${said}${run.unreachable ? ', beyond what the load can use' : ''}`;
    nodes.push(svgEl('rect', { class: `ribbon ${kind}`, ...place }, svgEl('title', {}, what)));
    if (run.unreachable) nodes.push(svgEl('rect', { class: 'ribbon hatch', ...place }));
  }
}

function drawLines(nodes, plot) {
  const { model, size, x, y, curve, named } = plot;
  const lines = svgEl('g', { 'clip-path': 'url(#plot-clip)' });
  const ends = [];
  for (const label of [...named].reverse()) {
    const row = curve.usd_per_day[curve.offers.indexOf(label.offer)];
    const strong =
      label.offer === model.breakEven?.a || label.offer === model.breakEven?.b || label.offer === model.pick;
    lines.append(
      svgEl('path', {
        class: `line line-${label.slot}${strong ? ' strong' : ''}`,
        d: curvePath(curve.x, row, x, y),
      }),
    );
  }
  nodes.push(lines);
  if (plot.narrow) return;
  for (const label of named) {
    const cost = costAt(curve, label.offer, x.to);
    ends.push(
      cost === null || (y.log && !(cost > 0))
        ? size.bottom
        : Math.min(size.bottom, Math.max(size.top, y.toPixel(cost))),
    );
  }
  const places = spread(ends, labelGap, size.top, size.bottom - 4);
  named.forEach((label, index) => {
    nodes.push(
      svgEl('path', {
        class: `leader line-${label.slot}`,
        d: `M${size.right + 1} ${ends[index].toFixed(1)}L${size.right + 12} ${places[index].toFixed(1)}H${size.right + 18}`,
      }),
    );
    nodes.push(svgEl('text', { class: 'ink', x: size.right + 22, y: places[index] + 4 }, label.name));
  });
}

// Marks with their values, each label where it meets no other; a label without room is left to the table.
function drawMarks(nodes, plot) {
  const { model, size, x, y, curve } = plot;
  const taken = [];
  const free = (rect) =>
    rect.x >= size.left &&
    rect.x + rect.w <= size.right &&
    rect.y >= size.top - 4 &&
    taken.every(
      (other) =>
        rect.x > other.x + other.w ||
        other.x > rect.x + rect.w ||
        rect.y > other.y + other.h ||
        other.y > rect.y + rect.h,
    );
  const place = (text, px, py, below = false) => {
    const w = textWidth(text);
    const spots = [
      [px - w - 9, py - 8],
      [px + 10, py + 17],
      [px + 10, py - 8],
      [px - w / 2, py - 12],
      [px - w - 9, py + 18],
      [px - w / 2, py + 24],
    ];
    if (below) spots.shift();
    for (const [left, base] of spots) {
      const rect = { x: left - 2, y: base - 12, w: w + 4, h: 15 };
      if (!free(rect)) continue;
      taken.push(rect);
      nodes.push(svgEl('text', { class: 'ink halo', x: left, y: base }, text));
      return;
    }
  };
  const claims = model.claims.filter(
    (claim) => claim.axis === curve.axis && claim.value > x.from && claim.value < x.to,
  );
  for (const claim of claims) {
    const at = x.toPixel(claim.value);
    nodes.push(svgEl('line', { class: 'claim', x1: at, x2: at, y1: size.top, y2: size.bottom }));
    const text = `the rule of thumb, ${axisValue(curve.axis, claim.value)}`;
    const left = at + 6 + textWidth(text) > size.right ? at - 6 - textWidth(text) : at + 6;
    taken.push({ x: left, y: size.top - 2, w: textWidth(text), h: 16 });
    nodes.push(svgEl('text', { class: 'halo', x: left, y: size.top + 10 }, text));
  }
  if (plot.guessing) return;
  const guess = curve.axis === 'utilization' && model.exercise?.predict ? model.exercise.guess : null;
  if (guess !== null) {
    const at = x.toPixel(guess);
    nodes.push(svgEl('line', { class: 'guess-line', x1: at, x2: at, y1: size.top, y2: size.bottom }));
    place(`your guess, ${axisValue(curve.axis, guess)}`, at, size.top + 28);
  }
  const crossings = plot.crossings.filter((crossing) => crossing.value >= x.from && crossing.value <= x.to);
  const dots = crossings
    .map((crossing) => {
      const cost =
        costAt(curve, crossing.winner_below, crossing.value) ??
        costAt(curve, crossing.winner_above, crossing.value);
      return { crossing, px: x.toPixel(crossing.value), py: cost > 0 ? y.toPixel(cost) : size.bottom };
    })
    .filter(({ py }) => py >= size.top - 1 && py <= size.bottom + 1);
  for (const { px, py } of dots) taken.push({ x: px - 6, y: py - 6, w: 12, h: 12 });
  if (plot.you !== null)
    taken.push({
      x: x.toPixel(Math.min(x.to, Math.max(x.from, plot.you))) - 7,
      y: size.bottom - 34,
      w: 46,
      h: 34,
    });
  // Crowded crossings: the first and the last get a label, the table has them all.
  const labelled = dots.length > 3 ? [0, dots.length - 1] : dots.map((_, index) => index);
  for (const [index, { crossing, px, py }] of dots.entries()) {
    if (labelled.includes(index)) place(axisValue(curve.axis, crossing.value), px, py);
    nodes.push(
      svgEl('circle', {
        class: `crossing${crossing.reachable === false ? ' far' : ''}`,
        cx: px,
        cy: py,
        r: dots.length > 3 ? 3.6 : 4.8,
      }),
    );
  }
  if (plot.you === null || plot.you < x.from || plot.you > x.to) return;
  const pair = [plot.offers[0], plot.offers[1]].map((offer) => offer && costAt(curve, offer, plot.you));
  for (const [index, cost] of pair.entries()) {
    if (!(cost > 0) || cost < y.from || cost > y.to) continue;
    nodes.push(
      svgEl('circle', {
        class: `dot fill-${plot.slots.get(plot.offers[index])}`,
        cx: x.toPixel(plot.you),
        cy: y.toPixel(cost),
        r: 4,
      }),
    );
    if (index === 0 && curve.axis === 'utilization' && pair[1] > 0)
      place(`you: ${money(cost)} against ${money(pair[1])}`, x.toPixel(plot.you), y.toPixel(cost), true);
  }
}

// Nodes for everything in `plot` that takes no pointer: {model, curve, offers, named, slots, size, x, y, you, crossings, narrow}.
export function drawLayers(plot) {
  const { size } = plot;
  const clip = svgEl(
    'clipPath',
    { id: 'plot-clip' },
    svgEl('rect', {
      x: size.left,
      y: size.top - 3,
      width: size.right - size.left,
      height: size.bottom - size.top + 3,
    }),
  );
  const hatch = svgEl(
    'pattern',
    { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svgEl('rect', { class: 'hatch-line', width: 3, height: 6 }),
  );
  const nodes = [svgEl('defs', {}, clip, hatch)];
  drawAxes(nodes, plot);
  if (!plot.guessing) {
    drawRibbon(nodes, plot);
    drawLines(nodes, plot);
  }
  drawMarks(nodes, plot);
  return nodes;
}
