CREATE TABLE failures (
    id TEXT NOT NULL,
    locator TEXT NOT NULL,
    path TEXT NOT NULL,
    path_id TEXT NOT NULL,
    published TEXT,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    CONSTRAINT pk_failures PRIMARY KEY (id)
)
;
CREATE INDEX ix_failures_path_id ON failures (path_id)
;
CREATE TABLE names (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_names PRIMARY KEY (id),
    CONSTRAINT uq_names_name UNIQUE (name)
)
;
CREATE INDEX ix_names_folded ON names (folded)
;
CREATE TABLE reports (
    id TEXT NOT NULL,
    bytes_sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    payload BLOB NOT NULL,
    first_seen TEXT NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT uq_reports_bytes_sha256 UNIQUE (bytes_sha256)
)
;
CREATE TABLE texts (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    characters INTEGER NOT NULL,
    CONSTRAINT pk_texts PRIMARY KEY (id),
    CONSTRAINT uq_texts_sha256 UNIQUE (sha256)
)
;
CREATE TABLE name_words (
    word TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    CONSTRAINT pk_name_words PRIMARY KEY (word, name_id),
    CONSTRAINT fk_name_words_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
;
CREATE TABLE passages (
    id INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT uq_passages_text_id_start_char UNIQUE (text_id, start_char),
    CONSTRAINT ck_passages_order CHECK (start_char < end_char),
    CONSTRAINT fk_passages_text_id FOREIGN KEY(text_id) REFERENCES texts (id)
)
;
CREATE TABLE sightings (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    media_type TEXT NOT NULL,
    "key" TEXT,
    url TEXT,
    outlet TEXT,
    title TEXT,
    language TEXT,
    published TEXT,
    modified TEXT,
    retrieved TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    CONSTRAINT pk_sightings PRIMARY KEY (id),
    CONSTRAINT fk_sightings_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
)
;
CREATE INDEX ix_sightings_first_seen ON sightings (first_seen)
;
CREATE INDEX ix_sightings_key ON sightings ("key")
;
CREATE INDEX ix_sightings_outlet_published ON sightings (outlet, published)
;
CREATE INDEX ix_sightings_published ON sightings (published)
;
CREATE INDEX ix_sightings_report_id ON sightings (report_id)
;
CREATE INDEX ix_sightings_url ON sightings (url)
;
CREATE TABLE judgements (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    sighting_id TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    fact_id TEXT,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    body TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    CONSTRAINT pk_judgements PRIMARY KEY (id),
    CONSTRAINT fk_judgements_report_id FOREIGN KEY(report_id) REFERENCES reports (id),
    CONSTRAINT fk_judgements_sighting_id FOREIGN KEY(sighting_id) REFERENCES sightings (id)
)
;
CREATE INDEX ix_judgements_fact_id ON judgements (fact_id)
;
CREATE INDEX ix_judgements_report_id ON judgements (report_id)
;
CREATE INDEX ix_judgements_sighting_id ON judgements (sighting_id)
;
CREATE TABLE readings (
    id INTEGER NOT NULL,
    sighting_id TEXT NOT NULL,
    text_id INTEGER NOT NULL,
    engine TEXT NOT NULL,
    read_at TEXT NOT NULL,
    seal TEXT NOT NULL,
    body BLOB NOT NULL,
    current BOOLEAN NOT NULL,
    CONSTRAINT pk_readings PRIMARY KEY (id),
    CONSTRAINT fk_readings_sighting_id FOREIGN KEY(sighting_id) REFERENCES sightings (id),
    CONSTRAINT fk_readings_text_id FOREIGN KEY(text_id) REFERENCES texts (id),
    CONSTRAINT ck_readings_current CHECK (current IN (0, 1))
)
;
CREATE INDEX ix_readings_sighting_id ON readings (sighting_id)
;
CREATE INDEX ix_readings_text_id ON readings (text_id)
;
CREATE UNIQUE INDEX uq_readings_current ON readings (sighting_id) WHERE current
;
CREATE TABLE changes (
    id INTEGER NOT NULL,
    sighting_id TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    change TEXT NOT NULL,
    fields TEXT NOT NULL,
    from_reading INTEGER NOT NULL,
    to_reading INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_changes PRIMARY KEY (id),
    CONSTRAINT fk_changes_sighting_id FOREIGN KEY(sighting_id) REFERENCES sightings (id),
    CONSTRAINT fk_changes_from_reading FOREIGN KEY(from_reading) REFERENCES readings (id),
    CONSTRAINT fk_changes_to_reading FOREIGN KEY(to_reading) REFERENCES readings (id)
)
;
CREATE INDEX ix_changes_fact_id ON changes (fact_id)
;
CREATE INDEX ix_changes_sighting_id ON changes (sighting_id)
;
CREATE INDEX ix_changes_to_reading ON changes (to_reading)
;
CREATE TABLE entities (
    pk INTEGER NOT NULL,
    reading_id INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name_id INTEGER NOT NULL,
    roles TEXT NOT NULL,
    CONSTRAINT pk_entities PRIMARY KEY (pk),
    CONSTRAINT uq_entities_reading_id_id UNIQUE (reading_id, id),
    CONSTRAINT fk_entities_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id),
    CONSTRAINT fk_entities_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
;
CREATE INDEX ix_entities_name_id ON entities (name_id)
;
CREATE TABLE facts (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    reading_id INTEGER NOT NULL,
    passage_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    stretches TEXT,
    published TEXT,
    form TEXT,
    polarity TEXT,
    stance TEXT,
    source_kind TEXT,
    said TEXT,
    value DOUBLE,
    low DOUBLE,
    high DOUBLE,
    bound TEXT,
    unit TEXT,
    outcome TEXT,
    scope TEXT,
    since TEXT,
    until TEXT,
    on_day TEXT,
    as_of TEXT,
    as_of_basis TEXT,
    part_of TEXT,
    statement TEXT,
    predicate TEXT,
    status TEXT,
    confidence DOUBLE NOT NULL,
    first_seen TEXT NOT NULL,
    CONSTRAINT pk_facts PRIMARY KEY (pk),
    CONSTRAINT uq_facts_reading_id_id UNIQUE (reading_id, id),
    CONSTRAINT fk_facts_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id),
    CONSTRAINT fk_facts_passage_id FOREIGN KEY(passage_id) REFERENCES passages (id)
)
;
CREATE INDEX ix_facts_id ON facts (id)
;
CREATE INDEX ix_facts_kind_published ON facts (kind, published)
;
CREATE INDEX ix_facts_outcome_published ON facts (outcome, published)
;
CREATE INDEX ix_facts_passage_id ON facts (passage_id)
;
CREATE INDEX ix_facts_published_passage_id ON facts (published, passage_id)
;
CREATE INDEX ix_facts_said ON facts (said)
;
CREATE TABLE fact_entities (
    fact_pk INTEGER NOT NULL,
    role TEXT NOT NULL,
    entity_pk INTEGER NOT NULL,
    name_id INTEGER NOT NULL,
    published TEXT,
    passage_id INTEGER,
    CONSTRAINT pk_fact_entities PRIMARY KEY (fact_pk, role, entity_pk),
    CONSTRAINT fk_fact_entities_fact_pk FOREIGN KEY(fact_pk) REFERENCES facts (pk),
    CONSTRAINT fk_fact_entities_entity_pk FOREIGN KEY(entity_pk) REFERENCES entities (pk),
    CONSTRAINT fk_fact_entities_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
;
CREATE INDEX ix_fact_entities_entity_pk ON fact_entities (entity_pk)
;
CREATE INDEX ix_fact_entities_name_id_role_passage_id_fact_pk ON fact_entities (name_id, role, passage_id, fact_pk)
;
CREATE INDEX ix_fact_entities_name_id_role_published_fact_pk ON fact_entities (name_id, role, published, fact_pk)
;
PRAGMA application_id = 1869509219
;
CREATE VIRTUAL TABLE passages_words USING fts5(body, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')
;
CREATE VIEW statements AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT group_concat(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e.value ->> 0) - q.start_char + 1 AS integer), CAST((e.value ->> 1) - (e.value ->> 0) AS integer)) || CASE WHEN (e.value ->> 1) > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_each(f.stretches) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e.value ->> 0) AND (e.value ->> 0) < q.end_char
        ORDER BY q.start_char, (e.value ->> 0)) AS cut) END AS words, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'speaker') AS speaker, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'via') AS via, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'about') AS about, f.form, f.polarity, f.stance, f.source_kind, f.said, f.statement AS parent, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'statement'
