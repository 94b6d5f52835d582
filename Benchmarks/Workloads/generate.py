#!/usr/bin/env python3
"""Makes the workloads: packs, profiles, what is expected of them, and tables for the programs in C.

    generate.py OUT [--esco DIR] [--seed 1] [--profiles 20000]

`shop` is made up from the seed. `esco` takes occupations and skills from the CSV files of ESCO in DIR. What is
expected comes from the plain functions below, which look at everything for every profile.
"""

import argparse
import csv
import json
import random
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXPECTED = 2000
STAGES = [("newcomer", 0), ("fix-weakness", 3), ("deepen-strength", 5), ("broaden", 60)]


def line(value):
    return json.dumps(value, separators=(",", ":")) + "\n"


def stage_of(years):
    return next(name for name, last in STAGES if years <= last)


# Shop


def made_up_names(count, syllables, chance):
    names = set()
    while len(names) < count:
        parts = [chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(*syllables))]
        names.add("".join(parts[:3]) + ("-" + "".join(parts[3:]) if len(parts) > 3 else ""))
    return sorted(names)


def make_shop(seed):
    chance = random.Random(f"shop {seed}")
    skills = made_up_names(60, (2, 6), chance)
    preferences = made_up_names(12, (3, 5), chance)
    channels = ["books", "clubs", "courses", "firms", "schools", "websites"]
    roles = []
    for name in made_up_names(16, (3, 6), chance):
        needs = sorted(chance.sample(skills, chance.randint(8, 12)))
        roles.append(
            {
                "id": name,
                "requires": [
                    {"skill": skill, "need": chance.randint(1, 5), "weight": chance.randint(1, 10)} for skill in needs
                ],
                "likes": sorted(chance.sample(preferences, chance.randint(2, 4))),
            }
        )
    resources = []
    for number in range(200):
        teaches = []
        for skill in sorted(chance.sample(skills, chance.randint(1, 3))):
            start = chance.randint(0, 4)
            teaches.append({"skill": skill, "from": start, "to": chance.randint(start + 1, 5)})
        resources.append({"id": f"res{number:03}", "channel": chance.choice(channels), "teaches": teaches})
    return {
        "skills": skills,
        "preferences": preferences,
        "channels": channels,
        "roles": roles,
        "resources": resources,
        "stages": [{"id": name} for name, _ in STAGES],
    }


def shop_profiles(shop, seed, count):
    chance = random.Random(f"shop profiles {seed}")
    for number in range(count):
        known = chance.sample(shop["skills"], chance.randint(15, 25))
        yield {
            "id": number,
            "years": chance.randint(0, 12),
            "skills": {skill: chance.randint(1, 5) for skill in known},
            "prefs": chance.sample(shop["preferences"], chance.randint(3, 4)),
            "channels": chance.sample(shop["channels"], 2),
        }


def shop_answer(shop, profile):
    have = lambda skill: profile["skills"].get(skill, 0)
    scores = {}
    for role in shop["roles"]:
        score = 0
        for need in role["requires"]:
            score += need["weight"] * min(have(need["skill"]), need["need"]) * 100 // need["need"]
        score += 500 * len(set(role["likes"]) & set(profile["prefs"]))
        scores[role["id"]] = score
    best = sorted(scores, key=lambda role: (-scores[role], role))
    stage = stage_of(profile["years"])
    target = best[1] if stage == "broaden" else best[0]
    needs = next(role["requires"] for role in shop["roles"] if role["id"] == target)
    short = [need for need in needs if have(need["skill"]) < need["need"]]
    levels = lambda need: need["need"] - have(need["skill"])
    if stage == "newcomer":
        chosen = sorted(short, key=lambda need: (levels(need), -need["weight"], need["skill"]))
    elif stage == "deepen-strength":
        firm = [need for need in needs if need not in short]
        chosen = sorted(firm, key=lambda need: (-need["weight"], need["skill"]))
    else:
        chosen = sorted(short, key=lambda need: (-need["weight"] * levels(need), need["skill"]))
    focus = [need["skill"] for need in chosen[:3]]

    def helps(lesson):
        level = have(lesson["skill"])
        starts = stage == "deepen-strength" or lesson["from"] <= level
        return lesson["skill"] in focus and starts and lesson["to"] > level

    learn = [
        resource["id"]
        for resource in shop["resources"]
        if resource["channel"] in profile["channels"] and any(map(helps, resource["teaches"]))
    ]
    top = [[role, scores[role]] for role in best[:5]]
    return {"id": profile["id"], "stage": stage, "top": top, "focus": focus, "resources": learn}


