/** Forward steps of the queue's tables in the store's file; a step that was released is never edited, a new one is added. */
export const QUEUE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY, -- the order in which they came
    sweep TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    platform TEXT NOT NULL,
    host TEXT NOT NULL, -- '-' for jobs that ask nobody
    priority INTEGER NOT NULL,
    state TEXT NOT NULL,
    due INTEGER NOT NULL, -- milliseconds since 1970; while active, the end of the lease
    attempt INTEGER NOT NULL,
    lease TEXT,
    reason TEXT,
    payload TEXT NOT NULL,
    UNIQUE (sweep, key)
  );
  -- Waiting jobs stand in lanes of one kind, sweep and host: a lane is skipped in one step, however many wait in it.
  CREATE INDEX jobs_waiting ON jobs (kind, sweep, host, priority, id) WHERE state = 'waiting';
  CREATE INDEX jobs_timed ON jobs (due) WHERE state IN ('delayed', 'active');
  CREATE INDEX jobs_failed ON jobs (sweep, id) WHERE state = 'failed';
  CREATE TABLE job_counts (sweep TEXT, kind TEXT, state TEXT, n INTEGER NOT NULL, PRIMARY KEY (sweep, kind, state)) WITHOUT ROWID;
  CREATE TABLE rights (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
  `,
]
