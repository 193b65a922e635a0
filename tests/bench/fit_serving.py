#!/usr/bin/python3
"""Fits the constants of the serving model (wasm/engine/serving/serving_constants.h) on tests/bench/throughput.json.

Prints the fitted digits, the error on models left out of the fit, and the bands that come from those errors:
tests/bench/fit_serving.txt is this output. With --vectors it writes tests/vectors/serving_refit.json from the
constants in the header instead, which must be these digits. Needs Debian's python3-numpy and python3-scipy.

The model is written here a second time, over arrays of records, as a check on the C++.
"""

import json
import pathlib
import re
import sys

import numpy as np
from scipy.optimize import least_squares

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENGINES = ("trtllm", "vllm", "sglang")
ENGINE_FIELDS = ("decode_step_s", "prompt_s", "decode_per_sequence_s", "ttft_base_s", "ttft_prompt_factor",
                 "ttft_queue_factor", "ttft_decode_steps", "mixture_prompt_factor", "fp8_gemm_extra")
NEUTRAL_OF_ENGINE = {"mixture_prompt_factor": 1.0, "fp8_gemm_extra": 0.0}
OPEN_ENGINES = ("vllm", "sglang")
# Shapes that differ in their weights only are one model to leave out.
SAME_SHAPE = {"llama3.1-70b": "llama-70b", "llama3.3-70b": "llama-70b"}

# What is fitted, from where and within which bounds. Fractions of a data sheet end at what memory reaches in
# practice (0.95) and at 1. Left at neutral values, because models left out fare no worse without them: c0, cr,
# c1 of trtllm, the MLA layer term, the share of the output kept, the overlap exponent, the int4 factor.
FITTED = {
    "weight_read_efficiency": (0.9, 0.5, 0.95),
    "kv_read_efficiency": (0.8, 0.3, 0.95),
    "gemm_efficiency_ampere": (0.7, 0.3, 1),
    "gemm_efficiency_ada": (0.6, 0.3, 1),
    "gemm_efficiency_hopper": (0.6, 0.3, 1),
    "gemm_efficiency_blackwell": (0.5, 0.2, 1),
    "gemm_efficiency_blackwell_rtx": (0.8, 0.2, 1),
    "gemm_factor_native_fp4": (0.7, 0.3, 1.2),
    "gemm_factor_data_parallel": (0.6, 0.2, 1.5),
    "attention_efficiency": (0.5, 0.1, 1),
    "all_reduce_latency_s": (1e-5, 1e-6, 1e-4),
    "link_efficiency": (0.6, 0.1, 1.5),
    "layer_s": (5e-5, 1e-6, 2e-4),
    "layer_blackwell_s": (4e-5, 1e-6, 2e-4),
    "layer_routed_element_s": (1e-9, 1e-11, 1e-8),
    "mixture_per_sequence_s": (1e-5, 1e-8, 3e-4),
    "routed_extra_params": (5e6, 1e3, 1e9),
    "vllm.decode_per_sequence_s": (2e-5, 1e-8, 3e-4),
    "sglang.decode_per_sequence_s": (3e-5, 1e-8, 3e-4),
    "mixture_prompt_factor": (1.3, 0.5, 4),  # of vllm and sglang, as is the next
    "fp8_gemm_extra": (0.2, 1e-3, 3),
}
NEUTRAL = {
    "gemm_factor_mixture": 1, "expert_read_efficiency": 1, "int4_factor": 1, "overlap_exponent": 1,
    "kept_output_share": 1, "layer_mixture_extra_s": 0, "layer_mla_extra_s": 0,
    **{f"{engine}.{field}": 0 for engine in ENGINES for field in ("decode_step_s", "prompt_s")},
    "trtllm.decode_per_sequence_s": 0,
}
NEW = {"layer_routed_element_s": 0.0, "routed_extra_params": 0.0}  # neutral in the published set


def constants_of_header(name):
    """{field: value} of one set in serving_constants.h; fields of an engine as `vllm.prompt_s`."""
    text = (ROOT / "wasm/engine/serving/serving_constants.h").read_text()
    body = re.search(rf"constexpr ServingConstants {name}\(\) \{{(.*?)\n\}}", text, re.S).group(1)
    constants = constants_of_header("published_serving_constants") if "= published_" in body else dict(NEW)
    for field, value in re.findall(r"c\.([\w.]+) = ([-+\d.e]+);", body):
        constants[field] = float(value)
    for engine, values in re.findall(r"c\.(\w+) = \{([^}]*)\};", body):
        numbers = [float(value) for value in values.split(",")]
        constants.update({f"{engine}.{field}": n for field, n in NEUTRAL_OF_ENGINE.items()})
        constants.update({f"{engine}.{field}": n for field, n in zip(ENGINE_FIELDS, numbers)})
    return constants


