public import TurnoutCore
import TurnoutYAML

/// How a policy is read.
public struct PolicyLoadOptions: Sendable {
    /// The folder that `include` may not leave. By default the policy's own folder, or that folder's parent when it is
    /// named `policies`, so that `policies/x.yaml` may include `../routes/y.yaml`.
    public var root: String?
    /// Looks up environment variables for `${NAME}`.
    public var environment: @Sendable (String) -> String?
    /// The moment by which expired overrides are found; `nil` finds none.
    public var now: Timestamp?

    /// Creates options.
    public init(
        root: String? = nil, environment: @escaping @Sendable (String) -> String? = { _ in nil }, now: Timestamp? = nil
    ) {
        self.root = root
        self.environment = environment
        self.now = now
    }
}

/// What reading a policy gave.
public struct PolicyLoadResult: Sendable {
    /// The policy; `nil` when a finding is an error.
    public var policy: Policy?
    /// All findings, in the order of their places.
    public var diagnostics: [Diagnostic]
    /// The files that were read.
    public var sources: [SourceFile]
}

/// A policy that cannot be used, with everything that is wrong with it.
public struct PolicyError: Error, Sendable, CustomStringConvertible {
    public var diagnostics: [Diagnostic]

    public var description: String {
        let errors = diagnostics.filter { $0.severity == .error }
        let first = errors.first.map { "\($0.span.map { "\($0.start): " } ?? "")\($0.message)" } ?? "no reason given"
        return errors.count > 1 ? "\(first) (and \(errors.count - 1) more)" : first
    }
}

extension Policy {
    /// Reads, checks and compiles a policy file; finds all that is wrong in one pass.
    public static func load(
        _ path: String, options: PolicyLoadOptions = PolicyLoadOptions(), files: any PolicyFiles = DiskFiles()
    ) -> PolicyLoadResult {
        var loader = PolicyLoader(options: options, files: files)
        loader.load(path)
        var diagnostics = loader.diagnostics
        var policy: Policy?
        if let syntax = loader.merged {
            var compiler = PolicyCompiler(fileNames: loader.sources.map(\.name), now: options.now)
            let parts = compiler.compile(syntax, digest: loader.digest, name: Path.lastComponent(of: path))
            diagnostics += compiler.diagnostics
            if !diagnostics.hasErrors { policy = Policy(parts) }
        }
        return PolicyLoadResult(
            policy: policy, diagnostics: diagnostics.sortedByPlace(), sources: loader.sources)
    }

    /// Reads a policy file for use.
    ///
    /// - Throws: everything that is wrong with it.
    public convenience init(
        contentsOf path: String, options: PolicyLoadOptions = PolicyLoadOptions(),
        files: any PolicyFiles = DiskFiles()
    ) throws(PolicyError) {
        var loader = PolicyLoader(options: options, files: files)
        loader.load(path)
        guard let syntax = loader.merged else { throw PolicyError(diagnostics: loader.diagnostics.sortedByPlace()) }
        var compiler = PolicyCompiler(fileNames: loader.sources.map(\.name), now: options.now)
        let parts = compiler.compile(syntax, digest: loader.digest, name: Path.lastComponent(of: path))
        let diagnostics = (loader.diagnostics + compiler.diagnostics).sortedByPlace()
        guard !diagnostics.hasErrors else { throw PolicyError(diagnostics: diagnostics) }
        self.init(parts)
    }

    /// Compiles a policy from YAML text.
    ///
    /// - Throws: everything that is wrong with it.
    public convenience init(yaml text: String, options: PolicyLoadOptions = PolicyLoadOptions()) throws(PolicyError) {
        try self.init(contentsOf: "policy.yaml", options: options, files: MemoryFiles(["policy.yaml": text]))
    }
}

/// Reads a policy's files and adds them up.
struct PolicyLoader {
    /// A policy of more files than this is a mistake or an attack.
    static let maximumFiles = 64

    let options: PolicyLoadOptions
    let files: any PolicyFiles
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    /// The policy as written, all files together; `nil` when the first file could not be read at all.
    var merged: MergedSyntax?
    /// The canonical paths from the first file down to the one that is being read.
    private var open: [String] = []
    private var root = ""
    private var hash = SHA256()

