#!/usr/bin/env python3
"""Writes the fuzzers' seeds, one file an input, from the call vectors. usage: make_corpus.py RATES_JSON"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
CALLS = ["compare", "breakEven", "curve", "simulateLoad", "servingEstimate", "table"]
PER_CALL = 8


def put(target, name, text):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())


def small_catalog(rates):
    """Two platforms and the lesson: a catalogue that fits in what the fuzzer tries."""
    small = dict(rates)
    small["platforms"] = [p for p in rates["platforms"] if p["id"] in ("cerebras", "modal")]
    for platform in small["platforms"]:
        platform["gpu_offers"] = platform.get("gpu_offers", [])[:2] or platform.get("gpu_offers", [])
    sold = {o["model"] for p in small["platforms"] for o in p.get("token_offers", [])}
    models = dict(rates["models"])
    models["models"] = [m for m in models["models"] if m["id"] in sold or m["id"].startswith("llama-3.3")]
    known = {m["id"] for m in models["models"]}
    models["same_shape"] = [s for s in rates["models"]["same_shape"] if s["as"] in known]
    models["twins"] = [t for t in rates["models"]["twins"] if {t["id"], *t["priced_as"]} <= known]
    small["models"] = models
    presets = dict(rates["presets"])
    presets["presets"] = [p for p in presets["presets"] if {*models_of(p["request"])} <= known]
    small["presets"] = presets
    return small


def models_of(request):
    models = request["workloads"][0]["model"]
    return models if isinstance(models, list) else [models]


def main():
    counts = {}
    vectors = [v for path in sorted((ROOT / "vectors").glob("calls_*.json")) for v in json.loads(path.read_text())]
    for vector in vectors:
        call, text = vector["call"], vector.get("text")
        if "input" in vector:
            text = json.dumps(vector["input"], separators=(",", ":"), ensure_ascii=False)
        if text is None:
            continue
        counts[call] = counts.get(call, 0) + 1
        if call in CALLS and counts[call] % 3 == 1 and counts[call] < 3 * PER_CALL:
            put("calls", f"{call}-{vector['id']}", f"{CALLS.index(call)}{text}")
        if call == "readLink":
            put("read_link", vector["id"], text)
        if call == "writeLink":
            put("write_link", vector["id"], text)
    rates = json.loads(pathlib.Path(sys.argv[1]).read_text())
    put("catalog", "two-platforms", json.dumps(small_catalog(rates), separators=(",", ":")))
    put("catalog", "no-object", "[1,{}]")
    request = {"catalog": "market", "workloads": [{"model": "llama-3.3-70b", "requests_per_day": 20000,
               "input_tokens": 900, "output_tokens": 300, "load": {"shape": "diurnal"}}]}
    for axis in ("requests_per_day", "utilization", "output_tokens", "usd_per_gpu_hour:modal/*/*",
                 "requirements.dedicated"):
        pair = {"a": "together/llama-3.3-70b/serverless", "b": "modal/llama-3.3-70b/2xh100-fp8", "axis": axis}
        put("calls", "breakEven-" + axis.split(":")[0], "1" + json.dumps({**request, **pair}))
    line = {"axis": "load.amplitude", "from": 0, "to": 1, "n": 2, "scale": "linear"}
    put("calls", "curve-load.amplitude", "2" + json.dumps({**request, **line}))
    put("calls", "simulateLoad-diurnal", "3" + json.dumps({**request, "offer": "modal/llama-3.3-70b/2xh100-fp8"}))
    put("write_link", "diurnal", json.dumps(request))
    sets = [("workloads.0.requests_per_day", 50000), ("workloads.0.load.shape", "diurnal"), ("catalog", "lesson")]
    commands = [json.dumps({"id": "set", "args": {"path": path, "value": value}}) for path, value in sets]
    put("app", "link", "\n".join(['{"link":"#v=1&preset=chat"}', *commands, '{"id":"undo"}', '{"id":"redo"}']))
    put("app", "preset", "\n".join(['{"preset":"images"}', '{"id":"view","args":{"path":"tab","value":"sources"}}']))
    put("app", "request", "\n".join([json.dumps({"request": request}), *commands[:1]]))


main()
