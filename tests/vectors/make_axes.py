#!/usr/bin/env python3
"""Writes calls_axes.json: break-evens, switches and curves over inputs other than the volume, worked out with exact
fractions from the prices as they were read.

The prices stand here as they stand in the collected facts, not read from rates/: a slip in a card shows.
Usage: make_axes.py [OUT]
"""
import json
import pathlib
import sys
from fractions import Fraction as F

MODEL = "llama-3.3-70b"
TOKENS = {  # dollars a million: input, cached input (None unknown: billed as input), output
    "fireworks": (F("0.90"), F("0.45"), F("0.90")),
    "together": (F("1.04"), None, F("1.04")),
    "deepinfra": (F("0.10"), None, F("0.32")),
    "sambanova": (F("0.60"), None, F("1.20")),
    "bedrock": (F("0.72"), None, F("0.72")),
}
FIREWORKS_BATCH = F(1, 2)
GPU_HOUR = {"together": F("3.99"), "deepinfra": F("2.20"), "fireworks": F(8)}


def api(platform):
    return f"{platform}/{MODEL}/serverless"


def h100(platform):
    return f"{platform}/{MODEL}/1xh100-fp8"


def bill(platform, requests, tokens_in, tokens_out, cached=F(0), batch=F(0)):
    price_in, price_cached, price_out = TOKENS[platform]
    price_cached = price_in if price_cached is None else price_cached
    usd = F(requests) * (tokens_in * ((1 - cached) * price_in + cached * price_cached) + tokens_out * price_out) / 10**6
    return usd * (1 - batch * (1 - FIREWORKS_BATCH)) if platform == "fireworks" else usd


def request(requests, tokens_in, tokens_out, requirements=None, **more):
    return {"catalog": "market", "requirements": requirements or {},
            "workloads": [{"model": MODEL, "requests_per_day": requests, "input_tokens": tokens_in,
                           "output_tokens": tokens_out}], **more}


def expected(**members):
    return [{"at": ["crossings", 0, key], "is": float(value) if isinstance(value, F) else value}
            for key, value in members.items()]


def break_even(name, why, call, a, b, axis, crossings, expect=()):
    return {"id": name, "why": why, "call": "breakEven", "input": {**call, "a": a, "b": b, "axis": axis},
            "expect": [{"at": ["crossings"], "count": crossings}, {"at": ["axis"], "is": axis}, *expect]}


def one_crossing(name, why, call, a, b, axis, value, usd, winners, **more):
    """`usd` is what both cost at the crossing."""
    below, above = winners
    return break_even(name, why, call, a, b, axis, 1,
                      expected(value=value, usd_per_day_a=usd, usd_per_day_b=usd, winner_below=below, winner_above=above,
                               reachable=True, at_step=False, **more))


def token_axes():
    a, b = api("sambanova"), api("bedrock")
    # 0.6 in + 1.2 out against 0.72 for both: level where out is a quarter of in.
    yield one_crossing("output-tokens", "a longer answer makes SambaNova's output price tell",
                       request(10_000, 1000, 100), a, b, "output_tokens", F(250), bill("bedrock", 10_000, 1000, 250), (a, b),
                       utilization=None)
    yield one_crossing("input-tokens", "the same from the other side, by the whole path", request(10_000, 100, 250),
                       a, b, "input_tokens", F(1000), bill("bedrock", 10_000, 1000, 250), (b, a))
    yield one_crossing("input-share", "the total held, prompts are four fifths where the two cost the same",
                       request(10_000, 400, 850), a, b, "input_share", F(4, 5),
                       bill("bedrock", 10_000, 1000, 250), (b, a))
    # 0.9 (in + out) - 0.45 c in = 0.72 (in + out)
    cached = F("0.18") * 8300 / (F("0.45") * 8000)
    yield one_crossing("cached-share", "Fireworks reads the cache at half its price, Bedrock at its full one",
                       request(5000, 8000, 300), api("fireworks"), b, "cached_input_share", cached,
                       bill("bedrock", 5000, 8000, 300), (b, api("fireworks")))
    yield one_crossing("batch-share", "half price for what can wait: 0.9 (1 - x / 2) = 0.72", request(5000, 700, 300),
                       api("fireworks"), b, "batch_share", F(2, 5), bill("bedrock", 5000, 700, 300),
                       (b, api("fireworks")))
    yield one_crossing("price-multiplier", "Together's list price times 9/13 is Bedrock's",
                       request(5000, 700, 300), api("together"), b, "price:together/*/serverless", F(72, 104),
                       bill("bedrock", 5000, 700, 300), (api("together"), b))
    yield break_even("never", "0.10 and 0.32 stay below 0.72 and 0.72 whatever the mix", request(5000, 700, 300),
                       api("deepinfra"), b, "input_share", 0, [{"at": ["searched_to"], "is": 1}])
    explained = break_even("explained", "both bills from their parts: two products and their sum each",
                           request(10_000, 1000, 100), a, b, "output_tokens", 1)
    explained["expect"] += [{"at": ["crossings", 0, "explain"], "count": 6}]
    for step, usd in enumerate((F(6), F(3), F(9), F("7.2"), F("1.8"), F(9))):
        explained["expect"].append({"at": ["crossings", 0, "explain", step, "result"], "is": float(usd)})
    explained["expect"].append({"at": ["crossings", 0, "sentence"],
                                "is": "With “Output” above 250 tokens AWS Bedrock serverless costs less than "
                                      "SambaNova serverless; below it SambaNova serverless costs less."})
    yield explained


