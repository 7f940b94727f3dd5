CREATE TABLE traces (
    id INTEGER NOT NULL,
    sighting_id TEXT NOT NULL,
    reading_id INTEGER NOT NULL,
    body BLOB NOT NULL,
    family TEXT,
    incident TEXT,
    why TEXT,
    origin TEXT,
    basis TEXT,
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
    "key" INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    trace_id INTEGER NOT NULL,
    CONSTRAINT pk_trace_keys PRIMARY KEY ("key", counted, trace_id),
    CONSTRAINT fk_trace_keys_trace_id FOREIGN KEY(trace_id) REFERENCES traces (id)
)
 WITHOUT ROWID
;
CREATE TABLE bonds (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    wording BOOLEAN NOT NULL,
    bond TEXT NOT NULL,
    strength INTEGER NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_bonds PRIMARY KEY (one, other, wording),
    CONSTRAINT ck_bonds_wording CHECK (wording IN (0, 1))
)
;
CREATE INDEX ix_bonds_other ON bonds (other)
;
CREATE TABLE ties (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    verdict TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_ties PRIMARY KEY (id)
)
;
CREATE INDEX ix_ties_one ON ties (one)
;
CREATE INDEX ix_ties_other ON ties (other)
;
