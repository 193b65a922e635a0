#!/usr/bin/env python3
"""Writes calls_admission.json: what may be admitted, what it costs, and how surely it is said.

The requests are those of an audit of the answers (ids D01 to D25) and of cases from public threads (C01 to C30), each
with the value that is right. Prices stand here as they stand in the collected facts and on the cards, not read from
rates/. Exact fractions; a value that is a judgement or a model's has bounds instead.
Usage: make_admission.py [OUT]
"""
import json
import pathlib
import sys
from fractions import Fraction as F

LLAMA = "llama-3.3-70b"
OSS = "gpt-oss-120b"
M = 10**6
DAYS_A_MONTH = F(36525, 1200)

# ---- requests


def work(model, requests, tokens_in, tokens_out, **more):
    return {"model": model, "requests_per_day": requests, "input_tokens": tokens_in, "output_tokens": tokens_out, **more}


def chat(model, requests, **more):
    return work(model, requests, 1155, 211, **more)


def market(workload, requirements=None, **more):
    call = {"catalog": "market", "workloads": [workload], **more}
    if requirements:
        call["requirements"] = requirements
    return call


def vector(name, why, call, expect, kind="compare"):
    return {"id": name, "why": why, "call": kind, "input": call, "expect": expect}


# ---- where things stand in an answer, and what must be there


def check(at, **what):
    return {"at": at, **{key: float(value) if isinstance(value, F) else value for key, value in what.items()}}


def quote(offer, *more):
    return ["workloads", 0, "quotes", {"offer": offer}, *more]


def usd(offer, value, **more):
    return check(quote(offer, "usd_per_day"), **{"is": value}, **more)


def admitted(offer):
    return check(quote(offer, "offer"), **{"is": offer})


def refused(offer, code):
    return check(["workloads", 0, "rejected", {"offer": offer}, "code"], **{"is": code})


def risk(offer, code):
    return check(quote(offer, "risks"), contains=code)


def no_risk(offer, code):
    return check(quote(offer, "risks"), lacks=code)


def decided(*more):
    return ["recommendation", "workloads", 0, *more]


def pick(offer):
    return check(decided("primary", "offer"), **{"is": offer})


def not_pick(offer):
    return check(decided("primary", "offer"), is_not=offer)


def status(word):
    return check(["recommendation", "status"], **{"is": word})


def sentence(**what):
    return check(["recommendation", "sentence"], **what)


# ---- bills


def tokens(requests, *amounts_and_prices):
    """Dollars of requests of so many tokens at so much a million, pair by pair."""
    pairs = zip(amounts_and_prices[::2], amounts_and_prices[1::2])
    return requests * sum(F(amount) * F(price) for amount, price in pairs) / M


def hidden(visible, ratio):
    return visible * (1 + F(ratio))


# ---- the audit


def windows():
    yield vector("D01-window", "prompts of 500,000 tokens fit no window of 131,072", market(work(LLAMA, 100, 500000, 500)),
                 [status("none"), refused("deepinfra/llama-3.3-70b/serverless", "context-window"),
                  check(["workloads", 0, "quotes"], count=0)])
    yield vector("D01-window-120b", "nor do 200,000 in gpt-oss-120b", market(work(OSS, 100, 200000, 500)),
                 [status("none"), refused("deepinfra/gpt-oss-120b/serverless", "context-window"),
                  check(["workloads", 0, "quotes"], count=0)])
    yield vector("D01-fits", "130,000 and 500 do fit", market(work(LLAMA, 100, 130000, 500)),
                 [usd("deepinfra/llama-3.3-70b/serverless", tokens(100, 130000, "0.10", 500, "0.32"))])
    yield vector("D01-weights", "46.7 GB of weights and a request do not fit into 0.92 of 48.2 GB",
                 market(chat("mixtral-8x7b", 1000, sla={"ttft_p95_ms": 2000})),
                 [check(quote("runpod/mixtral-8x7b/2xl4-fp8"), absent=True),
                  refused("runpod/mixtral-8x7b/1xl4-fp8", "memory"),  # one refusal for the counts that do not fit
                  check(["workloads", 0, "rejected", {"offer": "runpod/mixtral-8x7b/1xl4-fp8"}, "reason"],
                        contains="1 to 2")])
    yield vector("D01-cache", "6.6 GB of cache do not hold a request of 16.4 GB", market(work(LLAMA, 1000, 100000, 500)),
                 [refused("runpod/llama-3.3-70b/1xh100-pcie-fp8", "memory"),
                  usd("deepinfra/llama-3.3-70b/serverless", tokens(1000, 100000, "0.10", 500, "0.32"))])


def latency_of_apis():
    deepinfra = "deepinfra/llama-3.3-70b/serverless"
    cheap = tokens(1000, 1155, "0.10", 211, "0.32")
    yield vector("D02-ten-minutes", "a limit of ten minutes throws no API out",
                 market(chat(LLAMA, 1000, sla={"ttft_p95_ms": 600000})), [pick(deepinfra), usd(deepinfra, cheap)])
    yield vector("D02-one-minute", "nor does one of a minute", market(chat(LLAMA, 1000, sla={"ttft_p95_ms": 60000})),
                 [pick(deepinfra), check(["recommendation", "bill", "usd_per_day"], **{"is": cheap})])
    # DeepInfra's own reading of 2026-07-31 has a 95th percentile of 3.9 s; Bedrock has none.
    bedrock = "bedrock/llama-3.3-70b/serverless"
    yield vector("D02-readme", "1.5 s: APIs without a reading may miss it and stay in the list, to be tried first",
                 market(chat(LLAMA, 20000, load={"shape": "office"}, sla={"ttft_p95_ms": 1500}),
                        {"operations": "deployment"}),
                 [usd(bedrock, tokens(20000, 1366, "0.72")), check(quote(bedrock, "speed", "sla"), **{"is": "may miss"}),
                  check(quote(bedrock, "speed", "chance"), at_least=0.02, at_most=0.98),
                  check(decided("try_first", "usd_per_day"), at_most=tokens(20000, 1366, "0.72")),
                  sentence(contains="If it fails, use")])


