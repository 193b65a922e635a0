#!/usr/bin/env python3
"""Writes calls_platforms.json: one bill for each platform on a workload of its kind, and every rule on top of a price.

Prices stand here as they stand in the collected facts, not read from rates/: a slip in a card shows. Exact fractions.
Usage: make_platforms.py [OUT]
"""
import json
import math
import pathlib
import sys
from fractions import Fraction as F

LLAMA = "llama-3.3-70b"
OSS = "gpt-oss-120b"
M = 10**6


def request(model, requests, kind="text", as_of=None, requirements=None, **workload):
    call = {"catalog": "market", "workloads": [{"modality": kind, "model": model, "requests_per_day": requests, **workload}]}
    if as_of:
        call["as_of"] = as_of
    if requirements:
        call["requirements"] = requirements
    return call


def quote(offer, *more):
    return ["workloads", 0, "quotes", {"offer": offer}, *more]


def refused(offer, *more):
    return ["workloads", 0, "rejected", {"offer": offer}, *more]


# A bill with the evidence of its first price: kind, and the day it was read.
def bill(name, why, offer, usd, call, read=None, kind="published", more=()):
    expect = [{"at": quote(offer, "usd_per_day"), "is": float(usd)}, {"at": quote(offer, "evidence", 0, "kind"), "is": kind}]
    if read:
        expect.append({"at": quote(offer, "evidence", 0, "as_of"), "is": read})
    return {"id": name, "why": why, "call": "compare", "input": call, "expect": expect + list(more)}


def tokens(requests, tokens_in, price_in, tokens_out, price_out):
    return requests * (tokens_in * F(price_in) + tokens_out * F(price_out)) / M


def text(model, requests=1000, tokens_in=2000, tokens_out=500, **more):
    return request(model, requests, input_tokens=tokens_in, output_tokens=tokens_out, **more)


def sixteen():
    def plain(platform, price_in, price_out, read):
        offer = f"{platform}/{OSS}/serverless"
        return bill(platform, "tokens", offer, tokens(1000, 2000, price_in, 500, price_out), text(OSS), read)

    yield plain("together", "0.15", "0.60", "2026-11-10")
    yield plain("cerebras", "0.35", "0.75", "2026-11-10")
    yield plain("sambanova", "0.22", "0.59", "2026-10-01")
    yield plain("bedrock", "0.15", "0.60", "2026-11-10")
    yield bill("fireworks", "an image bills each step", "fireworks/sdxl/serverless", 1000 * 2 * 30 * F("0.00013"),
               request("sdxl", 1000, "image", images_per_request=2, steps=30, megapixels=1), "2025-10")
    yield bill("baseten", "half of the input is cached at a price of its own", f"baseten/kimi-k3/serverless",
               1000 * (1000 * F(3) + 1000 * F("0.30") + 500 * 15) / M, text("kimi-k3", cached_input_share=0.5))
    yield bill("modal", "one H100 all day, with its share of CPU and memory", f"modal/{LLAMA}/1xh100-fp8",
               86400 * (F("0.001097") + 4 * F("0.0000131") + 32 * F("0.00000222")), text(LLAMA, 20_000))
    yield bill("replicate", "a price for each image", "replicate/flux-schnell/serverless", 1000 * 3 * F("0.003"),
               request("flux-schnell", 1000, "image", images_per_request=3, steps=4, megapixels=1))
    yield bill("anyscale", "GPU time in credits of a dollar", f"anyscale/{LLAMA}/1xh100-fp8", 24 * F("9.288"), text(LLAMA, 1),
               "2026-05-08")
    yield bill("groq", "four seconds of audio bill ten", "groq/whisper-large-v3/serverless", 1000 * F(10, 3600) * F("0.111"),
               request("whisper-large-v3", 1000, "speech-to-text", audio_seconds=4), "2026-08-01")
    yield bill("deepinfra", "steps of 2^20 pixels", "deepinfra/flux-schnell/serverless",
               1000 * 4 * F(1200000, 2**20) * F("0.0005"),
               request("flux-schnell", 1000, "image", images_per_request=1, steps=4, megapixels=1.2), "2026-05")
    yield bill("openrouter", "the fee on credits stands on every bill", f"openrouter/{OSS}/serverless",
               tokens(1000, 2000, "0.15", 500, "0.60") * F("1.055"), text(OSS), "2026-11-10")
    yield bill("fal", "a begun megapixel is billed whole", "fal/flux-schnell/serverless", 1000 * math.ceil(1.2) * F("0.003"),
               request("flux-schnell", 1000, "image", images_per_request=1, steps=4, megapixels=1.2), "2026-09")
    yield bill("runpod", "a pod is billed all day", f"runpod/{LLAMA}/1xh100-fp8", 24 * F("3.99"), text(LLAMA, 1), "2026-11-09")
    yield bill("lambda", "eight GPUs cost less each than one", f"lambda/{LLAMA}/8xh100-fp8", 24 * 8 * F("3.99"), text(LLAMA, 1),
               "2026-09-20", more=[{"at": quote(f"lambda/{LLAMA}/1xh100-fp8", "usd_per_day"), "is": float(24 * F("4.29"))}])
    yield bill("openai", "an input above 272,000 tokens has a price of its own",
               "openai/gpt-6-sol/serverless", tokens(10, 300000, 4, 500, 15), text("gpt-6-sol", 10, 300000), "2026-11-10",
               more=[{"at": quote("openai/gpt-6-sol/serverless", "warnings", {"code": "context-band"}, "code"),
                      "is": "context-band"}])


