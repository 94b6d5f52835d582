"""What the scripts share: the workloads, equality, and CPU time."""

import json
import statistics
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])


def rules(name):
    return json.loads((FOLDER / "gen" / f"{name}_rules.json").read_text())


def profiles(name, count):
    found = []
    with open(FOLDER / "gen" / f"{name}_profiles.ndjson", encoding="utf-8") as file:
        for line in file:
            found.append(json.loads(line))
            if len(found) == count:
                break
    return found


def expected(name):
    with open(FOLDER / "gen" / f"{name}_expected.ndjson", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def measure(engine, name, answers, count, rounds=5, checked=200):
    """Compares the answers with the expected ones, then prints the CPU microseconds of a profile.

    `answers` takes a list of profiles and returns a list of answers.
    """
    people = profiles(name, count)
    right = expected(name)[:checked]
    for found, wanted in zip(answers(people[: len(right)]), right, strict=True):
        if found != wanted:
            sys.exit(f"{engine}, {name}\nexpected {json.dumps(wanted)}\nfound    {json.dumps(found)}")
    times = []
    for _ in range(rounds):
        start = time.process_time()
        found = answers(people)
        times.append((time.process_time() - start) / len(people) * 1e6)
        assert len(found) == len(people)
    workload = {"w1": "shop", "w2": "esco"}[name]
    middle, least, most = statistics.median(times), min(times), max(times)
    print(f"| {engine} | {workload} | {middle:.3g} ({least:.3g}–{most:.3g}) µs | {len(people)} |", flush=True)
