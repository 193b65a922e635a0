// Windows, hidden reasoning, tokenizers and names of the models, against tables typed by hand from what was read.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isCard, readRates } from './files.js';

const rates = readRates();
const { models, tokenizers } = rates['models.json'];
const cards = Object.entries(rates)
  .filter(([file]) => isCard(file))
  .map(([, card]) => card);
const modelOf = (id) => models.find((model) => model.id === id);
const windowOn = (platform, model) => rates[`${platform}.json`].windows.find((row) => row.model === model);

// Platform, model, window, own window of the model.
const cut = [
  ['sambanova', 'deepseek-v3.1', 131072, 163840],
  ['sambanova', 'deepseek-v3.2', 32768, 163840],
  ['cerebras', 'qwen3.8-27b', 131072, 262144],
  ['groq', 'qwen3.6-27b', 131072, 262144],
  ['groq', 'qwen3.8-27b', 131072, 262144],
  ['fireworks', 'qwen3.8-max', 262144, 1000000],
  ['fireworks', 'qwen3.8-2.4t-a95b', 262144, 1000000],
  ['fireworks', 'minimax-m3', 512000, 1000000],
  ['deepinfra', 'qwen3-32b', 40960, 131072],
  ['deepinfra', 'qwen3.8-max', 256000, 1000000],
  ['deepinfra', 'llama-4-scout', 327680, 10485760],
  ['together', 'inkling', 524288, 1048576],
  ['together', 'minimax-m3', 524288, 1000000],
  ['baseten', 'nemotron-3-ultra-550b-a55b', 202800, 1000000],
  ['bedrock', 'qwen3-32b', 32768, 131072],
  ['bedrock', 'qwen3-coder-480b', 131072, 262144],
  ['openrouter', 'kimi-k2', 131072, 256000],
  ['openrouter', 'llama-4-maverick', 524288, 1048576],
  ['openrouter', 'llama-4-scout', 327680, 10485760],
  ['openrouter', 'qwen3-235b-a22b-instruct-2507', 131072, 262144],
  ['openrouter', 'qwen3-235b-a22b-thinking-2507', 128000, 262144],
  ['openrouter', 'qwen3-32b', 40960, 131072],
];

// Platform, model, most output.
const caps = [
  ['bedrock', 'llama-3.1-8b', 4096],
  ['bedrock', 'llama-3.1-70b', 4096],
  ['bedrock', 'llama-3.3-70b', 4096],
  ['bedrock', 'llama-4-maverick', 8192],
  ['bedrock', 'gemma-3-27b', 8192],
  ['fireworks', 'gpt-oss-120b', 32768],
  ['cerebras', 'gpt-oss-120b', 40960],
  ['groq', 'qwen3.6-27b', 16384],
  ['deepinfra', 'gpt-oss-120b', null],
  ['deepinfra', 'glm-4.7', 131072],
];

// Model, window, most input, most output.
const windows = [
  ['gpt-5', 400000, 272000, 128000],
  ['gpt-5.4', 1050000, 922000, 128000],
  ['gpt-6-sol', 1050000, 922000, 128000],
  ['gpt-oss-120b', 131072, null, 65536],
  ['llama-3.3-70b', 131072, null, null],
  ['llama-4-scout', 10485760, null, null],
  ['gemma-2-9b', 8192, null, null],
  ['kimi-k3', 1048576, null, null],
  ['qwen3.8-27b', 262144, null, 131072],
  ['inkling', 1048576, null, 131072],
];

