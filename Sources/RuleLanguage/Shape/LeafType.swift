import Inference

/// What the value at a leaf of the shape is.
package enum LeafType: Sendable, Hashable {
  case number
  case yesNo
  case words([String])
  case id(KindID)
  case text
}

/// What one key column of a leaf ranges over.
package enum KeyType: Sendable, Hashable {
  case kind(KindID)
  case text
}
