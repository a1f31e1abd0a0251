/// The placeholders of a request that can be restored in its answer. Copying it is cheap.
///
/// It holds the map that it came from, so an answer under way can be restored even if the vault drops the conversation.
public struct Restorations: Sendable {
    let table: PlaceholderTable
    let map: PseudonymMap

    /// How many placeholders it knows.
    public var count: Int { table.count }

    /// A restorer for one choice or one tool call of an answer.
    public func restorer(for sink: RestorationSink) -> StreamRestorer {
        StreamRestorer(self, sink: sink)
    }

    /// Restores a complete text.
    public func restore(_ text: String, for sink: RestorationSink) -> String {
        var restorer = restorer(for: sink)
        var output = ""
        restorer.take(text, into: &output)
        restorer.finish(into: &output)
        return output
    }
}

extension Restorations: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many placeholders it knows.
    public var description: String { "Restorations(\(count))" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