def shop_facts(shop):
    for section in ("skills", "preferences", "channels"):
        yield f"{section}:\n"
        for name in shop[section]:
            yield f"  {name}: {{}}\n"
    yield "roles:\n"
    for role in shop["roles"]:
        yield f"  {role['id']}:\n    suits: [{', '.join(role['likes'])}]\n    needs:\n"
        for need in role["requires"]:
            yield f"      {need['skill']}: {{ level: {need['need']}, weight: {need['weight']} }}\n"
    yield "resources:\n"
    for resource in shop["resources"]:
        yield f"  {resource['id']}:\n    channel: {resource['channel']}\n    teaches:\n"
        for lesson in resource["teaches"]:
            yield f"      {lesson['skill']}: {{ from: {lesson['from']}, to: {lesson['to']} }}\n"


def c_names(name, names):
    return f"static const char *const {name}[] = {{{', '.join(json.dumps(text) for text in names)}}};\n"


def shop_header(shop):
    place = {kind: {name: number for number, name in enumerate(shop[kind])} for kind in ("skills", "preferences", "channels")}
    yield c_names("skill_names", shop["skills"])
    yield c_names("preference_names", shop["preferences"])
    yield c_names("channel_names", shop["channels"])
    yield c_names("role_names", [role["id"] for role in shop["roles"]])
    yield c_names("resource_names", [resource["id"] for resource in shop["resources"]])
    yield "static const Need needs[ROLES][MAX_NEEDS] = {\n"
    for role in shop["roles"]:
        rows = [f"{{{place['skills'][need['skill']]}, {need['need']}, {need['weight']}}}" for need in role["requires"]]
        yield f"  {{{', '.join(rows)}}},\n"
    yield "};\nstatic const uint8_t likes[ROLES][PREFERENCES] = {\n"
    for role in shop["roles"]:
        yield f"  {{{', '.join(str(int(name in role['likes'])) for name in shop['preferences'])}}},\n"
    yield "};\nstatic const Lesson lessons[] = {\n"
    for number, resource in enumerate(shop["resources"]):
        for lesson in resource["teaches"]:
            channel = place["channels"][resource["channel"]]
            yield f"  {{{number}, {channel}, {place['skills'][lesson['skill']]}, {lesson['from']}, {lesson['to']}}},\n"
    yield "};\n"


# ESCO


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def make_esco(folder):
    known = {row["conceptUri"] for row in read_csv(folder / "occupations_en.csv")}
    relations = [
        (row["occupationUri"], row["skillUri"], row["relationType"])
        for row in read_csv(folder / "occupationSkillRelations.csv")
        if row["occupationUri"] in known
    ]
    skills = {uri: f"s{number:05}" for number, uri in enumerate(sorted({relation[1] for relation in relations}))}
    occupations = {uri: f"o{number:04}" for number, uri in enumerate(sorted({relation[0] for relation in relations}))}
    asked = {name: {"id": name, "essential": [], "optional": []} for name in occupations.values()}
    for occupation, skill, kind in relations:
        asked[occupations[occupation]]["essential" if kind == "essential" else "optional"].append(skills[skill])
    for occupation in asked.values():
        occupation["essential"].sort()
        occupation["optional"].sort()
    return {"skills": list(skills.values()), "occupations": list(asked.values())}


