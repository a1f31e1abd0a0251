/// The pages of a map of pseudonyms: which value has which placeholder. Its values are wiped when it goes.
struct PseudonymBook: ~Copyable {
    struct Entry {
        let type: EntityType
        let placeholder: String
        let value: Range<Int>
        /// The next entry whose value has the same hash, or -1.
        let next: Int
    }

    let nonce: [UInt8]
    let limits: PseudonymLimits
    let allowance: PseudonymAllowance?
    private var values = ErasableBytes()
    private(set) var entries: [Entry] = []
    /// The last number given, by the name in the placeholder.
    private(set) var numbers: [String: Int]
    private var firstByHash: [Int: Int] = [:]
    private var reserved = 0
    private var table: PlaceholderTable?

    init(nonce: [UInt8], limits: PseudonymLimits, numbers: [String: Int], allowance: PseudonymAllowance?) {
        self.nonce = nonce
        self.limits = limits
        self.numbers = numbers
        self.allowance = allowance
    }

    deinit { allowance?.release(reserved) }

    /// The placeholder of a value, given now if it has none.
    mutating func placeholder(for value: [UInt8], of type: EntityType) throws(PseudonymError) -> String {
        var hasher = Hasher()
        hasher.combine(type)
        value.withUnsafeBytes { hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        let first = firstByHash[hash] ?? -1
        var index = first
        while index >= 0 {
            let entry = entries[index]
            if entry.type == type, values.withBytes(entry.value, { $0.elementsEqual(value) }) {
                return entry.placeholder
            }
            index = entry.next
        }

        guard entries.count < limits.values else { throw .tooManyValues(limit: limits.values) }
        guard value.count <= limits.bytes - values.count else { throw .tooManyBytes(limit: limits.bytes) }
        let cost = value.count + PseudonymAllowance.overhead
        try allowance?.reserve(cost)
        reserved += cost
        let name = PlaceholderGrammar.name(of: type)
        let number = (numbers[name] ?? 0) + 1
        numbers[name] = number
        let placeholder = PlaceholderGrammar.placeholder(name: name, number: number, nonce: nonce)
        firstByHash[hash] = entries.count
        entries.append(Entry(type: type, placeholder: placeholder, value: values.append(value), next: first))
        table = nil
        return placeholder
    }

    /// The placeholders given so far, made once for each time one was added.
    mutating func placeholders() -> PlaceholderTable {
        if let table { return table }
        let made = PlaceholderTable(entries.map { ($0.placeholder, $0.type.isSecret) })
        table = made
        return made
    }

    /// A copy of the value of an entry.
    func value(of entry: Int) -> [UInt8] {
        values.withBytes(entries[entry].value) { Array($0) }
    }
}