;
CREATE VIEW figures AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT group_concat(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e.value ->> 0) - q.start_char + 1 AS integer), CAST((e.value ->> 1) - (e.value ->> 0) AS integer)) || CASE WHEN (e.value ->> 1) > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_each(f.stretches) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e.value ->> 0) AND (e.value ->> 0) < q.end_char
        ORDER BY q.start_char, (e.value ->> 0)) AS cut) END AS words, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'speaker') AS speaker, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'place') AS place, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'by') AS done_by, f.value, f.low, f.high, f.bound, f.unit, f.outcome, f.scope, f.since, f.until, f.on_day, f.as_of, f.as_of_basis, f.part_of, f.statement, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'figure'
;
CREATE VIEW events AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT group_concat(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e.value ->> 0) - q.start_char + 1 AS integer), CAST((e.value ->> 1) - (e.value ->> 0) AS integer)) || CASE WHEN (e.value ->> 1) > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_each(f.stretches) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e.value ->> 0) AND (e.value ->> 0) < q.end_char
        ORDER BY q.start_char, (e.value ->> 0)) AS cut) END AS words, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'agent') AS agent, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'patient') AS patient, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'recipient') AS recipient, (SELECT group_concat(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'place') AS place, f.predicate, f.status, f.on_day, f.statement, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'event'
;
CREATE VIEW full_texts AS SELECT t.id, t.sha256, t.characters,
    (SELECT group_concat(body, '') FROM (SELECT body FROM passages WHERE text_id = t.id ORDER BY start_char) AS pieces) AS body
FROM texts t
;
