// The public reference of the contract against the module and the sources: what its examples answer, its field
// table, its lists of codes, calls and members.
//   node tests/contract/readme.test.mjs --update   writes the field table and the examples' answers anew
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { codesOf } from './readme_codes.mjs';

const root = new URL('../../', import.meta.url);
const site = new URL('build/site/', root);
const readmeUrl = new URL('wasm/contract/README.md', root);
const relativeTolerance = 1e-9;
const rewrite = 'Where that is meant: node tests/contract/readme.test.mjs --update';

const codes = codesOf(root);
const createPicker = createRequire(import.meta.url)(new URL('picker.js', site).pathname);
const ratesText = readFileSync(new URL('rates.json', site), 'utf8');
const readme = readFileSync(readmeUrl, 'utf8');

// With the rates.
const picker = await createPicker({ wasmBinary: readFileSync(new URL('picker.wasm', site)) });
const { catalogs } = JSON.parse(picker.loadCatalog(ratesText));

// Examples: a comment <!-- example CALL -->, a block of JSON that is the input, and one with members of the answer.
// Text in the first block is passed as it is. <!-- example CALL() --> and <!-- example CALL(rates.json) --> have no
// first block. All run in their order on one module that has the rates.

const blockPattern = '```json\\n([^]*?)\\n```';
const examplePattern = new RegExp(
  `<!-- example (\\w+) -->\\s+${blockPattern}[^\`]*?${blockPattern}|` +
    `<!-- example (\\w+)\\((rates\\.json)?\\) -->\\s+${blockPattern}`,
  'g',
);

function readExamples(text) {
  return [...text.matchAll(examplePattern)].map((match, index) => {
    const [whole, call, input, answer, bareCall, rates, bareAnswer] = match;
    return {
      name: `${index + 1}, ${call ?? bareCall}`,
      call: call ?? bareCall,
      arguments: call ? [asText(JSON.parse(input))] : rates ? [ratesText] : [],
      input,
      shown: JSON.parse(answer ?? bareAnswer),
      whole,
    };
  });
}

const asText = (input) => (typeof input === 'string' ? input : JSON.stringify(input));

// What of the shown members is otherwise in the answer. Members that are left out count for nothing.
function differences(shown, real, at = '') {
  if (typeof shown === 'number' && typeof real === 'number') {
    const near = Math.abs(shown - real) <= relativeTolerance * Math.abs(real);
    return near ? [] : [`${at}: ${shown} is ${real}`];
  }
  if (shown === null || typeof shown !== 'object' || real === null || typeof real !== 'object') {
    return shown === real ? [] : [`${at}: ${JSON.stringify(shown)} is ${JSON.stringify(real)}`];
  }
  if (Array.isArray(shown) !== Array.isArray(real)) return [`${at}: one is an array`];
  return Object.keys(shown).flatMap((key) => differences(shown[key], real[key], at ? `${at}.${key}` : key));
}

function runExamples() {
  return readExamples(readme).map((example) => ({
    ...example,
    answer: JSON.parse(picker[example.call](...example.arguments)),
  }));
}

// The field table, from what `fields` lists for each kind of work and each shape of the load.

const shapes = ['flat', 'packed', 'diurnal', 'office', 'custom'];

// The first preset of each kind of work.
function firstRequests(catalogs) {
  const requests = new Map();
  for (const { request } of catalogs[0].presets) {
    const [{ modality }] = request.workloads;
    if (!requests.has(modality)) requests.set(modality, request);
  }
  return requests;
}

function withShape(request, shape) {
  const load = { shape, hourly: shape === 'custom' ? Array(24).fill(1) : null };
  return { ...request, workloads: [{ ...request.workloads[0], load }] };
}

const requests = firstRequests(catalogs);

// In the order of the sources.
function collectFields() {
  const rows = new Map();
  for (const [modality, request] of requests) {
    for (const shape of shapes) {
      assert.deepEqual(JSON.parse(picker.start(JSON.stringify({ request: withShape(request, shape) }))).problems, []);
      for (const field of JSON.parse(picker.fields()).fields) {
        if (!rows.has(field.path)) rows.set(field.path, { field, modalities: new Set(), shapes: new Set() });
        rows.get(field.path).modalities.add(modality);
        rows.get(field.path).shapes.add(shape);
      }
    }
  }
  const place = ({ field }) => codes.linkKeys.findIndex(([path]) => path === field.id);
  return [...rows.values()].sort((a, b) => place(a) - place(b));
}

