/// The check digit of card numbers and of many national numbers (ISO/IEC 7812-1, annex B).
enum Luhn {
    /// Whether digits, given as values 0...9, pass.
    static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        !digits.isEmpty && sum(digits, doubling: false) % 10 == 0
    }

    /// The digit that makes `digits` followed by it pass.
    static func checkDigit(for digits: some BidirectionalCollection<UInt8>) -> UInt8 {
        UInt8((10 - sum(digits, doubling: true) % 10) % 10)
    }

    private static func sum(_ digits: some BidirectionalCollection<UInt8>, doubling: Bool) -> Int {
        var double = doubling
        var sum = 0
        for digit in digits.reversed() {
            let value = double ? Int(digit) * 2 : Int(digit)
            sum += value > 9 ? value - 9 : value
            double.toggle()
        }
        return sum
    }
}