def read_records():
    """Arrays, one value a record: the shape, the GPU, the run. Leaves out pipelines, which the model does not
    have, and labels that cannot be right because the weights do not fit."""
    file = json.loads((ROOT / "tests/bench/throughput.json").read_text())
    rows = [dict(zip(file["columns"], row)) for row in file["records"]]
    models = [file["models"][row["model"]] for row in rows]
    gpus = [file["gpus"][row["gpu"]] for row in rows]
    r = {"row": np.arange(len(rows))}
    for key in rows[0]:
        r[key] = np.array([np.inf if row[key] is None else row[key] for row in rows])
    for key in ("layers", "hidden", "kv_heads", "experts", "experts_per_token", "window_layers", "window",
                "kv_elems_full_layer", "kv_elems_window_layer", "index_bytes_per_token", "state_bytes",
                "state_io_bytes_per_step", "attn_flops_decode_full", "attn_flops_decode_window",
                "attn_flops_prefill_full", "attn_flops_prefill_window"):
        r[key] = np.array([float(model[key]) for model in models])
    for key in ("decode_read_tokens_max", "prefill_context_max"):
        r[key] = np.array([np.inf if model[key] is None else model[key] for model in models])
    r["mla"] = np.array([model["attention"] == "mla" for model in models])
    r["arch"] = np.array([gpu["arch"] for gpu in gpus])
    r["measured"] = r["output_tokens_per_s"]
    r["gpus"] = r["gpus"].astype(float)
    r["dp"] = np.isin(r["parallelism"], ("dp", "dep"))
    r["mixture"] = r["experts"] > 0
    r["prompt_heavy"] = r["input_tokens"] >= 14 * r["output_tokens"]
    r["input_tokens"] = r["input_tokens"] * r["length_factor"]
    r["output_tokens"] = np.maximum(r["output_tokens"] * r["length_factor"], 1)
    r["group"] = np.array([SAME_SHAPE.get(row["model"], row["model"]) for row in rows])

    def sheet(key, unit):
        return np.array([gpu[key] for gpu in gpus]) * unit

    bf16, fp8, fp4 = sheet("bf16_tflops", 1e12), sheet("fp8_tflops", 1e12), sheet("fp4_tflops", 1e12)
    r["bf16"], r["bandwidth"] = bf16, sheet("hbm_tb_s", 1e12)
    r["memory"], r["link"] = sheet("hbm_usable_gb", 1e9) * r["gpus"], sheet("link_gb_s_per_dir", 1e9)
    fp8 = np.where(fp8 > 0, fp8, bf16)
    scaled = np.isin(r["arch"], ("blackwell", "blackwell-rtx", "cdna4"))
    precision = r["precision"]
    names = [precision == name for name in ("fp8", "fp4", "mxfp4", "int4")]
    r["flops"] = np.select(names[:3], [fp8, np.where(fp4 > 0, fp4, bf16), np.where(scaled, fp8, bf16)], bf16)
    r["native_fp4"] = names[1] & (fp4 > 0)
    r["int4"] = names[3]
    r["kv_bytes"] = np.select(names[:3], [1, 1, np.where(r["arch"] == "blackwell", 1, 2)], 2).astype(float)
    narrow = np.select(names, [1, 0.5625, 0.53, 0.55], 2)
    rest = np.select(names, [1, 0.5625, 2, 2], 2)

    total = np.array([model["params_total_b"] for model in models]) * 1e9
    r["active"] = np.array([model["params_active_b"] for model in models]) * 1e9
    r["used"] = r["experts_per_token"] / np.maximum(r["experts"], 1)
    experts = np.where(r["mixture"], (total - r["active"]) / (1 - r["used"]), 0)
    r["experts_params"] = experts
    r["expert_bytes"] = experts * narrow
    r["shared_bytes"] = np.where(r["mixture"], (total - experts) * rest, total * narrow)
    r["weights"] = r["expert_bytes"] + r["shared_bytes"]
    kept = (r["pipeline_stages"] == 1) & (r["weights"] <= 0.97 * r["memory"])
    return take(r, kept)


def take(r, mask):
    return {key: column[mask] for key, column in r.items()}


