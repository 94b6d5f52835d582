import Clibyaml

/// Reads one YAML or JSON file into a tree with places.
///
/// No type is guessed: `no`, `1.0` and `012` are the texts that stand there. Aliases are expanded within the limits,
/// `<<` is an ordinary key, and of a key that is stated twice the first value is kept.
package struct YAMLReader {
  /// The root of the file, or nil when nothing of it is usable. Each mistake is reported; after a mistake of syntax
  /// libyaml cannot go on, so there is at most one of those.
  package static func read(
    _ file: UInt32, in map: SourceMap, limits: SourceLimits, findings: inout Findings
  ) -> YAMLNode? {
    let source = map.files[Int(file)]
    guard source.bytes.count <= min(limits.maxBytes, Int(UInt32.max) - 1) else {
      findings.report(
        "file-too-large", "the file is larger than \(byteCount(limits.maxBytes))",
        at: Span(file: file, start: 0, end: 0))
      return nil
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      let scan = TextScan(bytes)
      if let flaw = scan.flaw {
        report(flaw, in: bytes, of: file, findings: &findings)
        return nil
      }
      guard let patched = JSONInput(bytes) else {
        let offsets = OffsetCursor(bytes, isASCII: scan.isASCII, shortened: [])
        return tree(file, source, bytes, input: bytes, offsets, limits, &findings)
      }
      return patched.bytes.withUnsafeBufferPointer { input in
        let offsets = OffsetCursor(input, isASCII: scan.isASCII, shortened: patched.shortened)
        return tree(file, source, bytes, input: input, offsets, limits, &findings)
      }
    }
  }

  /// The root of a file of which `base` is what was read, without a mistake, when it had another text; its number is 0. Reads
  /// only what has changed, if that is enough; nil where all of it must be read.
  package static func read(_ source: SourceFile, after base: YAMLNode, limits: SourceLimits) -> YAMLNode? {
    YAMLSplice.root(of: source, after: base, limits: limits)
  }

  private static func tree(
    _ file: UInt32, _ source: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>,
    input: UnsafeBufferPointer<UInt8>, _ offsets: OffsetCursor, _ limits: SourceLimits,
    _ findings: inout Findings
  ) -> YAMLNode? {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event.initialize(to: yaml_event_t())
    defer {
      yaml_event_delete(event)
      yaml_parser_delete(parser)
      event.deallocate()
      parser.deallocate()
    }
    precondition(yaml_parser_initialize(parser) == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)

    var builder = YAMLTreeBuilder(
      file: file, bytes: bytes, limits: limits, parser: parser, event: event, offsets: offsets,
      findings: findings)
    let root = builder.root(source)
    findings = builder.findings
    return root
  }

  private static func report(
    _ flaw: TextFlaw, in bytes: UnsafeBufferPointer<UInt8>, of file: UInt32, findings: inout Findings
  ) {
    switch flaw {
    case .broken(let offset):
      let isUTF16 = bytes.count > 1 && Set(bytes[0..<2]) == [0xFE, 0xFF]
      findings.report(
        "not-utf-8",
        isUTF16 ? "the file is UTF-16" : "the byte \(hex(UInt32(bytes[offset]), 2)) is not UTF-8",
        at: Span(file: file, start: UInt32(offset), end: UInt32(offset + 1)), help: "save the file as UTF-8")
    case .control(let scalar, let range):
      let digits = hex(scalar.value, 4)
      findings.report(
        "control-character", "the character U+\(digits) cannot stand in a file",
        at: Span(file: file, start: UInt32(range.lowerBound), end: UInt32(range.upperBound)),
        help: "delete it, or write `\\u\(digits)` between double quotes")
    }
  }

  private static func hex(_ number: UInt32, _ width: Int) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
