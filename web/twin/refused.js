// What was refused and why: whole platforms first, then single offers of platforms that do have a price.

import { el, patchKeyed, patchWhole } from './dom.js';
import { words } from './format.js';

// One row for all offers of a platform that are refused by the same rule: [{key, platform, code, items, reasons, relax}].
function grouped(rejected, names) {
  const rows = new Map();
  for (const each of rejected) {
    const key = `${each.platform}|${each.code}`;
    const row = rows.get(key) ?? {
      key,
      platform: each.platform,
      code: each.code,
      offers: [],
      reasons: [],
      relax: [],
    };
    const it = (_, at) => (at === 0 ? 'It' : 'it');
    const reason = each.offer ? each.reason.replaceAll(names.offer(each.offer), it) : each.reason;
    if (each.offer) row.offers.push(each.offer);
    if (!row.reasons.includes(reason)) row.reasons.push(reason);
    for (const relax of each.relax ?? []) {
      if (!row.relax.some((other) => other.sentence === relax.sentence && other.code === relax.code))
        row.relax.push(relax);
    }
    rows.set(key, row);
  }
  return [...rows.values()];
}

export function createRefused(card, root, app) {
  const whole = el('div', { class: 'refusals' });
  const single = el('div', { class: 'refusals' });
  const summary = el('summary', {});
  const fold = el('details', { class: 'fold' }, summary, single);
  root.replaceChildren(whole, fold);

  function create() {
    const reason = el('summary', {});
    const why = el('div', { class: 'why' });
    const node = el('details', { class: 'refusal' }, reason, why);
    return {
      node,
      update({ row, model }) {
        const name = model.names.platform(row.platform);
        const which =
          row.offers.length === 1
            ? model.names.how(row.offers[0])
            : row.offers.length > 1
              ? `${row.offers.length} offers`
              : '';
        const others = row.reasons.length > 1 ? ` (+${row.reasons.length - 1} similar)` : '';
        patchWhole(reason, [name, which, row.reasons, row.code], () => [
          el('b', {}, name, which ? el('span', { class: 'how' }, ` ${which}`) : null),
          el(
            'span',
            { class: 'reason' },
            row.reasons[0],
            others,
            ' ',
            el('span', { class: 'tag' }, words(row.code)),
          ),
        ]);
        patchWhole(why, [row.relax, row.offers, row.reasons], () => {
          const nodes = [el('p', { class: 'why-title' }, `Why not ${name}?`)];
          nodes.push(...row.reasons.slice(1).map((text) => el('p', {}, text)));
          if (row.relax.length === 0) nodes.push(el('p', {}, 'No single change would make it eligible.'));
          for (const relax of row.relax) {
            const field =
              relax.to === null || relax.to === undefined
                ? null
                : model.fields.find((each) => each.path === relax.path);
            nodes.push(
              el(
                'p',
                { class: 'relax' },
                relax.sentence ?? words(relax.code),
                ' ',
                field
                  ? el(
                      'button',
                      {
                        type: 'button',
                        class: 'quiet',
                        onclick: () =>
                          app.setAndReport(relax.path, relax.to),
                      },
                      'Change it',
                    )
                  : null,
              ),
            );
          }
          if (row.offers.length > 1) {
            nodes.push(
              el('p', { class: 'offers' }, row.offers.map((offer) => model.names.how(offer)).join(' · ')),
            );
          }
          return nodes;
        });
      },
    };
  }

  return {
    update(model) {
      const priced = new Set(model.quotes.map((quote) => quote.platform));
      const rows = grouped(model.rejected, model.names).map((row) => ({ row, model }));
      // What a platform does not sell is always told; one without any price is named once, for the reason that stops
      // most of its offers.
      const main = new Map();
      for (const { row } of rows) {
        if (!priced.has(row.platform) && row.offers.length >= (main.get(row.platform)?.offers.length ?? 0))
          main.set(row.platform, row);
      }
      const told = ({ row }) => main.get(row.platform) === row || row.offers.length === 0;
      const out = rows.filter(told);
      const partly = rows.filter((each) => !told(each));
      card.hidden = rows.length === 0;
      patchKeyed(whole, out, ({ row }) => row.key, create);
      patchKeyed(single, partly, ({ row }) => row.key, create);
      const refusedOffers = partly.reduce((sum, { row }) => sum + Math.max(1, row.offers.length), 0);
      fold.hidden = partly.length === 0;
      summary.textContent = `Also excluded: ${refusedOffers} single ${refusedOffers === 1 ? 'offer' : 'offers'}`;
    },
  };
}
