/**
 * The tables, version by version: number n of the list makes version n + 1 of a file of version n. What stands here is never
 * changed; a new version is one more at the end. INVARIANT: no migration touches what `entries` holds.
 */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `CREATE TABLE log (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     name TEXT NOT NULL,
     key TEXT NOT NULL
   ) STRICT;
   CREATE TABLE entries (
     idx INTEGER PRIMARY KEY,
     leaf BLOB NOT NULL CHECK (length(leaf) = 32),
     time INTEGER NOT NULL,
     salt BLOB,
     bytes BLOB,
     parts BLOB
   ) STRICT;
   CREATE INDEX entries_time ON entries (time);
   CREATE TABLE texts (sha256 BLOB PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE heads (size INTEGER PRIMARY KEY, note TEXT NOT NULL, peaks BLOB NOT NULL) STRICT;`,
];
