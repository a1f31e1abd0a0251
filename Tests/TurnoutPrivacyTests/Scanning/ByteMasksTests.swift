import Testing

@testable import TurnoutPrivacy

/// The masks of sixty-four bytes against the class of each byte.
@Suite struct ByteMasksTests {
    private static let classes = BuiltinTables.shared.classes

    private func check(_ bytes: [UInt8], at start: Int) {
        let masks = bytes.withUnsafeBufferPointer { ByteMasks($0, at: start, classes: ByteMasksTests.classes) }
        for index in 0..<ByteMasks.width {
            let kinds = ByteClass(
                rawValue: start + index < bytes.count ? ByteMasksTests.classes[Int(bytes[start + index])] : 0)
            let isWord = !kinds.isDisjoint(with: .word)
            let byte = start + index < bytes.count ? bytes[start + index] : 0
            #expect((masks.word >> UInt64(index) & 1 != 0) == isWord, "\(byte)")
            #expect((masks.digit >> UInt64(index) & 1 != 0) == kinds.contains(.digit), "\(byte)")
            // No parser begins at `=`: the name before it has been read. 127 is one of those that are looked at in vain.
            if byte != UInt8(ascii: "="), byte != 0x7F {
                #expect((masks.anchor >> UInt64(index) & 1 != 0) == (!isWord && kinds.contains(.anchor)), "\(byte)")
            }
        }
    }

    @Test func everyByteHasItsClass() {
        let bytes = Array(UInt8.min...UInt8.max)
        for start in stride(from: 0, to: 256, by: 64) { check(bytes, at: start) }
    }

    @Test func theEndOfATextIsReadAsItsMiddle() {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<40 {
            let bytes = (0..<Int.random(in: 1...130, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            for start in stride(from: 0, to: bytes.count, by: 64) { check(bytes, at: start) }
        }
    }

    @Test func lowestBits() {
        #expect(ByteMasks.lowest(0) == 0)
        #expect(ByteMasks.lowest(3) == 7)
        #expect(ByteMasks.lowest(64) == .max)
    }
}
