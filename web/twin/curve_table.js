// The curve in words: sample rows of every drawn offer, and the crossings.

import { el, patchWhole } from './dom.js';
import { money } from './format.js';
import { axisNames, axisValue } from './break_even.js';
import { winnerAt, nearestIndex } from './curve_data.js';

export function patchCurveTable(node, plot) {
  const { model, curve, x, named } = plot;
  const inside = curve.x
    .map((value, at) => ({ value, at }))
    .filter(({ value }) => value >= x.from * 0.999 && value <= x.to * 1.001);
  const wanted = x.log
    ? x.ticks(1)
    : [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((part) => x.from + (x.to - x.from) * part);
  const rows = [
    ...new Set(
      wanted.map(
        (value) =>
          inside[
            nearestIndex(
              inside.map((each) => each.value),
              value,
              x.log,
            )
          ]?.at,
      ),
    ),
  ].filter((at) => at !== undefined);
  const { crossings } = plot;
  const cheapest = (at) => {
    const { winner } = winnerAt(curve, at, plot.offers, null);
    return winner === null ? 'none' : model.names.offer(winner);
  };
  patchWhole(node, [rows, named, crossings, curve.axis, curve.x, curve.winner], () => [
    el(
      'table',
      { class: 'samples' },
      el('caption', {}, `Dollars a day by ${axisNames[curve.axis]}`),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, axisNames[curve.axis]),
          named.map((label) => el('th', { scope: 'col', class: 'num' }, label.name)),
          el('th', { scope: 'col' }, curve.axis === 'utilization' ? 'Cheaper' : 'Cheapest'),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((at) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, axisValue(curve.axis, curve.x[at])),
            named.map((label) =>
              el('td', { class: 'num' }, money(curve.usd_per_day[curve.offers.indexOf(label.offer)][at])),
            ),
            el('td', {}, cheapest(at)),
          ),
        ),
      ),
    ),
    el(
      'table',
      { class: 'samples' },
      el('caption', {}, 'Crossings'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ['At', 'Below it', 'Above it', 'In reach'].map((head) => el('th', { scope: 'col' }, head)),
        ),
      ),
      el(
        'tbody',
        {},
        crossings.length
          ? crossings.map((crossing) =>
              el(
                'tr',
                {},
                el('th', { scope: 'row' }, axisValue(curve.axis, crossing.value)),
                el('td', {}, model.names.offer(crossing.winner_below)),
                el('td', {}, model.names.offer(crossing.winner_above)),
                el('td', {}, crossing.reachable === false ? 'no' : 'yes'),
              ),
            )
          : el('tr', {}, el('td', { colspan: 4 }, 'none in this range')),
      ),
    ),
  ]);
}
