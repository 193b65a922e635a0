// What an editor reads after a mistake in a model, a GPU, or how fast something answers.
import { checkReports, rates } from './broken.js';

const row = (table, id) => table.models.find((model) => model.id === id);
const window = {
  model: 'llama-3.3-70b',
  tokens: 128000,
  input_tokens_max: null,
  output_tokens_max: 4096,
  kind: 'published',
  as_of: rates['bedrock.json'].as_of,
  source: Object.keys(rates['bedrock.json'].sources)[0],
  note: null,
};
// A reading for the Bedrock card.
const reading = {
  model: 'llama-3.3-70b',
  how: 'serverless',
  variant: null,
  ttft_p50_s: 0.5,
  ttft_p95_s: 1,
  tokens_per_s: 40,
  tokens_per_s_fast: 80,
  prompt_tokens: null,
  thinking: null,
  method: 'traffic',
  kind: 'measured',
  as_of: '2026-11-10',
  source: 'catalogue-2026-11-10',
  note: null,
};

checkReports([
  [
    'rows out of order',
    'gpus.json',
    (table) => {
      table.gpus.reverse();
    },
    /Sort the rows by id/,
  ],
  [
    'one name in two rows',
    'models.json',
    (table) => {
      table.models[1].aliases.push(table.models[0].id);
    },
    /already names/,
  ],
  [
    'a shape that is not a row',
    'models.json',
    (table) => {
      table.same_shape[0].as = 'llama-9';
    },
    /same_shape\.0\.as: "llama-9" is not a row of models with an architecture\. Write the id of one\./,
  ],
  [
    'a shape for a row that has one',
    'models.json',
    (table) => {
      table.same_shape[0].id = 'llama-3.3-70b';
    },
    /same_shape\.0\.id: "llama-3\.3-70b" has a row with an architecture of its own\. Remove it here\./,
  ],
  ['an unchanged table of models', 'models.json', () => {}, /^$/],
  [
    'one name in two rows, in capitals',
    'models.json',
    (table) => {
      table.models[1].aliases.push('LLAMA3.3-70B');
    },
    /models\.\d+: "llama3\.3-70b" already names deepseek-v3\.2\. Keep it in one row\./,
  ],
  [
    'a tokenizer that is not there',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').tokenizer = 'llama-3';
    },
    /models\.22\.tokenizer: "llama-3" is not in tokenizers\. Add it there, or write null\./,
  ],
  [
    'an output that is the window',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').window.output_tokens_max = 131072;
    },
    /models\.22\.window\.output_tokens_max: 131072 is not below the window of 131072\. Write null where the window alone limits it\./,
  ],
  [
    'an assumption without a reason',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').window.kind = 'assumed';
    },
    /models\.22\.window\.note: an assumption says why\. Write a sentence\./,
  ],
  [
    'reasoning out of order',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.typical = 19;
    },
    /models\.14\.reasoning\.high: 18\.59 is below typical, 19\. Write one at or above it\./,
  ],
  [
    'reasoning that was measured without a figure',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.by_effort = [];
    },
    /models\.14\.reasoning\.by_effort: write what was measured, or \[\] and the kind "assumed" where nothing was\./,
  ],
  [
    'an effort written twice',
    'models.json',
    (table) => {
      row(table, 'gpt-oss-20b').reasoning.by_effort[1].effort = 'low';
    },
    /models\.14\.reasoning\.by_effort\.1\.effort: "low" stands here twice\. Keep one\./,
  ],
  [
    'a model that nothing says how fast',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').architecture = null;
    },
    /models\.22\.speed_class: neither a shape nor a class says how fast it is\. Write a class\./,
  ],
  [
    'a class beside a shape',
    'models.json',
    (table) => {
      row(table, 'llama-3.3-70b').speed_class = 'dense-40-130b';
    },
    /models\.22\.speed_class: its shape says it\. Write null\./,
  ],
  [
    'a window of a model that is not sold',
    'bedrock.json',
    (card) => {
      card.windows.push({ ...window, model: 'kimi-k3' });
    },
    /windows\.0\.model: "kimi-k3" is in none of token_offers\. Add its offer, or remove the window\./,
  ],
  [
    'a window written twice',
    'bedrock.json',
    (card) => {
      card.windows.push(window, window);
    },
    /windows\.1\.model: "llama-3\.3-70b" stands after "llama-3\.3-70b"\. Sort the rows by model, each once\./,
  ],
  [
    'a window of nothing',
    'bedrock.json',
    (card) => {
      card.windows.push({ ...window, tokens: 0 });
    },
    /windows\.0\.tokens: 0 is too small\. Write 1 or more\./,
  ],
  [
    'a twin that is not a row',
    'models.json',
    (table) => {
      table.twins = [{ id: 'llama-3.3-70b', priced_as: ['llama-9'], rule: 'the same' }];
    },
    /twins\.0\.priced_as\.0: "llama-9" is not a row of models\. Write the id of one, or add the row\./,
  ],
  [
    'a twin of another size',
    'models.json',
    (table) => {
      table.twins = [{ id: 'llama-3.3-70b', priced_as: ['llama-3.1-8b'], rule: 'the same' }];
    },
    /twins\.0\.priced_as\.0: "llama-3\.1-8b" is not another model of the shape of llama-3\.3-70b\./,
  ],
  [
    'a speed of a model that is not sold',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, model: 'llama-4-scout' }];
    },
    /speeds\.0\.model: this card does not sell "llama-4-scout"\. Remove the row, or add the offer first\./,
  ],
  [
    'a speed of a tier that is not sold',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, how: 'flex' }];
    },
    /speeds\.0\.how: llama-3\.3-70b is not sold as flex\. Write one of serverless\./,
  ],
  [
    'a slow tail that is faster than the median',
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, ttft_p95_s: 0.2 }];
    },
    /speeds\.0\.ttft_p95_s: 0\.2 is below the median, 0\.5\./,
  ],
  [
    'a reading without a number',
    'bedrock.json',
    (card) => {
      const none = { ttft_p50_s: null, ttft_p95_s: null, tokens_per_s: null, tokens_per_s_fast: null };
      card.speeds = [{ ...reading, ...none }];
    },
    /speeds\.0: no number stands here\. Write one, or remove the row\./,
  ],
  [
    "a measured figure of the vendor's own",
    'bedrock.json',
    (card) => {
      card.speeds = [{ ...reading, method: 'vendor' }];
    },
    /speeds\.0\.kind: "measured" beside the method vendor\. Write "published"/,
  ],
  [
    'a reading written twice',
    'bedrock.json',
    (card) => {
      card.speeds = [reading, reading];
    },
    /speeds\.1: the same reading as speeds\.0\. Keep one\./,
  ],
  [
    'a speed in the offer, where it once stood',
    'bedrock.json',
    (card) => {
      card.token_offers[0].speed = { tokens_per_s: 100 };
    },
    /token_offers\.0: unknown key "speed"/,
  ],
  ['an unchanged table of latency', 'latency.json', () => {}, /^$/],
  [
    'a platform that is not compared with others',
    'latency.json',
    (table) => {
      table.hosts.pop();
    },
    /hosts: no row for openai\. Add one; its factors are null where nothing was compared\./,
  ],
  [
    'a factor of two models',
    'latency.json',
    (table) => {
      table.hosts[0].models = 2;
    },
    /hosts\.0\.ttft_factor: 0\.84 beside 2 models\. Write null below three, else the factor\./,
  ],
  [
    'a kind of host without its row any',
    'latency.json',
    (table) => {
      table.priors[0].speed_class = 'dense-10-40b';
    },
    /priors: no row any for marketplace\. Add one: it stands for the classes without a row\./,
  ],
  [
    'a first token that is late in the good case',
    'latency.json',
    (table) => {
      table.priors[0].ttft_s.low = 5;
    },
    /priors\.0\.ttft_s\.typical: 0\.98 is below low, 5\./,
  ],
]);
