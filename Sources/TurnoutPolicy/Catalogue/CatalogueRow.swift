import TurnoutCore

/// A line of the built-in data: seventeen columns with `|` between them. Prices are in pico-dollars for a token, the
/// price of a picture is in nano-dollars. The third price stands for cached input, and behind a `/` each for cache writes
/// and for thinking.
struct CatalogueRow {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private let fields: [Bytes]

    /// Splits a line; `nil` when it has another number of columns.
    init?(_ line: Bytes) {
        fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard fields.count == 17 else { return nil }
    }

    /// The entry; `nil` when a column cannot be read.
    var entry: ModelEntry? {
        guard let kind = ProviderKind(rawValue: text(0)) else { return nil }
        return ModelEntry(
            kind: kind, id: text(1), aliases: words(2), context: number(3).flatMap { Int(exactly: $0) },
            maxInput: number(4).flatMap { Int(exactly: $0) }, maxOutput: number(5).flatMap { Int(exactly: $0) },
            price: Self.price(fields[6...8]), tiers: tiers, imagePrice: number(9).map { Money(nanoUSD: $0) },
            capabilities: Capabilities(words(11).compactMap(Capability.init(rawValue:))),
            strengths: words(14), useCases: words(15),
            inputModalities: words(12).compactMap(Modality.init(rawValue:)),
            outputModalities: words(13).compactMap(Modality.init(rawValue:)),
            deprecated: fields[16].isEmpty ? nil : Timestamp(rfc3339: text(16)))
    }

    private var tiers: [PriceTier] {
        fields[10].split(separator: UInt8(ascii: ";")).compactMap { tier in
            let parts = tier.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard parts.count == 4, let above = Self.number(parts[0]), let price = Self.price(parts[1...3]) else {
                return nil
            }
            return PriceTier(above: Int(above), price: price)
        }
    }

    private func text(_ column: Int) -> String {
        String(decoding: fields[column], as: UTF8.self)
    }

    private func words(_ column: Int) -> [String] {
        fields[column].split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
    }

    private func number(_ column: Int) -> Int64? { Self.number(fields[column]) }

    private static func number(_ field: Bytes) -> Int64? {
        guard !field.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in field {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value &* 10 &+ Int64(byte - 0x30)
        }
        return value
    }

    private static func price(_ fields: ArraySlice<Bytes>) -> ModelPrice? {
        guard let first = fields.first, let last = fields.last, let input = number(first),
            let output = number(fields[fields.startIndex + 1])
        else { return nil }
        let special = last.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { number($0) }
        func price(_ index: Int) -> TokenPrice? {
            special.indices.contains(index) ? special[index].map { TokenPrice(picoUSDPerToken: $0) } : nil
        }
        return ModelPrice(
            input: TokenPrice(picoUSDPerToken: input), output: TokenPrice(picoUSDPerToken: output),
            cachedInput: price(0), cacheWrite: price(1), reasoning: price(2))
    }
}
