"""CLIPS through clipspy: what the pack states are facts that stay; a profile's facts come and go; rules join them.

A rule hands its points to a function in Python, which adds them up, for the language has no sums. The short lists at
the end are put in order in Python.
"""

import clips

import common

SHOP = """
(defglobal ?*rows* = (create$))
(deftemplate need (slot role) (slot skill) (slot level) (slot weight))
(deftemplate suits (slot role) (slot preference))
(deftemplate lesson (slot resource) (slot channel) (slot skill) (slot start) (slot upto))
(deftemplate knows (slot skill) (slot level))
(deftemplate wish (slot preference))
(deftemplate reads (slot channel))
(deftemplate stage (slot name))
(deftemplate target (slot role))
(deftemplate asked (slot skill) (slot have) (slot missing) (slot weight))
(deftemplate focus (slot skill))
(deftemplate learn (slot resource))
(defrule ability
  (knows (skill ?s) (level ?h)) (need (role ?r) (skill ?s) (level ?n) (weight ?w))
  => (count ?r (div (* ?w (min ?h ?n) 100) ?n)))
(defrule liking
  (wish (preference ?p)) (suits (role ?r) (preference ?p))
  => (count ?r 500))
(defrule asked-and-known
  (target (role ?r)) (need (role ?r) (skill ?s) (level ?n) (weight ?w)) (knows (skill ?s) (level ?h))
  => (assert (asked (skill ?s) (have ?h) (missing (- ?n ?h)) (weight ?w))))
(defrule asked-and-unknown
  (target (role ?r)) (need (role ?r) (skill ?s) (level ?n) (weight ?w)) (not (knows (skill ?s)))
  => (assert (asked (skill ?s) (have 0) (missing ?n) (weight ?w))))
(defrule learn
  (stage (name ?stage)) (focus (skill ?s)) (asked (skill ?s) (have ?h))
  (reads (channel ?c)) (lesson (resource ?q) (channel ?c) (skill ?s) (start ?f) (upto ?t))
  (test (and (> ?t ?h) (or (eq ?stage deepen-strength) (<= ?f ?h))))
  => (assert (learn (resource ?q))))
"""

ESCO = """
(deftemplate asks (slot skill) (slot occupation) (slot points))
(deftemplate knows (slot skill))
(defrule asked
  (knows (skill ?s)) (asks (skill ?s) (occupation ?o) (points ?p))
  => (count ?o ?p))
"""


class Engine:
    """Facts go in as text and come out as plain values: every fact that Python holds slows CLIPS down."""

    def __init__(self, text):
        self.environment = clips.Environment()
        self.scores = {}
        self.environment.define_function(self.count, "count")
        for part in text.strip().split("\n("):
            self.environment.build(part if part.startswith("(") else "(" + part)

    def count(self, name, points):
        self.scores[name] = self.scores.get(name, 0) + points

    def state(self, facts):
        text = "\n".join(facts)
        if text:
            self.environment.load_facts(text)

    def run(self):
        self.environment.run()

    def rows(self, template, *slots):
        values = " ".join(f"?fact:{slot}" for slot in slots)
        self.environment.eval("(bind ?*rows* (create$))")
        self.environment.eval(f"(do-for-all-facts ((?fact {template})) TRUE (bind ?*rows* ?*rows* {values}))")
        found = self.environment.eval("?*rows*")
        return [found[first : first + len(slots)] for first in range(0, len(found), len(slots))]

    def forget(self, *templates):
        self.environment.eval(f"(do-for-all-facts ((?fact {' '.join(templates)})) TRUE (retract ?fact))")


def shop_engine():
    engine = Engine(SHOP)
    rules = common.rules("w1")
    for role in rules["roles"]:
        name = role["id"]
        engine.state(
            f"(need (role {name}) (skill {need['skill']}) (level {need['need']}) (weight {need['weight']}))"
            for need in role["requires"]
        )
        engine.state(f"(suits (role {name}) (preference {preference}))" for preference in role["likes"])
    for resource in rules["resources"]:
        engine.state(
            f"(lesson (resource {resource['id']}) (channel {resource['channel']}) (skill {lesson['skill']})"
            f" (start {lesson['from']}) (upto {lesson['to']}))"
            for lesson in resource["teaches"]
        )
    return engine, [role["id"] for role in rules["roles"]]


def shop_answer(engine, roles, profile):
    years = profile["years"]
    stage = "newcomer" if years < 1 else "fix-weakness" if years < 4 else "deepen-strength" if years < 6 else "broaden"
    facts = [f"(knows (skill {skill}) (level {level}))" for skill, level in profile["skills"].items()]
    facts += [f"(wish (preference {preference}))" for preference in profile["prefs"]]
    facts += [f"(reads (channel {channel}))" for channel in profile["channels"]]
    engine.scores = {}
    engine.state([*facts, f"(stage (name {stage}))"])
    engine.run()
    scores = dict.fromkeys(roles, 0) | engine.scores
    best = sorted(roles, key=lambda role: (-scores[role], role))
    engine.state([f"(target (role {best[1 if stage == 'broaden' else 0]}))"])
    engine.run()
    asked = engine.rows("asked", "skill", "missing", "weight")
    if stage == "deepen-strength":
        chosen = sorted((a for a in asked if a[1] <= 0), key=lambda a: (-a[2], a[0]))
    elif stage == "newcomer":
        chosen = sorted((a for a in asked if a[1] > 0), key=lambda a: (a[1], -a[2], a[0]))
    else:
        chosen = sorted((a for a in asked if a[1] > 0), key=lambda a: (-a[1] * a[2], a[0]))
    focus = [str(skill) for skill, _, _ in chosen[:3]]
    engine.state(f"(focus (skill {skill}))" for skill in focus)
    engine.run()
    resources = sorted(str(row[0]) for row in engine.rows("learn", "resource"))
    engine.forget("knows", "wish", "reads", "stage", "target", "asked", "focus", "learn")
    top = [[role, scores[role]] for role in best[:5]]
    return {"id": profile["id"], "stage": stage, "top": top, "focus": focus, "resources": resources}


def esco_engine():
    engine = Engine(ESCO)
    for occupation in common.rules("w2")["occupations"]:
        for kind, points in (("essential", 3), ("optional", 1)):
            engine.state(
                f"(asks (skill {skill}) (occupation {occupation['id']}) (points {points}))"
                for skill in occupation[kind]
            )
    return engine


def esco_answer(engine, profile):
    engine.scores = {}
    engine.state(f"(knows (skill {skill}))" for skill in profile["skills"])
    engine.run()
    scores = engine.scores
    best = sorted(scores, key=lambda name: (-scores[name], name))[:10]
    engine.forget("knows")
    return {"id": profile["id"], "top": [[str(name), scores[name]] for name in best]}


version = f"clipspy {clips.__version__}, facts and join rules"
engine, roles = shop_engine()
common.measure(version, "w1", lambda people: [shop_answer(engine, roles, p) for p in people], 500)
if (common.FOLDER / "gen/w2_rules.json").exists():
    engine = esco_engine()
    common.measure(version, "w2", lambda people: [esco_answer(engine, p) for p in people], 200)