def predict(r, c):
    """Output tokens/s of the replica: wasm/engine/serving/serving_time.cpp over arrays."""
    gpus, mixture, mla, dp = r["gpus"], r["mixture"], r["mla"], r["dp"]
    layers, hidden = r["layers"], r["hidden"]
    engines = [r["engine"] == engine for engine in ENGINES]

    def engine(field):
        return np.select(engines, [c[f"{engine}.{field}"] for engine in ENGINES])

    arch = r["arch"]
    families = [np.isin(arch, ("ampere", "turing"))]
    families += [arch == name for name in ("ada", "hopper", "blackwell", "blackwell-rtx")]
    suffixes = ("ampere", "ada", "hopper", "blackwell", "blackwell_rtx")
    efficiency = np.select(families, [c["gemm_efficiency_" + s] for s in suffixes], c["gemm_efficiency_cdna"])
    int4 = np.where(r["int4"], c["int4_factor"], 1)
    efficiency = efficiency * int4 * np.where(mixture, c["gemm_factor_mixture"], 1)
    efficiency = efficiency * np.where(r["native_fp4"], c["gemm_factor_native_fp4"], 1)
    gemm_flops = gpus * r["flops"] * efficiency * np.where(dp, c["gemm_factor_data_parallel"], 1)
    attention_flops = gpus * r["bf16"] * c["attention_efficiency"]

    layer = np.where(arch == "blackwell", c["layer_blackwell_s"], c["layer_s"])
    layer = layer + np.where(mixture, c["layer_mixture_extra_s"], 0) + np.where(mla, c["layer_mla_extra_s"], 0)
    layer = layer + c["layer_routed_element_s"] * r["experts_per_token"] * hidden
    slow = np.where(r["link"] < c["slow_link_bytes_per_s"], c["all_reduce_slow_link_factor"], 1)
    all_reduce = c["all_reduce_latency_s"] * slow

    prompt, output = r["input_tokens"], r["output_tokens"]
    context = prompt + output / 2
    full, windowed, window = layers - r["window_layers"], r["window_layers"], r["window"]

    def cache(full_tokens, tokens):
        elements = r["kv_elems_full_layer"] * full * full_tokens
        elements = elements + r["kv_elems_window_layer"] * windowed * np.minimum(tokens, window)
        return r["kv_bytes"] * elements + r["index_bytes_per_token"] * tokens

    kept = prompt + c["kept_output_share"] * output
    copies = np.where(dp, 1, np.where(mla, gpus, np.maximum(1, gpus / r["kv_heads"])))
    sharing = np.where(dp, gpus, np.where(mla, 1, np.minimum(gpus, r["kv_heads"])))
    free = c["usable_memory_share"] * r["memory"] - r["weights"] - c["reserved_bytes_per_gpu"] * gpus
    sequences = free / (cache(kept, kept) * copies + r["state_bytes"])
    batch = np.minimum(r["concurrency"], np.minimum(np.maximum(1, sequences), c["batch_limit"]))

    hit = np.where(mixture, 1 - (1 - r["used"]) ** np.maximum(batch, 1), 0)
    bandwidth = r["bandwidth"] * c["weight_read_efficiency"]
    shared = r["shared_bytes"] / np.where(dp, 1, gpus)
    expert_read = hit * r["expert_bytes"] / gpus / c["expert_read_efficiency"] / int4
    read = (np.where(mixture, shared, shared / int4) + expert_read) / bandwidth
    # What a routed token costs beside its expert's parameters is not divided among tensor-parallel GPUs.
    routed = r["experts_per_token"] * layers * c["routed_extra_params"] * np.where(dp, 1, gpus)
    dense = r["active"] - r["used"] * r["experts_params"]
    fp8_extra = np.where(r["precision"] == "fp8", engine("fp8_gemm_extra"), 0) * dense
    gemm = 2 * (r["active"] + routed + fp8_extra) / gemm_flops  # of one token

    read_tokens = np.minimum(context, r["decode_read_tokens_max"])
    kv = batch * (cache(read_tokens, context) / sharing + r["state_io_bytes_per_step"] / gpus)
    kv = kv / (r["bandwidth"] * c["kv_read_efficiency"])
    attention = batch * (r["attn_flops_decode_full"] * full * read_tokens
                         + r["attn_flops_decode_window"] * windowed * np.minimum(context, window)) / attention_flops
    link = r["link"] * c["link_efficiency"]
    expert_transfer = np.where(mixture, hidden / gpus * r["experts_per_token"] / link, 0)
    transfer = np.where(dp, expert_transfer, hidden * 4 * (gpus - 1) / gpus / link)

    def communication(tokens):
        return np.where(gpus == 1, 0, 2 * layers * (all_reduce + tokens * transfer))

    n = c["overlap_exponent"]
    per_sequence = engine("decode_per_sequence_s") + np.where(mixture, c["mixture_per_sequence_s"], 0) / gpus
    decode = (engine("decode_step_s") + layers * layer + per_sequence * batch
              + (read**n + (gemm * batch) ** n) ** (1 / n) + np.maximum(kv, attention) + communication(batch))
    prompt_attention = prompt * (r["attn_flops_prefill_full"] * full * np.minimum(prompt, r["prefill_context_max"])
                                 + r["attn_flops_prefill_window"] * windowed * np.minimum(prompt, window))
    prefill = (engine("prompt_s") + gemm * prompt * np.where(mixture, engine("mixture_prompt_factor"), 1)
               + prompt_attention / attention_flops + communication(prompt) - communication(0))
    return batch / (batch * prefill + output * decode) * output


