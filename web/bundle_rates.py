#!/usr/bin/env python3
"""Bundle the files of rates/ into compact JSON: web/bundle_rates.py WHOLE FIRST

WHOLE holds everything that the module reads. FIRST, for a first visit, has today's prices, speeds, limits and caching of the presets' models, prices of GPU time and latency, without past prices, remarks on prices, the words behind compliance and on platforms, terms and claims that no plot shows. Both give the same bills for today. Keys that serve editors and their checks alone, and values that the reader takes for granted, stay out of both. Deterministic (same files, same bytes). A file that is not JSON is reported as file:line:column and nothing is written.
"""
import json
import os
import sys

NAMED = ("lesson", "models", "gpus", "presets", "claims", "terms", "latency")
EDITORS_KEYS = ("by_effort", "detail", "native_id", "notes", "record", "window_hours")
# What the reader supposes where a key is missing.
GRANTED = {
    "kind": "published",
    "confidence": "medium",
    "modality": "text",
    "applies_to": "all",
    "default": False,
    "except_batch": False,
    "on_request": False,
}
OFFERS = ("token_offers", "size_classes", "gpu_offers")
RATES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "rates")


class Broken(Exception):
    pass


def refuse_duplicates(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f'the key "{key}" appears twice in one object; keep one of them')
    return dict(pairs)


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON; write null for an unknown number")


def read(name):
    path = os.path.join(RATES, name + ".json")
    shown = os.path.relpath(path)
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file, object_pairs_hook=refuse_duplicates, parse_constant=refuse_constant)
    except OSError as error:
        raise Broken(f"{shown}:1:1 {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Broken(f"{shown}:1:1 not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise Broken(f"{shown}:{error.lineno}:{error.colno} {error.msg}") from error
    except ValueError as error:
        raise Broken(f"{shown}:1:1 {error}") from error
    if not isinstance(value, dict):
        raise Broken(f"{shown}:1:1 the file must hold one object")
    value.pop("$schema", None)
    return value


# Drops editors' keys, unknowns and values that are granted. In meters an unknown says that the meter is there.
def compact(value, key=None):
    if isinstance(value, list):
        return [compact(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, each in value.items():
        if name in EDITORS_KEYS:
            continue
        if name == "conflicts":
            each = [{"meters": conflict["meters"]} for conflict in each]
        if key != "meters" and (each is None or each == [] or each == {} or GRANTED.get(name) == each):
            continue
        kept[name] = compact(each, name)
    return kept


def compact_card(card):
    card = compact(card)
    card.pop("url", None)
    card["modifiers"] = [rule for rule in card.get("modifiers", []) if rule["rule"] != "other"]
    for name in OFFERS:
        for offer in card.get(name, []):
            offer.get("selector", {}).pop("tier", None)
            if not offer.get("selector"):
                offer.pop("selector", None)
            if offer["status"] == {"state": "self-serve"}:
                del offer["status"]
    return with_used_sources(card)


def used_sources(value):
    if isinstance(value, list):
        return set().union(*map(used_sources, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    own = {value["source"]} if isinstance(value.get("source"), str) else set()
    return own.union(*(used_sources(each) for each in value.values()))


def with_used_sources(part):
    used = used_sources(part)
    return {**part, "sources": {key: each for key, each in part["sources"].items() if key in used}}


# The last price that is in force on the day of the card, as the engine chooses it.
def price_of_today(prices, day):
    started = [price for price in prices if price.get("effective_from", price["as_of"]) <= day]
    return started[-1] if started else prices[0]


# A status keeps its note: it says why an offer is refused.
def without_notes(value, key=None):
    if isinstance(value, list):
        return [without_notes(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: without_notes(each, name) for name, each in value.items() if name != "note" or key == "status"}


# The models of the presets and those that lend them a price.
def first_needed(presets, models):
    named = {model for preset in presets["presets"] for work in preset["request"]["workloads"] for model in work["model"]}
    return named.union(*(row["priced_as"] for row in models.get("twins", []) if row["id"] in named))


def first_card(card, needed):
    card = dict(card)
    for name in ("token_offers", "windows", "speeds"):
        card[name] = [row for row in card.get(name, []) if row["model"] in needed]
    for name in ("caching", "limits"):
        card[name] = [row for row in card.get(name, []) if not needed.isdisjoint(row.get("models", needed))]
    for name in OFFERS:
        offers = card.get(name, [])
        card[name] = [{**offer, "prices": [price_of_today(offer["prices"], card["as_of"])]} for offer in offers]
    card["compliance"] = [{**claim, "evidence": None} for claim in card["compliance"]]
    regions = card.get("profile", {}).get("regions")
    card["profile"] = {"regions": regions} if regions else None
    return with_used_sources(compact(without_notes(card)))


# Their rows, with the rows whose shape they share and the tokenizers that these name.
def first_models(models, needed):
    same = [row for row in models.get("same_shape", []) if row["id"] in needed]
    rows = [row for row in models["models"] if row["id"] in needed | {row["as"] for row in same}]
    twins = [row for row in models.get("twins", []) if row["id"] in needed]
    tokenizers = [row for row in models["tokenizers"] if row["id"] in {model.get("tokenizer") for model in rows}]
    kept = {**models, "tokenizers": tokenizers, "models": rows, "same_shape": same, "twins": twins, "not_modelled": []}
    return with_used_sources(compact(without_notes(kept)))


def bundles():
    stems = sorted(name[:-5] for name in os.listdir(RATES) if name.endswith(".json"))
    cards = sorted((compact_card(read(stem)) for stem in stems if stem not in NAMED), key=lambda card: str(card.get("id")))
    named = {name: read(name) for name in NAMED}
    presets = named.pop("presets")
    named = {name: compact(value) for name, value in named.items()}
    named["presets"] = presets
    whole = {"schema": 1, "platforms": cards, **named}
    claims = [claim for claim in named["claims"]["claims"] if claim.get("test", {}).get("kind") == "crossing"]
    needed = first_needed(presets, named["models"])
    first = {
        **whole,
        "whole": False,
        "platforms": [first_card(card, needed) for card in cards],
        "models": first_models(named["models"], needed),
        "gpus": {**named["gpus"], "gpus": [{**gpu, "aliases": []} for gpu in named["gpus"]["gpus"]]},
        "claims": with_used_sources({**named["claims"], "claims": claims}),
        "latency": compact(without_notes(named["latency"])),
    }
    del first["terms"]
    return whole, {**first, "gpus": compact(without_notes(first["gpus"]))}


def main(arguments):
    if len(arguments) != 3:
        print("usage: web/bundle_rates.py WHOLE FIRST", file=sys.stderr)
        return 2
    try:
        texts = [json.dumps(bundle, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n" for bundle in bundles()]
    except Broken as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in zip(arguments[1:], texts):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
