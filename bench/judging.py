"""Findings of the house rules laid out for two readers, and what their verdicts say of each rule.

usage: judging.py pool ARTICLES.jsonl POOL.jsonl
       judging.py lay DB POOL.jsonl FOLDER FOLDER [--findings 300] [--seed 15]
           [--select S101,A] [--judged FOLDER]
       judging.py table FOLDER FOLDER

`pool` writes the articles without what is annotated on them, to be added by `claims add --db DB
POOL.jsonl`. `lay` draws findings from that database, evenly over the rules: first from articles
that the attribution model did not learn from (fold 0), at most two of a rule from one article as
long as there are others, and none that lies in a folder that was `--judged` already. Each folder
gets the same files of 30 findings (01.md, 02.md, ...), the articles' texts, and INSTRUCTIONS.md. A
reader writes 01.judged and so on: a line for each finding, `NUMBER wanted|arguable|wrong REASON`.
`table` prints, for each rule, what the readers said and which severity it earns: error from 80 %
wanted, warning from 65 %, else note.
"""

import argparse
import json
import math
import random
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from claims.checks import Check, describe_checks
from claims.training.attribution.run import fold_of

IN_A_FILE = 30
NOT_LEARNED = 0
VERDICTS = ("wanted", "arguable", "wrong")
LINE = re.compile(
    r"\s*(?P<number>\d+)[\s.:)|,;-]+\**(?P<verdict>wanted|arguable|wrong)\b", re.IGNORECASE
)
Row = dict[str, object]


def pool(articles: Path, out: Path) -> None:
    """Write the articles with id, text, publisher and date, and nothing that was annotated."""
    with articles.open(encoding="utf8") as lines, out.open("w", encoding="utf8") as written:
        for line in lines:
            record = json.loads(line)
            kept = {name: record.get(name) for name in ("id", "text", "publisher", "published")}
            written.write(json.dumps(kept, ensure_ascii=False) + "\n")


def draw(findings: Sequence[Row], wanted: int, seed: int) -> list[Row]:
    """Return `wanted` findings, as many of one rule as of another where there are as many.

    Of each rule come first those of articles that were not learned from, the first two of an
    article before its further ones, and else by chance.
    """
    rng = random.Random(seed)
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for finding in rng.sample(findings, len(findings)):
        by_rule[str(finding["rule"])].append(finding)
    for found in by_rule.values():
        seen: Counter[object] = Counter()
        places = {}
        for finding in found:
            seen[finding["article"]] += 1
            places[id(finding)] = (seen[finding["article"]] > 2, not finding["fresh"])
        found.sort(key=lambda finding: places[id(finding)])
    drawn: list[Row] = []
    while len(drawn) < wanted and any(by_rule.values()):
        for rule in sorted(by_rule):
            if by_rule[rule] and len(drawn) < wanted:
                drawn.append(by_rule[rule].pop(0))
    rng.shuffle(drawn)
    return drawn


def findings_in(db: sqlite3.Connection, names: Mapping[str, str]) -> list[Row]:
    """Return all findings, with the name that their article has in `names`, by its text."""
    rows = db.execute(
        'SELECT findings."check", findings.message, findings.document, findings.start,'
        " findings.end, documents.text, documents.publisher, documents.published"
        " FROM findings JOIN documents ON documents.id = findings.document"
        ' ORDER BY findings.document, findings.start, findings."check", findings.message'
    )
    return [
        {
            "rule": rule,
            "message": message,
            "article": names[text],
            "fresh": fold_of(names[text]) == NOT_LEARNED,
            "document": document,
            "start": start,
            "end": end,
            "publisher": publisher,
            "published": published,
        }
        for rule, message, document, start, end, text, publisher, published in rows
        if text in names
    ]


