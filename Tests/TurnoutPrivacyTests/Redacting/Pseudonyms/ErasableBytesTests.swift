import Testing

@testable import TurnoutPrivacy

@Suite struct ErasableBytesTests {
    @Test func erasingLeavesZeroesOnly() {
        var bytes = ErasableBytes()
        let range = bytes.append(Array("kim@example.org".utf8))
        #expect(bytes.withBytes(range) { $0.elementsEqual("kim@example.org".utf8) })
        bytes.erase()
        let isZero = bytes.withStorage { $0.count >= 256 && $0.allSatisfy { $0 == 0 } }
        #expect(isZero)
        #expect(bytes.count == 0)
    }

    @Test func growingKeepsWhatWasThere() {
        var bytes = ErasableBytes()
        var ranges: [Range<Int>] = []
        for number in 0..<500 { ranges.append(bytes.append(Array("value \(number)".utf8))) }
        for (number, range) in ranges.enumerated() {
            #expect(bytes.withBytes(range) { $0.elementsEqual("value \(number)".utf8) })
        }
        #expect(bytes.append([]).isEmpty)
    }

    @Test func memoryIsOverwritten() {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 40)
        memory.initialize(repeating: 0x41)
        ErasableBytes.erase(memory)
        #expect(memory.allSatisfy { $0 == 0 })
        memory.deallocate()
    }
}
