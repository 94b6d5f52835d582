"""What the scripts share: the workloads, equality, and CPU time."""

import json
import math
import statistics
import subprocess
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
    times, ratios = [], []
    for _ in range(rounds):
        limit = reference(name)
        start = time.process_time()
        found = answers(people)
        times.append((time.process_time() - start) / len(people) * 1e6)
        ratios.append(times[-1] / limit)
        assert len(found) == len(people)
    workload = {"w1": "shop", "w2": "esco"}[name]
    print(f"| {engine} | {workload} | {spread(times)} µs | {spread(ratios)} × | {len(people):,} |", flush=True)


def reference(name):
    """CPU microseconds of the program in C that was written for the workload."""
    command = [FOLDER.resolve() / "bin" / name, "bench", "limit", "20000", "20"]
    output = subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, text=True).stdout
    return json.loads(output)["cpu_us"]


def spread(values):
    middle, least, most = (rounded(value) for value in (statistics.median(values), min(values), max(values)))
    return f"{middle} ({least}–{most})"


def rounded(value):
    """Three digits that count."""
    digits = max(0, 2 - math.floor(math.log10(value)))
    return f"{value:,.{digits}f}"