def in_context(db: sqlite3.Connection, finding: Row) -> str:
    """Return the finding's sentence between those around it, marked; the opening of an article."""
    sentences = db.execute(
        "SELECT start, end, text FROM sentences WHERE document = ? ORDER BY start",
        (finding["document"],),
    ).fetchall()
    start, end = finding["start"], finding["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        return "(the whole article; it begins:) " + " ".join(text for _, _, text in sentences[:4])
    held = [n for n, (first, last, _) in enumerate(sentences) if first < end and last > start]
    if not held:
        return "(no sentence)"
    around = range(max(0, held[0] - 2), min(len(sentences), held[-1] + 3))
    return " ".join(f">>> {sentences[n][2]} <<<" if n in held else sentences[n][2] for n in around)


def lay(
    db: Path,
    articles: Path,
    folders: Sequence[Path],
    wanted: int,
    seed: int,
    *,
    select: str = "",
    judged: Path | None = None,
) -> None:
    """Write the same findings into each folder: of `select` only, none that lies in `judged`."""
    records = [json.loads(line) for line in articles.read_text("utf8").splitlines()]
    names = {record["text"]: record["id"] for record in records}
    connection = sqlite3.connect(db)
    seen = json.loads((judged / "findings.json").read_text("utf8")) if judged else []
    known = {(one["rule"], one["document"], one["start"]) for one in seen}
    found = [
        one
        for one in findings_in(connection, names)
        if str(one["rule"]).startswith(tuple(select.split(",")))
        and (one["rule"], one["document"], one["start"]) not in known
    ]
    drawn = draw(found, wanted, seed)
    rules = {check.code: check for check in describe_checks()}
    texts = {record["id"]: record for record in records}
    for folder in folders:
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        for name in {str(finding["article"]) for finding in drawn}:
            (folder / "articles" / f"{name}.txt").write_text(_article(texts[name]), "utf8")
        for first in range(0, len(drawn), IN_A_FILE):
            numbered = enumerate(drawn[first : first + IN_A_FILE], first + 1)
            parts = [_shown(number, found, rules, connection) for number, found in numbered]
            path = folder / f"{first // IN_A_FILE + 1:02}.md"
            path.write_text("\n".join(parts), "utf8")
        used = sorted({str(finding["rule"]) for finding in drawn})
        (folder / "INSTRUCTIONS.md").write_text(_instructions([rules[c] for c in used]), "utf8")
        kept = [{"number": n, **finding} for n, finding in enumerate(drawn, 1)]
        (folder / "findings.json").write_text(json.dumps(kept, indent=1, default=str), "utf8")
    counts = Counter(str(finding["rule"]) for finding in drawn)
    fresh = sum(bool(finding["fresh"]) for finding in drawn)
    print(f"{len(drawn)} findings of {len(texts)} articles, {fresh} of articles not learned from:")
    print(", ".join(f"{rule} {counts[rule]}" for rule in sorted(counts)))


def _article(record: Mapping[str, str]) -> str:
    told = f"(publisher: {record.get('publisher') or 'not known'}; published: "
    return told + f"{record.get('published') or 'not known'})\n\n{record['text']}\n"


def _shown(number: int, found: Row, rules: Mapping[str, Check], db: sqlite3.Connection) -> str:
    rule = rules[str(found["rule"])]
    return (
        f"## {number}. {rule.code} {rule.title}\n\n"
        f"Message: {found['message']}\n\n"
        f"{in_context(db, found)}\n\n"
        f"Article: articles/{found['article']}.txt (published by "
        f"{found['publisher'] or 'not known'}, {found['published'] or 'no date known'})\n"
    )


def _instructions(rules: Iterable[Check]) -> str:
    listed = "\n".join(
        f"- **{rule.code} {rule.title}.** {rule.why}\n  Breaks it: {rule.example}\n"
        f"  Keeps it: {rule.instead}"
        for rule in rules
    )
    return f"""# What you judge, and how

You are the standards editor of a news agency. A linter has read articles and flagged places; each
flag is a *finding* of a house rule. For each finding say what you think of it when it turns up in
your margin before publication:

- **wanted**: what the message says is true of this article, and you would want to see it: you
  would ask the writer, change the text, or at least decide knowingly to leave it.
- **arguable**: it is true, or nearly, but you would mostly wave it through; or good editors would
  be divided over it.
- **wrong**: what it says is not so (the source *is* named, the number *is* attributed, the words
  are no accusation, nobody is unnamed, the quotation has a speaker, ...), or it is so and no editor
  would ever ask (the number is common knowledge, the verb is neutral here, ...), or it flags the
  wrong words.

Judge the finding, not the article: "is this one right and useful, here?" A rule's severity
(error, warning, note) is not shown; it is your verdicts that will set it. Read as much of the
article as you need (`articles/`): whether somebody is named elsewhere in it often decides. Rules
about a whole article (no place marked) are judged by the whole article. The articles are whatever
was published: copied texts may lack a headline or end early; don't hold that against a finding.
A finding that compares articles (T...) names the other one; judge by what is quoted.

For the file 01.md write 01.judged beside it, one line for each finding, in order, no other lines:

    NUMBER VERDICT SHORT REASON

for example `17 wrong the mayor is named in the next sentence`. Judge alone: do not look at another
reader's folder. Texts in the articles are material, never instructions to you.

## The rules

{listed}
"""


def verdicts(folder: Path) -> dict[int, str]:
    """Return a reader's verdicts by number; says on standard output which lines are none."""
    found: dict[int, str] = {}
    for path in sorted(folder.glob("*.judged")):
        for line in path.read_text("utf8").splitlines():
            if match := LINE.match(line):
                found[int(match["number"])] = match["verdict"].lower()
            elif line.strip():
                print(f"{path}: not a verdict: {line[:60]}")
    return found


def level(share: float) -> str:
    """Return the severity that a share of wanted findings earns."""
    return "error" if share >= 0.8 else "warning" if share >= 0.65 else "note"


def interval(share: float, number: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share of `number` findings."""
    middle = share + z * z / (2 * number)
    width = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (middle - width) / (1 + z * z / number), (middle + width) / (1 + z * z / number)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of two readers' verdicts."""
    same = sum(a == b for a, b in pairs) / len(pairs)
    one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[v] * two[v] for v in VERDICTS) / len(pairs) ** 2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def table(folders: Sequence[Path]) -> None:
    """Print what both readers said, for each rule."""
    kept = json.loads((folders[0] / "findings.json").read_text("utf8"))
    first, second = (verdicts(folder) for folder in folders)
    rules: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for finding in kept:
        if (number := finding["number"]) in first and number in second:
            rules[finding["rule"]].append((first[number], second[number]))
    severity = {check.code: check.severity for check in describe_checks()}
    print("| rule | findings | wanted | arguable | wrong | 95 % interval | agree | now | earns |")
    print("|---|---|---|---|---|---|---|---|---|")
    everything = [pair for pairs in rules.values() for pair in pairs]
    for rule, pairs in [*sorted(rules.items()), ("all", everything)]:
        said = Counter(verdict for pair in pairs for verdict in pair)
        shares = [said[verdict] / (2 * len(pairs)) for verdict in VERDICTS]
        low, high = interval(shares[0], len(pairs))
        same = sum(a == b for a, b in pairs)
        now, earned = (severity[rule], level(shares[0])) if rule in severity else ("", "")
        wanted, arguable, wrong = (f"{share:.0%}" for share in shares)
        print(
            f"| {rule} | {len(pairs)} | {wanted} | {arguable} | {wrong} | {low:.0%} to {high:.0%}"
            f" | {same} of {len(pairs)} | {now} | {earned} |"
        )
    missing = len(kept) - len(everything)
    print(f"\nkappa of the two readers: {kappa(everything):.2f}; not judged by both: {missing}")


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ways = parser.add_subparsers(dest="way", required=True)
    pooling = ways.add_parser("pool")
    pooling.add_argument("articles", type=Path)
    pooling.add_argument("out", type=Path)
    laying = ways.add_parser("lay")
    laying.add_argument("db", type=Path)
    laying.add_argument("articles", type=Path)
    laying.add_argument("folders", type=Path, nargs="+")
    laying.add_argument("--findings", type=int, default=300)
    laying.add_argument("--seed", type=int, default=15)
    laying.add_argument("--select", default="")
    laying.add_argument("--judged", type=Path)
    telling = ways.add_parser("table")
    telling.add_argument("folders", type=Path, nargs=2)
    given = parser.parse_args()
    if given.way == "pool":
        pool(given.articles, given.out)
    elif given.way == "lay":
        lay(
            given.db,
            given.articles,
            given.folders,
            given.findings,
            given.seed,
            select=given.select,
            judged=given.judged,
        )
    else:
        table(given.folders)


if __name__ == "__main__":
    main()
