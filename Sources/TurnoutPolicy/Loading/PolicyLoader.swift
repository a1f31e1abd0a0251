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
    /// Where a model's size, price and abilities come from that the policy leaves out.
    public var catalogue: ModelCatalogue

    /// Creates options.
    public init(
        root: String? = nil, environment: @escaping @Sendable (String) -> String? = { _ in nil }, now: Timestamp? = nil,
        catalogue: ModelCatalogue = .builtin
    ) {
        self.root = root
        self.environment = environment
        self.now = now
        self.catalogue = catalogue
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
        let (parts, diagnostics, sources) = PolicyLoader.load(path, options: options, files: files)
        let policy = diagnostics.hasErrors ? nil : parts.map { Policy($0) }
        return PolicyLoadResult(policy: policy, diagnostics: diagnostics, sources: sources)
    }

    /// Reads a policy file for use.
    ///
    /// - Throws: everything that is wrong with it.
    public convenience init(
        contentsOf path: String, options: PolicyLoadOptions = PolicyLoadOptions(),
        files: any PolicyFiles = DiskFiles()
    ) throws(PolicyError) {
        let (parts, diagnostics, _) = PolicyLoader.load(path, options: options, files: files)
        guard let parts, !diagnostics.hasErrors else { throw PolicyError(diagnostics: diagnostics) }
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
    /// All files together may have so many bytes.
    static let maximumBytes = 4 << 20
    /// Nobody reads more findings than this.
    static let maximumFindings = 1_000

    let options: PolicyLoadOptions
    let files: any PolicyFiles
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    /// The policy as written, all files together; `nil` when the first file could not be read at all.
    var merged: MergedSyntax?
    /// The canonical paths from the first file down to the one that is being read.
    private var open: [String] = []
    /// The canonical paths of all files that were read: each is added once.
    private var added: Set<String> = []
    /// Whether a file could not be read whole, so that names may be missing that the policy does have.
    private var isIncomplete = false
    private var root = ""
    private var hash = SHA256()

    init(options: PolicyLoadOptions, files: any PolicyFiles) {
        self.options = options
        self.files = files
    }

    /// Reads, checks and compiles a policy; there are no parts when the first file could not be read at all.
    static func load(
        _ path: String, options: PolicyLoadOptions, files: any PolicyFiles
    ) -> (parts: PolicyParts?, diagnostics: [Diagnostic], sources: [SourceFile]) {
        var loader = PolicyLoader(options: options, files: files)
        loader.load(path)
        var parts: PolicyParts?
        if let syntax = loader.merged {
            var compiler = PolicyCompiler(
                fileNames: loader.sources.map(\.name), now: options.now, isWhole: !loader.diagnostics.hasErrors,
                catalogue: options.catalogue)
            parts = compiler.compile(syntax, digest: loader.digest, name: Path.lastComponent(of: path))
            loader.diagnostics +=
                loader.isIncomplete ? compiler.diagnostics.filter { !$0.code.isOfAbsence } : compiler.diagnostics
        }
        return (parts, loader.diagnostics.sortedByPlace().limited(to: maximumFindings), loader.sources)
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
        added.insert(canonical)
        hash.update(bytes)
        hash.update([0])
        let document = YAMLReader.read(bytes)
        diagnostics += document.problems.map { Diagnostic(yaml: $0, file: name) }
        guard let node = document.root ?? document.partialRoot else {
            isIncomplete = true
            return
        }
        // What stands behind the second `---` was not read.
        if document.problems.contains(where: { $0.code == .multipleDocuments }) { isIncomplete = true }
        var reading = Reading(file: file, fileName: name, environment: options.environment)
        let syntax = reading.record(node, PolicySyntax.table)
        if file == 0, let entries = node.mapping, !entries.contains(where: { $0.name == "version" }) {
            reading.report(
                .missingKey, "the policy needs the key `version`", at: node.span,
                help: "add `version: \(PolicySyntax.currentVersion)` as its first line")
        }
        // Requests of tests are invented, and may hold what only looks like a key.
        for entry in node.mapping ?? [] where entry.name != "tests" { reading.hideCredentials(in: entry.value) }
        diagnostics += reading.diagnostics
        sources[file].hide(reading.secrets)
        hash.update(Array(reading.interpolated.joined(separator: "\0").utf8))
        guard let syntax else {
            isIncomplete = true
            return
        }
        if merged == nil { merged = MergedSyntax() }
        if node.mapping?.contains(where: { $0.name == "routes" }) == true { merged?.namesRoutes = true }
        diagnostics += merged?.add(syntax, fileNames: sources.map(\.name)) ?? []
        open.append(canonical)
        for include in syntax.include ?? [] { self.include(include, from: name) }
        open.removeLast()
    }

    private mutating func include(_ include: Located<String>, from name: String) {
        let span = include.place.span.sourceSpan(in: name)
        let path = Path.join(Path.directory(of: name), include.value)
        let shown = path.displayPath.shortened
        func report(_ code: DiagnosticCode, _ message: String, _ help: String?) {
            isIncomplete = true
            diagnostics.append(Diagnostic(code, message, at: span, help: help))
        }
        // Judged by the words first, so that it does not come out whether a file outside exists.
        let here = open.last.map(Path.directory(of:)) ?? "."
        let meant = Path.normalized(Path.join(here, include.value))
        guard
            root.isEmpty
                ? meant != ".." && !meant.hasPrefix("../")
                : Path.isInside(meant, root: root) || include.value.hasPrefix("/")
        else {
            return report(
                .includeOutsideRoot, "`\(include.value.shortened)` lies outside the policy's root folder",
                "move the file below the root, or name another root with `--root`")
        }
        guard let canonical = files.canonicalPath(path) else {
            return report(
                .includeNotFound, "cannot find `\(shown)`", "a path counts from the folder of the file that includes it"
            )
        }
        guard
            root.isEmpty
                ? !canonical.hasPrefix("../") && !canonical.hasPrefix("/") : Path.isInside(canonical, root: root)
        else {
            return report(
                .includeOutsideRoot, "`\(include.value.shortened)` lies outside the policy's root folder",
                "move the file below the root, or name another root with `--root`")
        }
        guard !open.contains(canonical) else {
            return report(
                .includeCycle, "`\(include.value.shortened)` includes itself in a circle", "remove one of the includes")
        }
        guard !added.contains(canonical) else { return }
        guard sources.count < Self.maximumFiles else {
            // Once is enough: all that follow are left out as well.
            guard !diagnostics.contains(where: { $0.code == .includeTooMany }) else { return }
            return report(.includeTooMany, "more than \(Self.maximumFiles) files are included", "join some of them")
        }
        do throws(PolicyFileError) {
            // The path that was checked, not the one that was written: a symbolic link may change in between.
            let bytes = try files.read(canonical)
            guard sources.reduce(bytes.count, { $0 + $1.bytes.count }) <= Self.maximumBytes else {
                return report(.tooLarge, "the files have more than 4 MiB together", "split the policy into several")
            }
            read(bytes, name: path.displayPath, canonical: canonical)
        } catch {
            report(.fileUnreadable, "cannot read `\(shown)`: \(error.reason)", "check the file and its permissions")
        }
    }
}

extension [Diagnostic] {
    /// The errors first where there are more than can be read, and a word on how many are left out.
    fileprivate func limited(to count: Int) -> [Diagnostic] {
        guard self.count > count else { return self }
        let kept = (filter { $0.severity == .error } + filter { $0.severity != .error }).prefix(count)
        let rest = Diagnostic(
            .tooManyProblems, "\(self.count - count) more findings are not listed", at: kept.last?.span,
            help: "fix the first ones, then check again")
        return Array(kept).sortedByPlace() + [rest]
    }
}

extension DiagnosticCode {
    /// Whether a part that could not be read may be the cause, so that the finding would only confuse.
    fileprivate var isOfAbsence: Bool {
        switch self {
        case .unknownProvider, .unknownTarget, .unknownTask, .unknownLevel, .unknownLabel, .unknownAttribute,
            .unknownBudget, .unknownRoute, .unknownChoice, .unknownCurrency, .noRoutes, .unusedProvider,
            .unchargedBudget:
            true
        default: false
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