def gpu_axes():
    # One replica of one H100 all day, busy enough that nothing stops it and far from full.
    requests, tokens = 50_000, 100
    usd = bill("together", requests, tokens, tokens)
    for platform in ("together", "deepinfra"):
        yield one_crossing(f"gpu-price-{platform}", "a GPU day costs 24 hours at a multiple of the hour's price",
                           request(requests, tokens, tokens), api("together"), h100(platform),
                           f"usd_per_gpu_hour:{platform}/*/1xh100-fp8", usd / (24 * GPU_HOUR[platform]), usd,
                           (h100(platform), api("together")))
    # 5,000 long prompts fill no GPU: the API's bill passes the day's where (in + out) x 5,000 x 1.04 $ do.
    total = 24 * GPU_HOUR["deepinfra"] * 10**6 / (TOKENS["together"][0] * 5000)
    yield {"id": "tokens-against-a-gpu", "why": "the GPU's day is paid once, however long the prompts; more follow",
           "call": "breakEven",
           "input": {**request(5000, 100, 100), "a": api("together"), "b": h100("deepinfra"), "axis": "input_tokens"},
           "expect": expected(value=total - 100, usd_per_day_a=24 * GPU_HOUR["deepinfra"],
                              usd_per_day_b=24 * GPU_HOUR["deepinfra"], winner_below=api("together"),
                              winner_above=h100("deepinfra"), at_step=False, reachable=True)}


def switches():
    call = request(50_000, 100, 100)
    usd_a, usd_b = bill("together", 50_000, 100, 100), 24 * GPU_HOUR["together"]
    a, b = api("together"), h100("together")
    yield break_even("dedicated", "shared GPUs are refused: the dearer deployment wins", call, a, b,
                     "requirements.dedicated", 1,
                     expected(value=F(1), at_step=True, reachable=True, winner_below=a, winner_above=b,
                              usd_per_day_a=usd_a, usd_per_day_b=usd_b, refused_below=[],
                              refused_above=[{"offer": a, "code": "dedicated"}],
                              sentence="With dedicated GPUs required, Together 1×H100 fp8 wins at $95.76 a day. Together "
                                       "serverless shares its GPUs with other customers. Without it, Together serverless "
                                       "wins at $10.40 a day against $95.76 of Together 1×H100 fp8."))
    yield break_even("dedicated-either-way", "the winner shares no GPU, so the switch changes nothing",
                     request(5_000_000, 100, 100), a, h100("deepinfra"), "requirements.dedicated", 0,
                     [{"at": ["searched_to"], "is": 1}])
    yield break_even("dedicated-set-already", "off and on are compared whatever the request says",
                     request(50_000, 100, 100, {"dedicated": True}), b, a, "requirements.dedicated", 1,
                     expected(winner_below=a, winner_above=b))
    deepinfra, bedrock = api("deepinfra"), api("bedrock")
    yield break_even("compliance", "nothing read says that DeepInfra has the report", call, deepinfra, bedrock,
                     "requirements.compliance:soc2-type-2", 1,
                     expected(value=F(1), winner_below=deepinfra, winner_above=bedrock,
                              usd_per_day_a=bill("deepinfra", 50_000, 100, 100),
                              usd_per_day_b=bill("bedrock", 50_000, 100, 100),
                              refused_above=[{"offer": deepinfra, "code": "compliance"}]))
    yield break_even("neither-admitted", "with the requirement nobody is left", call, deepinfra, h100("deepinfra"),
                     "requirements.compliance:soc2-type-2", 1,
                     expected(winner_below=deepinfra, winner_above=None))
    # 500 $ a month admit the API and not the GPU; dedicated then refuses the API.
    yield break_even("the-budget-too", "all gates are asked, not the switch's alone",
                     request(50_000, 100, 100, {"budget_usd_per_month": 500}), a, b, "requirements.dedicated", 1,
                     expected(winner_below=a, winner_above=None,
                              refused_below=[{"offer": b, "code": "budget"}],
                              refused_above=[{"offer": b, "code": "budget"}, {"offer": a, "code": "dedicated"}]))


