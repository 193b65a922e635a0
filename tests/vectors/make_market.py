#!/usr/bin/env python3
"""Writes calls_market.json: bills of market offers worked out with exact fractions from the prices as they were read.

The prices stand here as they stand in the collected facts, not read from rates/: a slip in a card shows.
Usage: make_market.py [OUT]
"""
import json
import pathlib
import sys
from fractions import Fraction as F

MODEL = "llama-3.3-70b"
TOKENS = {  # dollars a million: input, cached input (None unknown), output
    "fireworks": (F("0.90"), F("0.45"), F("0.90")),
    "together": (F("1.04"), None, F("1.04")),
    "deepinfra": (F("0.10"), None, F("0.32")),
    "bedrock": (F("0.72"), None, F("0.72")),
}
FIREWORKS_BATCH = F(1, 2)


def offer(platform):
    return f"{platform}/{MODEL}/serverless"


def at(platform, *more):
    return ["workloads", 0, "quotes", {"offer": offer(platform)}, *more]


def bill(platform, requests, tokens_in, tokens_out, cached=F(0), batch=F(0)):
    price_in, price_cached, price_out = TOKENS[platform]
    per_request = (tokens_in * (1 - cached) * price_in + tokens_out * price_out
                   + tokens_in * cached * (price_in if price_cached is None else price_cached)) / 10**6
    share_full_price = 1 - batch * (1 - FIREWORKS_BATCH) if platform == "fireworks" else 1
    return requests * per_request * share_full_price


def request(requests, tokens_in, tokens_out, requirements=None, **workload):
    return {"catalog": "market", "requirements": requirements or {},
            "workloads": [{"model": MODEL, "requests_per_day": requests, "input_tokens": tokens_in,
                           "output_tokens": tokens_out, **workload}]}


def bills(name, why, requests, tokens_in, tokens_out, cached=F(0), batch=F(0)):
    more = {}
    if cached:
        more["cached_input_share"] = float(cached)
    if batch:
        more["batch_share"] = float(batch)
    expect = []
    for platform in TOKENS:
        usd = bill(platform, requests, tokens_in, tokens_out, cached, batch)
        expect.append({"at": at(platform, "usd_per_day"), "is": float(usd)})
        expect.append({"at": at(platform, "usd_per_month"), "is": float(usd * F(36525, 100) / 12)})
        if requests:
            expect.append({"at": at(platform, "usd_per_million_tokens"),
                           "is": float(usd / F(requests * (tokens_in + tokens_out), 10**6))})
            expect.append({"at": at(platform, "usd_per_thousand_requests"), "is": float(usd / F(requests, 1000))})
    return {"id": name, "why": why, "call": "compare", "input": request(requests, tokens_in, tokens_out, **more),
            "expect": expect}


def first_code(platform, offer_id=None):
    return ["workloads", 0, "rejected", {"platform": platform, "offer": offer_id}, "code"]


