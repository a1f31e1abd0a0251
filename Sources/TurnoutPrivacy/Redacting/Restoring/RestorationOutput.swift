/// What restored text is appended to.
protocol RestorationOutput {
    mutating func append(bytes: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: RestorationOutput {
    mutating func append(bytes: UnsafeBufferPointer<UInt8>) { append(contentsOf: bytes) }
}

extension String: RestorationOutput {
    /// The bytes must begin and end with whole characters, as they do between ASCII.
    mutating func append(bytes: UnsafeBufferPointer<UInt8>) { append(String(decoding: bytes, as: UTF8.self)) }
}