    init(options: PolicyLoadOptions, files: any PolicyFiles) {
        self.options = options
        self.files = files
    }

    /// The digest of everything read.
    var digest: String { hash.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    mutating func load(_ path: String) {
        let bytes: [UInt8]
        do throws(PolicyFileError) { bytes = try files.read(path) } catch {
            diagnostics.append(
                Diagnostic(.fileUnreadable, "cannot read `\(path)`: \(error.reason)", at: nil, help: "check the path"))
            return
        }
        let canonical = files.canonicalPath(path) ?? Path.normalized(path)
        root = rootFolder(of: canonical)
        read(bytes, name: path, canonical: canonical)
    }

    private func rootFolder(of canonical: String) -> String {
        if let root = options.root { return files.canonicalPath(root) ?? Path.normalized(root) }
        let folder = Path.directory(of: canonical)
        let isPolicies = Path.lastComponent(of: folder) == "policies"
        let root = isPolicies ? Path.directory(of: folder) : folder
        return root == "." ? "" : root
    }

    private mutating func read(_ bytes: [UInt8], name: String, canonical: String) {
        let file = sources.count
        sources.append(SourceFile(name: name, bytes: bytes))
        hash.update(bytes)
        hash.update([0])
        let document = YAMLReader.read(bytes)
        diagnostics += document.problems.map { Diagnostic(yaml: $0, file: name) }
        guard let node = document.root ?? document.partialRoot else { return }
        var reading = Reading(file: file, fileName: name, environment: options.environment)
        let syntax = reading.record(node, PolicySyntax.table)
        if file == 0, let entries = node.mapping, !entries.contains(where: { $0.name == "version" }) {
            reading.missingKey("version", of: "the policy", at: node.span)
        }
        diagnostics += reading.diagnostics
        hash.update(Array(reading.interpolated.joined(separator: "\0").utf8))
        guard let syntax else { return }
        if merged == nil { merged = MergedSyntax() }
        diagnostics += merged?.add(syntax, fileNames: sources.map(\.name)) ?? []
        open.append(canonical)
        for include in syntax.include ?? [] { self.include(include, from: name) }
        open.removeLast()
    }

    private mutating func include(_ include: Located<String>, from name: String) {
        let span = include.place.span.sourceSpan(in: name)
        let path = Path.join(Path.directory(of: name), include.value)
        func report(_ code: DiagnosticCode, _ message: String, _ help: String?) {
            diagnostics.append(Diagnostic(code, message, at: span, help: help))
        }
        guard let canonical = files.canonicalPath(path) else {
            return report(.includeNotFound, "cannot find `\(path)`", "the path counts from the including file's folder")
        }
        guard root.isEmpty ? !canonical.hasPrefix("..") : Path.isInside(canonical, root: root) else {
            return report(
                .includeOutsideRoot, "`\(include.value)` lies outside the policy's root folder",
                "move the file below the root, or name another root with `--root`")
        }
        guard !open.contains(canonical) else {
            return report(.includeCycle, "`\(include.value)` includes itself in a circle", "remove one of the includes")
        }
        guard sources.count < Self.maximumFiles else {
            return report(.includeTooMany, "more than \(Self.maximumFiles) files are included", "join some of them")
        }
        do throws(PolicyFileError) {
            let bytes = try files.read(path)
            read(bytes, name: Path.join(Path.directory(of: name), include.value).displayPath, canonical: canonical)
        } catch {
            report(.fileUnreadable, "cannot read `\(path)`: \(error.reason)", "check the file's permissions")
        }
    }
}

extension Diagnostic {
    fileprivate init(yaml problem: YAMLProblem, file: String) {
        self.init(
            DiagnosticCode(rawValue: problem.code.rawValue) ?? .syntax,
            severity: problem.severity == .error ? .error : .warning,
            problem.message, at: problem.span.sourceSpan(in: file), help: problem.help,
            related: problem.related.map { Related(message: $0.message, span: $0.span.sourceSpan(in: file)) })
    }
}

extension String {
    /// A path as people write it: `policies/../routes/x.yaml` is `routes/x.yaml`.
    fileprivate var displayPath: String {
        let normal = Path.normalized(self)
        return normal.isEmpty ? self : normal
    }
}
