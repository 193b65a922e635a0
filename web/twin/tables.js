// A table of the engine: its filters, its columns to sort by, and what stands behind each cell. Says nothing that the
// table does not say; filtering and sorting are the engine's.

import { el, patchKeyed, patchWhole, setAttributes, setText } from './dom.js';
import { date } from './format.js';
import { linked } from './sources.js';

const oldAfterDays = 90;
const leastWidth = 104; // of a column of weight 1, in pixels
const leastWeight = 0.95; // a date fits into it
const alwaysOpen = ['show', 'rows']; // groups that choose what is shown, not which rows

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

function evidenceOf(item) {
  const isOld = item.age_days !== null && item.age_days > oldAfterDays;
  return el(
    'li',
    {},
    item.says ? el('p', { class: 'says' }, item.says) : null,
    el(
      'p',
      { class: 'behind' },
      el('span', { class: `kind ${item.kind}` }, item.kind),
      el('span', {}, linked(item.source || 'no source named')),
      item.as_of ? el('span', {}, date(item.as_of)) : null,
      item.age_days === null ? null : el('span', {}, item.age_days === 0 ? 'today' : `${plural(item.age_days, 'day')} old`),
      isOld ? el('span', { class: 'tag' }, `older than ${oldAfterDays} days`) : null,
    ),
  );
}

function createFilters(root, app) {
  const labelId = (filter) => `filter-${filter.id}`;
  let filters = [];

  function choose(filter, choice, on) {
    const chosen = new Set(app.value('view.filter'));
    const mine = filter.choices.map((each) => each.tag);
    if (filter.single) mine.forEach((tag) => chosen.delete(tag));
    // The first of a single group is what counts where none is named.
    if (filter.single ? choice.tag !== mine[0] : on) chosen.add(choice.tag);
    else chosen.delete(choice.tag);
    app.setAndReport('view.filter', [...chosen]);
  }

  function createChip(filter, choice) {
    const input = el('input', {
      type: filter.single ? 'radio' : 'checkbox',
      name: labelId(filter),
      value: choice.tag,
      onchange: () => {
        const now = filters.find((each) => each.id === filter.id);
        choose(now, choice, input.checked);
      },
    });
    return {
      node: el('label', { class: 'chip' }, input, el('span', {}, choice.label)),
      update: (each) => {
        input.checked = each.chosen;
      },
    };
  }

  function createGroup(filter) {
    const chips = el('div', {
      class: 'chips scroll',
      role: filter.single ? 'radiogroup' : 'group',
      'aria-labelledby': labelId(filter),
      'data-path': 'view.filter',
    });
    const node = el(
      'div',
      { class: 'filter' },
      el('span', { class: 'label', id: labelId(filter) }, filter.label),
      chips,
    );
    return {
      node,
      update: (now) =>
        patchKeyed(
          chips,
          now.choices,
          (choice) => choice.tag + choice.label,
          (choice) => createChip(now, choice),
        ),
    };
  }

  return {
    update(next, table) {
      filters = next;
      root.hidden = filters.length === 0;
      patchKeyed(root, filters, (filter) => `${table} ${filter.id}`, createGroup);
    },
    // All rows again; the columns stay.
    clear() {
      const mine = filters.filter((each) => !alwaysOpen.includes(each.id)).flatMap((each) => each.choices);
      const tags = new Set(mine.map((choice) => choice.tag));
      app.setAndReport(
        'view.filter',
        app.value('view.filter').filter((tag) => !tags.has(tag)),
      );
    },
  };
}

