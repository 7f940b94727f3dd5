CREATE TABLE failures (
    id TEXT COLLATE "C" NOT NULL,
    locator TEXT COLLATE "C" NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    path_id TEXT COLLATE "C" NOT NULL,
    published TEXT COLLATE "C",
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    first_seen TEXT COLLATE "C" NOT NULL,
    last_seen TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_failures PRIMARY KEY (id)
)
;
CREATE INDEX ix_failures_path_id ON failures (path_id)
;
CREATE TABLE names (
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_names PRIMARY KEY (id),
    CONSTRAINT uq_names_name UNIQUE (name)
)
;
CREATE INDEX ix_names_folded ON names (folded)
;
CREATE TABLE reports (
    id TEXT COLLATE "C" NOT NULL,
    bytes_sha256 TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    first_seen TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT uq_reports_bytes_sha256 UNIQUE (bytes_sha256)
)
;
CREATE TABLE texts (
    id BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    characters BIGINT NOT NULL,
    CONSTRAINT pk_texts PRIMARY KEY (id),
    CONSTRAINT uq_texts_sha256 UNIQUE (sha256)
)
;
CREATE TABLE name_words (
    word TEXT COLLATE "C" NOT NULL,
    name_id BIGINT NOT NULL,
    CONSTRAINT pk_name_words PRIMARY KEY (word, name_id),
    CONSTRAINT fk_name_words_name_id FOREIGN KEY(name_id) REFERENCES names (id)
)
;
CREATE TABLE passages (
    id BIGINT NOT NULL,
    text_id BIGINT NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT uq_passages_text_id_start_char UNIQUE (text_id, start_char),
    CONSTRAINT ck_passages_order CHECK (start_char < end_char),
    CONSTRAINT fk_passages_text_id FOREIGN KEY(text_id) REFERENCES texts (id)
)
;
CREATE TABLE sightings (
    id TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C",
    url TEXT COLLATE "C",
    outlet TEXT COLLATE "C",
    title TEXT,
    language TEXT COLLATE "C",
    published TEXT COLLATE "C",
    modified TEXT COLLATE "C",
    retrieved TEXT COLLATE "C",
    first_seen TEXT COLLATE "C" NOT NULL,
    last_seen TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_sightings PRIMARY KEY (id),
    CONSTRAINT fk_sightings_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
)
;
CREATE INDEX ix_sightings_first_seen ON sightings (first_seen)
;
CREATE INDEX ix_sightings_key ON sightings (key)
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
    id TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    sighting_id TEXT COLLATE "C" NOT NULL,
    text_sha256 TEXT COLLATE "C" NOT NULL,
    fact_id TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    by TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
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
    id BIGINT NOT NULL,
    sighting_id TEXT COLLATE "C" NOT NULL,
    text_id BIGINT NOT NULL,
    engine TEXT COLLATE "C" NOT NULL,
    read_at TEXT COLLATE "C" NOT NULL,
    seal TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    current BOOLEAN NOT NULL,
    CONSTRAINT pk_readings PRIMARY KEY (id),
    CONSTRAINT fk_readings_sighting_id FOREIGN KEY(sighting_id) REFERENCES sightings (id),
    CONSTRAINT fk_readings_text_id FOREIGN KEY(text_id) REFERENCES texts (id)
)
;
CREATE INDEX ix_readings_sighting_id ON readings (sighting_id)
;
CREATE INDEX ix_readings_text_id ON readings (text_id)
;
CREATE UNIQUE INDEX uq_readings_current ON readings (sighting_id) WHERE current
;
CREATE TABLE changes (
    id BIGINT NOT NULL,
    sighting_id TEXT COLLATE "C" NOT NULL,
    fact_id TEXT COLLATE "C" NOT NULL,
    change TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    from_reading BIGINT NOT NULL,
    to_reading BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
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
    pk BIGINT NOT NULL,
    reading_id BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name_id BIGINT NOT NULL,
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
    pk BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    reading_id BIGINT NOT NULL,
    passage_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    stretches TEXT COLLATE "C",
    published TEXT COLLATE "C",
    form TEXT COLLATE "C",
    polarity TEXT COLLATE "C",
    stance TEXT COLLATE "C",
    source_kind TEXT COLLATE "C",
    said TEXT COLLATE "C",
    value DOUBLE PRECISION,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    bound TEXT COLLATE "C",
    unit TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    scope TEXT COLLATE "C",
    since TEXT COLLATE "C",
    until TEXT COLLATE "C",
    on_day TEXT COLLATE "C",
    as_of TEXT COLLATE "C",
    as_of_basis TEXT COLLATE "C",
    part_of TEXT COLLATE "C",
    statement TEXT COLLATE "C",
    predicate TEXT COLLATE "C",
    status TEXT COLLATE "C",
    confidence DOUBLE PRECISION NOT NULL,
    first_seen TEXT COLLATE "C" NOT NULL,
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
    fact_pk BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    entity_pk BIGINT NOT NULL,
    name_id BIGINT NOT NULL,
    published TEXT COLLATE "C",
    passage_id BIGINT,
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
CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = porter)
;
CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)
;
ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH onrecord_stem
;
CREATE FUNCTION onrecord_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_tsvector('onrecord'::regconfig, regexp_replace(regexp_replace(normalize(body, NFD),
        '[\u0300-\u036f]+', '', 'g'), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1'
        '\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3003]+',
        ' ', 'g')) $$