def with_values(base, names, values):
    constants = dict(base)
    for name, value in zip(names, values):
        targets = [f"{e}.{name}" for e in OPEN_ENGINES] if name in NEUTRAL_OF_ENGINE else [name]
        constants.update({target: float(value) for target in targets})
    return constants


def fit(r, base):
    """Soft-L1 on log tok/s, over the logarithms of the constants."""
    names = list(FITTED)
    start, low, high = np.log(np.array([FITTED[name] for name in names], float)).T
    target = np.log(r["measured"])

    def residuals(x):
        return np.log(predict(r, with_values(base, names, np.exp(x)))) - target

    result = least_squares(residuals, start, bounds=(low, high), loss="soft_l1", f_scale=0.2, max_nfev=100)
    return np.exp(result.x)


def leave_out(r, base):
    """Predictions of every model by constants that have not seen it."""
    predicted = np.zeros(len(r["measured"]))
    for group in sorted(set(r["group"])):
        out = r["group"] == group
        values = fit(take(r, ~out), base)
        predicted[out] = predict(take(r, out), with_values(base, FITTED, values))
    return predicted


def naive(r, train):
    """One tok/s constant per GPU of each type: the median of what was measured on it."""
    per_gpu = r["measured"] / r["gpus"]
    constant = {gpu: np.median(per_gpu[train & (r["gpu"] == gpu)]) for gpu in set(r["gpu"])
                if np.any(train & (r["gpu"] == gpu))}
    overall = np.median(per_gpu[train])
    return np.array([constant.get(gpu, overall) for gpu in r["gpu"]]) * r["gpus"]


def print_errors(title, r, columns):
    open_engine = r["engine"] != "trtllm"
    heavy = r["prompt_heavy"]
    rows = [("all", heavy | ~heavy), ("dense", ~r["mixture"]), ("mixture", r["mixture"])]
    rows += [(engine, r["engine"] == engine) for engine in ENGINES]
    rows += [("prompt-heavy", heavy), ("prompt-heavy mixture", heavy & r["mixture"])]
    rows += [("  not under trtllm", heavy & r["mixture"] & open_engine)]
    rows += [("kind prompt_heavy", r["kind"] == "prompt_heavy")]
    print(f"\n{title}\n{'':22}{'n':>6}" + "".join(f"{name:>22}" for name, _ in columns))
    for label, mask in rows:
        cells = ""
        for _, predicted in columns:
            error = np.abs(predicted / r["measured"] - 1)[mask] * 100
            cells += f"{np.median(error):13.1f} {np.quantile(error, 0.9):8.1f}"
        print(f"{label:22}{mask.sum():6d}{cells}")


def print_models(r, predicted):
    print("\nEach model left out: median error, predicted / measured in the median")
    for group in sorted(set(r["group"])):
        out = r["group"] == group
        ratio = (predicted / r["measured"])[out]
        print(f"{group:22}{out.sum():6d}{np.median(np.abs(ratio - 1)) * 100:13.1f}{np.median(ratio):9.2f}")


# Dense models at fp8 with long prompts ran at 0.4 to 0.5 of a prediction where others measured them; of the few
# records here half are one series that nothing explains. So the low end is assumed, the high end that of dense.
DENSE_HEAVY_LOW = 0.5


