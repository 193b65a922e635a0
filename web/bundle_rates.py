#!/usr/bin/env python3
"""Bundle every file of rates/ into one compact JSON file: web/bundle_rates.py OUT

Keys that serve editors and their checks alone stay out. Deterministic (same files, same bytes). A file that is not JSON is reported as file:line:column and nothing is written.
"""
import json
import os
import sys

NAMED = ("lesson", "models", "gpus", "presets", "claims")
EDITORS_KEYS = ("conflicts", "detail", "limits", "modifiers", "native_id", "notes", "record")
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


def without_editors_keys(value):
    if isinstance(value, list):
        return [without_editors_keys(each) for each in value]
    if isinstance(value, dict):
        return {key: without_editors_keys(each) for key, each in value.items() if key not in EDITORS_KEYS}
    return value


def bundle():
    stems = sorted(name[:-5] for name in os.listdir(RATES) if name.endswith(".json"))
    cards = [read(stem) for stem in stems if stem not in NAMED]
    cards.sort(key=lambda card: str(card.get("id")))
    return without_editors_keys({"schema": 1, "platforms": cards, **{name: read(name) for name in NAMED}})


def main(arguments):
    if len(arguments) != 2:
        print("usage: web/bundle_rates.py OUT", file=sys.stderr)
        return 2
    try:
        text = json.dumps(bundle(), ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
    except Broken as error:
        print(error, file=sys.stderr)
        return 1
    with open(arguments[1], "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