def limits():
    bedrock = tokens(20000, 1155, "0.72", 211, "0.72")
    cheapest = tokens(20000, 1155, "0.10", 211, "0.32")
    first_visit = chat(LLAMA, 20000, reasoning="typical")
    yield vector("C18-first-visit", "27.32 M tokens a day are more than SambaNova's 20 M: Bedrock is second",
                 market(first_visit, {"operations": "deployment"}),
                 [pick("deepinfra/llama-3.3-70b/serverless"),
                  check(["recommendation", "bill", "usd_per_day"], **{"is": cheapest}),
                  risk("sambanova/llama-3.3-70b/serverless", "rate-limit"),
                  check(decided("runner_up", "offer"), **{"is": "bedrock/llama-3.3-70b/serverless"}),
                  check(decided("runner_up", "extra_usd_per_day"), **{"is": bedrock - cheapest})])
    yield vector("D03-sambanova", "a million requests a day are 68 times SambaNova's tokens of a day",
                 market(chat("deepseek-v3.1", 1000000)),
                 [risk("sambanova/deepseek-v3.1/serverless", "rate-limit"), not_pick("sambanova/deepseek-v3.1/serverless")])
    yield vector("D03-concurrency", "1,157 requests a second are some 3,500 at once, DeepInfra allows 200",
                 market(chat(OSS, 100000000), {"operations": "api"}),
                 [risk("deepinfra/gpt-oss-120b/serverless", "rate-limit"),
                  risk("baseten/gpt-oss-120b/serverless", "rate-limit")])
    yield vector("D03-gpus", "Modal's card allows 50 GPUs at once",
                 market(chat(LLAMA, 100000000), only=["modal/*/*"]),
                 [risk("modal/llama-3.3-70b/1xh100-fp8", "rate-limit"), status("pick-with-risk")])


def interruptions():
    kimi = tokens(1000, 1155, "2.85", 211, "14.25")
    yield vector("D06-spot", "an interruptible tier is not the pick",
                 market(chat("kimi-k3", 1000)),
                 [pick("deepinfra/kimi-k3/serverless"), usd("deepinfra/kimi-k3/serverless", kimi), status("pick"),
                  risk("fireworks/kimi-k3/spot", "interruptible")])
    yield vector("D06-spot-sla", "with a limit on the first token neither",
                 market(chat("kimi-k3", 20000, sla={"ttft_p95_ms": 2000})), [not_pick("fireworks/kimi-k3/spot")])
    api = {"operations": "api"}
    standard = tokens(1000, 10000, "2.85", 500, "14.25")
    spot = tokens(1000, 10000, "2.10", 500, "10.50")
    yield vector("C22-spot", "caution costs 9.38 a day", market(work("kimi-k3", 1000, 10000, 500), api),
                 [pick("deepinfra/kimi-k3/serverless"), usd("deepinfra/kimi-k3/serverless", standard),
                  usd("fireworks/kimi-k3/spot", spot),
                  check(decided("passed_over", {"offer": "fireworks/kimi-k3/spot"}, "risk"), **{"is": "interruptible"}),
                  check(decided("passed_over", {"offer": "fireworks/kimi-k3/spot"}, "saves_usd_per_day"),
                        **{"is": standard - spot})])
    yield vector("C22-allowed", "who accepts interruptions gets spot, with its consequence",
                 market(work("kimi-k3", 1000, 10000, 500), {**api, "allow_preemptible": True}),
                 [pick("fireworks/kimi-k3/spot"), risk("fireworks/kimi-k3/spot", "interruptible"), status("pick"),
                  sentence(contains="interrupt")])
    full = tokens(1000, 10000, 5, 500, 30)
    yield vector("C22-flex", "flex may be refused with 429: the standard tier is the pick",
                 market(work("gpt-5.5", 1000, 10000, 500), api),
                 [pick("openai/gpt-5.5/serverless"), usd("openai/gpt-5.5/serverless", full),
                  usd("openai/gpt-5.5/flex", full / 2), risk("openai/gpt-5.5/flex", "interruptible")])
    yield vector("C22-modal", "Modal's ordinary GPU price is that of preemptible GPUs",
                 market(chat(LLAMA, 20000)), [risk("modal/llama-3.3-70b/1xh100-fp8", "interruptible")])