def rules():
    yield bill("speech-minute", "speech at 0.0009 a minute", "fireworks/whisper-large-v3-turbo/serverless",
               100 * F(90, 60) * F("0.0009"), request("whisper-large-v3-turbo", 100, "speech-to-text", audio_seconds=90))
    yield bill("embedding", "an embedding bills what it reads", "fireworks/nomic-embed-text-v1.5/serverless",
               1000 * 500 * F("0.008") / M, request("nomic-embed-text-v1.5", 1000, "embedding", input_tokens=500))
    yield bill("band-edge", "at the edge the usual price holds", "openai/gpt-6-sol/serverless",
               tokens(10, 272000, 2, 500, 10), text("gpt-6-sol", 10, 272000))
    yield bill("cache-write", "a quarter of the input is written, a half is read", "openai/gpt-6-sol/serverless",
               1000 * (500 * F(2) + 1000 * F("0.2") + 500 * F("2.5") + 500 * 10) / M,
               text("gpt-6-sol", cached_input_share=0.5, cache_write_share=0.25))
    yield bill("cache-write-unasked", "who reads from the cache writes what he does not read", "openai/gpt-6-sol/serverless",
               1000 * (1000 * F("0.2") + 1000 * F("2.5") + 500 * 10) / M, text("gpt-6-sol", cached_input_share=0.5),
               more=[{"at": quote("openai/gpt-6-sol/serverless", "warnings", {"code": "cache-written-by-itself"}, "code"),
                      "is": "cache-written-by-itself"}])
    yield bill("cache-write-told", "who reads nothing is billed as fresh, and told", "openai/gpt-6-sol/serverless",
               tokens(1000, 2000, 2, 500, 10), text("gpt-6-sol"),
               more=[{"at": quote("openai/gpt-6-sol/serverless", "warnings", {"code": "cache-writes-not-billed"}, "code"),
                      "is": "cache-writes-not-billed"}])
    yield bill("cache-write-short", "a prompt too short to be cached is not written either", "openai/gpt-6-sol/serverless",
               tokens(1000, 1023, 2, 500, 10), text("gpt-6-sol", tokens_in=1023, cached_input_share=0.5),
               more=[{"at": quote("openai/gpt-6-sol/serverless", "warnings", {"code": "below-cache-minimum"}, "code"),
                      "is": "below-cache-minimum"}])
    yield bill("cache-write-asked", "who writes only what is asked: a quarter written at the price of input, a half read",
               "baseten/kimi-k3/serverless", 1000 * (1000 * F(3) + 1000 * F("0.30") + 500 * 15) / M,
               text("kimi-k3", cached_input_share=0.5, cache_write_share=0.25))
    yield bill("batch-own-price", "a batch price of its own, with the fee", f"openrouter/{OSS}/serverless",
               F("1.055") * (tokens(500, 2000, "0.15", 500, "0.60") + tokens(500, 2000, "0.0296", 500, "0.136")),
               text(OSS, batch_share=0.5))
    yield bill("batch-share", "half price for what can wait", f"groq/{OSS}/serverless",
               tokens(1000, 2000, "0.15", 500, "0.60") * F(3, 4), text(OSS, batch_share=0.5))
    yield bill("flex-rule", "a tier that a rule derives", "openai/gpt-6-sol/flex",
               tokens(1000, 2000, 1, 500, 5), text("gpt-6-sol"))
    yield bill("region-own-price", "kept in the EU at that region's price", f"bedrock/{OSS}/serverless-eu-central-1",
               tokens(1000, 2000, "0.20", 500, "0.79"), text(OSS, requirements={"regions": ["eu"]}),
               # The offer without a region is pinned to Stockholm, which costs what it costs.
               more=[{"at": quote(f"bedrock/{OSS}/serverless", "usd_per_day"),
                      "is": float(tokens(1000, 2000, "0.15", 500, "0.60"))},
                     {"at": quote(f"bedrock/{OSS}/serverless-eu-north-1", "usd_per_day"),
                      "is": float(tokens(1000, 2000, "0.15", 500, "0.60"))}])
    yield {"id": "region-elsewhere", "why": "an offer of a region is refused in another", "call": "compare",
           "input": text(OSS, requirements={"regions": ["us"]}),
           "expect": [{"at": refused(f"bedrock/{OSS}/serverless-eu-central-1", "code"), "is": "region"},
                      # Two models alone have a US variant at Fireworks.
                      {"at": refused(f"fireworks/{OSS}/serverless", "code"), "is": "region"}]}
    yield bill("region-premium", "kept in the US for half as much again", "fireworks/kimi-k3/serverless",
               tokens(1000, 2000, 3, 500, 15) * F("1.5"), text("kimi-k3", requirements={"regions": ["us"]}))
    yield bill("region-dedicated", "GPUs that the buyer puts in the EU", f"baseten/{LLAMA}/1xh100-fp8",
               24 * 60 * F("0.10833"), text(LLAMA, 20_000, 1155, 211, requirements={"regions": ["eu"]}))
    yield bill("region-by-model", "a tenth more in a region for models that are new", "openai/gpt-5.5/serverless",
               tokens(1000, 1000, 5, 500, 30) * F("1.1"),
               text("gpt-5.5", tokens_in=1000, requirements={"regions": ["eu"]}))
    yield bill("runs-nowhere-else", "a platform of one country needs no pin", f"cerebras/{OSS}/serverless",
               tokens(1000, 2000, "0.35", 500, "0.75"), text(OSS, requirements={"regions": ["us"]}))
    yield bill("twin-before-size", "a twin lends its price", f"replicate/{LLAMA}/serverless",
               tokens(1000, 2000, "0.65", 500, "2.75"), text(LLAMA),
               more=[{"at": quote(f"replicate/{LLAMA}/serverless", "fallback", "model"), "is": "llama-3-70b"},
                     {"at": quote(f"fireworks/{LLAMA}/serverless", "fallback", "model"), "is": LLAMA}])


