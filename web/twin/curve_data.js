// What the cost curve draws: which offers, in which colours, over which ranges, as which paths. Pure.

import { decadeFloor, decadeCeil, niceStep, roundDown, roundUp } from './plot_scale.js';

const mostLines = 6;

// The winner at one point of the axis. Along `utilization` the question is which of the two offers drawn is cheaper.
export function winnerAt(curve, at, drawn, reachable) {
  if (curve.axis !== 'utilization') {
    const winner = curve.winner[at] < 0 ? null : curve.offers[curve.winner[at]];
    return { winner, unreachable: winner !== null && Boolean(curve.unreachable?.[at]) };
  }
  let winner = null;
  let least = Infinity;
  for (const offer of drawn) {
    const cost = curve.usd_per_day[curve.offers.indexOf(offer)]?.[at] ?? null;
    if (cost !== null && cost < least) [winner, least] = [offer, cost];
  }
  return {
    winner,
    unreachable: winner === curve.of && typeof reachable === 'number' && curve.x[at] > reachable,
  };
}

// Runs of equal winner and reach along the axis: [{from, to, winner: offer|null, unreachable}] as indices of x.
export function winnerRuns(curve, drawn = [], reachable = null) {
  const runs = [];
  curve.x.forEach((_, at) => {
    const { winner, unreachable } = winnerAt(curve, at, drawn, reachable);
    const last = runs.at(-1);
    if (last && last.winner === winner && last.unreachable === unreachable) last.to = at;
    else runs.push({ from: at, to: at, winner, unreachable });
  });
  return runs;
}

// The two of the break-even, the pick, the winners by how far they win, then the best of other platforms.
export function chooseOffers(model) {
  const { curve, breakEven, quotes, pick, names } = model;
  const available = new Set(curve.offers);
  const chosen = [];
  const add = (offer) => {
    if (offer && available.has(offer) && !chosen.includes(offer) && chosen.length < mostLines)
      chosen.push(offer);
  };
  const only = curve.axis === 'utilization' && curve.of;
  add(breakEven?.a);
  add(breakEven?.b);
  if (only) {
    add(curve.of);
    return chosen;
  }
  add(pick);
  const reach = new Map();
  for (const run of winnerRuns(curve)) {
    if (run.winner) reach.set(run.winner, (reach.get(run.winner) ?? 0) + run.to - run.from + 1);
  }
  const winners = [...reach].sort((one, other) => other[1] - one[1]);
  winners.slice(0, 2).forEach(([offer]) => add(offer));
  const platforms = new Set(chosen.map(names.platformOf));
  for (const quote of quotes) {
    const platform = names.platformOf(quote.offer);
    if (platforms.has(platform)) continue;
    platforms.add(platform);
    add(quote.offer);
  }
  return chosen;
}

// Colours stay with an offer for as long as it is drawn.
export function createColours() {
  let slots = new Map();
  return (offers) => {
    const next = new Map();
    for (const offer of offers) if (slots.has(offer)) next.set(offer, slots.get(offer));
    const used = new Set(next.values());
    for (const offer of offers) {
      if (next.has(offer)) continue;
      let slot = 1;
      while (used.has(slot)) slot += 1;
      used.add(slot);
      next.set(offer, slot);
    }
    slots = next;
    return slots;
  };
}

// The stretch of the x axis worth showing: around the workload and the crossings, at least four decades.
// The stretch shown before is kept while it still serves, so that the plot stands still under small changes.
export function xRange(curve, marks, before) {
  const first = curve.x[0];
  const last = curve.x.at(-1);
  if (curve.scale !== 'log') return [first, last];
  const inside = marks.filter((value) => value > 0).map((value) => Math.min(last, Math.max(first, value)));
  if (inside.length === 0) return [first, last];
  const covered = before && before[0] >= first * 0.999 && before[1] <= last * 1.001;
  if (covered && inside.every((value) => value >= before[0] * 1.5 && value <= before[1] / 1.5)) return before;
  let from = decadeFloor(Math.min(...inside) / 8);
  let to = decadeCeil(Math.max(...inside) * 8);
  while (to / from < 0.99e4) {
    to *= 10;
    if (to / from < 0.99e4) from /= 10;
  }
  return [Math.max(first, from), Math.min(last, to)];
}

export function yRange(curve, offers, [from, to]) {
  const values = [];
  for (const offer of offers) {
    const row = curve.usd_per_day[curve.offers.indexOf(offer)];
    row.forEach((value, at) => {
      if (value !== null && curve.x[at] >= from * 0.999 && curve.x[at] <= to * 1.001) values.push(value);
    });
  }
  const high = Math.max(...values, 0);
  if (!(high > 0)) return [0, 1];
  if (curve.scale !== 'log') {
    const step = niceStep(high / 5);
    return [0, Math.ceil(high / step - 1e-9) * step];
  }
  const low = Math.min(...values.filter((value) => value > 0));
  const top = roundUp(high * 1.05);
  return [Math.min(top / 10, Math.max(roundDown(low), top / 1e6)), top];
}

// The path of one row of costs. A cell much steeper than both neighbours is a stair and is drawn as one.
export function curvePath(xs, row, x, y) {
  const points = [];
  row.forEach((value, at) => {
    const pixel = value === null || (y.log && !(value > 0)) ? null : y.toPixel(value);
    points.push(pixel === null ? null : [x.toPixel(xs[at]), pixel]);
  });
  const rise = (at) => (points[at] && points[at + 1] ? Math.abs(points[at + 1][1] - points[at][1]) : 0);
  let path = '';
  let open = false;
  points.forEach((point, at) => {
    if (!point) {
      open = false;
      return;
    }
    const text = (value) => value.toFixed(1);
    if (!open) path += `M${text(point[0])} ${text(point[1])}`;
    else if (rise(at - 1) > 1 && rise(at - 1) > 4 * Math.max(rise(at - 2), rise(at))) {
      const middle = (points[at - 1][0] + point[0]) / 2;
      path += `H${text(middle)}V${text(point[1])}H${text(point[0])}`;
    } else path += `L${text(point[0])} ${text(point[1])}`;
    open = true;
  });
  return path;
}

// A row's cost at any x, straight between grid points; null where the offer is refused.
export function costAt(curve, offer, value) {
  const row = curve.usd_per_day[curve.offers.indexOf(offer)];
  if (!row) return null;
  const { x } = curve;
  let at = x.findIndex((each) => each >= value);
  if (at < 0) at = x.length - 1;
  if (at === 0 || x[at] === value || row[at] === null || row[at - 1] === null) return row[at] ?? null;
  const part = (value - x[at - 1]) / (x[at] - x[at - 1]);
  return row[at - 1] + (row[at] - row[at - 1]) * Math.min(1, Math.max(0, part));
}

export const nearestIndex = (xs, value, log) => {
  const distance = (each) =>
    log ? Math.abs(Math.log(Math.max(each, 1e-12) / value)) : Math.abs(each - value);
  let best = 0;
  xs.forEach((each, at) => {
    if (distance(each) < distance(xs[best])) best = at;
  });
  return best;
};
