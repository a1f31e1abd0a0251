/// Texts of a length, by kind, made from phrases at hand: every run scans the same.
enum Texts {
    static let kinds = ["prose", "JSON", "code", "log", "Chinese", "Russian", "dense"]

    /// A text of a kind, at least `count` bytes long, cut there at a character.
    static func text(_ kind: String, bytes count: Int) -> String {
        var text = ""
        var number = 0
        while text.utf8.count < count {
            text += piece(kind, number)
            number += 1
        }
        var bytes = Array(text.utf8.prefix(count))
        while let last = bytes.last, last >= 0x80, String(validating: bytes, as: UTF8.self) == nil {
            bytes.removeLast()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func piece(_ kind: String, _ number: Int) -> String {
        switch kind {
        case "prose":
            """
            In the \(1800 + number % 200)s the committee met every spring to discuss the state of the line. The report runs to \
            \(number % 90 + 10) pages, says little of the costs, and has 3 tables; nobody reads it twice. Call it a draft.

            """
        case "JSON":
            """
            {"id": \(number * 7919 % 100_003), "name": "part \(number)", "price": \(number % 300).95, "tags": ["a", "b-\(number)"], \
            "stock": {"berlin": \(number % 40), "lyon": 0}, "updated": "2026-0\(number % 9 + 1)-1\(number % 9)T08:30:00Z"},

            """
        case "code":
            """
            func total(of items: [Item], at rate: Double) -> Double {
                let sum = items.reduce(0.0) { $0 + $1.price * Double($1.count) }  // step \(number)
                return sum * (1 + rate) + offsets[\(number % 64)] - 0x\(String(number * 4099 % 65_536, radix: 16))
            }

            """
        case "log":
            """
            2026-11-21T10:4\(number % 10):0\(number % 7).123Z INFO worker-\(number % 16) GET /api/items/\(number) 200 \(number % 900)ms \
            bytes=\(number * 31 % 9000) trace=\(String(UInt64(number &* 2_654_435_761) | 1 << 60, radix: 16))

            """
        case "Chinese": "这份报告共有\(number % 90 + 10)页，讨论了线路的状况，没有提到费用；第\(number)节有三张表格。"
        case "Russian":
            "Комитет собирался каждую весну и обсуждал состояние линии, отчёт занимает \(number % 90 + 10) страниц. "
        default:
            // Something to find in every line, as few texts have.
            "Customer \(number): c\(number)@mail\(number % 7).example.com, tel. +49 30 \(1_000_000 + number * 13 % 8_999_999), "
                + "from 10.\(number % 200).\(number % 90).7\n"
        }
    }
}