function isRequired(path) {
  const request = structuredClone(requests.values().next().value);
  const keys = path.split('.');
  const last = keys.pop();
  const parent = keys.reduce((node, key) => node?.[key], request);
  if (!parent) return false;
  delete parent[last];
  const { error } = JSON.parse(picker.compare(JSON.stringify(request)));
  return error?.code === 'missing' && error.path === path;
}

const shortNumber = (value) => (value < 1e5 ? String(value) : value.toExponential().replace('e+', 'e'));
const code = (text) => (text === '' ? '' : `\`${text}\``);

function fieldRow({ field, modalities, shapes: ofShapes }) {
  const choices = field.kind === 'models' ? '' : field.choices.map(({ value }) => code(value)).join(', ');
  const counts = [];
  if (modalities.size < requests.size) counts.push([...modalities].join(', '));
  if (ofShapes.size < shapes.length) counts.push(`shape ${[...ofShapes].join(', ')}`);
  const cells = [
    code(field.path.replace('workloads.0.', '')),
    code(field.link_key),
    field.kind + (choices ? `: ${choices}` : ''),
    isRequired(field.path) ? 'required' : code(JSON.stringify(field.default)),
    field.min === null ? '' : `${shortNumber(field.min)} to ${shortNumber(field.max)}`,
    field.kind === 'share' ? '' : field.unit,
    counts.join('; '),
    field.help,
  ];
  return `| ${cells.join(' | ')} |`;
}

function fieldTable() {
  const rows = collectFields();
  const scopes = [
    ['Of a request', ({ path }) => !/^(workloads|view)\./.test(path)],
    ['Of a workload', ({ path }) => path.startsWith('workloads.')],
    ['Of a view', ({ path }) => path.startsWith('view.')],
  ];
  const tables = scopes.map(([title, belongs]) =>
    [
      `**${title}**`,
      '',
      '| Path | Link key | Kind | Default | Range | Unit | Counts for | What it is |',
      '|---|---|---|---|---|---|---|---|',
      ...rows.filter(({ field }) => belongs(field)).map(fieldRow),
    ].join('\n'),
  );
  return tables.join('\n\n');
}

const fieldsPattern = /(<!-- fields -->\n\n)([^]*?)(\n\n<!-- end of fields -->)/;

// The rows of the Markdown table after a comment, as lists of cells.
function tableAfter(comment) {
  const start = readme.indexOf(`<!-- ${comment} -->`);
  assert.ok(start >= 0, `the README has no table marked "${comment}"`);
  const lines = readme.slice(start).split('\n').slice(1);
  const first = lines.findIndex((line) => line.startsWith('|'));
  const table = lines.slice(first, first + lines.slice(first).findIndex((line) => !line.startsWith('|')));
  return table.slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

const inCode = (cell) => cell.match(/^`([^`]*)`$/)?.[1];

// Objects in one line where they fit, else a member a line.
function pretty(value, indent = '') {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ').replace(/\[ /g, '[').replace(/ \]/g, ']');
  if (value === null || typeof value !== 'object' || indent.length + line.length <= 110) return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((item) => inner + pretty(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

// The shown members with the values of the real answer.
function shownOf(shown, real) {
  if (real === null || typeof real !== 'object' || shown === null || typeof shown !== 'object') {
    return typeof real === 'number' ? Number(real.toPrecision(10)) : real;
  }
  if (Array.isArray(shown)) return shown.map((item, i) => shownOf(item, real[i]));
  return Object.fromEntries(Object.entries(shown).map(([key, item]) => [key, shownOf(item, real[key])]));
}

function update() {
  let text = readme;
  for (const { name, whole, answer, shown, input } of examples) {
    assert.equal(answer.ok, shown.ok ?? true, `example ${name} is answered otherwise: ${JSON.stringify(answer.error)}`);
    const block = (json) => `\`\`\`json\n${json}\n\`\`\``;
    const blocks = whole.match(new RegExp(blockPattern, 'g'));
    let written = whole.replace(blocks.at(-1), () => block(pretty(shownOf(shown, answer))));
    if (input) written = written.replace(blocks[0], () => block(pretty(JSON.parse(input))));
    text = text.replace(whole, () => written);
  }
  const table = fieldTable();
  writeFileSync(readmeUrl, text.replace(fieldsPattern, (_, start, __, end) => start + table + end));
}

