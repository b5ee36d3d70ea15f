/**
 * Forward steps of the store's schema; a step that was released is never edited, a new one is added.
 * Records lie as JSON in `json`; columns beside it are what is searched, sorted or joined by.
 */
export const STORE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE sweeps (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, state TEXT NOT NULL, json TEXT NOT NULL);
  CREATE INDEX sweeps_by_start ON sweeps (started_at DESC, id);

  CREATE TABLE pages (key TEXT PRIMARY KEY, sweep TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
  CREATE INDEX pages_by_sweep ON pages (sweep, key);
  CREATE INDEX pages_by_kind ON pages (sweep, kind, key);

  CREATE TABLE bodies (sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, encoding TEXT NOT NULL, bytes BLOB NOT NULL);

  CREATE TABLE listings (
    key TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    sweep TEXT NOT NULL,
    state TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    page_sha256 TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    event_at TEXT NOT NULL, -- the last sighting or disappearance; older writes change nothing
    json TEXT NOT NULL
  );
  CREATE INDEX listings_by_platform ON listings (platform, key);
  CREATE INDEX listings_by_sweep ON listings (sweep, key);
  CREATE TABLE listing_versions (key TEXT NOT NULL, content_hash TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (key, content_hash));
  CREATE TABLE timeline (
    key TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, sweep TEXT NOT NULL, changes TEXT NOT NULL,
    UNIQUE (key, at, kind)
  );

  CREATE TABLE assessments (key TEXT PRIMARY KEY, content_hash TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL);

  CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    listing_key TEXT NOT NULL,
    platform TEXT NOT NULL,
    rule TEXT NOT NULL,
    outcome TEXT NOT NULL,
    sweep TEXT NOT NULL,
    priority REAL NOT NULL,
    probability REAL NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    decided TEXT,
    withdrawn TEXT,
    search TEXT NOT NULL, -- lower-case title, seller and subject
    json TEXT NOT NULL
  );
  CREATE INDEX findings_open ON findings (priority DESC, probability DESC, id) WHERE decided IS NULL AND withdrawn IS NULL;
  CREATE INDEX findings_all ON findings (priority DESC, probability DESC, id);
  CREATE INDEX findings_decided ON findings (decided, priority DESC, probability DESC, id) WHERE decided IS NOT NULL;
  CREATE INDEX findings_by_rule ON findings (rule, decided, withdrawn);
  CREATE INDEX findings_by_listing ON findings (listing_key);
  CREATE INDEX findings_by_sweep ON findings (sweep);

  CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    finding TEXT NOT NULL REFERENCES findings (id),
    outcome TEXT NOT NULL,
    json TEXT NOT NULL
  );
  CREATE INDEX decisions_by_finding ON decisions (finding, seq);
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    subject TEXT NOT NULL, details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
  );
  CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
  CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
  CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

  CREATE TABLE registry_tables (name TEXT PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE users (name TEXT PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE sessions (id TEXT PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE settings (name TEXT PRIMARY KEY, json TEXT NOT NULL);
  `,
]
