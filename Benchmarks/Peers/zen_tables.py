"""GoRules ZEN: a decision table for each step, and Python between them for sums and orders, which tables do not have."""

import importlib.metadata
import json

import zen

import common


def table(conditions, outputs, rows, hits="collect"):
    """A decision of one table. A row has a text of the expression language for each column."""
    columns = [*conditions, *outputs]
    content = {
        "hitPolicy": hits,
        "inputs": [{"id": name, "name": name, "field": field} for name, field in conditions.items()],
        "outputs": [{"id": name, "name": name, "field": name} for name in outputs],
        "rules": [{"_id": str(number), **dict(zip(columns, row, strict=True))} for number, row in enumerate(rows)],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def rows_of(decision, context):
    return decision.evaluate(context)["result"] or []


def shop():
    rules = common.rules("w1")
    roles = {role["id"]: role["requires"] for role in rules["roles"]}
    stages = table({"years": "years"}, ["stage"], [
        ["< 1", '"newcomer"'], ["[1..3]", '"fix-weakness"'], ["[4..5]", '"deepen-strength"'], [">= 6", '"broaden"'],
    ], hits="first")  # fmt: skip
    # A row for each skill gives the roles that need it; what they count is worked out at once.
    needed = {skill: [] for skill in rules["skills"]}
    for role, needs in roles.items():
        for need in needs:
            points = f"floor({need['weight']} * min([$root.skills[\"{need['skill']}\"], {need['need']}]) * 100 / {need['need']})"
            needed[need["skill"]].append(f'["{role}", {points}]')
    ability = table({"known": "known"}, ["points"], [
        [f'contains($, "{skill}")', "[" + ", ".join(points) + "]"] for skill, points in needed.items() if points
    ])  # fmt: skip
    suits = {name: [r["id"] for r in rules["roles"] if name in r["likes"]] for name in rules["preferences"]}
    liking = table({"prefs": "prefs"}, ["points"], [
        [f'contains($, "{name}")', "[" + ", ".join(f'["{role}", 500]' for role in found) + "]"]
        for name, found in suits.items() if found
    ])  # fmt: skip
    learn = table(
        {"focus": "focus", "channels": "channels", "from": "", "to": ""}, ["resource"],
        [
            [f'contains($, "{t["skill"]}")', f'contains($, "{r["channel"]}")',
             f'deep or levels["{t["skill"]}"] >= {t["from"]}', f'levels["{t["skill"]}"] < {t["to"]}', f'"{r["id"]}"']
            for r in rules["resources"] for t in r["teaches"]
        ],
    )  # fmt: skip

    def answer(profile):
        stage = stages.evaluate({"years": profile["years"]})["result"]["stage"]
        have = profile["skills"]
        scores = dict.fromkeys(roles, 0)
        stated = {"known": list(have), "skills": have, "prefs": profile["prefs"]}
        for row in rows_of(ability, stated) + rows_of(liking, stated):
            for role, points in row["points"]:
                scores[role] += int(points)
        best = sorted(roles, key=lambda role: (-scores[role], role))
        asked = [
            (need["skill"], need["need"] - have.get(need["skill"], 0), need["weight"])
            for need in roles[best[1 if stage == "broaden" else 0]]
        ]
        if stage == "deepen-strength":
            chosen = sorted((a for a in asked if a[1] <= 0), key=lambda a: (-a[2], a[0]))
        elif stage == "newcomer":
            chosen = sorted((a for a in asked if a[1] > 0), key=lambda a: (a[1], -a[2], a[0]))
        else:
            chosen = sorted((a for a in asked if a[1] > 0), key=lambda a: (-a[1] * a[2], a[0]))
        focus = [skill for skill, _, _ in chosen[:3]]
        found = rows_of(learn, {
            "focus": focus, "channels": profile["channels"], "deep": stage == "deepen-strength",
            "levels": {skill: have.get(skill, 0) for skill in focus},
        }) if focus else []  # fmt: skip
        resources = sorted({row["resource"] for row in found})
        top = [[role, scores[role]] for role in best[:5]]
        return {"id": profile["id"], "stage": stage, "top": top, "focus": focus, "resources": resources}

    common.measure(ENGINE, "w1", lambda people: [answer(profile) for profile in people], 500)


def esco():
    rules = common.rules("w2")
    asked = {skill: [] for skill in rules["skills"]}
    for occupation in rules["occupations"]:
        for kind, points in (("essential", 3), ("optional", 1)):
            for skill in occupation[kind]:
                asked[skill].append(f'["{occupation["id"]}", {points}]')
    decision = table({"skills": "skills"}, ["points"], [
        [f'contains($, "{skill}")', "[" + ", ".join(found) + "]"] for skill, found in asked.items()
    ])  # fmt: skip

    def answer(profile):
        scores = {}
        for row in rows_of(decision, {"skills": profile["skills"]}):
            for name, points in row["points"]:
                scores[name] = scores.get(name, 0) + int(points)
        best = sorted(scores, key=lambda name: (-scores[name], name))[:10]
        return {"id": profile["id"], "top": [[name, scores[name]] for name in best]}

    common.measure(ENGINE, "w2", lambda people: [answer(profile) for profile in people], 200)


ENGINE = f"GoRules ZEN {importlib.metadata.version('zen-engine')}, decision tables and Python"
shop()
if (common.FOLDER / "gen/w2_rules.json").exists():
    esco()