def cases():
    yield bills("chat", "the first visit's workload", 20_000, 1155, 211)
    yield bills("output-only", "no input is billed where none is sent", 1_000, 0, 500)
    yield bills("input-only", "embedding-like: all prompt", 1_000, 2048, 0)
    yield bills("cached", "Fireworks has a cached price, the others bill in full", 50_000, 12_035, 343, cached=F(1, 4))
    yield bills("batch", "Fireworks halves what can wait, the others do not", 50_000, 1000, 500, batch=F(2, 5))
    yield bills("idle", "an API costs nothing unused", 0, 1155, 211)
    cached = bills("cached-warning", "a null cached price bills in full and says so", 10, 100, 10, cached=F(1, 2))
    cached["expect"] = [{"at": at("together", "warnings", {"code": "no-cached-price"}, "code"), "is": "no-cached-price"},
                        {"at": at("fireworks", "warnings", {"code": "no-cached-price"}), "absent": True}]
    yield cached
    batch = bills("batch-warning", "no batch tier is told", 10, 100, 10, batch=F(1, 2))
    batch["expect"] = [{"at": at("bedrock", "warnings", {"code": "no-batch-tier"}, "code"), "is": "no-batch-tier"},
                       {"at": at("fireworks", "warnings", {"code": "no-batch-tier"}), "absent": True}]
    yield batch
    yield {"id": "fallback-labelled", "why": "Fireworks lists the model by size class only", "call": "compare",
           "input": request(1000, 100, 100),
           "expect": [{"at": at("fireworks", "fallback", "model"), "is": MODEL},
                      {"at": at("together", "fallback"), "is": None},
                      {"at": at("fireworks", "evidence", 0, "kind"), "is": "published"}]}
    yield {"id": "nothing-sold", "why": "who sells neither the model nor GPU time is refused by name", "call": "compare",
           "input": request(1000, 100, 100), "expect": [{"at": first_code("openai"), "is": "model"}]}
    # One replica of one H100 all day, so busy that no platform stops it: 24 hours at the hour's price.
    hour = {"fireworks": F(8), "together": F("3.99"), "baseten": F("0.10833") * 60, "deepinfra": F("2.20")}
    expect = [{"at": ["workloads", 0, "quotes", {"offer": f"{p}/{MODEL}/1xh100-fp8"}, "usd_per_day"],
               "is": float(24 * usd)} for p, usd in hour.items()]
    second = F("0.001097") + 4 * F("0.0000131") + 32 * F("0.00000222")
    expect.append({"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "usd_per_day"],
                   "is": float(86400 * second)})
    expect.append({"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "parts"], "count": 3})
    yield {"id": "gpu-day", "why": "idle GPU time is billed; Modal's CPU and memory beside it", "call": "compare",
           "input": request(50_000, 100, 100), "expect": expect}
    yield {"id": "gpu-idle", "why": "with no request at all what scales to zero costs nothing, the rest its minimum",
           "call": "compare", "input": request(0, 100, 100),
           "expect": [{"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "usd_per_day"], "is": 0},
                      {"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "replicas_peak"],
                       "is": 0},
                      {"at": ["workloads", 0, "quotes", {"offer": f"together/{MODEL}/1xh100-fp8"}, "usd_per_day"],
                       "is": float(24 * F("3.99"))}]}
    yield {"id": "dedicated", "why": "shared GPUs are refused, managed GPU time is not", "call": "compare",
           "input": request(1000, 100, 100, {"dedicated": True, "operations": "deployment"}),
           "expect": [{"at": first_code("deepinfra", offer("deepinfra")), "is": "dedicated"},
                      {"at": ["workloads", 0, "quotes", {"offer": f"deepinfra/{MODEL}/1xh100-fp8"}, "platform"],
                       "is": "deepinfra"},
                      {"at": first_code("together", f"together/{MODEL}/1xh100-fp8-cluster"), "is": "dedicated"},
                      {"at": ["workloads", 0, "rejected", {"offer": f"together/{MODEL}/1xh100-fp8-cluster"}, "relax", 1,
                              "code"], "is": "operations"}]}
    yield {"id": "operations-api", "why": "who only calls an API is offered no deployment", "call": "compare",
           "input": request(1000, 100, 100, {"operations": "api"}),
           # Together, DeepInfra, SambaNova, Bedrock and OpenRouter list it, Fireworks has its size class, Replicate
           # its twin.
           "expect": [{"at": ["workloads", 0, "quotes"], "count": 7},
                      {"at": first_code("baseten", f"baseten/{MODEL}/1xh100-fp8"), "is": "operations"}]}
    yield {"id": "compliance-plan",
           "why": "Modal signs a BAA on its Enterprise plan only: a risk, not a refusal, beside that of interruption",
           "call": "compare", "input": request(1000, 100, 100, {"compliance": ["hipaa-baa"]}),
           "expect": [{"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "risks", 0],
                       "is": "interruptible"},
                      {"at": ["workloads", 0, "quotes", {"offer": f"modal/{MODEL}/1xh100-fp8"}, "risks", 1],
                       "is": "compliance-plan"},
                      {"at": first_code("deepinfra", offer("deepinfra")), "is": "compliance"}]}
    yield {"id": "first-gate-names-it", "why": "compliance comes before budget; relax lists both", "call": "compare",
           "input": request(20_000, 1155, 211, {"compliance": ["soc2-type-2"], "budget_usd_per_month": 1}),
           "expect": [{"at": first_code("deepinfra", offer("deepinfra")), "is": "compliance"},
                      {"at": ["workloads", 0, "rejected", {"offer": offer("deepinfra")}, "relax"], "count": 2},
                      {"at": ["workloads", 0, "rejected", {"offer": offer("deepinfra")}, "relax", 1, "code"],
                       "is": "budget"},
                      {"at": first_code("bedrock", offer("bedrock")), "is": "budget"},
                      {"at": ["recommendation", "status"], "is": "none"}]}


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_market.json")
    out.write_text(json.dumps(list(cases()), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
