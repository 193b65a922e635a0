#!/usr/bin/env python3
"""Writes calls_exercises.json: the lesson's exercises 1 and 5 worked out with exact fractions.

Usage: make_exercises.py [OUT]
"""
import json
import pathlib
import sys
from fractions import Fraction as F

A, B = "fireworks/llama-70b/per-token", "baseten/llama-70b/per-minute"
BASETEN_DAY = F("0.55") * 1440
SATURATED_DAY = 900_000 * 1440  # output tokens
M = 10**6
MARKET = "llama-3.1-70b"


def lesson(requests, tokens_in=0, overrides=()):
    return {"catalog": "lesson", "overrides": list(overrides),
            "workloads": [{"model": "llama-70b", "requests_per_day": requests, "input_tokens": tokens_in,
                           "output_tokens": 200, "load": {"shape": "packed"}}]}


# The share of a saturated day at which a day of Baseten costs what Fireworks asks for its tokens.
def crossover(name, why, tokens_in):
    price_in = {"match": A, "field": "usd_per_million_input_tokens", "set": 0.9}
    full = F(SATURATED_DAY, M) * F("0.9") * F(200 + tokens_in, 200)
    value = BASETEN_DAY / full
    yield {"id": name, "why": why, "call": "breakEven",
           "input": {**lesson(1_944_000, tokens_in, [price_in] if tokens_in else []), "a": A, "b": B, "axis": "utilization"},
           "expect": [{"at": ["crossings"], "count": 1}, {"at": ["crossings", 0, "value"], "is": float(value)},
                      {"at": ["crossings", 0, "winner_above"], "is": B},
                      {"at": ["crossings", 0, "requests_per_day"], "is": float(value * SATURATED_DAY / 200)}]}


PER_THOUSAND = {  # of 200 output tokens, at 10 and at 10,000 a day
    "together/llama-70b/per-token": (F(200, 1000) * F("0.88"),) * 2,
    "fireworks/llama-70b/per-token": (F(200, 1000) * F("0.90"),) * 2,
    "replicate/llama-70b/per-prediction": (F(6),) * 2,
    "modal/llama-70b/per-minute": (60 * F("0.48") * 100, 60 * F("0.48") / 10),
    "baseten/llama-70b/per-minute": (BASETEN_DAY * 100, BASETEN_DAY / 10),
    "anyscale/llama-70b/per-minute": (1440 * F("0.60") * 100, 1440 * F("0.60") / 10),
}


def thousand(requests, index):
    yield {"id": f"exercise-5-{requests}", "why": "dollars for 1,000 predictions on the lesson's figures", "call": "compare",
           "input": lesson(requests),
           "expect": [{"at": ["workloads", 0, "quotes", {"offer": offer}, "usd_per_thousand_requests"], "is": float(usd[index])}
                      for offer, usd in PER_THOUSAND.items()]
           + [{"at": ["workloads", 0, "quotes", 0, "offer"], "is": "together/llama-70b/per-token"}]}


# Prices as they were read, dollars a million tokens of the chat mix: 1,100 in, 200 out, both billed.
LISTED = {"fireworks": (F("0.90"), F("0.90"), MARKET), "together": (F("1.04"), F("1.04"), "llama-3.3-70b"),
          "replicate": (F("0.65"), F("2.75"), "llama-3-70b")}
# An H100 that never stops, dollars an hour: Anyscale names no scale-to-zero, Together's on demand has none.
ALWAYS_ON = {"anyscale": F("9.288"), "together": F("3.99")}


def market(requests):
    expect = []
    for platform, (usd_in, usd_out, lender) in LISTED.items():
        quote = ["workloads", 0, "quotes", {"offer": f"{platform}/{MARKET}/serverless"}]
        expect += [{"at": [*quote, "usd_per_thousand_requests"], "is": float((1100 * usd_in + 200 * usd_out) / 1000)},
                   {"at": [*quote, "fallback", "model"], "is": lender}]
    expect += [{"at": ["workloads", 0, "quotes", {"offer": f"{platform}/{MARKET}/1xh100-fp8"}, "usd_per_thousand_requests"],
                "is": float(24 * usd * 1000 / requests)} for platform, usd in ALWAYS_ON.items()]
    yield {"id": f"exercise-5-market-{requests}", "why": "the same at real prices with input billed, borrowed prices labelled",
           "call": "compare",
           "input": {"catalog": "market",
                     "workloads": [{"model": MARKET, "requests_per_day": requests, "input_tokens": 1100, "output_tokens": 200}]},
           "expect": expect}


# A day of one H100 at Baseten, 0.10833 usd a minute, over what Fireworks asks for one request. One replica is sized for the
# peak of a load that swings by 60 %, with noise of 30 % over a minute at its 95th percentile.
def real_day():
    a, b = "fireworks/llama-3.3-70b/serverless", "baseten/llama-3.3-70b/1xh100-fp8"
    load = {"catalog": "market", "workloads": [{"model": "llama-3.3-70b", "requests_per_day": 5000, "input_tokens": 1100,
                                                "output_tokens": 200, "load": {"shape": "diurnal"}}]}
    usd_a_request = F(1300 * 9, 10) / M
    reachable = 1 / (F("1.6") * (1 + F("1.645") * F("0.3")))
    yield {"id": "exercise-1-day", "why": "a real day cannot fill a GPU that is sized for its peak", "call": "breakEven",
           "input": {**load, "a": a, "b": b, "axis": "utilization"},
           "expect": [{"at": ["crossings"], "count": 1}, {"at": ["crossings", 0, "reachable"], "is": False},
                      {"at": ["crossings", 0, "requests_per_day"], "is": float(1440 * F("0.10833") / usd_a_request)},
                      {"at": ["reachable_utilization"], "is": float(reachable)}]}


def cases():
    yield from crossover("exercise-1", "the lesson's own figures give 67.9 %", 0)
    yield from crossover("exercise-1-input", "input billed 1:1 gives 34.0 %", 200)
    yield from crossover("exercise-1-chat", "the chat mix of 5.5:1 gives 10.4 %", 1100)
    yield from thousand(10, 0)
    yield from thousand(10_000, 1)
    yield from market(10)
    yield from market(10_000)
    yield from real_day()


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_exercises.json")
    out.write_text(json.dumps(list(cases()), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