def compliance_and_regions():
    health = {"compliance": ["soc2-type-2", "hipaa-baa"], "dedicated": True}
    baseten = 4 * 1440 * F("0.01414")
    commitment = 3000 / DAYS_A_MONTH
    yield vector("D07-hipaa", "RunPod signs from 3,000 usd a month on, and not for its community hosts",
                 market(chat(LLAMA, 20000), health),
                 [refused("runpod/llama-3.3-70b/1xh100-fp8-community", "compliance"),
                  check(["workloads", 0, "rejected", {"offer": "runpod/llama-3.3-70b/1xh100-fp8-community"}, "reason"],
                        contains="ommunity"),
                  usd("runpod/llama-3.3-70b/4xl4-fp8", commitment), usd("baseten/llama-3.3-70b/4xl4-fp8", baseten),
                  pick("baseten/llama-3.3-70b/4xl4-fp8"),
                  check(decided("passed_over", {"offer": "runpod/llama-3.3-70b/4xl4-fp8"}), absent=True)])
    h100 = 1440 * F("0.10833")
    second = F("0.001097") + 4 * F("0.0000131") + 32 * F("0.00000222")
    yield vector("D08-eu", "Baseten, RunPod and Modal can be pinned to the EU, Modal at 1.15 on today's card (1.75 before)",
                 market(chat(LLAMA, 20000), {"regions": ["eu"], "compliance": ["gdpr"]}),
                 [usd("baseten/llama-3.3-70b/4xl4-fp8", baseten), usd("baseten/llama-3.3-70b/1xh100-fp8", h100),
                  usd("runpod/llama-3.3-70b/4xl4-fp8", 24 * 4 * F("0.39")),
                  usd("modal/llama-3.3-70b/1xh100-fp8", 86400 * second * F("1.15")),
                  check(["recommendation", "bill", "usd_per_day"], at_most=baseten), status("pick"),
                  refused("deepinfra/llama-3.3-70b/serverless", "region")])
    yield vector("D08-us", "who runs in the US alone or lets one choose it is admitted, who cannot pin is not",
                 market(chat(LLAMA, 20000), {"regions": ["us"]}),
                 [admitted("bedrock/llama-3.3-70b/serverless"), admitted("baseten/llama-3.3-70b/1xh100-fp8"),
                  admitted("runpod/llama-3.3-70b/1xh100-fp8"), admitted("lambda/llama-3.3-70b/1xh100-fp8"),
                  refused("deepinfra/llama-3.3-70b/serverless", "region"),
                  refused("together/llama-3.3-70b/serverless", "region")])
    pinned = tokens(1000, 1000, 5, 500, 30) * F("1.1")
    for region in ("eu", "us"):
        yield vector(f"C17-{region}", "a pin costs 10 % at OpenAI on its newest models",
                     market(work("gpt-5.5", 1000, 1000, 500), {"regions": [region]}),
                     [usd("openai/gpt-5.5/serverless", pinned)])
    yield vector("C17-older", "and nothing on those released before 2026-03-05",
                 market(work("gpt-4o", 1000, 1000, 500), {"regions": ["eu"]}),
                 [usd("openai/gpt-4o/serverless", tokens(1000, 1000, "2.5", 500, 10))])
    yield vector("C17-oss", "a refusal says what is known and does not contradict itself",
                 market(chat(OSS, 20000), {"regions": ["us"]}),
                 [admitted("bedrock/gpt-oss-120b/serverless"),
                  check(["workloads", 0, "rejected", {"offer": "together/gpt-oss-120b/serverless"}, "reason"],
                        lacks="Nothing read says")])


