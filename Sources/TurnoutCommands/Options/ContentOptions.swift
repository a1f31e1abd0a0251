import ArgumentParser

/// Where a request's text comes from.
struct ContentOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The request's text; `-` reads standard input.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("Read the text from a file.", valueName: "file"), completion: .file())
    var file: String?

    func validate() throws {
        if text != nil, file != nil { throw ValidationError("a text and --file were both given; leave one out") }
    }

    /// The text; `nil` when none was given.
    func read(in context: CommandContext) throws -> String? {
        if file == nil, text != "-" { return text }
        return try withSource(context) { try TextInput.readAll($0, name: file.map { "`\($0)`" } ?? "standard input") }
    }

    /// Opens the file, or else standard input.
    func withSource<Result>(
        _ context: CommandContext, _ body: (any InputSource) throws -> Result
    ) throws -> Result {
        if let file { return try DescriptorInput.withFile(file, body) }
        return try body(context.input)
    }

    /// Does what ``withSource(_:_:)`` does, for a body that waits.
    func reading<Result>(
        _ context: CommandContext, _ body: (any InputSource) async throws -> Result
    ) async throws -> Result {
        if let file { return try await DescriptorInput.withFile(file, body) }
        return try await body(context.input)
    }
}