const examples = runExamples();
if (process.argv.includes('--update')) update();
else declareTests();

function declareTests() {

  test('every marked example is one that is run', () => {
    assert.equal(examples.length, readme.match(/<!-- example /g).length);
    const blocks = examples.reduce((sum, { input }) => sum + (input ? 2 : 1), 0);
    assert.equal(readme.match(/```json/g).length, blocks, 'a block of JSON outside the examples');
  });

  for (const { name, shown, answer } of examples) {
    test(`example ${name}: what is shown is in the answer`, () => {
      assert.deepEqual(differences({ ok: true, ...shown }, answer), [], rewrite);
    });
  }

  test('every member of the answers is in the reference', () => {
    const prose = readme.replace(new RegExp(blockPattern, 'g'), '');
    const known = new Set(prose.match(/`[^`\n]+`/g).flatMap((span) => span.match(/\w+/g) ?? []));
    const missing = new Set();
    JSON.stringify(examples.map(({ answer }) => answer), (key, value) => {
      if (key && !/^\d+$/.test(key) && !known.has(key)) missing.add(key);
      return value;
    });
    assert.deepEqual([...missing], []);
  });

  test('the field table is that of the module', () => {
    assert.equal(readme.match(fieldsPattern)[2], fieldTable(), rewrite);
  });

  test('the inputs that the field table leaves out are in the table after it', () => {
    const listed = new Set(collectFields().map(({ field }) => field.path));
    const workload = { model: 'llama-3.3-70b', requests_per_day: 1, input_tokens: 1 };
    const minimal = { catalog: 'market', workloads: [workload] };
    const { request } = JSON.parse(picker.compare(JSON.stringify(minimal)));
    const { view } = JSON.parse(picker.readLink('#v=1'));
    const left = {};
    const walk = (node, path) => {
      if (node && typeof node === 'object' && !(Array.isArray(node) && path !== 'workloads')) {
        for (const [key, value] of Object.entries(node)) walk(value, path ? `${path}.${key}` : key);
      } else if (!listed.has(path)) {
        left[path.replace('workloads.0.', '')] = JSON.stringify(node);
      }
    };
    walk({ ...request, view }, '');
    const rows = tableAfter('other fields');
    const shown = Object.fromEntries(rows.map(([path, , , fallback]) => [inCode(path), inCode(fallback)]));
    assert.deepEqual(Object.entries(shown).sort(), Object.entries(left).sort());
  });

  test('link keys are those of the sources', () => {
    const fields = [...readme.match(fieldsPattern)[2].matchAll(/^\| `([^`]+)` \| (`\w+`|) \|/gm)];
    const shown = [
      ...fields.map(([, path, key]) => [path, inCode(key) ?? '']),
      ...tableAfter('other fields').map(([path, key]) => [inCode(path), inCode(key) ?? '']),
    ];
    const own = shown.map(([path, key]) => [path.replace(/^view\./, ''), key]);
    assert.deepEqual(own.sort(), [...codes.linkKeys].sort());
  });

  for (const [list, wanted] of Object.entries(codes.lists)) {
    test(`the ${list} are those of the sources`, () => {
      assert.ok(wanted.length > 2);
      assert.deepEqual(tableAfter(list).map(([cell]) => inCode(cell)).sort(), [...new Set(wanted)].sort());
    });
  }

  test('every call has its section, and those that are not built answer so', () => {
    const sections = [...readme.matchAll(/^### (.*)$/gm)].flatMap(([, title]) => title.match(/`\w+`/g) ?? []);
    const notBuilt = tableAfter('calls that are not built').map(([cell]) => cell);
    assert.deepEqual([...sections, ...notBuilt].sort(), codes.calls.map((name) => `\`${name}\``).sort());
    for (const cell of notBuilt) {
      const call = picker[inCode(cell)];
      const answer = JSON.parse(inCode(cell) === 'memo' ? call('{}', 'csv') : call('{}'));
      assert.deepEqual([answer.error.code, answer.error.path], ['not-yet', '']);
    }
  });
}
