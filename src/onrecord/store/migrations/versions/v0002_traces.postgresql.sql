CREATE TABLE traces (
    id BIGINT NOT NULL,
    sighting_id TEXT COLLATE "C" NOT NULL,
    reading_id BIGINT NOT NULL,
    body BYTEA NOT NULL,
    family TEXT COLLATE "C",
    incident TEXT COLLATE "C",
    why TEXT,
    origin TEXT COLLATE "C",
    basis TEXT COLLATE "C",
    CONSTRAINT pk_traces PRIMARY KEY (id),
    CONSTRAINT uq_traces_sighting_id UNIQUE (sighting_id),
    CONSTRAINT fk_traces_sighting_id FOREIGN KEY(sighting_id) REFERENCES sightings (id),
    CONSTRAINT fk_traces_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
;
CREATE INDEX ix_traces_family ON traces (family)
;
CREATE INDEX ix_traces_incident ON traces (incident)
;
CREATE INDEX ix_traces_reading_id ON traces (reading_id)
;
CREATE TABLE trace_keys (
    key BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    trace_id BIGINT NOT NULL,
    CONSTRAINT pk_trace_keys PRIMARY KEY (key, counted, trace_id),
    CONSTRAINT fk_trace_keys_trace_id FOREIGN KEY(trace_id) REFERENCES traces (id)
)
;
CREATE TABLE bonds (
    one TEXT COLLATE "C" NOT NULL,
    other TEXT COLLATE "C" NOT NULL,
    wording BOOLEAN NOT NULL,
    bond TEXT COLLATE "C" NOT NULL,
    strength BIGINT NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_bonds PRIMARY KEY (one, other, wording)
)
;
CREATE INDEX ix_bonds_other ON bonds (other)
;
CREATE TABLE ties (
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    one TEXT COLLATE "C" NOT NULL,
    other TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    by TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_ties PRIMARY KEY (id)
)
;
CREATE INDEX ix_ties_one ON ties (one)
;
CREATE INDEX ix_ties_other ON ties (other)
;
