#if SQLite
import GRDB

/// The tables of a ledger's file, as numbered steps from nothing to the form that this version reads and writes.
///
/// Money is nano-dollars and time is microseconds, both whole numbers. Rows that others point to have a number of their
/// own, so that a `VACUUM` by hand changes nothing. A step that has been released is never changed: another one follows.
struct Schema: Sendable {
    /// "TrnL": what tells a ledger from other people's databases.
    static let applicationID: Int32 = 0x5472_6E4C

    /// One step each; the number of the last one is the file's version.
    var steps: [String]

    /// The form of this version.
    static let current = Schema(steps: [money, records])

    var version: Int { steps.count }

    /// Takes a file's tables from a version to this one. Must run within a transaction.
    func migrate(_ database: Database, from version: Int) throws {
        for step in steps[version...] { try database.execute(sql: step) }
        try database.execute(sql: "PRAGMA user_version = \(self.version)")
    }

    private static let money = """
        CREATE TABLE meta (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT;
        INSERT INTO meta (id, key) VALUES (1, randomblob(32));

        CREATE TABLE pots (
            id INTEGER PRIMARY KEY,
            budget TEXT NOT NULL,
            scope TEXT NOT NULL,
            period_start INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            period_end INTEGER NOT NULL,
            limited_to INTEGER NOT NULL,
            alert_at TEXT NOT NULL,
            settled INTEGER NOT NULL,
            held INTEGER NOT NULL,
            overrun INTEGER NOT NULL,
            UNIQUE (budget, scope, period_start, generation)
        ) STRICT;
        CREATE INDEX pots_by_end ON pots (period_end);

        CREATE TABLE reservations (
            id INTEGER PRIMARY KEY,
            request BLOB NOT NULL CHECK (length(request) = 16),
            call INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
            bound INTEGER NOT NULL,
            cost INTEGER,
            expires INTEGER NOT NULL,
            UNIQUE (request, call)
        ) STRICT;
        CREATE INDEX reservations_open ON reservations (expires) WHERE state < 2;
        CREATE INDEX reservations_ended ON reservations (expires) WHERE state >= 2;

        CREATE TABLE reservation_pots (
            reservation INTEGER NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            pot INTEGER NOT NULL REFERENCES pots (id),
            PRIMARY KEY (reservation, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reservation_pots_by_pot ON reservation_pots (pot);

        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            pot INTEGER NOT NULL REFERENCES pots (id) ON DELETE CASCADE,
            threshold INTEGER NOT NULL,
            limited_to INTEGER NOT NULL,
            taken INTEGER NOT NULL,
            time INTEGER NOT NULL,
            leased_until INTEGER,
            delivered INTEGER,
            UNIQUE (pot, threshold)
        ) STRICT;
        CREATE INDEX alerts_waiting ON alerts (id) WHERE delivered IS NULL;
        """

    private static let records = """
        CREATE TABLE calls (
            id INTEGER PRIMARY KEY,
            request BLOB NOT NULL CHECK (length(request) = 16),
            call INTEGER NOT NULL,
            time INTEGER NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            is_local INTEGER NOT NULL,
            user TEXT,
            tenant TEXT,
            feature TEXT,
            tags TEXT NOT NULL,
            task TEXT NOT NULL,
            outcome TEXT NOT NULL,
            prompt_tokens INTEGER,
            completion_tokens INTEGER,
            cached_tokens INTEGER,
            reasoning_tokens INTEGER,
            cache_write_tokens INTEGER,
            bound INTEGER,
            cost INTEGER,
            saved_by_cache INTEGER NOT NULL,
            saved_by_local INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            first_token INTEGER,
            is_hedge INTEGER NOT NULL,
            UNIQUE (request, call)
        ) STRICT;
        CREATE INDEX calls_by_time ON calls (time);

        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY,
            request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
            time INTEGER NOT NULL,
            policy TEXT NOT NULL,
            policy_digest TEXT NOT NULL,
            task TEXT NOT NULL,
            sensitivity TEXT NOT NULL,
            route TEXT,
            outcome TEXT NOT NULL,
            served TEXT,
            user TEXT,
            tenant TEXT,
            feature TEXT,
            tags TEXT NOT NULL,
            duration INTEGER NOT NULL,
            cost INTEGER
        ) STRICT;
        CREATE INDEX decisions_by_time ON decisions (time);
        """
}
#endif