def esco_profiles(esco, seed, count):
    """Fifteen skills of one occupation, the others of anywhere."""
    chance = random.Random(f"esco profiles {seed}")
    for number in range(count):
        occupation = chance.choice(esco["occupations"])
        own = sorted(occupation["essential"] + occupation["optional"])
        skills = chance.sample(own, min(15, len(own)))
        while len(skills) < 30:
            skill = chance.choice(esco["skills"])
            if skill not in skills:
                skills.append(skill)
        chance.shuffle(skills)
        yield {"id": number, "skills": skills}


def esco_answer(esco, profile):
    skills = set(profile["skills"])
    scores = {}
    for occupation in esco["occupations"]:
        score = 3 * len(skills & occupation["essential set"]) + len(skills & occupation["optional set"])
        if score > 0:
            scores[occupation["id"]] = score
    best = sorted(scores, key=lambda name: (-scores[name], name))[:10]
    return {"id": profile["id"], "top": [[name, scores[name]] for name in best]}


def esco_facts(esco):
    yield "skills:\n"
    for skill in esco["skills"]:
        yield f"  {skill}: {{}}\n"
    yield "occupations:\n"
    for occupation in esco["occupations"]:
        yield f"  {occupation['id']}:\n"
        for kind in ("essential", "optional"):
            if occupation[kind]:
                yield f"    {kind}: [{', '.join(occupation[kind])}]\n"


def esco_header(esco):
    place = {name: number for number, name in enumerate(esco["skills"])}
    asking = [[] for _ in esco["skills"]]
    for number, occupation in enumerate(esco["occupations"]):
        for skill in occupation["essential"]:
            asking[place[skill]].append((number, 3))
        for skill in occupation["optional"]:
            asking[place[skill]].append((number, 1))
    starts, entries = [0], []
    for rows in asking:
        entries += [f"{{{number}, {points}}}" for number, points in sorted(rows)]
        starts.append(len(entries))
    yield f"#define SKILLS {len(esco['skills'])}\n#define OCCUPATIONS {len(esco['occupations'])}\n"
    yield f"static const uint32_t starts[] = {{{', '.join(map(str, starts))}}};\n"
    yield f"static const Entry entries[] = {{{', '.join(entries)}}};\n"


# Files


def write(path, parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(parts)


def write_workload(out, name, pack, rules, facts, header, profiles, answer):
    shutil.copytree(HERE / pack, out / "packs" / pack, dirs_exist_ok=True)
    write(out / "packs" / pack / "facts.yaml", facts)
    write(out / "c" / f"{pack}_data.h", header)
    write(out / "gen" / f"{name}_rules.json", [json.dumps(rules)])
    profiles = list(profiles)
    write(out / "gen" / f"{name}_profiles.ndjson", map(line, profiles))
    write(out / "gen" / f"{name}_expected.ndjson", (line(answer(profile)) for profile in profiles[:EXPECTED]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--esco", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profiles", type=int, default=20000)
    options = parser.parse_args()
    shop = make_shop(options.seed)
    write_workload(
        options.out, "w1", "shop", shop, shop_facts(shop), shop_header(shop),
        shop_profiles(shop, options.seed, options.profiles), lambda profile: shop_answer(shop, profile),
    )  # fmt: skip
    if options.esco:
        esco = make_esco(options.esco)
        rules = {"skills": esco["skills"], "occupations": [dict(occupation) for occupation in esco["occupations"]]}
        for occupation in esco["occupations"]:
            for kind in ("essential", "optional"):
                occupation[f"{kind} set"] = set(occupation[kind])
        write_workload(
            options.out, "w2", "esco", rules, esco_facts(esco), esco_header(esco),
            esco_profiles(esco, options.seed, options.profiles), lambda profile: esco_answer(esco, profile),
        )  # fmt: skip


if __name__ == "__main__":
    main()