function createGrid(scroll, app) {
  const caption = el('caption', { class: 'hidden' });
  const widths = el('colgroup', {});
  const headRow = el('tr', { role: 'row' });
  const rows = el('tbody', { role: 'rowgroup' });
  // Narrow screens lay the rows out as cards: the roles keep it a table there.
  const node = el('table', { class: 'facts', role: 'table' }, caption, widths, el('thead', { role: 'rowgroup' }, headRow), rows);
  scroll.replaceChildren(node);
  let table = null;
  let open = null; // {row, column} of the cell whose evidence is shown

  const toggle = (row, column) => {
    open = open && open.row === row && open.column === column ? null : { row, column };
    draw();
  };

  function createHead({ id }) {
    const press = () => {
      // Of the state, not of the table: that may have an order of its own where nothing is asked for.
      const next = { [id]: `-${id}`, [`-${id}`]: null }[app.value('view.sort')];
      app.setAndReport('view.sort', next === undefined ? id : next);
    };
    const label = el('span', {});
    const button = el('button', { type: 'button', class: 'sort', onclick: press, 'data-path': `view.sort=${id}` }, label);
    const head = el('th', { scope: 'col', role: 'columnheader' }, button);
    return {
      node: head,
      update(column) {
        setText(label, column.label);
        const order = { [id]: 'ascending', [`-${id}`]: 'descending' }[table.sort] ?? null;
        setAttributes(head, { 'aria-sort': order });
        setAttributes(button, { title: column.help || null });
      },
    };
  }

  // What a cell says; its evidence opens with it.
  function createCell(row, column, cell, isFirst) {
    const isDate = /^\d{4}(-\d{2}){0,2}$/.test(cell.text);
    const text = el('span', { class: `tone ${cell.tone}${isDate ? ' short' : ''}` }, cell.evidence.length ? cell.text : linked(cell.text));
    const said =
      cell.evidence.length === 0
        ? text
        : el(
            'button',
            { type: 'button', class: 'behind-it', 'data-column': column.id, onclick: () => toggle(row, column.id) },
            text,
            el('span', { class: 'hidden' }, ', evidence'),
            el('span', { class: 'chevron', 'aria-hidden': 'true' }),
          );
    return el(
      isFirst ? 'th' : 'td',
      isFirst ? { scope: 'row', role: 'rowheader' } : { role: 'cell' },
      isFirst ? null : el('span', { class: 'cell-label', 'aria-hidden': 'true' }, column.label),
      said,
    );
  }

  function createRow() {
    const row = el('tr', { role: 'row' });
    return {
      node: row,
      update({ key, cells }) {
        patchWhole(row, [key, table.columns, cells], () =>
          cells.map((cell, index) => createCell(key, table.columns[index], cell, index === 0)),
        );
        for (const button of row.querySelectorAll('.behind-it'))
          setAttributes(button, { 'aria-expanded': String(open?.row === key && open.column === button.dataset.column) });
      },
    };
  }

  function createEvidence() {
    const cell = el('td', { role: 'cell' });
    return {
      node: el('tr', { class: 'evidence-row', role: 'row' }, cell),
      update({ evidence, of }) {
        setAttributes(cell, { colspan: table.columns.length });
        patchWhole(cell, [of, evidence], () =>
          el('div', { class: 'evidence-box' }, el('p', { class: 'of' }, of), el('ul', {}, evidence.map(evidenceOf))),
        );
      },
    };
  }

  function draw() {
    const seen = new Map();
    const items = table.rows.flatMap((row) => {
      const times = (seen.get(row.id) ?? 0) + 1;
      seen.set(row.id, times);
      const item = { kind: 'row', key: `${row.id} ${times}`, cells: row.cells };
      const index = open?.row === item.key ? table.columns.findIndex(({ id }) => id === open.column) : -1;
      if (index < 0 || row.cells[index].evidence.length === 0) return [item];
      const of = index === 0 ? row.cells[0].text : `${row.cells[0].text}: ${table.columns[index].label}`;
      return [item, { kind: 'evidence', key: `${item.key} evidence`, of, evidence: row.cells[index].evidence }];
    });
    patchKeyed(
      rows,
      items,
      (item) => item.kind + table.id + item.key,
      (item) => (item.kind === 'row' ? createRow() : createEvidence()),
    );
  }

  return {
    update(next) {
      if (next.id !== table?.id) open = null;
      table = next;
      setText(caption, table.title);
      setAttributes(scroll, { 'aria-label': `Table: ${table.title}` });
      const weights = table.columns.map((column) => Math.max(column.weight, leastWeight));
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      patchWhole(widths, [table.id, table.columns], () =>
        weights.map((weight) => {
          const col = el('col', {});
          col.style.width = `${(100 * weight) / whole}%`;
          return col;
        }),
      );
      node.style.setProperty('--least', `${Math.round(whole * leastWidth)}px`);
      patchKeyed(headRow, table.columns, (column) => table.id + column.id, createHead);
      draw();
    },
  };
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// `places`: {title, about, body}, the heading, what is said about the table, and where it stands.
export function createTables({ title, about, body }, app) {
  const note = el('p', { class: 'note' });
  const count = el('p', { class: 'count-rows', role: 'status' });
  const csv = el('button', { type: 'button', id: 'csv' }, 'Download CSV');
  about.replaceChildren(note, el('div', { class: 'about-tools' }, count, csv));
  const filtersNode = el('div', { class: 'filters' });
  const scroll = el('div', { class: 'scroll facts-scroll', tabindex: 0, role: 'region' });
  const problem = el('p', { class: 'empty', hidden: true });
  const none = el(
    'p',
    { class: 'empty' },
    'No row has all of this. ',
    el('button', { type: 'button', class: 'quiet', onclick: () => filters.clear() }, 'Show all rows'),
  );
  const filters = createFilters(filtersNode, app);
  const grid = createGrid(scroll, app);
  let shown = '';

  csv.addEventListener('click', () => {
    const answer = app.result('csv');
    if (answer.value) download(`inference-${shown}.csv`, answer.value.text);
  });

  return {
    update(tab, table, error) {
      shown = tab;
      if (filtersNode.parentElement !== body) body.replaceChildren(filtersNode, problem, none, scroll);
      problem.hidden = error === null;
      setText(problem, error?.message ?? '');
      csv.disabled = table === null;
      scroll.hidden = table === null || table.rows.length === 0;
      none.hidden = table === null || table.rows.length > 0;
      setText(title, table?.title ?? title.textContent);
      setText(note, table?.note ?? '');
      const all = table ? plural(table.rows_of_all, 'row') : '';
      setText(count, table && table.rows.length < table.rows_of_all ? `${table.rows.length} of ${all}` : all);
      filters.update(table?.filters ?? [], tab);
      if (table) grid.update(table);
    },
  };
}
