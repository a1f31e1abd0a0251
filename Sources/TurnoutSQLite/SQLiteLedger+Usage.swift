#if SQLite
import GRDB
public import TurnoutCore
public import TurnoutLedger

extension SQLiteLedger {
    public func usage(_ query: UsageQuery, at now: Timestamp) async throws(LedgerFailure) -> [UsageRow] {
        let rows = try await read { database in
            try UsageSQL(query, at: now).groups(database).map { group in
                var row = group.row
                switch (query.grouping, group.keys.first) {
                case (.day, let key?): row.name = UsageSQL.dayName(Int64.fromDatabaseValue(key) ?? 0)
                case (_, let key?): row.name = String.fromDatabaseValue(key) ?? ""
                case (_, nil): break
                }
                return row
            }
        }
        guard query.grouping != .day else { return rows.sorted { $0.name < $1.name } }
        return rows.sorted { $0.cost != $1.cost ? $0.cost > $1.cost : $0.name < $1.name }
    }

    public func costliest(
        _ query: UsageQuery, limit: Int, at now: Timestamp
    ) async throws(LedgerFailure) -> [RequestKind] {
        let kinds = try await read { database in
            try UsageSQL(kindsOf: query, at: now).groups(database).map { group in
                func text(_ place: Int) -> String? { String.fromDatabaseValue(group.keys[place]) }
                return RequestKind(
                    target: TargetName(provider: text(0) ?? "", model: text(1) ?? ""),
                    task: text(2) ?? "",
                    feature: text(3),
                    row: group.row
                )
            }
        }
        let sorted = kinds.sorted { left, right in
            if left.row.cost != right.row.cost { return left.row.cost > right.row.cost }
            if left.target != right.target { return left.target < right.target }
            return (left.task, left.feature ?? "") < (right.task, right.feature ?? "")
        }
        return Array(sorted.prefix(max(0, limit)))
    }
}
#endif
