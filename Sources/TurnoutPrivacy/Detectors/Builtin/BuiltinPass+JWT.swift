extension BuiltinPass {
    /// Longer tokens are cut off here; what is found still tells.
    private static var longest: Int { 16_384 }

    /// `eyJ….….…`: three parts in base64url, the first a JSON object that names its algorithm (RFC 7519, RFC 7515).
    mutating func jwt(at start: Int) -> Int? {
        let headerEnd = run(from: start, of: .urlSafe, limit: 2048)
        guard headerEnd - start >= 16, text[headerEnd] == UInt8(ascii: ".") else {
            return headerEnd - start > 64 ? headerEnd : nil
        }
        let payloadEnd = run(from: headerEnd + 1, of: .urlSafe, limit: BuiltinPass.longest)
        guard payloadEnd > headerEnd + 1, namesAlgorithm(start..<headerEnd) else { return payloadEnd }
        var end = payloadEnd
        if text[payloadEnd] == UInt8(ascii: ".") {
            end = run(from: payloadEnd + 1, of: .urlSafe, limit: BuiltinPass.longest)
        }
        report(.jwt, nil, "builtin.jwt", start..<end, 0.99)
        return end
    }

    private mutating func namesAlgorithm(_ header: Range<Int>) -> Bool {
        budget.spend(header.count)
        guard let json = Base64.decode(header.map { text[$0] }), json.first == UInt8(ascii: "{") else { return false }
        let name = Array("\"alg\"".utf8)
        guard json.count >= name.count else { return false }
        for start in 0...(json.count - name.count) where json[start..<(start + name.count)].elementsEqual(name) {
            return true
        }
        return false
    }
}