// Model, low, typical, high; from 10 on in whole numbers.
const ratios = [
  ['gpt-oss-120b', 0.24, 2.08, 13],
  ['gpt-oss-20b', 1.11, 3.39, 19],
  ['gpt-5', 1.41, 5.55, 15],
  ['gpt-5.4-mini', 2.47, 3.71, 82],
  ['gpt-5.6-luna', 0.23, 0.69, 20],
  ['o3', 1.49, 4.82, 6.21],
  ['deepseek-r1', 2.86, 4.31, 7.76],
  ['deepseek-v4-flash', 0.85, 1.75, 65],
  ['glm-5', 0.74, 20, 23],
  ['kimi-k3', 1.11, 1.73, 17],
  ['qwen3.8-27b', 1.33, 2.15, 15],
  ['minimax-m2.5', 0.59, 10, 10],
];

// Model, effort, agentic, text, both.
const efforts = [
  ['gpt-oss-120b', 'low', 0.24, 1.86, 0.52],
  ['gpt-oss-120b', 'high', 4.89, 13, 8.32],
  ['gpt-5.5', 'medium', 0.81, 2.24, 1],
  ['gpt-5.6-terra', 'max', 2.53, 22, 3.45],
  ['qwen3.8-27b', 'xhigh', 2.3, 15, 3.43],
];

// Not measured: the model whose figures stand in; null for the medians over all that were.
const relatives = [
  ['beam-1.0-501b-a23b', null],
  ['deepseek-v4.1-flash', 'deepseek-v4-flash-0731'],
  ['deepseek-v4.1-flash-1017', 'deepseek-v4-flash-0731'],
  ['ember-1', null],
  ['glm-5.3-flash', 'glm-5.3'],
  ['glm-5.3-flashx', 'glm-5.3'],
  ['glm-5.3-flashx-legal', 'glm-5.3'],
  ['glm-5.3-prime', 'glm-5.3'],
  ['gpt-6-luna', 'gpt-5.6-luna'],
  ['gpt-6-sol', 'gpt-5.6-terra'],
  ['gpt-6.1-terra', 'gpt-5.6-terra'],
  ['gpt-oss-safeguard-20b', 'gpt-oss-20b'],
  ['kimi-k3.1-pro', 'kimi-k3'],
  ['minimax-m3.1-flash', 'minimax-m3'],
  ['muse-spark-open', null],
  ['nemotron-3.5-super-vl', 'nemotron-3-ultra-550b-a55b'],
];

// English, code, Chinese, Korean, Russian.
const relativeTokens = {
  deepseek: [1.002, 1.06, 0.756, 1.077, 1.071],
  gemma: [1.012, 1.195, 0.855, null, null],
  llama2: [1.074, 1.307, 1.837, null, null],
  llama3: [1.002, 0.995, 1.029, 1.085, 1.202],
  llama4: [0.988, null, null, 0.832, 0.902],
  'mistral-v1': [1.048, 1.277, 1.395, null, null],
  o200k: [1, 1, 1, 1, 1],
  qwen: [1.002, 1.012, 0.807, 1.127, 1.233],
  tekken: [1.004, 1.048, 1.181, 0.972, 1.095],
};

const shown = (value) => (value < 10 ? value : Math.round(value));

test('a platform cuts the window of these models', () => {
  for (const [platform, model, tokens, own] of cut) {
    assert.equal(windowOn(platform, model)?.tokens, tokens, `${platform} ${model}`);
    assert.equal(modelOf(model).window.tokens, own, model);
  }
});

test('a platform cuts the answers of these models', () => {
  for (const [platform, model, most] of caps)
    assert.equal(windowOn(platform, model)?.output_tokens_max, most, `${platform} ${model}`);
});

test('the free plan of Cerebras has a window of its own', () => {
  for (const { model, note } of rates['cerebras.json'].windows) assert.match(note, /free plan has 65,536/, model);
});

test('models have these windows', () => {
  for (const [id, tokens, input, output] of windows) {
    const { window } = modelOf(id);
    assert.deepEqual([window.tokens, window.input_tokens_max, window.output_tokens_max], [tokens, input, output], id);
  }
});

test('every text and embedding model has a window, and no other', () => {
  for (const { id, modality, window } of models)
    assert.equal(window !== null, ['text', 'embedding'].includes(modality), id);
});