;
ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS (onrecord_words(body)) STORED
;
CREATE INDEX passages_words ON passages USING gin (words)
;
CREATE VIEW statements AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT string_agg(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e ->> 0)::bigint - q.start_char + 1 AS integer), CAST((e ->> 1)::bigint - (e ->> 0)::bigint AS integer)) || CASE WHEN (e ->> 1)::bigint > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_array_elements(f.stretches::json) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e ->> 0)::bigint AND (e ->> 0)::bigint < q.end_char
        ORDER BY q.start_char, (e ->> 0)::bigint) AS cut) END AS words, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'speaker') AS speaker, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'via') AS via, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'about') AS about, f.form, f.polarity, f.stance, f.source_kind, f.said, f.statement AS parent, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'statement'
;
CREATE VIEW figures AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT string_agg(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e ->> 0)::bigint - q.start_char + 1 AS integer), CAST((e ->> 1)::bigint - (e ->> 0)::bigint AS integer)) || CASE WHEN (e ->> 1)::bigint > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_array_elements(f.stretches::json) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e ->> 0)::bigint AND (e ->> 0)::bigint < q.end_char
        ORDER BY q.start_char, (e ->> 0)::bigint) AS cut) END AS words, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'speaker') AS speaker, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'place') AS place, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'by') AS done_by, f.value, f.low, f.high, f.bound, f.unit, f.outcome, f.scope, f.since, f.until, f.on_day, f.as_of, f.as_of_basis, f.part_of, f.statement, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'figure'
;
CREATE VIEW events AS SELECT f.id, CASE WHEN f.stretches IS NULL
    THEN substr(p.body, CAST(f.start_char - p.start_char + 1 AS integer), CAST(f.end_char - f.start_char AS integer)) || CASE WHEN f.end_char > p.end_char THEN ' …' ELSE '' END
    ELSE (SELECT string_agg(piece, ' […] ') FROM (SELECT substr(q.body, CAST((e ->> 0)::bigint - q.start_char + 1 AS integer), CAST((e ->> 1)::bigint - (e ->> 0)::bigint AS integer)) || CASE WHEN (e ->> 1)::bigint > q.end_char THEN ' …' ELSE '' END AS piece
        FROM json_array_elements(f.stretches::json) e
        JOIN passages q ON q.text_id = p.text_id AND q.start_char <= (e ->> 0)::bigint AND (e ->> 0)::bigint < q.end_char
        ORDER BY q.start_char, (e ->> 0)::bigint) AS cut) END AS words, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'agent') AS agent, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'patient') AS patient, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'recipient') AS recipient, (SELECT string_agg(n.name, '; ') FROM fact_entities l JOIN names n ON n.id = l.name_id
    WHERE l.fact_pk = f.pk AND l.role = 'place') AS place, f.predicate, f.status, f.on_day, f.statement, p.body AS passage, f.passage_id, f.start_char, f.end_char, f.confidence, s.outlet, s.published, s.title, s.url, s.key, s.report_id AS report, s.id AS sighting, f.first_seen, s.last_seen, r.engine, NULLIF(CASE WHEN s.url IS NOT NULL THEN (SELECT v.id FROM sightings v WHERE v.url = s.url ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) WHEN substr(s.key, 1, 2) = '-:' OR substr(s.key, 1, 11) = '/dev/stdin:' OR substr(s.key, 1, 8) = '/dev/fd/' OR substr(s.key, 1, 14) = '/proc/self/fd/' THEN NULL ELSE (SELECT v.id FROM sightings v WHERE v.key = s.key AND v.url IS NULL ORDER BY v.published DESC NULLS LAST, v.modified DESC NULLS LAST, v.retrieved DESC NULLS LAST, (SELECT min(o.id) FROM readings o WHERE o.sighting_id = v.id) DESC LIMIT 1) END, s.id) AS newer
FROM facts f
JOIN readings r ON r.id = f.reading_id
JOIN sightings s ON s.id = r.sighting_id
JOIN passages p ON p.id = f.passage_id
WHERE f.kind = 'event'
;
CREATE VIEW full_texts AS SELECT t.id, t.sha256, t.characters,
    (SELECT string_agg(body, '') FROM (SELECT body FROM passages WHERE text_id = t.id ORDER BY start_char) AS pieces) AS body
FROM texts t
;
