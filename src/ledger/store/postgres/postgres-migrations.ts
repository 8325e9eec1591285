/**
 * The tables, one step after the other: a step that has been released is never changed, and none touches an entry. A text of
 * the log is `bytea`: no encoding changes it, and it may hold a zero byte, which PostgreSQL takes for none.
 */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `CREATE TABLE concordat.log (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    name text NOT NULL,
    key text NOT NULL,
    version integer NOT NULL
  );
  CREATE TABLE concordat.entries (
    idx bigint PRIMARY KEY CHECK (idx >= 0),
    leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
    time bigint NOT NULL,
    salt bytea,
    bytes bytea,
    parts bytea,
    CHECK ((salt IS NULL) = (bytes IS NULL))
  );
  CREATE INDEX entries_time ON concordat.entries USING brin (time);
  CREATE TABLE concordat.texts (
    sha256 bytea PRIMARY KEY CHECK (octet_length(sha256) = 32),
    text bytea NOT NULL
  );
  CREATE TABLE concordat.heads (
    size bigint PRIMARY KEY CHECK (size >= 0),
    time bigint NOT NULL,
    note text NOT NULL,
    peaks bytea NOT NULL
  )`,
];
