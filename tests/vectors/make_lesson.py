#!/usr/bin/env python3
"""Writes calls_lesson.json: the lesson's program worked out with exact fractions, apart from the engine.

The table and the rule are facts of the lesson: billed minutes = max(tokens a day / saturated tokens a minute,
reserved minutes a day), dollars a million on output tokens, predictions priced each.
Usage: make_lesson.py [OUT]
"""
import json
import pathlib
import sys
from fractions import Fraction as F

MINUTES = 1440
VENDORS = {  # how, price, saturated tokens a minute, reserved minutes a day
    "fireworks": ("per-token", F("0.90"), 900_000, 0),
    "together": ("per-token", F("0.88"), 850_000, 0),
    "baseten": ("per-minute", F("0.55"), 900_000, 1440),
    "modal": ("per-minute", F("0.48"), 800_000, 60),
    "replicate": ("per-prediction", F("0.006"), 750_000, 0),
    "anyscale": ("per-minute", F("0.60"), 850_000, 1440),
}


def offer(vendor):
    return f"{vendor}/llama-70b/{VENDORS[vendor][0]}"


def usd_per_day(vendor, tokens, predictions):
    how, price, saturated, reserved = VENDORS[vendor]
    if how == "per-token":
        return price * tokens / 1_000_000
    if how == "per-prediction":
        return price * predictions
    return price * max(F(tokens) / saturated, F(reserved))


def request(requests_per_day, output_tokens=200, **more):
    workload = {"model": "llama-70b", "requests_per_day": requests_per_day, "output_tokens": output_tokens,
                "load": {"shape": "packed"}}
    return {"catalog": "lesson", "workloads": [workload], **more}


def quote_at(vendor, field):
    return ["workloads", 0, "quotes", {"offer": offer(vendor)}, field]


def comparison(name, why, predictions, output_tokens):
    tokens = predictions * output_tokens
    expect = []
    for vendor, (_, _, saturated, _) in VENDORS.items():
        usd = usd_per_day(vendor, tokens, predictions)
        expect.append({"at": quote_at(vendor, "usd_per_day"), "is": float(usd)})
        expect.append({"at": quote_at(vendor, "usd_per_million_output_tokens"), "is": float(usd / F(tokens, 10**6))})
        expect.append({"at": quote_at(vendor, "usd_per_thousand_requests"), "is": float(usd / F(predictions, 1000))})
        expect.append({"at": quote_at(vendor, "utilization"), "is": float(F(tokens, saturated * MINUTES))})
    cheapest = min(VENDORS, key=lambda v: (usd_per_day(v, tokens, predictions), offer(v)))
    expect.append({"at": ["recommendation", "workloads", 0, "primary", "offer"], "is": offer(cheapest)})
    return {"id": name, "why": why, "call": "compare", "input": request(predictions, output_tokens), "expect": expect}


def utilization_table():
    cases = []
    for percent in (5, 10, 15, 20, 25, 30, 35, 40, 50, 75, 100):
        tokens = F(percent, 100) * 900_000 * MINUTES
        predictions = tokens / 200
        expect = [{"at": quote_at(v, "usd_per_day"), "is": float(usd_per_day(v, tokens, predictions))}
                  for v in ("fireworks", "baseten")]
        expect.append({"at": quote_at("baseten", "utilization"), "is": percent / 100})
        cases.append({"id": f"utilization-table-{percent}", "why": "the lesson's break-even table, Fireworks and Baseten",
                      "call": "compare", "input": request(int(predictions)), "expect": expect})
    return cases


def break_even(name, why, b, axis):
    # Fireworks' bill is a straight line; the other's floor is what it meets.
    _, price, saturated, reserved = VENDORS[b]
    tokens = price * reserved / (VENDORS["fireworks"][1] / 1_000_000)
    share = tokens / (saturated * MINUTES)
    value = share if axis == "utilization" else tokens / 200
    return {"id": name, "why": why, "call": "breakEven",
            "input": request(10_000, a=offer("fireworks"), b=offer(b), axis=axis),
            "expect": [{"at": ["crossings"], "count": 1},
                       {"at": ["crossings", 0, "value"], "is": float(value)},
                       {"at": ["crossings", 0, "utilization"], "is": float(share)},
                       {"at": ["crossings", 0, "winner_below"], "is": offer("fireworks")},
                       {"at": ["crossings", 0, "winner_above"], "is": offer(b)},
                       {"at": ["crossings", 0, "reachable"], "is": True},
                       {"at": ["reachable_utilization"], "is": 1}]}


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_lesson.json")
    cases = [comparison("scenario-a", "2 M output tokens and 10,000 predictions a day", 10_000, 200),
             comparison("scenario-b", "100 M output tokens and 500,000 predictions a day", 500_000, 200)]
    cases += utilization_table()
    cases += [break_even("baseten-67.9-percent", "792.00 / 1166.40, not the text's 30 %", "baseten", "utilization"),
              break_even("baseten-requests", "the same crossing counted in requests", "baseten", "requests_per_day"),
              break_even("modal-2.78-percent", "its 60 reserved minutes are the floor", "modal", "utilization"),
              break_even("modal-requests", "160,000 requests of 200 tokens", "modal", "requests_per_day")]
    below = {"id": "modal-floor", "why": "billed utilization at Modal's crossing is 40 of 60 minutes",
             "call": "compare", "input": request(160_000),
             "expect": [{"at": quote_at("modal", "billed_utilization"), "is": float(F(40, 60))},
                        {"at": quote_at("modal", "usd_per_day"), "is": 28.8}]}
    text = json.dumps(cases + [below], indent=1) + "\n"
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