def gpus():
    deepinfra = {"only": ["deepinfra/*/1xh100-fp8"]}
    for share, replicas in ((0, 9), (1, 2)):
        yield vector(f"D10-batch-{share}", "1.88 H100 of work that may wait need two, not nine",
                     market(chat(LLAMA, 400000, load={"shape": "office"}, batch_share=share), **deepinfra),
                     [usd("deepinfra/llama-3.3-70b/1xh100-fp8", replicas * 24 * F("2.20")),
                      check(quote("deepinfra/llama-3.3-70b/1xh100-fp8", "replicas_peak"), **{"is": replicas})])
    fireworks, pod = "fireworks/gpt-oss-120b/serverless", "runpod/gpt-oss-120b/1xh100-mxfp4"
    pod_day = 24 * F("3.99")
    agent = work(OSS, 20000, 8000, 200, cached_input_share=0.9)
    api = tokens(1, 800, "0.15", 7200, "0.015", 200, "0.60")
    yield vector("C10-crossing", "repeated prompts are cheap on a GPU too: 95.76 a day over 0.000348 a request",
                 market(agent, axis="requests_per_day", a=fireworks, b=pod),
                 [check(["crossings", 0, "value"], **{"is": pod_day / api}),
                  check(["crossings", 0, "winner_above"], **{"is": pod})], "breakEven")
    yield vector("C10-fresh", "without them it is 72,545 a day",
                 market(work(OSS, 20000, 8000, 200), axis="requests_per_day", a=fireworks, b=pod),
                 [check(["crossings", 0, "value"], **{"is": pod_day / tokens(1, 8000, "0.15", 200, "0.60")})], "breakEven")
    yield vector("C10-capacity", "prefill on the fresh part: 7 to 20 requests a second, and at least what the crossing needs",
                 market(agent, offer=pod),
                 [check(["requests_per_s_per_replica"], at_least=pod_day / api / 86400, at_most=20)], "simulateLoad")
    yield vector("C10-pick", "one B200 carries what an API bills at 172.80",
                 market(work(LLAMA, 200000, 8000, 200, cached_input_share=0.9)),
                 [check(["recommendation", "bill", "usd_per_day"], at_most=24 * F("3.69"))])
    yield vector("C10-told", "that the cached share is modelled on a GPU is said",
                 market(work(LLAMA, 20000, 8000, 200, cached_input_share=0.9)),
                 [check(quote("runpod/llama-3.3-70b/1xh100-fp8", "warnings", {"code": "prefix-cache-modelled"}, "code"),
                        **{"is": "prefix-cache-modelled"})])
    own = [{"match": "anyscale/*/2xa10g-bf16", "field": "usd_per_gpu_hour", "set": 1.418},
           {"match": "anyscale/*/2xa10g-bf16", "field": "tokens_per_s", "set": 441.76}]
    offer = "anyscale/llama-3.1-8b/2xa10g-bf16"
    out = F("43.14")
    full = 864 * F(1024)  # 10.24 requests a second
    yield vector("C11-own", "2.836 an hour and 441.76 tokens a second: 1.783 a million, one replica",
                 market(work("llama-3.1-8b", float(full), 215, float(out)), overrides=own, only=["anyscale/*/2xa10g-bf16"]),
                 [check(quote(offer, "usd_per_million_output_tokens"), **{"is": 24 * F("2.836") / (full * out / M)}),
                  check(quote(offer, "replicas_peak"), **{"is": 1})])
    yield vector("C11-more", "900,000 a day need two",
                 market(work("llama-3.1-8b", 900000, 215, float(out)), overrides=own, only=["anyscale/*/2xa10g-bf16"]),
                 [check(quote(offer, "replicas_peak"), **{"is": 2}), usd(offer, 2 * 24 * F("2.836"))])
    second = F("0.001097") + 4 * F("0.0000131") + 32 * F("0.00000222")
    yield vector("C12-summaries", "30,000 tokens in and 2,000 out a second on one H100, packed: 3.8 cents a million",
                 market(work("llama-3.1-8b", 864000, 3000, 200, load={"shape": "packed"}), only=["modal/*/1xh100-fp8"],
                        overrides=[{"match": "modal/*/1xh100-fp8", "field": "tokens_per_s", "set": 2000}]),
                 [check(quote("modal/llama-3.1-8b/1xh100-fp8", "usd_per_million_tokens"), **{"is": second / 32000 * M})])
    eight = "runpod/llama-3.3-70b/8xh100-bf16"
    alone = work(LLAMA, 1000, 300, 500, sla={"min_tokens_per_s": 150})
    bf16 = {"precision": ["bf16"]}
    yield vector("C19-model", "82 tokens a second by the model are refused", market(alone, bf16, only=[eight]),
                 [refused(eight, "sla")])
    yield vector("C19-measured", "your own number counts: 82.4 x 2.65 = 218",
                 market(alone, bf16, only=[eight], overrides=[{"match": eight, "field": "tokens_per_s", "multiply": 2.65}]),
                 [check(quote(eight, "speed", "tokens_per_s_per_request"), **{"is": 218}, within=0.05),
                  check(quote(eight, "speed", "sla"), is_not="misses")])
    h100, flex = 24 * F("3.99"), "runpod/llama-3.3-70b/1xh100-fp8-flex"
    idle = [usd(f"{platform}/llama-3.3-70b/1xh100-fp8", 0)
            for platform in ("modal", "baseten", "fireworks", "fal", "replicate")]
    yield vector("C25-idle", "what scales to zero costs nothing unused, a pod its day",
                 market(chat(LLAMA, 0)), [*idle, usd(flex, 0), usd("runpod/llama-3.3-70b/1xh100-fp8", h100)])


def cold_starts():
    def cold(name, model, offer, **what):
        return vector(name, "a cold start takes as long as the weights are large",
                      market(chat(model, 100), only=[offer]),
                      [check(quote(offer, "evidence", {"what": "cold start of a replica"}, "value"), **what)])

    yield cold("D11-baseten-8b", "llama-3.1-8b", "baseten/llama-3.1-8b/1xh100-fp8", **{"is": 4}, within=0.05)
    yield cold("D11-baseten-405b", "llama-3.1-405b", "baseten/llama-3.1-405b/8xh100-fp8", **{"is": 203}, within=0.05)
    yield cold("D11-baseten-671b", "deepseek-v3.1", "baseten/deepseek-v3.1/8xb200-fp8", **{"is": 335}, within=0.05)
    yield cold("D11-runpod", "deepseek-v3.1", "runpod/deepseek-v3.1/8xb200-fp8-flex", at_least=200)
    yield cold("D11-modal", "deepseek-v3.1", "modal/deepseek-v3.1/8xb200-fp8", at_least=200)
    yield vector("D12-told", "where nearly every request waits for a start, the answer says so",
                 market(chat(LLAMA, 10), {"dedicated": True}),
                 [sentence(contains="cold start"), risk("runpod/llama-3.3-70b/4xl4-fp8-flex", "cold-start"),
                  check(quote("runpod/llama-3.3-70b/4xl4-fp8-flex", "cold_share"), at_least=0.99, at_most=1)])


