import Testing
import TurnoutCore

@Suite struct TimeTests {
    @Test(arguments: [
        ("1970-01-01", "1970-01-01T00:00:00Z"), ("2027-01-01", "2027-01-01T00:00:00Z"),
        ("2024-02-29T23:59:59.250+01:00", "2024-02-29T22:59:59.250Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ("2000-03-01T00:30-05:30", "2000-03-01T06:00:00Z"), ("0001-01-01", "0001-01-01T00:00:00Z"),
    ])
    func readsAndPrints(_ text: String, _ expected: String) {
        #expect(Timestamp(rfc3339: text)?.description == expected)
    }

    @Test(arguments: [
        "", "2027", "2027-1-1", "2023-02-29", "2027-13-01", "2027-00-10", "2027-01-01T24:00Z", "2027-01-01T10:60Z",
        "2027-01-01T10:00", "2027-01-01T10:00:00", "2027-01-01T10:00Zx", "2027-01-01 ",
    ])
    func refuses(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: Int64(-146_097), to: 146_097, by: 13) {
            let time = Timestamp(microseconds: day * 86_400_000_000)
            #expect(Timestamp(rfc3339: time.description) == time)
        }
    }

    @Test func instantsDoNotWrap() {
        let last = Instant(nanoseconds: .max)
        #expect(last.advanced(by: .seconds(1)) == last)
        #expect(Instant(nanoseconds: .min).duration(to: last) == .nanoseconds(Int64.max))
        #expect(Instant(nanoseconds: 5).advanced(by: .nanoseconds(-3)).nanoseconds == 2)
        #expect(Duration.seconds(Int64.max).nanosecondsSaturating == .max)
    }
}
