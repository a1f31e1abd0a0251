import Testing

@testable import TurnoutPrivacy

/// What a text is read as, nil when it is read as it stands.
func folded(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { buffer in
        var budget = WorkBudget(limit: .max)
        return FoldedText(buffer, budget: &budget).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}

@Suite struct FoldingTests {
    @Test(arguments: [
        ("4\u{200B}1\u{2060}1\u{AD}1", "4111"), ("a\u{FEFF}b\u{E0041}c\u{FE0F}d\u{34F}e", "abcde"),
        ("4\u{A0}1\u{2009}1\u{202F}1\u{3000}1", "4 1 1 1 1"), ("a\u{2028}b", "a\nb"),
        ("1\u{2010}2\u{2011}3\u{2212}4\u{FE63}5\u{FF0D}6", "1-2-3-4-5-6"),
        ("ｋｉｍ＠ｅｘａｍｐｌｅ．ｏｒｇ：１", "kim@example.org:1"), ("٤۴४৪๔４", "444444"), ("𝟜𝟏𝟭𝟷 𝐀𝒵𝖺𝓏", "4111 AZaz"),
        ("④①①① ⑷⑴ Ⓐⓩ", "4111 41 Az"), ("⁴¹¹¹ ₄₁", "4111 41"), ("ℎℓℤ ﬁﬂﬃ", "hlZ fiflffi"), ("4\u{336}1\u{20E3}", "41"),
        ("4\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}", "41"), ("🄰🅐🅰", "AAA"),
    ]) func readsDisguisedCharacters(_ pair: (String, String)) {
        #expect(folded(pair.0) == pair.1)
    }

    @Test(arguments: [
        "", "plain text, 4111", "Grüße aus Köln", "普通的中文、没有数字。", "これは普通の文です。カード・番号", "Это обычный текст, из-за «слов».",
        "이것은 평범한 문장입니다.", "هذا نص عادي", "यह पाठ है", "ข้อความธรรมดา", "x² and word¹, 4111¹²", "IT-отдел, Wi-Fi-роутер",
        "pages 12–13 – all", "kim@example.org—thanks", "• item", "col·lega", "naïve e\u{301}", "🙂👍🇩🇪",
    ]) func leavesOrdinaryTextAlone(_ text: String) {
        // Dashes between digits are the one thing here that changes.
        #expect(folded(text) == (text.contains("12–13") ? "pages 12-13 – all" : nil))
    }

    @Test(
        arguments: [
            ("аnnеttе.а@glоbеx.аi", "annette.a@globex.ai"), ("sk-рrоj", "sk-proj"), ("ΑKIΑ", "AKIA"),
            ("пример sk-рrоj пример", "пример sk-proj пример"), ("сор", nil), ("a-сор-жук", nil),
        ] as [(String, String?)]) func readsLookAlikesAmidLatinLetters(_ pair: (String, String?))
    {
        #expect(folded(pair.0) == pair.1)
    }

    @Test(
        arguments: [
            ("4111–1111—1111", "4111-1111-1111"), ("LC53–VFTR–PS4F", "LC53-VFTR-PS4F"), ("1·2•3", "1.2.3"),
            ("kim@example。org", "kim@example.org"), ("kim@example.org。Danke", nil), ("１–２", "1-2"), ("word—word", nil),
        ] as [(String, String?)]) func readsDashesAndDotsInTokens(_ pair: (String, String?))
    {
        #expect(folded(pair.0) == pair.1)
    }

    @Test func everyDecimalDigitIsKnown() {
        for value in UInt32(0x80)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            if properties.generalCategory == .decimalNumber {
                let digit = properties.numericValue.map { UInt8($0) }
                #expect(
                    digit.map { ScalarFolding.ascii(48 + $0) } == ScalarFolding.of(value),
                    "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func everyIgnorableScalarGoes() {
        for value in Array(UInt32(0x80)...0x1FFFF) + Array(0xE0000...0xE0FFF) {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isDefaultIgnorableCodePoint else { continue }
            #expect(ScalarFolding.of(value) == .delete, "U+\(String(value, radix: 16))")
        }
    }

    @Test func brokenUTF8IsRead() {
        for tail: [UInt8] in [
            [0xE2], [0xE2, 0x80], [0xF0, 0x9D, 0x9F], [0xC2], [0xFF], [0x80, 0x80], [0xD0], [0xE0, 0xA5],
        ] {
            let bytes = Array("４kim ".utf8) + tail
            bytes.withUnsafeBufferPointer { buffer in
                var budget = WorkBudget(limit: .max)
                #expect(FoldedText(buffer, budget: &budget)?.bytes == Array("4kim ".utf8) + tail)
            }
        }
    }
}