def speeds():
    baseten = tokens(20000, 1155, "0.10", 211, "0.50")
    # Quoted at 650 in May; the traffic of July had 191 at the median and 351 at its 90th percentile.
    yield vector("D13-quoted", "Baseten's readings straddle 300 tokens a second: it is admitted and tried first, at 4.42",
                 market(chat(OSS, 20000, sla={"min_tokens_per_s": 300})),
                 [usd("baseten/gpt-oss-120b/serverless", baseten),
                  check(quote("baseten/gpt-oss-120b/serverless", "speed", "tokens_per_s_high"), at_least=300),
                  check(quote("baseten/gpt-oss-120b/serverless", "speed", "as_of"), contains="2026-0"),
                  check(["recommendation", "bill", "usd_per_day"], at_most=tokens(20000, 1155, "0.15", 211, "0.60")),
                  sentence(contains="Baseten")])
    yield vector("D14-physics", "an API on GPUs is not faster than the best GPU",
                 market(chat(LLAMA, 1000, sla={"min_tokens_per_s": 500})),
                 [refused("deepinfra/llama-3.3-70b/serverless", "sla"),
                  refused("sambanova/llama-3.3-70b/serverless", "sla"),  # 43 at the median of July, 216 at its best
                  check(quote("bedrock/llama-3.3-70b/serverless", "speed", "sla"), is_not="meets"),
                  check(["recommendation", "status"], is_not="pick")])
    yield vector("D14-speculation", "nor with what speculation gives",
                 market(chat(LLAMA, 1000, sla={"min_tokens_per_s": 700})), [status("none")])
    yield vector("D18-alone", "one request at a time on one H100 sees its prefill and a step, some 0.2 s",
                 {"model": LLAMA, "gpu": "h100", "gpus": 1, "precision": "fp8", "engine": "vllm", "input_tokens": 1155,
                  "output_tokens": 211, "concurrency": 1},
                 [check(["ttft_s"], at_least=0.12, at_most=0.3)], "servingEstimate")


def words():
    yield vector("D15-from-one", "crossings are looked for from one request a day on",
                 market(work(OSS, 20000, 200, 800, load={"shape": "office"}), axis="requests_per_day",
                        a="modal/gpt-oss-120b/8xh100-mxfp4", b="runpod/gpt-oss-120b/2xa100-pcie-mxfp4"),
                 [check(["searched_from"], at_most=1), check(["crossings", 0, "value"], at_least=1, at_most=1000),
                  check(["crossings", 0, "winner_below"], **{"is": "modal/gpt-oss-120b/8xh100-mxfp4"})], "breakEven")
    yield vector("D17-budget", "111.41 a month are admitted by 112, not by 111",
                 market(chat(LLAMA, 20000), {"budget_usd_per_month": 100}, only=["deepinfra/*/serverless"]),
                 [status("none"), sentence(contains="$112 a month"), sentence(lacks="$111 a month")])
    yield vector("D17-enough", "and 112 do admit it",
                 market(chat(LLAMA, 20000), {"budget_usd_per_month": 112}, only=["deepinfra/*/serverless"]),
                 [pick("deepinfra/llama-3.3-70b/serverless")])
    yield vector("D09-old", "a price of medium confidence, read 124 days ago, is named where it decides",
                 market(chat(LLAMA, 1000000), only=["deepinfra/*/1xb200-fp8"]),
                 [check(decided("primary", "doubts", {"code": "price-confidence"}, "code"), **{"is": "price-confidence"}),
                  check(decided("primary", "doubts", {"code": "price-old"}, "code"), **{"is": "price-old"}),
                  sentence(contains="days ago")])
    yield vector("D09-extrapolated", "a speed that nobody measured is named where it decides",
                 market(chat(LLAMA, 1000000), only=["runpod/*/1xmi300x-fp8"]),
                 [check(decided("primary", "doubts", {"code": "extrapolated"}, "code"), **{"is": "extrapolated"}),
                  sentence(contains="extrapolated")])
    yield vector("D22-second", "a runner-up at a size-class price is marked too", market(chat("llama-3.1-405b", 1000)),
                 [pick("deepinfra/llama-3.1-405b/serverless"),
                  usd("deepinfra/llama-3.1-405b/serverless", tokens(1000, 1366, "0.80")),
                  usd("fireworks/llama-3.1-405b/serverless", tokens(1000, 1366, "0.90")),
                  check(decided("runner_up", "offer"), **{"is": "fireworks/llama-3.1-405b/serverless"}),
                  check(decided("runner_up", "doubts", {"code": "size-class"}, "code"), **{"is": "size-class"})])
    tie = tokens(20000, 1155, "1.32", 211, "3.96")
    yield vector("D23-tie", "three at 47.20 are a tie",
                 market(chat("deepseek-v4-pro-0813", 20000), only=["baseten/*/serverless", "fireworks/*/serverless",
                                                                  "together/*/serverless"]),
                 [usd("baseten/deepseek-v4-pro-0813/serverless", tie), usd("fireworks/deepseek-v4-pro-0813/serverless", tie),
                  usd("together/deepseek-v4-pro-0813/serverless", tie), check(decided("ties"), count=2),
                  sentence(contains="Tied with"), sentence(lacks="$0 more")])
    yield vector("D23-nothing", "no requests: what costs nothing and needs no machine",
                 market(chat(LLAMA, 0)),
                 [check(["recommendation", "bill", "usd_per_day"], **{"is": 0}),
                  check(quote("deepinfra/llama-3.3-70b/serverless", "usd_per_day"), **{"is": 0}),
                  check(["workloads", 0, "quotes", 0, "operations"], **{"is": "api"}),
                  check(decided("primary", "offer"), contains="/serverless"),
                  sentence(contains="Tied with"), sentence(lacks="+$0")])
    yield vector("D23-tier", "of one price on two tiers the standard one goes first",
                 market({"modality": "speech-to-text", "model": "whisper-large-v3", "requests_per_day": 2000,
                         "audio_seconds": 300}, only=["groq/*/*"]),
                 [check(["workloads", 0, "quotes", 0, "offer"], **{"is": "groq/whisper-large-v3/serverless"}),
                  pick("groq/whisper-large-v3/serverless")])


