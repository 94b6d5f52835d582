import Inference
import RuleLanguage

/// Writes records as lines of JSON or CSV, from the rows that their profiles answer.
///
/// The steps of a record are laid out once: what stands there for every profile is copied, ids and words are
/// looked up by their number.
struct RecordWriter: ~Copyable {
  /// What a value is written as.
  struct Form: BitwiseCopyable {
    enum Kind: UInt8 { case number, yesNo, name, text }
    var kind: Kind
    /// Where the names of its kind start.
    var base: Int32 = 0
  }

  /// One item of a record.
  struct Step: BitwiseCopyable {
    enum Kind: UInt8 { case value, members, lines, tree }
    var kind: Kind
    /// What stands before it: `,"stage":`
    var label: Int32
    var item: Int32
    var wanted: Int32
    var form = Form(kind: .number)
    var hasFallback = false
    var fallback: Inference.Value = 0
    /// The values of a row.
    var width: Int32 = 1
    var firstColumn: Int32 = 0
    var endColumn: Int32 = 0
  }

  /// One variable of a section.
  struct Column: BitwiseCopyable {
    /// What stands before it: `{"role":` or `,"score":`
    var label: Int32
    var place: Int32
    var form: Form
  }

  var out = ByteBuffer()
  let names: WrittenNames
  let items: [SelectedItem]
  let idLabel: Int32
  /// A copy of the pointers in a variable of its own keeps the loops fast.
  let tables: WriterTables

  init(
    _ items: [SelectedItem], _ pack: CompiledPack, locale: String, idField: String?, isJSON: Bool
  ) {
    var names = WrittenNames(pack, locale: locale, isQuoted: isJSON)
    var plan = RecordPlan(isJSON: isJSON)
    for (number, item) in items.enumerated() {
      plan.add(item, number, isFirst: number == 0 && idField == nil, &names)
    }
    var label = ""
    if isJSON, let idField {
      label = "{"
      Value.writeQuoted(idField, to: &label)
      label += ":"
    }
    idLabel = Int32(names.add(label, false))
    self.names = names
    self.items = items
    tables = WriterTables(names, plan)
  }

  deinit { tables.deallocate() }

  // MARK: Parts

  @inline(__always) mutating func put(name number: Int) {
    let entry = tables.entries[number]
    let start = tables.bytes + Int(entry.start)
    out.room(for: Int(entry.length) + 32)
    out.put(padded: start, Int(entry.length))
  }

  @inline(__always) mutating func put(_ value: Inference.Value, _ form: Form, _ texts: RecordTexts) {
    switch form.kind {
    case .name: put(name: Int(form.base) + Int(value))
    case .number: put(number: value)
    case .yesNo: out.append(value == 1 ? "true" : "false")
    case .text:
      let number = Int(value) - tables.textCount
      if number < 0 {
        put(name: Int(form.base) + Int(value))
      } else {
        texts.put(number, to: &out)
      }
    }
  }

  /// A number without trailing zeros.
  @inline(__always) mutating func put(number value: Inference.Value) {
    out.room(for: 32)
    var magnitude = value.magnitude
    if value < 0 { out.put(UInt8(ascii: "-")) }
    let places = magnitude % 1_000_000
    magnitude /= 1_000_000
    if magnitude < 10 {
      out.put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude))
    } else {
      put(digits: magnitude)
    }
    if places > 0 { put(places: places) }
  }

  private mutating func put(digits: UInt64) {
    var length = 1
    var bound: UInt64 = 10
    while digits >= bound {
      length += 1
      if length == 20 { break }
      bound = bound &* 10
    }
    let end = out.start + out.count + length
    var rest = digits
    for index in 1...length {
      end[-index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    out.advance(length)
  }

  private mutating func put(places: UInt64) {
    out.put(UInt8(ascii: "."))
    var rest = places
    var worth: UInt64 = 100_000
    while rest > 0 {
      out.put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / worth))
      rest %= worth
      worth /= 10
    }
  }
}
