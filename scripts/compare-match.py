#!/usr/bin/env python3
"""The same people and vacancies searched by others, beside the exact best: CPU a query, and how many of the exact best
they find (recall among as many).

    sinarem bench match --people 100000 --opportunities 1 --export DIR
    python3 -m venv venv && venv/bin/pip install numpy tantivy 'psycopg[binary]'
    venv/bin/python scripts/compare-match.py DIR [postgres://…]

PostgreSQL is left out without an address; it must run on this machine, for its CPU is read from /proc. It searches the
words of occupations and skills: full text ranked by ts_rank, and trigrams ranked by word_similarity. tantivy is given the
same words. NumPy goes through everyone and works out skills, way and experience as the model has them, without
what would take most to write (licences, languages, hours, pay, skills that follow from a job).
"""
import os
import sys
import time
from pathlib import Path

import numpy as np

FOLDER = Path(sys.argv[1])
POSTGRES = sys.argv[2] if len(sys.argv) > 2 else None
FLOOR = 0.01
MOVING, USUAL_KM, SHARED, NONE_ASKED = 0.5, 30.0, [0.0, 0.15, 0.4, 0.7, 1.0], 0.5
EVIDENCE = {"certified": 1.0, "attested": 0.95, "portfolio": 0.9, "declared": 0.8}


def rows(name):
    with open(FOLDER / name, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


people, vacancies = rows("people.tsv"), rows("vacancies.tsv")
best = {}
for vacancy, _, person, _ in rows("best.tsv"):
    best.setdefault(vacancy, set()).add(person)
K = max(len(found) for found in best.values())


def measured(name, search, cpu=time.process_time):
    """Asks once for each vacancy; prints the CPU and the recall."""
    shares, spent = [], []
    for vacancy in vacancies:
        wanted = best.get(vacancy[0])
        if not wanted:
            continue
        before = cpu()
        found = search(vacancy)
        spent.append(cpu() - before)
        shares.append(len(wanted & set(found)) / len(wanted))
    print(f"{name:42} {1000 * np.mean(spent):10.2f} ms CPU   recall {np.mean(shares):.2f}", flush=True)


def numpy_search():
    """Everyone in arrays; one vacancy at a time."""
    similar = {}
    for held, asked, much in rows("similar.tsv"):
        similar.setdefault(asked, []).append((held, float(much)))
    codes, levels, weights, starts, ids = [], [], [], [0], {}
    for person in people:
        for one in person[6].split():
            code, level, evidence = one.split(":")
            codes.append(ids.setdefault(code, len(ids)))
            levels.append(int(level))
            weights.append(EVIDENCE[evidence])
        starts.append(len(codes))
    codes, levels = np.array(codes, np.int32), np.array(levels, np.float32)
    weights, starts = np.array(weights, np.float32), np.array(starts[:-1])
    latitude = np.radians(np.array([float(person[1]) for person in people]))
    longitude = np.radians(np.array([float(person[2]) for person in people]))
    travel = np.array([float(person[3]) if person[3] else np.nan for person in people])
    moves = np.array([person[4] == "1" for person in people])
    jobs = [[(job.split(":")[0], int(job.split(":")[1])) for job in person[5].split()] for person in people]
    names = np.array([person[0] for person in people])

    def skills(asked):
        if not asked:
            return None
        total = np.zeros(len(people))
        for one in asked.split():
            code, level = one.split(":")
            table = np.zeros(len(ids), np.float32)
            for held, much in similar.get(code, [(code, 1.0)]):
                if held in ids:
                    table[ids[held]] = much
            worth = table[codes] * weights * np.minimum(1, levels / float(level))
            total += np.log(np.maximum(np.maximum.reduceat(worth, starts), FLOOR))
        return total / len(asked.split())

    def search(vacancy):
        _, lat, lon, occupation, essential, optional, months, _ = vacancy
        lat, lon = np.radians(float(lat)), np.radians(float(lon))
        half = np.sin((latitude - lat) / 2) ** 2 + np.cos(latitude) * np.cos(lat) * np.sin((longitude - lon) / 2) ** 2
        km = 1.3 * 2 * 6371 * np.arcsin(np.sqrt(half))
        ease = np.exp2(-km / np.where(np.isnan(travel), USUAL_KM, travel))
        ease = np.where(moves, np.maximum(ease, MOVING), ease)
        reached = moves | np.isnan(travel) | (km <= travel)
        total = np.full(len(people), 0.15) * np.log(np.maximum(ease, FLOOR))
        for weight, value in ((0.45, skills(essential)), (0.05, skills(optional))):
            if value is not None:
                total += weight * value
        if occupation:
            wanted = max(int(months), 12)

            def digits(code):
                return next((at for at in range(4) if code[at] != occupation[at]), 4)

            def filled(code, held):
                return SHARED[digits(code)] * min(1, held / wanted) ** 0.5

            worth = np.array([max((filled(*job) for job in own), default=0) for own in jobs])
            if months == "0":
                worth = np.maximum(worth, NONE_ASKED)
            total += 0.20 * np.log(np.maximum(worth, FLOOR))
        total = np.where(reached, total, -np.inf)
        return names[np.argpartition(-total, K)[:K]]

    measured("NumPy, everyone", search)


def tantivy_search():
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("words", tokenizer_name="default")
    index = tantivy.Index(schema.build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for person in people:
        writer.add_document(tantivy.Document(id=person[0], words=person[7]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(vacancy):
        words = " ".join(word.strip(".,()\"'/:").lower() for word in vacancy[7].split())
        words = " ".join(word for word in words.split() if word.isalnum())
        query = index.parse_query(words, ["words"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, K).hits]

    measured("tantivy, BM25", search)


def postgres_searches(address):
    import psycopg

    connection = psycopg.connect(address, autocommit=True)
    process = connection.info.backend_pid
    tick = os.sysconf("SC_CLK_TCK")

    def cpu():
        with open(f"/proc/{process}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / tick

    run = connection.execute
    run("set max_parallel_workers_per_gather = 0")
    run("set jit = off")
    run("drop table if exists compared")
    run("create table compared (id text, words text, told tsvector)")
    with connection.cursor().copy("copy compared (id, words) from stdin") as copy:
        for person in people:
            copy.write_row((person[0], person[7]))
    run("update compared set told = to_tsvector('spanish', words)")
    run("create index on compared using gin (told)")
    run("create extension if not exists pg_trgm")
    run("create index on compared using gin (words gin_trgm_ops)")
    run("vacuum analyze compared")

    def full_text(vacancy):
        wanted = run("select string_agg(quote_literal(lexeme), ' | ') from unnest(to_tsvector('spanish', %s))", (vacancy[7],))
        query = wanted.fetchone()[0]
        found = run(
            "select id from compared where told @@ to_tsquery('simple', %s) "
            "order by ts_rank(told, to_tsquery('simple', %s)) desc, id limit %s",
            (query, query, K),
        )
        return [row[0] for row in found]

    def trigrams(vacancy):
        found = run(
            "select id from compared where words %% %s order by similarity(words, %s) desc, id limit %s",
            (vacancy[7], vacancy[7], K),
        )
        return [row[0] for row in found]

    run("set pg_trgm.similarity_threshold = 0.1")
    measured("PostgreSQL full text, ts_rank", full_text, cpu)
    measured("PostgreSQL pg_trgm, similarity", trigrams, cpu)
    run("drop table compared")


print(f"{len(people)} people, {len(best)} vacancies, the best {K}", flush=True)
numpy_search()
tantivy_search()
if POSTGRES:
    postgres_searches(POSTGRES)
else:
    print("skipped: PostgreSQL (no address given)")