def lesson():
    def claim(name, id, *texts):
        row = ["rows", {"id": id}, "cells"]
        return vector(name, "a claim is put to the test on all that the catalogue has for it", {"table": "claims"},
                      [check([*row, at, "text"], contains=text) for at, text in texts], "table")

    yield claim("D20-dollar", "fireworks-plus-one-dollar", (3, "in part"), (4, "$4.00 to $7.00"), (4, "$6.00 to $7.00"),
                (4, "$9.00 to $10.00"), (4, "2 of 3"))
    yield claim("D20-silicon", "custom-silicon-5-10x", (3, "does not hold"), (4, "2.5 times"), (4, "1.0 times"))
    # Ten predictions a day of 1,100 tokens in and 200 out; a day of a GPU that never stops is billed for ten.
    ten = market(work("llama-3.1-70b", 10, 1100, 200), {"operations": "deployment"},
                 only=["fireworks/*/serverless", "together/*/serverless", "together/*/1xh100-fp8"])
    yield vector("D21-exercise-5", "1,000 predictions with their input: 1.17 at Fireworks, 9,576 on demand at Together", ten,
                 [check(quote(f"{platform}/llama-3.1-70b/{how}", "usd_per_thousand_requests"), **{"is": value})
                  for platform, how, value in (("fireworks", "serverless", tokens(1000, 1300, "0.90")),
                                               ("together", "serverless", tokens(1000, 1300, "1.04")),
                                               ("together", "1xh100-fp8", 100 * 24 * F("3.99")))])


def accounts():
    modal, openrouter = "modal/llama-3.3-70b/1xh100-fp8", "openrouter/llama-3.3-70b/serverless"

    def told(offer, code, amount):
        return check(quote(offer, "warnings", {"code": code}, "message"), contains=amount)

    yield vector("D25-accounts", "credit and least fees, which no bill holds, are told where there are any",
                 market(chat(LLAMA, 10)),
                 [told(modal, "account-credit", "$30"), told(openrouter, "account-fee-minimum", "$0.80"),
                  check(quote("together/llama-3.3-70b/serverless", "warnings", {"code": "account-credit"}), absent=True)])


# ---- cases