def curves():
    platforms = ["bedrock", "deepinfra", "fireworks", "sambanova", "together"]
    only = [api(platform) for platform in platforms]

    def curve(name, why, axis, xs, bill_at, requirements=None):
        call = request(10_000, 900, 350, requirements, only=only)
        own = {p: bill(p, 10_000, 900, 350) for p in platforms}
        order = sorted(platforms, key=lambda p: (own[p], api(p)))
        expect = [{"at": ["offers"], "is": [api(p) for p in order]},
                  {"at": ["unreachable"], "is": [False] * len(xs)}]
        for i, x in enumerate(xs):
            usd = {p: bill_at(p, x) for p in order}
            expect.append({"at": ["x", i], "is": float(x)})
            for k, p in enumerate(order):
                expect.append({"at": ["usd_per_day", k, i], "is": None if usd[p] is None else float(usd[p])})
            admitted = [p for p in order if usd[p] is not None]
            winner = min(admitted, key=lambda p: (usd[p], api(p))) if admitted else None
            expect.append({"at": ["winner", i], "is": order.index(winner) if winner else -1})
        return {"id": name, "why": why, "call": "curve",
                "input": {**call, "axis": axis, "from": float(xs[0]), "to": float(xs[-1]), "n": len(xs),
                          "scale": "linear"}, "expect": expect}

    yield curve("curve-output", "bills of the tokens, one value after the other", "output_tokens",
                [F(0), F(500), F(1000), F(1500), F(2000)], lambda p, x: bill(p, 10_000, 900, x))
    yield curve("curve-input-share", "the total of 1,250 tokens held", "input_share",
                [F(0), F(1, 4), F(1, 2), F(3, 4), F(1)], lambda p, x: bill(p, 10_000, 1250 * x, 1250 * (1 - x)))
    yield curve("curve-price", "only Bedrock's price moves", "price:bedrock/*/*", [F(0), F(1, 2), F(1)],
                lambda p, x: bill(p, 10_000, 900, 350) * (x if p == "bedrock" else 1))
    budget = F(12) * F(36525, 100) / 12
    yield curve("curve-budget", "who costs more than $12 a day drops out where he does, and nobody is left in the end",
                "output_tokens", [F(0), F(1500), F(3000), F(4500)],
                lambda p, x: usd if (usd := bill(p, 10_000, 900, x)) <= 12 else None,
                {"budget_usd_per_month": float(budget)})


def refused(name, why, call, error, code, path):
    return {"id": name, "why": why, "call": call, "input": error, "error": {"code": code, "path": path}}


def errors():
    call = request(10_000, 1000, 250)
    pair = {"a": api("together"), "b": api("bedrock")}
    line = {"from": 0, "to": 1, "n": 3, "scale": "linear"}
    yield refused("fine-tuned", "not built as an input, so not as an axis", "breakEven",
                  {**call, **pair, "axis": "fine_tuned"}, "not-yet", "axis")
    yield refused("growth", "the same", "curve", {**call, **line, "axis": "growth_per_month"}, "not-yet", "axis")
    yield refused("curve-of-a-switch", "two settings make no curve", "curve",
                  {**call, **line, "axis": "requirements.dedicated"}, "unknown-axis", "axis")
    yield refused("compliance-of-what", "the requirement is one of the known ones", "breakEven",
                  {**call, **pair, "axis": "requirements.compliance:soc3"}, "unknown-axis", "axis")
    yield refused("compliance-bare", "which requirement?", "breakEven",
                  {**call, **pair, "axis": "requirements.compliance"}, "unknown-axis", "axis")
    yield refused("curve-beyond", "a share ends at 1", "curve",
                  {**call, **line, "axis": "batch_share", "to": 1.5}, "out-of-range", "to")
    yield refused("curve-below", "a working week has a day at least", "curve",
                  {**call, **line, "axis": "load.days_per_week", "to": 7}, "out-of-range", "from")
    yield refused("curve-no-tokens", "a request of nothing has no bill", "curve",
                  {**request(10_000, 0, 250), **line, "axis": "output_tokens", "to": 500}, "out-of-range", "from")
    written = request(10_000, 1000, 250)
    written["workloads"][0]["cache_write_share"] = 0.5
    yield refused("curve-more-than-the-input", "cached and written are parts of one input", "curve",
                  {**written, **line, "axis": "cached_input_share"}, "out-of-range", "to")
    yield refused("axis-of-another-kind", "images count for no text", "curve",
                  {**call, **line, "axis": "images_per_request"}, "wrong-modality", "axis")


def cases():
    for group in (token_axes, gpu_axes, switches, curves, errors):
        yield from group()


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_axes.json")
    out.write_text(json.dumps(list(cases()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
