import Testing

@testable import TurnoutPrivacy

/// Times as logs write them are stepped over, and hide nothing that stands beside them.
@Suite struct TimestampTests {
    private static let times = [
        "2026-11-21T10:40Z", "2026-11-21T10:40:00Z", "2026-11-21T10:40:00.123456789Z", "2026-11-21T10:40:00+02:00",
        "2026-11-21T10:40:00.5",
    ]

    private func types(_ text: String) -> [String] { Scanner.standard.scan(text).findings.map(\.type.rawValue) }

    @Test(arguments: times) func aTimeIsNothing(_ time: String) {
        #expect(types("\(time) INFO started\n\(time) INFO stopped") == [])
        #expect(types("phone \(time)") == [])
        #expect(types("passport no. issued \(time)") == [])
    }

    @Test(arguments: times) func whatStandsBesideItIsFound(_ time: String) {
        let mail = "ann" + "@mail7.example.com"
        #expect(types("\(time) \(mail) from 10.20.30.7") == types("INFO \(mail) from 10.20.30.7"))
        #expect(types("10.20.30.7 \(time)").count == 1)
        #expect(types("\(time) card " + "4111 1111" + " 1111 1111").count == 1)
    }

    @Test func aBirthDateMayHaveATime() {
        #expect(types("date of birth: 1979-07-13T08:30:00Z") == ["DATE_OF_BIRTH"])
        #expect(types("born 1979-07-13") == ["DATE_OF_BIRTH"])
        #expect(types("started 1979-07-13T08:30:00Z") == [])
    }

    @Test func ordinalsNeedAMonthOrAYear() {
        #expect(types("born on the 4th of July 1976").count == 1)
        #expect(types("born 4th July 1976").count == 1)
        #expect(types("born July 13th, 1979").count == 1)
        #expect(types("born 13.7.1979").count == 1)
        #expect(types("born 13 7 1979").count == 1)
        #expect(types("born 9ms bytes=31 later") == [])
    }

    @Test func aLineThatBeginsWithATimeEndsTheValueBefore() {
        let bytes = Array("trace=1000000278dde6c4\n2026-11-21T10:44:04.123Z INFO".utf8)
        let isEmpty = bytes.withUnsafeBufferPointer { buffer in
            var finder = ViewFinder(text: buffer)
            finder.run()
            return finder.wrapped.isEmpty && finder.joined.isEmpty
        }
        #expect(isEmpty)
    }
}