def price_lists():
    prompt = F(270540 + 7936)
    yield vector("C01-band", "the tier is chosen by the whole prompt, its cached part included",
                 market(work("gpt-5.5", 1, float(prompt), 630, cached_input_share=float(7936 / prompt))),
                 [usd("openai/gpt-5.5/serverless", tokens(1, 270540, 10, 7936, 1, 630, 45))])
    for model, price_in, price_out in (("gpt-5.4", F("2.5"), F("11.25")), ("gpt-5.5", F(5), F("22.5"))):
        yield vector(f"C02-{model}", "flex has the long-context tier too, and is not the pick",
                     market(work(model, 100, 300000, 2000)),
                     [usd(f"openai/{model}/flex", tokens(100, 300000, price_in, 2000, price_out)),
                      usd(f"openai/{model}/serverless", 2 * tokens(100, 300000, price_in, 2000, price_out)),
                      refused(f"openai/{model}/priority", "context-window"), pick(f"openai/{model}/serverless")])
    for model, price_in, price_out in (("gpt-6-sol", F(2), F("7.5")), ("gpt-5.4", F("2.5"), F("11.25"))):
        yield vector(f"C03-{model}", "a batch has the long-context tier too",
                     market(work(model, 100, 300000, 2000, batch_share=1)),
                     [usd(f"openai/{model}/serverless", tokens(100, 300000, price_in, 2000, price_out)),
                      check(quote(f"openai/{model}/serverless", "warnings", {"code": "context-band"}, "code"),
                            **{"is": "context-band"})])
    for model, share, price_in, cached, price_out in (
            ("gpt-5-nano", F("0.9"), "0.025", "0.0025", "0.2"), ("gpt-5", F("0.95"), "0.625", "0.0625", "5"),
            ("gpt-5-mini", F("0.95"), "0.125", "0.0125", "1"), ("gpt-5.4", F("0.95"), "1.25", "0.125", "7.5"),
            ("gpt-5.5", F("0.95"), "2.5", "0.25", "15")):
        yield vector(f"C04-{model}", "cached tokens in a batch get both discounts",
                     market(work(model, 1000, 10000, 100, cached_input_share=float(share), batch_share=1)),
                     [usd(f"openai/{model}/serverless",
                          tokens(1000, 10000 * (1 - share), price_in, 10000 * share, cached, 100, price_out))])
    yield vector("C04-gpt-4o", "no cached batch price is published: the cached price, at most, and a warning",
                 market(work("gpt-4o", 1000, 10000, 100, cached_input_share=0.95, batch_share=1)),
                 [usd("openai/gpt-4o/serverless", tokens(1000, 500, "1.25", 9500, "1.25", 100, 5)),
                  check(quote("openai/gpt-4o/serverless", "warnings", {"code": "batch-cached-not-combined"}, "message"),
                        contains="cached")])
    older = [{"match": "openai/gpt-5.6-terra/serverless", "field": "price", "multiply": 1.25}]
    turns = work("gpt-5.6-terra", 200, 62914.95, 350.3, cached_input_share=0.9403017883666757)
    prompt, share = F("62914.95"), F("0.9403017883666757")
    written = tokens(200, prompt * (1 - share), "3.125", prompt * share, "0.25", F("350.3"), 15)
    for name, more in (("typed", {"cache_write_share": 0.05969821163332403}), ("by-itself", {})):
        yield vector(f"C06-{name}", "from GPT-5.6 on fresh input is written unasked, at 1.25 times: 6.3563, not 5.8868",
                     market({**turns, **more}, overrides=older, only=["openai/gpt-5.6-terra/serverless"]),
                     [usd("openai/gpt-5.6-terra/serverless", written)])
    yield vector("C07-own-write", "a cache-write price of your own",
                 market(work("gpt-5.6-terra", 200, 60000, 350, cache_write_share=0.06),
                        only=["openai/gpt-5.6-terra/serverless"],
                        overrides=[{"match": "openai/gpt-5.6-terra/serverless",
                                    "field": "usd_per_million_cache_write_tokens", "set": 3.125}]),
                 [usd("openai/gpt-5.6-terra/serverless", tokens(200, 56400, 2, 3600, "3.125", 350, 12))])
    yield vector("C08-fast", "a cached price of your own on a fast tier",
                 market(work("glm-5.3", 100, 20000, 400, cached_input_share=0.78), only=["fireworks/glm-5.3/fast"],
                        overrides=[{"match": "fireworks/glm-5.3/fast", "field": "usd_per_million_cached_input_tokens",
                                    "set": 0.21}]),
                 [usd("fireworks/glm-5.3/fast", tokens(100, 4400, "2.1", 15600, "0.21", 400, "6.6"))])
    yield vector("C06-little", "writes that cost more than the little that is read back are switched off: 0.70",
                 market(work("gpt-6-luna", 1000, 5000, 400, cached_input_share=0.01), only=["openai/gpt-6-luna/serverless"]),
                 [usd("openai/gpt-6-luna/serverless", tokens(1000, 5000, "0.10", 400, "0.50")),
                  check(quote("openai/gpt-6-luna/serverless", "warnings", {"code": "caching-switched-off"}, "code"),
                        **{"is": "caching-switched-off"})])
    yield vector("C02-flex-long", "a rounded cached price of flex is half of the standard one in the long band too: 147.00",
                 market(work("gpt-5.4", 1000, 300000, 400, cached_input_share=0.9), {"allow_preemptible": True}),
                 [usd("openai/gpt-5.4/flex", tokens(1000, 30000, "2.5", 270000, "0.25", 400, "11.25"))])
    yield vector("C03-build", "another build has no cached price of its own: cached input is input",
                 market(work("deepseek-r1-0528", 1000, 5000, 400, cached_input_share=0.9)),
                 [usd("deepinfra/deepseek-r1-0528/serverless-turbo", tokens(1000, 5000, 1, 400, 3))])
    yield vector("C26-each", "the tier goes by each prompt of 150,000, not by their sum",
                 market(work("gpt-5.5", 2, 150000, 1000)),
                 [usd("openai/gpt-5.5/serverless", tokens(2, 150000, 5, 1000, 30))])
    yield vector("C26-luna", "the same at the older price of gpt-5.6-luna, five times today's: 0.312; writes are told",
                 market(work("gpt-5.6-luna", 2, 150000, 1000), only=["openai/gpt-5.6-luna/serverless"],
                        overrides=[{"match": "openai/gpt-5.6-luna/serverless", "field": "price", "multiply": 5}]),
                 [usd("openai/gpt-5.6-luna/serverless", tokens(2, 150000, 1, 1000, 6)),
                  check(quote("openai/gpt-5.6-luna/serverless", "warnings", {"code": "cache-writes-not-billed"}, "code"),
                        **{"is": "cache-writes-not-billed"})])


def lengths():
    classes = [{"share": 0.9, "input_tokens": 20000, "output_tokens": 2000},
               {"share": 0.1, "input_tokens": 400000, "output_tokens": 2000}]
    right = 90 * tokens(1, 20000, 5, 2000, 30) + 10 * tokens(1, 400000, 10, 2000, 45)
    yield vector("C16-lengths", "90 of 20,000 tokens and 10 of 400,000 are billed as what they are",
                 market({"model": "gpt-5.5", "requests_per_day": 100, "lengths": classes},
                        only=["openai/gpt-5.5/serverless"]), [usd("openai/gpt-5.5/serverless", right)])
    yield vector("C16-mean", "a mean within four times of a threshold is warned of",
                 market(work("gpt-5.5", 100, 90000, 2000), only=["openai/gpt-5.5/serverless"]),
                 [usd("openai/gpt-5.5/serverless", tokens(100, 90000, 5, 2000, 30)),
                  check(quote("openai/gpt-5.5/serverless", "warnings", 0, "message"), contains="272,000")])
    yield vector("C16-window", "the longest class must fit the window",
                 market({"model": LLAMA, "requests_per_day": 100,
                         "lengths": [{"share": 0.99, "input_tokens": 1000, "output_tokens": 100},
                                     {"share": 0.01, "input_tokens": 140000, "output_tokens": 100}]}),
                 [refused("deepinfra/llama-3.3-70b/serverless", "context-window"), status("none")])


