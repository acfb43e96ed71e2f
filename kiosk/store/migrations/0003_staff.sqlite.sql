-- Who may sign in at the staff's pages. `secret` is an argon2id hash, never a PIN.
CREATE TABLE staff (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  secret TEXT NOT NULL,
  added_at TEXT NOT NULL
) WITHOUT ROWID;

-- Who is signed in. The id itself is known to the browser alone; moments are seconds since 1970.
CREATE TABLE staff_session (
  id_hash TEXT PRIMARY KEY,
  name TEXT NOT NULL REFERENCES staff (name) ON DELETE CASCADE,
  began REAL NOT NULL,
  seen REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX staff_session_name ON staff_session (name);

-- Wrong tries in a row by account. Names that do not exist share a few hundred rows.
CREATE TABLE staff_lock (
  account TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until REAL NOT NULL
) WITHOUT ROWID;

-- What happened to accounts; who did what to tickets stands in the log.
CREATE TABLE staff_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  deed TEXT NOT NULL
);
CREATE TRIGGER staff_log_stays BEFORE UPDATE ON staff_log
BEGIN SELECT RAISE(ABORT, 'rows of the staff log are never changed'); END;
CREATE TRIGGER staff_log_is_kept BEFORE DELETE ON staff_log
BEGIN SELECT RAISE(ABORT, 'rows of the staff log are never deleted'); END;
