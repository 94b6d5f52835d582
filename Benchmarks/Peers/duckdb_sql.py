"""DuckDB: rules and profiles as tables, one query for each part of the answers, all profiles at once."""

import duckdb

import common

SHOP = """
create or replace table stages as
  select id, case when years < 1 then 'newcomer' when years < 4 then 'fix-weakness'
                  when years < 6 then 'deepen-strength' else 'broaden' end stage from people;
create or replace table ranked as
  with points as (
    select k.person, n.role, n.weight * least(k.level, n.level) * 100 // n.level points
      from knows k join needs n using (skill)
    union all select l.person, s.role, 500 from wishes l join suits s using (preference)),
  scores as (select person, role, sum(points)::bigint score from points group by all),
  complete as (
    select p.id person, r.role, coalesce(s.score, 0) score from people p cross join roles r
      left join scores s on s.person = p.id and s.role = r.role)
  select *, row_number() over (partition by person order by score desc, role) place from complete;
create or replace table focus as
  with asked as (
    select r.person, s.stage, n.skill, n.weight, coalesce(k.level, 0) have, n.level - coalesce(k.level, 0) missing
      from ranked r join stages s on s.id = r.person join needs n on n.role = r.role
      left join knows k on k.person = r.person and k.skill = n.skill
      where r.place = case when s.stage = 'broaden' then 2 else 1 end),
  placed as (
    select *, row_number() over (partition by person order by
        case stage when 'newcomer' then missing * 16 - weight when 'deepen-strength' then -weight
                   else -weight * missing end, skill) place
      from asked where case when stage = 'deepen-strength' then missing <= 0 else missing > 0 end)
  select * from placed where place <= 3;
create or replace table learn as
  select distinct f.person, t.resource from focus f join teaches t using (skill)
    join reads c on c.person = f.person and c.channel = t.channel
    where t.upto > f.have and (f.stage = 'deepen-strength' or t.start <= f.have);
"""

SHOP_ANSWERS = """
select s.id, s.stage, t.top, coalesce(f.focus, []), coalesce(l.resources, [])
  from stages s
  join (select person, list([role, score::varchar] order by place) top from ranked where place <= 5 group by 1) t
    on t.person = s.id
  left join (select person, list(skill order by place) focus from focus group by 1) f on f.person = s.id
  left join (select person, list(resource order by resource) resources from learn group by 1) l on l.person = s.id
  order by s.id
"""

ESCO_ANSWERS = """
with scores as (
  select k.person, a.occupation, sum(a.points)::bigint score from knows k join asks a using (skill) group by all),
placed as (
  select *, row_number() over (partition by person order by score desc, occupation) place from scores
    qualify place <= 10)
select person, list([occupation, score::varchar] order by place) from placed group by 1 order by 1
"""


def table(db, name, columns, rows):
    """Columns go in as arrays, which is the quick way."""
    fields = []
    for number, column in enumerate(columns, 1):
        title, kind = column.split()
        fields.append(f"unnest(${number}::{kind}[]) as {title}")
    values = [[row[number] for row in rows] for number in range(len(columns))]
    db.execute(f"create or replace table {name} as select {', '.join(fields)}", values)


def shop():
    db = duckdb.connect(config={"threads": 1})
    rules = common.rules("w1")
    table(db, "roles", ["role varchar"], [[role["id"]] for role in rules["roles"]])
    table(db, "needs", ["role varchar", "skill varchar", "level integer", "weight integer"],
          [[r["id"], n["skill"], n["need"], n["weight"]] for r in rules["roles"] for n in r["requires"]])  # fmt: skip
    table(db, "suits", ["role varchar", "preference varchar"], [[r["id"], p] for r in rules["roles"] for p in r["likes"]])
    table(db, "teaches", ["resource varchar", "channel varchar", "skill varchar", "start integer", "upto integer"],
          [[r["id"], r["channel"], t["skill"], t["from"], t["to"]] for r in rules["resources"] for t in r["teaches"]])  # fmt: skip

    def answers(people):
        table(db, "people", ["id integer", "years integer"], [[p["id"], p["years"]] for p in people])
        table(db, "knows", ["person integer", "skill varchar", "level integer"],
              [[p["id"], skill, level] for p in people for skill, level in p["skills"].items()])  # fmt: skip
        table(db, "wishes", ["person integer", "preference varchar"], [[p["id"], x] for p in people for x in p["prefs"]])
        table(db, "reads", ["person integer", "channel varchar"], [[p["id"], x] for p in people for x in p["channels"]])
        db.execute(SHOP)
        return [
            {"id": id, "stage": stage, "top": [[role, int(score)] for role, score in top], "focus": focus,
             "resources": resources}
            for id, stage, top, focus, resources in db.execute(SHOP_ANSWERS).fetchall()
        ]  # fmt: skip

    common.measure(f"DuckDB {duckdb.__version__}, SQL, all profiles at once", "w1", answers, 10000)


def esco():
    db = duckdb.connect(config={"threads": 1})
    rules = common.rules("w2")
    table(db, "asks", ["skill varchar", "occupation varchar", "points integer"],
          [[skill, o["id"], points] for o in rules["occupations"] for kind, points in (("essential", 3), ("optional", 1))
           for skill in o[kind]])  # fmt: skip

    def answers(people):
        table(db, "knows", ["person integer", "skill varchar"], [[p["id"], skill] for p in people for skill in p["skills"]])
        rows = db.execute(ESCO_ANSWERS).fetchall()
        return [{"id": id, "top": [[name, int(score)] for name, score in top]} for id, top in rows]

    common.measure(f"DuckDB {duckdb.__version__}, SQL, all profiles at once", "w2", answers, 5000)


shop()
if (common.FOLDER / "gen/w2_rules.json").exists():
    esco()
