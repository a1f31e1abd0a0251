import Testing

@testable import TurnoutPrivacy

/// Ranges of findings count in the text as it was given, with the invisible characters inside and not those around.
@Suite struct FoldedRangeTests {
    private static let zero = "\u{200B}"

    @Test(arguments: [
        ("card \(zero)4111\(zero) 1111\(zero)\(zero) 1111 1111\(zero) x", "4111\(zero) 1111\(zero)\(zero) 1111 1111"),
        ("卡号４１１１１１１１１１１１１１１１。", "４１１１１１１１１１１１１１１１"), ("cc=٤١١١-١١١١-١١١١-١١١١;", "٤١١١-١١١١-١١١١-١١١١"),
        ("Karte 4111–1111–1111–1111!", "4111–1111–1111–1111"),
        ("𝟒𝟏𝟏𝟏\u{2009}𝟏𝟏𝟏𝟏\u{A0}1111\u{3000}1111", "𝟒𝟏𝟏𝟏\u{2009}𝟏𝟏𝟏𝟏\u{A0}1111\u{3000}1111"),
        ("🙂 (4\u{AD}111111111111111)", "4\u{AD}111111111111111"),
    ]) func aCardKeepsItsPlace(_ pair: (String, String)) {
        #expect(found(pair.0) == ["CREDIT_CARD \(pair.1)"])
    }

    @Test(arguments: [
        ("an ｋｉｍ＠ｅｘａｍｐｌｅ．ｏｒｇ, ja", "ｋｉｍ＠ｅｘａｍｐｌｅ．ｏｒｇ"),
        ("\u{FEFF}kim@exam\u{200D}ple.org\u{200B}", "kim@exam\u{200D}ple.org"),
        ("от kаtiе@q-mаil.оrg.", "kаtiе@q-mаil.оrg"),
    ]) func anAddressKeepsItsPlace(_ pair: (String, String)) {
        #expect(found(pair.0) == ["EMAIL_ADDRESS \(pair.1)"])
    }

    @Test func runsStandForStretchesNotBytes() {
        var map = OffsetMap()
        for index in 0..<1000 { map.replace(3 * index..<3 * index + 3, with: 1) }
        #expect(map.runs.count == 1)
        map.copy(from: 3000, count: 100)
        map.copy(from: 3100, count: 100)
        map.copy(from: 3203, count: 10)
        #expect(map.runs.count == 3)
        #expect(map.source(of: 999..<1001) == 2997..<3001)
        #expect(map.source(of: 1199..<1200) == 3199..<3200)
        #expect(map.source(of: 1199..<1201) == 3199..<3204)
        #expect(map.source(of: 1200..<1201) == 3203..<3204)
        #expect(OffsetMap().source(of: 3..<9) == 0..<0)
    }
}
