import Inference
import RuleLanguage

/// What a `SelectionEvaluator` hands out of each profile for a part of a selection: rows of numbers in columns.
///
/// A section of the report is a table with a column for each variable of its pattern, and so is each place: `stage`
/// has one column, `learn` one of members, `fit.$role.score` a key and a value. A record or a map of records has a
/// table for each of its places.
///
/// A place lists what rules concluded or the profile states, sorted by key; what falls back to a default is not listed.
public struct SelectedTable: Sendable {
  /// A column, and what its numbers mean.
  public struct Column: Sendable {
    /// A variable of the section, the kind of a key, or the last part of the path of a value.
    public let name: String
    let type: VariableType
    let cell: SelectedRows.Cell
    let printer: ValuePrinter

    /// What a number in this column stands for.
    ///
    /// - Parameters:
    ///   - number: a number is counted in millionths; an id is its place among the sorted ids of its kind; yes is 1, no 0.
    ///   - profile: whose it is; texts that the pack does not have are looked up there, and are empty without it.
    public func value(of number: Int64, for profile: Profile? = nil) -> Value {
      let texts = profile?.facts.texts ?? printer.texts
      if type == .text, number < 0 || number >= texts.count { return .text("") }
      return ValuePrinter(pack: printer.pack, texts: texts, locale: printer.locale).data(number, type)
    }
  }

  /// The name of a section, or the path of a place: `fit.$role.score`.
  public let name: String
  /// A section's variables by name; a place's keys from the outermost, then its value.
  public let columns: [Column]
  /// What a key without a row stands for, counted as the value is; nil where that is nothing.
  public let fallback: Int64?
  /// How many values of the evaluator a row takes.
  let width: Int

  init(_ section: SelectedSection, in pack: CompiledPack) {
    name = section.section.id
    let printer = ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0])
    columns = section.columns.map { column in
      Column(
        name: column.name, type: column.type, cell: SelectedRows.Cell(place: column.place), printer: printer)
    }
    fallback = nil
    width = section.width
  }

  /// A row of a leaf is its packed key and its value.
  init(_ leaf: SelectedPlace.Leaf, in pack: CompiledPack) {
    let declared = pack.shape[leaf.leaf]
    name = declared.path
    let printer = ValuePrinter(pack: pack, texts: pack.texts, locale: pack.locales[0])
    var columns = zip(declared.keys, leaf.packing.columns).map { key, column in
      let name =
        switch key {
        case .kind(let kind): pack.shape.kinds[kind.index].name
        case .text: "text"
        }
      return Column(
        name: name, type: VariableType(key), cell: SelectedRows.Cell(column), printer: printer)
    }
    if declared.hasValue {
      let name = declared.path.split(separator: ".").last.map(String.init) ?? declared.path
      columns.append(
        Column(
          name: name, type: VariableType(declared.type), cell: SelectedRows.Cell(place: 1), printer: printer))
    }
    self.columns = columns
    fallback = declared.hasValue ? declared.fallback : nil
    width = 2
  }
}