test('a window of OpenAI leaves room for the most output beside the most input', () => {
  for (const window of [...rates['openai.json'].windows, ...models.map((model) => model.window)]) {
    if (!window?.input_tokens_max) continue;
    assert.equal(window.input_tokens_max + window.output_tokens_max, window.tokens, window.model);
  }
});

test('a platform has no more of a window than the model, but for what sellers round', () => {
  for (const card of cards) {
    for (const { model, tokens } of card.windows)
      assert.ok(tokens <= 1.05 * modelOf(model).window.tokens, `${card.id} ${model}: ${tokens}`);
  }
});

test('these ratios of hidden reasoning were measured', () => {
  for (const [id, ...wanted] of ratios) {
    const { low, typical, high } = modelOf(id).reasoning;
    assert.deepEqual([low, typical, high].map(shown), wanted, id);
  }
  for (const [id, effort, ...wanted] of efforts) {
    const { agentic, text, both } = modelOf(id).reasoning.by_effort.find((row) => row.effort === effort);
    assert.deepEqual([agentic, text, both].map(shown), wanted, `${id} ${effort}`);
  }
});

test('typical lies between the efforts where the default was not measured', () => {
  for (const { id, reasoning } of models) {
    if (reasoning?.kind !== 'modelled') continue;
    const [from, to] = reasoning.by_effort.map((row) => row.both);
    assert.ok(Math.abs(reasoning.typical - Math.sqrt(from * to)) <= 0.006, id);
  }
});

test('a model that was not measured has the ratios of its relative, or the medians', () => {
  const measured = models.map((model) => model.reasoning).filter((reasoning) => reasoning?.by_effort.length > 0);
  assert.equal(measured.length, 63);
  const median = (key) => measured.map((reasoning) => reasoning[key]).sort((a, b) => a - b)[31];
  const medians = { low: median('low'), typical: median('typical'), high: Math.round(median('high')) };
  const assumed = models.filter((model) => model.reasoning?.kind === 'assumed').map((model) => model.id);
  assert.deepEqual(assumed, relatives.map(([id]) => id));
  for (const [id, relative] of relatives) {
    const { low, typical, high, note } = modelOf(id).reasoning;
    const from = relative ? modelOf(relative).reasoning : medians;
    assert.deepEqual([low, typical, high], [from.low, from.typical, from.high], id);
    assert.ok(note.includes(relative ? modelOf(relative).label : 'the medians over the 63 models'), id);
  }
});

test('tokenizers have these ratios, and a model names each', () => {
  for (const [id, wanted] of Object.entries(relativeTokens)) {
    const { english, code, chinese, korean, russian } = tokenizers.find((row) => row.id === id).relative_to_o200k;
    assert.deepEqual([english, code, chinese, korean, russian], wanted, id);
  }
  for (const { id } of tokenizers) assert.ok(models.some((model) => model.tokenizer === id), id);
});

test('a name, in capitals or not, leads to one model', () => {
  const named = new Map();
  for (const { id, aliases } of models) {
    for (const name of [id, ...aliases].map((each) => each.toLowerCase())) {
      assert.equal(named.get(name) ?? id, id, `${name} names ${named.get(name)} too`);
      named.set(name, id);
    }
  }
  for (const [name, id] of [
    ['openai/gpt-oss-120b', 'gpt-oss-120b'],
    ['deepseek.v3-v1:0', 'deepseek-v3.1'],
    ['qwen/qwen3-235b-a22b-2507', 'qwen3-235b-a22b-instruct-2507'],
    ['accounts/fireworks/models/glm-5p3', 'glm-5.3'],
    ['kimi-k2-6', 'kimi-k2.6'],
    ['gpt-5-chat', undefined],
    ['gpt-5.5-instant', undefined],
    ['deepseek-flash', undefined],
  ])
    assert.equal(named.get(name), id, name);
});
