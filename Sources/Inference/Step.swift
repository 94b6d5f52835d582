/// One step of a plan. Generators go through rows or ids; the others pass once or send the run back.
struct Step: Sendable {
  enum Kind: UInt8, Sendable {
    /// Goes through the rows of a leaf.
    case rows
    /// Goes through the rows that an index finds.
    case chain
    /// Goes through the ids of a domain.
    case enumerate
    /// Looks up the one row of a place whose keys are known.
    case find
    /// Computes a test.
    case test
    /// Asks that a plan finds nothing.
    case absent
    /// Writes the heads of a clause.
    case conclude
    /// Notes the bindings.
    case collect
    /// Ends the plan of an `absent`.
    case succeed
  }

  /// Which rows of a leaf are read.
  enum Window: UInt8, Sendable {
    /// All that are there.
    case current
    /// Those that were there before the last round.
    case old
    /// Those of the last round.
    case delta
  }

  enum ValueUse: UInt8, Sendable {
    case ignore, bind, compare
  }

  let kind: Kind
  var window = Window.current
  var valueUse = ValueUse.ignore
  var leaf = LeafID(0)
  var index = IndexID(0)
  /// The columns to pack a key from.
  var keys = Extent.none
  /// The columns that are bound.
  var binds = Extent.none
  /// The columns to compare, after binding.
  var checks = Extent.none
  /// The operations of a test.
  var code = Extent.none
  /// Where the value of a row goes or what it is compared with; the variable of `enumerate`; the result of a test.
  var slot = Slot(0)
  /// What `find` reads where nothing is stored, `unbound` for nothing.
  var fallback = Value.unbound
  /// The size of the domain of `enumerate`.
  var size: Value = 0
  /// The plan of an `absent`, the clause of `conclude`, the writer of a `collect` (-1 for none).
  var target: Int32 = -1
  /// Which cursor a generator uses.
  var cursor: Int32 = 0
  /// The generator to go back to, -1 for none.
  var back: Int32 = -1
  /// The generator to go back to after a conclusion: those behind it cannot conclude anything else.
  var skip: Int32 = -1

  init(_ kind: Kind) {
    self.kind = kind
  }
}