def mixed():
    """Tier, context band, batch and cache in one bill; and amounts where a mean says too little."""
    yield bill("band-of-a-flex", "a flex listed by itself has the bands of its standard offer", "openai/gpt-5.4/flex",
               tokens(100, 300_000, "2.5", 2000, "11.25"), text("gpt-5.4", 100, 300_000, 2000),
               more=[{"at": quote("openai/gpt-5.4/flex", "risks", 0), "is": "interruptible"},
                     {"at": refused("openai/gpt-5.4/priority", "code"), "is": "context-window"}])
    yield bill("band-of-a-flex-2", "the same of a dearer model", "openai/gpt-5.5/flex",
               tokens(100, 300_000, 5, 2000, "22.5"), text("gpt-5.5", 100, 300_000, 2000))
    yield bill("band-of-a-batch", "a batch with prices of its own has the bands too", "openai/gpt-5.4/serverless",
               tokens(100, 300_000, "2.5", 2000, "11.25"), text("gpt-5.4", 100, 300_000, 2000, batch_share=1))
    yield bill("band-of-a-batch-by-rule", "half of the band", "openai/gpt-6-sol/serverless",
               tokens(100, 300_000, 2, 2000, "7.5"), text("gpt-6-sol", 100, 300_000, 2000, batch_share=1))
    yield bill("cached-in-a-batch", "both discounts", "openai/gpt-5-nano/serverless",
               1000 * (1000 * F("0.025") + 9000 * F("0.0025") + 100 * F("0.2")) / M,
               text("gpt-5-nano", 1000, 10_000, 100, cached_input_share=0.9, batch_share=1), kind="modelled")
    own = text("gpt-5.6-terra", 200, 60_000, 350, cache_write_share=0.06)
    own["overrides"] = [{"match": "openai/gpt-5.6-terra/serverless", "field": "usd_per_million_cache_write_tokens",
                         "set": 3.125}]
    yield bill("own-cache-write", "the founder's own price of writing the cache", "openai/gpt-5.6-terra/serverless",
               200 * (56_400 * F(2) + 3_600 * F("3.125") + 350 * F(12)) / M, own)
    classes = [{"share": 0.9, "input_tokens": 20_000, "output_tokens": 2000},
               {"share": 0.1, "input_tokens": 400_000, "output_tokens": 2000}]
    yield bill("lengths-over-a-band", "ten in a hundred lie over the band, the mean below it", "openai/gpt-5.5/serverless",
               tokens(90, 20_000, 5, 2000, 30) + tokens(10, 400_000, 10, 2000, 45),
               request("gpt-5.5", 100, lengths=classes))
    yield bill("lengths-of-audio", "the shorter of two classes bills the minimum", "groq/whisper-large-v3/serverless",
               (500 * F(10, 3600) + 500 * F(16, 3600)) * F("0.111"),
               request("whisper-large-v3", 1000, "speech-to-text", lengths=[{"share": 0.5, "audio_seconds": 4},
                                                                            {"share": 0.5, "audio_seconds": 16}]))
    square = request("flux-schnell", 1000, "image", images_per_request=1, steps=4, image_width_px=1024,
                     image_height_px=1024)
    yield bill("a-square-megapixel", "1024 by 1024 is one megapixel at fal", "fal/flux-schnell/serverless",
               1000 * F("0.003"), square)
    yield bill("a-square-mebipixel", "and one of DeepInfra's too", "deepinfra/flux-schnell/serverless",
               1000 * 4 * F("0.0005"), square)
    thinks = request("gpt-5-mini", 2, input_tokens=722.5, output_tokens=203)
    thinks["workloads"][0]["output_tokens"] = 4680
    yield bill("hidden-counted", "hidden tokens that the founder counts himself are billed once", "openai/gpt-5-mini/serverless",
               tokens(2, F("722.5"), "0.25", 4680, 2), thinks)


