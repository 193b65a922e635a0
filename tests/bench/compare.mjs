// Runs the benchmark natively and as wasm in Node and prints both, their ratio and the budgets of the design beside
// them. Passes no judgement: times are of one machine.
//   node tests/bench/compare.mjs NATIVE WASM_JS
import {execFileSync} from 'node:child_process';

const budgets_ns = {
  'closed-form option': 1e3,
  'table-priced option': 10,
  'simulated day': 1e6,
  'compare, token offers': 1e5,
  'compare, first visit': 2e6,
};
const unit_ns = {ns: 1, us: 1e3, ms: 1e6, s: 1e9};

function times(command, args) {
  const options = {encoding: 'utf8', maxBuffer: 1 << 24, stdio: ['ignore', 'pipe', 'inherit']};
  const report = execFileSync(command, [...args, '--benchmark_format=json', '--benchmark_min_time=0.3'], options);
  const rows = JSON.parse(report.slice(report.indexOf('{'))).benchmarks;
  return new Map(rows.map(row => [row.name, row.cpu_time * unit_ns[row.time_unit]]));
}

function plain(ns) {
  if (ns === undefined) return '';
  const unit = ns < 1e3 ? 'ns' : ns < 1e6 ? 'us' : 'ms';
  return `${(ns / unit_ns[unit]).toPrecision(3)} ${unit}`;
}

const [native_path, wasm_path] = process.argv.slice(2);
const native = times(native_path, []);
const wasm = times(process.execPath, [wasm_path]);
const line = cells => console.log(cells.map((cell, i) => (i ? cell.padStart(14) : cell.padEnd(26))).join(''));
line(['', 'native -O3', 'wasm', 'native / wasm', 'budget (wasm)']);
for (const [name, ns] of native) {
  const ratio = wasm.has(name) ? (ns / wasm.get(name)).toFixed(2) : '';
  line([name, plain(ns), plain(wasm.get(name)), ratio, plain(budgets_ns[name])]);
}
console.log('The design asks for a ratio of 0.7 or more.');
