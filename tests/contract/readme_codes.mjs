// The words of the contract as the sources spell them: codes of refusals, risks, warnings, doubts and errors, kinds,
// override fields, link keys and calls.
import { readFileSync, readdirSync } from 'node:fs';

const word = '"([a-z0-9]+(?:[-_ ][a-z0-9]+)*)"';

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesUnder(new URL(`${entry.name}/`, folder));
    return /\.(cpp|h)$/.test(entry.name) ? [new URL(entry.name, folder)] : [];
  });
}

const firstGroups = (text, pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => match[1]);

// The words of an array: `name[] = {"a", "b"}` or an array<…> called `name`.
function wordsOfArray(text, name) {
  const start = text.indexOf('{', text.indexOf(name));
  return firstGroups(text.slice(start, text.indexOf('}', start)), word);
}

const errorOpenings = [
  'Error\\s*\\{',
  'error_json\\(\\{',
  'failed\\(\\{?',
  'fail(?:_here)?\\(',
  'reject\\(',
  '\\badd\\(',
  'note\\(',
  '(?:notes|problems)_?\\.push_back\\(\\{',
  'write_json\\(\\{',
  'return \\{\\s*',
  '\\) return \\{',
];

export function codesOf(root) {
  const read = (path) => readFileSync(new URL(path, root), 'utf8');
  const all = (...folders) =>
    folders.flatMap((folder) => filesUnder(new URL(folder, root))).map((file) => readFileSync(file, 'utf8')).join('\n');
  const engine = all('wasm/engine/');
  const bindings = read('wasm/bindings.cpp');
  const fieldTable = read('wasm/contract/field_table.cpp');
  const canvas = read('ui/canvas_host.cpp') + read('ui/host_none.cpp');
  const answers = all('wasm/contract/', 'ui/app/') + bindings + canvas;
  const errors = firstGroups(answers, `(?:${errorOpenings.join('|')})\\s*"([a-z]+(?:-[a-z]+)*)"\\s*,\\s`);
  return {
    lists: {
      'gate codes': wordsOfArray(read('wasm/engine/decision/gates.cpp'), 'gate_order'),
      'risk codes': firstGroups(engine, `risks\\.push_back\\(\\s*\\{${word}`),
      'warning codes': [
        ...firstGroups(engine, `warnings\\.push_back\\(\\s*\\{${word}`),
        ...firstGroups(engine, `warn_once\\(priced,\\s*\\{${word}`),
        ...firstGroups(engine, `Warning \\w+\\([^)]*\\) \\{\\s*return \\{${word}`),
      ],
      'doubt codes': firstGroups(engine, `doubts\\.push_back\\(\\s*\\{${word}`),
      assumptions: wordsOfArray(read('wasm/engine/decision/sensitivity.cpp').split('word(Assumption')[1], 'words'),
      'evidence kinds': wordsOfArray(read('wasm/engine/catalog/catalog.cpp').split('word(Kind')[1], 'words'),
      'override fields': wordsOfArray(read('wasm/engine/pricing/rules/overrides.h'), 'override_field_words'),
      // "not-shown" stays inside the application: no call answers it.
      'error codes': [...errors.filter((code) => code !== 'not-shown'), 'nothing-to-undo', 'nothing-to-redo'],
    },
    linkKeys: [...fieldTable.matchAll(/^ {4}\{(?:request|workload|view), "([^"]+)", "([^"]*)"/gm)].map(
      ([, path, key]) => [path, key],
    ),
    calls: [...new Set(firstGroups(bindings, 'emscripten::function\\("(\\w+)"'))],
  };
}
