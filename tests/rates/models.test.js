// models.json and gpus.json by arithmetic: parameters from layers and widths, cache and attention from heads, tensor
// rates from one another. A row that cannot be confirmed so says it in its note.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { readJson, readRates, root } from './files.js';

const rates = readRates();
const { models } = rates['models.json'];
const { gpus } = rates['gpus.json'];
const widths = readJson(join(root, 'tests', 'vectors', 'model_widths.json')).models;
const shaped = models.filter((model) => model.architecture !== null);
const unconfirmed = /not confirmed by arithmetic/;

const near = (value, wanted, share) => Math.abs(value - wanted) <= share * wanted;

// Parameters of one attention block: grouped queries, or latents (DeepSeek's form).
function attention(shape, latent) {
  const { hidden, heads, kv_heads: kvHeads, head_dim: headDim } = shape;
  if (!latent) return hidden * headDim * 2 * (heads + kvHeads);
  const query = latent.nope + latent.rope;
  return (
    hidden * latent.q + latent.q * heads * query + hidden * (latent.kv + latent.rope) +
    latent.kv * heads * (latent.nope + latent.v) + heads * latent.v * hidden
  );
}

// Gate, up and down of a feed-forward block.
const feedForward = (hidden, width) => 3 * hidden * (width ?? 0);

function parameters(shape, row) {
  const { hidden, layers, experts, experts_per_token: perToken } = shape;
  const dense = experts > 0 ? (row.dense_layers ?? 0) : layers;
  const mixture = layers - dense;
  const shared = feedForward(hidden, row.shared_expert_width);
  const expert = feedForward(hidden, row.expert_width);
  const common = layers * attention(shape, row.latent) + dense * feedForward(hidden, row.ffn_width);
  const embeddings = hidden * row.vocabulary * (row.tied_embeddings ? 1 : 2);
  const routed = (count) => mixture * (count * expert + shared);
  return {
    total: (common + routed(experts) + mixture * hidden * experts + embeddings) / 1e9 + row.vision_encoder_params_b,
    active: (common + routed(perToken) + embeddings) / 1e9,
    embeddings: embeddings / 1e9,
  };
}

for (const row of widths) {
  test(`parameters of ${row.id} follow from layers and widths`, () => {
    const shape = models.find((model) => model.id === row.id).architecture;
    const { total, active, embeddings } = parameters(shape, row);
    assert.ok(near(shape.params_total_b, total, 0.01), `${shape.params_total_b} B in all, ${total.toFixed(2)} by widths`);
    // Some vendors count the embeddings among the active ones, some do not.
    const least = 0.98 * (active - embeddings);
    const most = 1.01 * (active + row.vision_encoder_params_b);
    assert.ok(shape.params_active_b >= least && shape.params_active_b <= most, `${shape.params_active_b} B active, ${active.toFixed(2)} by widths`);
  });
}

test('every other row with a shape says that it is not confirmed', () => {
  for (const model of shaped) {
    const confirmed = widths.some((row) => row.id === model.id);
    assert.equal(unconfirmed.test(model.note ?? ''), !confirmed, model.id);
  }
});

test('cache and attention follow from the heads', () => {
  for (const { id, architecture: shape } of shaped) {
    if (shape.attention !== 'gqa') continue;
    const full = shape.window_layers < shape.layers;
    if (full && shape.window_layers === 0)
      assert.equal(shape.kv_elems_full_layer, 2 * shape.kv_heads * shape.head_dim, id);
    assert.ok(shape.window_layers <= shape.layers, id);
    if (shape.window_layers > 0) continue;
    assert.equal(shape.attn_flops_decode_full, 4 * shape.heads * shape.head_dim, id);
    assert.equal(shape.attn_flops_prefill_full, 2 * shape.heads * shape.head_dim, id);
  }
});

test('tensor rates double with each halving of the precision', () => {
  for (const gpu of gpus) {
    if (gpu.fp8_tflops > 0) assert.ok(near(gpu.fp8_tflops, 2 * gpu.bf16_tflops, 0.015), gpu.id);
    // Blackwell Ultra trades other units for half as much fp4 again.
    const fp4 = ['b300', 'gb300'].includes(gpu.id) ? 3.1 : 2;
    if (gpu.fp4_tflops > 0) assert.ok(near(gpu.fp4_tflops, fp4 * gpu.fp8_tflops, 0.05), gpu.id);
  }
});

test('memory is what the name says, in GB or GiB', () => {
  for (const gpu of gpus) {
    const named = Number(/(\d+) GB/.exec(gpu.label)[1]);
    assert.ok(gpu.hbm_usable_gb > 0.9 * named && gpu.hbm_usable_gb <= 1.08 * named, `${gpu.id}: ${gpu.hbm_usable_gb} of ${named}`);
  }
});