def print_bands(r, predicted):
    """Measured / predicted of models left out, P10 to P90 by class; coverage also by bands of the other models."""
    ratio = r["measured"] / predicted
    heavy = r["prompt_heavy"] & (r["engine"] != "trtllm")

    classes = {"dense": ~r["mixture"] & ~heavy, "dense prompt-heavy": ~r["mixture"] & heavy,
               "mixture": r["mixture"] & ~heavy, "mixture prompt-heavy": r["mixture"] & heavy}

    def bands(known):
        """(low, high) of each class, from the ratios of the known records."""
        result = {name: np.round(np.quantile(ratio[mask & known], (0.1, 0.9)), 2) for name, mask in classes.items()}
        result["dense prompt-heavy"] = (DENSE_HEAVY_LOW, result["dense"][1])
        return result

    def inside(name, mask, band):
        return (ratio[mask] >= band[name][0]) & (ratio[mask] <= band[name][1])

    print("\nBands: measured / predicted of models left out; not under trtllm where prompt-heavy")
    print(f"{'':22}{'n':>6}{'low':>8}{'high':>8}{'covered %':>12}")
    band = bands(heavy | ~heavy)
    covered = by_others = 0
    half_width = np.zeros(len(ratio))
    for name, mask in classes.items():
        half_width[mask] = (band[name][1] - band[name][0]) / 2
        covered += inside(name, mask, band).sum()
        print(f"{name:22}{mask.sum():6d}{band[name][0]:8.2f}{band[name][1]:8.2f}"
              f"{inside(name, mask, band).mean() * 100:12.1f}")
        for group in sorted(set(r["group"][mask])):
            out = r["group"] == group
            by_others += inside(name, mask & out, bands(~out)).sum()
    n = len(ratio)
    print(f"covered in all {covered / n * 100:.1f} %, by bands made without the model {by_others / n * 100:.1f} %; "
          f"median half-width {np.median(half_width) * 100:.1f} %")


def write_vectors(r, constants):
    """A handful of records, as queries, with what this file predicts for them."""
    file = json.loads((ROOT / "tests/bench/throughput.json").read_text())
    predicted = predict(r, constants)
    chosen, seen = [], set()
    for i in range(len(predicted)):
        key = (r["engine"][i], r["arch"][i], r["precision"][i], r["mixture"][i], r["mla"][i], r["dp"][i])
        if key not in seen:
            seen.add(key)
            chosen.append(i)
    lines = []
    for i in chosen:
        concurrency = r["concurrency"][i]
        query = {"model": str(r["model"][i]), "gpu": str(r["gpu"][i]), "gpus": int(r["gpus"][i]),
                 "precision": str(r["precision"][i]), "engine": str(r["engine"][i]),
                 "parallelism": "dp" if r["dp"][i] else "tp", "input_tokens": float(r["input_tokens"][i]),
                 "output_tokens": float(r["output_tokens"][i]),
                 "concurrency": None if np.isinf(concurrency) else float(concurrency), "kv_bytes_per_element": None}
        lines.append("  " + json.dumps({"query": query, "output_tokens_per_s": float(predicted[i])}))
    about = ("Output tokens/s by the refit constants, from tests/bench/fit_serving.py --vectors. Rows of models and "
             "GPUs are those of tests/bench/throughput.json.")
    text = f' "about": {json.dumps(about)},\n "vectors": [\n' + ",\n".join(lines) + "\n ],\n"
    for name, used in (("models", sorted(set(r["model"][chosen]))), ("gpus", sorted(set(r["gpu"][chosen])))):
        text += f' "{name}": {{\n' + ",\n".join(f"  {json.dumps(str(k))}: {json.dumps(file[name][k])}" for k in used)
        text += "\n }" + (",\n" if name == "models" else "\n")
    (ROOT / "tests/vectors/serving_refit.json").write_text("{\n" + text + "}\n")


def main():
    published = constants_of_header("published_serving_constants")
    r = read_records()
    if "--vectors" in sys.argv:
        write_vectors(r, constants_of_header("refit_serving_constants"))
        return
    base = {**published, **NEUTRAL}
    values = [float(f"{value:.4g}") for value in fit(r, base)]
    print(f"{len(values)} constants fitted on {len(r['measured'])} records; digits for refit_serving_constants():")
    for name, value in zip(FITTED, values):
        print(f"  {name:32}{value:.4g}")
    everything = np.ones(len(r["measured"]), bool)
    print_errors("Error of tok/s, median and 90th percentile, %: every model in the fit", r,
                 [("published", predict(r, published)), ("refit", predict(r, with_values(base, FITTED, values))),
                  ("naive", naive(r, everything))])
    left_out = leave_out(r, base)
    naive_out = np.zeros(len(left_out))
    for group in set(r["group"]):
        out = r["group"] == group
        naive_out[out] = naive(r, ~out)[out]
    print_errors(f"The same, each of {len(set(r['group']))} models predicted by a fit without it", r,
                 [("refit", left_out), ("naive", naive_out)])
    print_models(r, left_out)
    print_bands(r, left_out)


if __name__ == "__main__":
    main()
