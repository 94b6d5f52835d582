package import Inference
import SourceTree

extension CompiledPack {
  /// Writes all that an evaluation, its reasons and its diagnostics need.
  package func write(to image: inout ImageWriter, digest: String) {
    image.append(digest)
    image.append(manifests) { $1.write(to: &$0) }
    image.append(sources.stored(files)) { image, file in
      image.append(file.path)
      image.append(flat: file.bytes)
    }
    shape.write(to: &image)
    vocabulary.write(to: &image)
    texts.write(to: &image)
    image.append(rules) { $1.write(to: &$0) }
    image.append(changes) { $1.write(to: &$0) }
    image.append(report) { $1.write(to: &$0) }
    image.append(questions) { $1.write(to: &$0) }
    strata.write(to: &image)
    program.write(to: &image)
    image.append(places.spans) { $0.append(flat: $1) }
  }

  /// The numbers of the files of the pack and the packs it uses; other manifests were read beside them.
  private var files: Set<UInt32> {
    var files = Set(manifests.map(\.span.file))
    for root in roots.joined() { files.insert(root.span.file) }
    return files
  }

  /// Reads what `write` wrote. The bytes may come from a stranger: all is checked, and plans are made anew.
  ///
  /// - Parameter path: what a file is called now.
  package convenience init(
    from image: inout ImageReader, path: (String) -> String
  ) throws(ImageProblem) {
    let digest = try image.text()
    let manifests = try image.list(Manifest.init(from:))
    let files = try image.list { image throws(ImageProblem) in
      StoredFile(path: path(try image.text()), bytes: try image.flat(of: UInt8.self))
    }
    let shape = try Shape(from: &image)
    guard !manifests.isEmpty, ShapeCheck.isSound(shape) else { throw .damaged }
    let vocabulary = try Vocabulary(from: &image, kinds: shape.kinds.count)
    let texts = try TextTable(from: &image)
    let rules = try image.list(ResolvedRule.init(from:))
    let changes = try image.list(ResolvedChange.init(from:))
    let report = try image.list(ResolvedSection.init(from:))
    let questions = try image.list(ResolvedQuestion.init(from:))
    let strata = try Strata(from: &image, rules)
    let check = ImageCheck(shape, vocabulary, texts)
    var findings = Findings()
    guard check.areSound(rules, strata, report), changes.allSatisfy(check.isSound),
      let leaves = ProgramFromStrata.leaves(shape, vocabulary, findings: &findings)
    else { throw .damaged }
    let parts = try ProgramParts(from: &image, leaves: leaves, limits: check.limits)
    let places = try image.list { image throws(ImageProblem) in try image.flat(of: Span.self) }
    let program = ProgramFromStrata.lower(parts, strata)
    let spans = SpanCheck(files: files.count)
    guard places.map(\.count) == program.factCounts,
      spans.areSound(places, rules + changes.map(\.rule), report)
    else { throw .damaged }
    self.init(
      manifests: manifests, storedDigest: digest, sources: PackSources(files), shape: shape,
      vocabulary: vocabulary, texts: texts, places: FactPlaces(spans: places), rules: rules,
      changes: changes, report: report, questions: questions, strata: strata, program: program)
  }
}
