internal import Recommender
internal import SourceTree

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a batch is made of, worked out before the first profile is read.
struct BatchPlan {
  private let options: BatchOptions
  private let pack: Pack
  private let form: BatchForm
  private let source: BatchSource
  private let columns: CSVColumns?
  private let paths: [String]?
  /// Where the run takes up.
  let checkpoint: Checkpoint
  /// How large the input is, in bytes or files; nil where nobody knows.
  let total: Int?
  /// Nil where the run can't be resumed.
  let progressPath: String?
  private let isResumed: Bool

  init(_ options: BatchOptions, _ pack: Pack, locale: String) throws {
    self.options = options
    self.pack = pack
    let path = options.input
    let isFolder = path != "-" && FileSystem.isFolder(path)
    let format = options.inputFormat ?? InputFormat(ofPath: path, isFolder: isFolder)
    let selection: Selection? = try options.names.map { names throws(DiagnosticError) in
      try Selection(names, for: pack)
    }
    form = try BatchForm(
      selection, id: options.id, output: options.form.output, locale: locale, isNamed: format == .folder,
      for: pack)

    var source: BatchSource
    var columns: CSVColumns?
    var headingLines = 0
    var isFile = true
    var fingerprint = "\(pack.digest)\n\(pack.id)\n\(format)\n\(options.form)\n\(locale)\n"
    fingerprint +=
      "\(options.names?.joined(separator: ",") ?? "*")\n\(options.id ?? "")\n\(options.errors ?? "")\n"
    if format == .folder {
      let paths = try BatchSource.paths(in: path)
      self.paths = paths
      source = .folder(paths, done: 0)
      total = paths.count
      fingerprint += paths.joined(separator: "\n")
    } else {
      paths = nil
      let input = try InputFile(path)
      var lines = LineSource(input.descriptor, isCSV: format == .csv)
      if format == .csv, let heading = try lines.heading() {
        columns = try CSVColumns(heading, for: pack, form)
        headingLines = 1 + heading.count { $0 == UInt8(ascii: "\n") }
      }
      source = .lines(lines)
      total = input.size
      isFile = input.size != nil
      fingerprint += "\(input.size ?? -1)\n\(input.beginning)"
    }
    self.columns = columns
    progressPath =
      isFile ? options.output.flatMap { InputFile.isFileOrNew($0) ? Checkpoint.path(of: $0) : nil } : nil
    if options.resume, !isFile { throw Failure(.unreadable, "`\(path)` can't be read from the middle") }
    var new = Checkpoint(fingerprint: Digest.text(of: Array(fingerprint.utf8)))
    new.lines = headingLines
    let old =
      options.resume ? try progressPath.flatMap { path throws(Failure) in try Checkpoint.read(path) } : nil
    if let old, old.fingerprint != new.fingerprint {
      throw Failure(
        .mistakes, "the input, the pack or the options are not those of the run that was interrupted")
    }
    if let old, old.input > 0 { try source.seek(to: old.input) }
    isResumed = old != nil
    checkpoint = old ?? new
    self.source = source
  }

  /// The run; nil where there is nothing to resume.
  func run() throws -> BatchRun? {
    if options.resume, !isResumed, let path = options.output, FileSystem.exists(path) { return nil }
    for path in [options.output, options.errors].compactMap({ $0 }) {
      if InputFile.isSame(path, options.input) {
        throw Failure(.unwritable, "`\(path)` is the input, and would be lost")
      }
    }
    // Before the output is touched: from here on the run can be resumed.
    if let progressPath, !isResumed {
      try checkpoint.write(progressPath)
    }
    let output = try options.output.map { path throws(Failure) in
      try OutputFile(path, keeping: checkpoint.output)
    }
    let errors = try options.errors.map { path throws(Failure) in
      try OutputFile(path, keeping: checkpoint.errors)
    }
    return BatchRun(
      pack: pack, form: form, source: source, columns: columns, output: output ?? OutputFile(),
      problems: ProblemLog(
        file: errors, input: options.input == "-" ? "standard input" : options.input, paths: paths),
      checkpoint: checkpoint, progressPath: progressPath, failFast: options.failFast,
      jobs: options.jobs ?? Threads.cores)
  }
}