def history():
    h100 = f"fireworks/{LLAMA}/1xh100-fp8"
    for day, usd in (("2026-04-15", 4), ("2026-05-15", 7), ("2026-08-15", 7), ("2026-08-31", 7), ("2026-09-01", 8),
                     ("2026-10-15", 8)):
        yield bill(f"h100-{day}", "Fireworks' H100 as it was", h100, 24 * F(usd), text(LLAMA, 20_000, as_of=day))
    yield bill("groq-then", "sold to anybody until August 2026", f"groq/{LLAMA}/serverless",
               tokens(1000, 2000, "0.59", 500, "0.79"), text(LLAMA, as_of="2026-08-15"))
    yield {"id": "groq-now", "why": "sold through sales since", "call": "compare", "input": text(LLAMA),
           "expect": [{"at": refused(f"groq/{LLAMA}/serverless", "code"), "is": "contact-sales"},
                      {"at": refused(f"groq/{LLAMA}/serverless", "quote", "usd_per_day"),
                       "is": float(tokens(1000, 2000, "0.59", 500, "0.79"))}]}
    yield {"id": "cerebras-now", "why": "retired", "call": "compare", "input": text("llama-3.1-8b"),
           "expect": [{"at": refused("cerebras/llama-3.1-8b/serverless", "code"), "is": "retired"}]}


def tables():
    def rows(**query):
        return {"call": "table", "input": query}

    def first(row, column):
        return ["rows", {"id": row}, "cells", column, "text"]

    yield {"id": "matrix", "why": "sixteen platforms", **rows(table="platforms"),
           "expect": [{"at": ["rows"], "count": 16}, {"at": first("groq", 1), "is": "custom silicon"}]}
    yield {"id": "matrix-silicon", "why": "three make their own silicon",
           **rows(table="platforms", filter=["segment:custom-silicon"]),
           "expect": [{"at": ["rows"], "count": 3}, {"at": ["rows_of_all"], "is": 16}]}
    yield {"id": "matrix-baa", "why": "compliance says its scope", **rows(table="platforms", filter=["show:compliance"]),
           "expect": [{"at": first("modal", 2), "is": "on Enterprise"}]}
    yield {"id": "matrix-sort", "why": "the last by name", **rows(table="platforms", sort="-platform"),
           "expect": [{"at": ["rows", 0, "id"], "is": "together"}]}
    yield {"id": "claims", "why": "verdicts are computed", **rows(table="claims"),
           "expect": [{"at": first("thirty-percent-rule", 3), "is": "does not hold"}]}
    yield {"id": "old-sources", "why": "older than 90 days, nothing else",
           **rows(table="sources", filter=["age:old", "kind:published"],
                  request=request("whisper-large-v3", 100, "speech-to-text", audio_seconds=90)),
           "expect": [{"at": ["rows", 0, "cells", 6, "tone"], "is": "old"}]}


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_platforms.json")
    cases = [*sixteen(), *rules(), *mixed(), *history(), *tables()]
    out.write_text(json.dumps(cases, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