def images():
    def image(**size):
        return market({"modality": "image", "model": "flux-schnell", "requests_per_day": 1000, "images_per_request": 1,
                       "steps": 4, **size})

    right = [usd("fal/flux-schnell/serverless", 1000 * F("0.003")),
             usd("deepinfra/flux-schnell/serverless", 1000 * 4 * F("0.0005"))]
    yield vector("C14-pixels", "1024 x 1024 is one megapixel at Fal and 2^20 pixels at DeepInfra",
                 image(image_width_px=1024, image_height_px=1024), right)
    yield vector("C14-megapixels", "the same by its millions of pixels", image(megapixels=1.048576), right)
    flux = "fireworks/flux-schnell/serverless"
    yield vector("D03-note", "a cap that opens with what was spent is a note: it keeps nothing from being the pick",
                 market({"modality": "image", "model": "flux-schnell", "requests_per_day": 5000, "images_per_request": 1,
                         "steps": 4, "image_width_px": 1024, "image_height_px": 1024}),
                 [pick(flux), risk(flux, "spend-tier"), check(quote(flux, "mark"), **{"is": "note"}),
                  check(quote(flux, "risk_sentences", 0), contains="Note: ")])
    samba = "sambanova/llama-3.3-70b/serverless"
    yield vector("D03-risk", "20,000 chats are 27.3 M tokens a day, over the 20 M that SambaNova allows",
                 market(chat(LLAMA, 20000)),
                 [check(quote(samba, "mark"), **{"is": "risk"}), check(quote(samba, "risk_sentences", 0), contains="Risk: "),
                  check(quote("deepinfra/llama-3.3-70b/serverless", "mark"), **{"is": None})])
    yield vector("C14-together", "Together bills by the megapixel: four times as much for 2048 x 2048",
                 image(image_width_px=2048, image_height_px=2048),
                 [usd("together/flux-schnell/serverless", 4000 * F("0.0027"))])
    yield vector("C14-wide", "1536 x 1024: two begun megapixels at Fal, 1.5 mebipixels at DeepInfra",
                 image(image_width_px=1536, image_height_px=1024),
                 [usd("fal/flux-schnell/serverless", 2000 * F("0.003")),
                  usd("deepinfra/flux-schnell/serverless", 1000 * 4 * F(3, 2) * F("0.0005"))])


def reasoning():
    def mini(**more):
        return market(work("gpt-5-mini", 2, 722.5, 203, **more))

    offer = "openai/gpt-5-mini/serverless"
    yield vector("C09-counted", "output that counts everything is billed as it is", mini(),
                 [usd(offer, tokens(2, F("722.5"), "0.25", 203, 2))])
    yield vector("C09-billed", "9,360 tokens were billed for 406 that could be seen",
                 market(work("gpt-5-mini", 2, 722.5, 4680)), [usd(offer, tokens(2, F("722.5"), "0.25", 4680, 2))])
    for word, ratio in (("low", "1.86"), ("typical", "2.8")):
        yield vector(f"C09-{word}", "hidden tokens are added by model",
                     mini(reasoning=word), [usd(offer, tokens(2, F("722.5"), "0.25", hidden(203, ratio), 2))])
    both = [LLAMA, OSS]
    api = {"operations": "api"}
    llama, oss = "deepinfra/llama-3.3-70b/serverless", "deepinfra/gpt-oss-120b/serverless"
    llama_usd = tokens(20000, 1155, "0.10", 211, "0.32")

    def oss_usd(ratio):
        return tokens(20000, 1155, "0.037", hidden(211, ratio), "0.17")

    yield vector("C09-mixed", "one count for a model that thinks and one that does not is warned of",
                 market(chat(both, 20000), api),
                 [usd(llama, llama_usd), usd(oss, oss_usd(0)), pick(oss),
                  check(["workloads", 0, "warnings", {"code": "reasoning-mixed"}, "code"], **{"is": "reasoning-mixed"})])
    yield vector("C09-mixed-typical", "2.08 hidden tokens for each visible one: it still wins",
                 market(chat(both, 20000, reasoning="typical"), api),
                 [usd(llama, llama_usd), usd(oss, oss_usd("2.08")), pick(oss),
                  check(["workloads", 0, "warnings", {"code": "reasoning-mixed"}], absent=True)])
    yield vector("C09-mixed-high", "12.95: it does not",
                 market(chat(both, 20000, reasoning="high"), api),
                 [usd(llama, llama_usd), usd(oss, oss_usd("12.95")), pick(llama)])


def embeddings():
    def embed(model, **more):
        return market({"modality": "embedding", "model": model, "requests_per_day": 7500000, "input_tokens": 30, **more})

    for model, price in (("text-embedding-3-large", "0.13"), ("text-embedding-3-small", "0.02")):
        yield vector(f"C30-{model}", "225 M tokens once", embed(model),
                     [usd(f"openai/{model}/serverless", tokens(7500000, 30, price))])
    yield vector("C30-batch", "half of it in a batch", embed("text-embedding-3-small", batch_share=1),
                 [usd("openai/text-embedding-3-small/serverless", tokens(7500000, 30, "0.01"))])


def cases():
    for part in (windows, latency_of_apis, limits, interruptions, compliance_and_regions, gpus, cold_starts, speeds,
                 words, lesson, accounts, price_lists, lengths, images, reasoning, embeddings):
        yield from part()


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("calls_admission.json")
    out.write_text(json.dumps(list(cases()), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
