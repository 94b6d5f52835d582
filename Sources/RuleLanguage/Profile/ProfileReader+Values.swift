import Inference

/// What stands at the nodes of a profile. Every function starts at the first byte of what it reads, ends behind it,
/// and returns false to give up.
extension ProfileReader {
  @inline(__always) mutating func skipSpaces() {
    while at.pointee == UInt8(ascii: " ") { at += 1 }
  }

  /// Takes one byte, with spaces before it.
  @inline(__always) private mutating func take(_ byte: UInt8) -> Bool {
    if at.pointee == UInt8(ascii: " ") { skipSpaces() }
    guard at.pointee == byte else { return false }
    at += 1
    return true
  }

  /// The colon behind a key. YAML wants it on the line of the key and not far from it.
  @inline(__always) private mutating func takeColon() -> Bool {
    if at.pointee == UInt8(ascii: " ") { at += 1 }
    guard at.pointee == UInt8(ascii: ":") else { return false }
    at += 1
    if at.pointee == UInt8(ascii: " ") { skipSpaces() }
    return true
  }

  @inline(__always) private mutating func state(_ leaf: LeafID, _ key: UInt64, _ value: Value) -> Bool {
    guard factCount < ProfileReader.maxFacts else { return false }
    stated[factCount] = PackedFact(leaf: leaf, key: key, value: value)
    factCount += 1
    return true
  }

  // MARK: Nodes

  /// Behind the `{` of a record.
  mutating func record(_ number: Int, _ key: UInt64) -> Bool {
    generation += 1
    let generation = generation
    let names = nodes[number].names
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard take(UInt8(ascii: "\"")), let name = name(), takeColon() else { return false }
      let field = find(name, in: names)
      guard field >= 0, marks[field] != generation else { return false }
      marks[field] = generation
      guard value(field, key) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  private mutating func value(_ number: Int, _ key: UInt64) -> Bool {
    switch nodes[number].content {
    case .record:
      return take(UInt8(ascii: "{")) && record(number, key)
    case .map:
      return take(UInt8(ascii: "{")) && map(number, key)
    case .members:
      return members(number, key)
    case .number:
      return self.number(number, key)
    case .yesNo:
      guard let name = scalar() else { return false }
      return yesNo(name, number, key)
    case .word:
      guard take(UInt8(ascii: "\"")), let name = name() else { return false }
      let word = find(name, in: nodes[number].names)
      return word >= 0 && state(nodes[number].leaf, key, Value(word))
    case .id:
      guard take(UInt8(ascii: "\"")), let name = name() else { return false }
      let id = id(name, number)
      return id >= 0 && state(nodes[number].leaf, key, Value(id))
    case .text:
      guard take(UInt8(ascii: "\"")), let text = text() else { return false }
      return state(nodes[number].leaf, key, text)
    case .texts:
      return self.texts(number, key)
    case .pack:
      guard take(UInt8(ascii: "\"")), let name = name() else { return false }
      return find(name, in: nodes[number].names) >= 0
    case .aside:
      return setAside()
    case .unclear:
      return false
    }
  }

  /// Behind the `{` of a map.
  private mutating func map(_ number: Int, _ outer: UInt64) -> Bool {
    generation += 1
    let generation = generation
    let node = nodes[number]
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard take(UInt8(ascii: "\"")), let name = name(), takeColon() else { return false }
      let id = id(name, number)
      guard id >= 0, marks[Int(node.marks) + id] != generation else { return false }
      marks[Int(node.marks) + id] = generation
      let key = outer &<< UInt64(node.keyBits) | UInt64(id)
      guard state(node.leaf, key, 1), value(Int(node.inner), key) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// A list of ids, or one of them.
  private mutating func members(_ number: Int, _ outer: UInt64) -> Bool {
    generation += 1
    let generation = generation
    let node = nodes[number]
    let isList = take(UInt8(ascii: "["))
    if isList, take(UInt8(ascii: "]")) { return true }
    repeat {
      guard take(UInt8(ascii: "\"")), let name = name() else { return false }
      let id = id(name, number)
      guard id >= 0 else { return false }
      // Who says a thing twice says it once.
      if marks[Int(node.marks) + id] == generation { continue }
      marks[Int(node.marks) + id] = generation
      guard state(node.leaf, outer &<< UInt64(node.keyBits) | UInt64(id), 1) else { return false }
    } while isList && take(UInt8(ascii: ","))
    return !isList || take(UInt8(ascii: "]"))
  }

  private mutating func texts(_ number: Int, _ outer: UInt64) -> Bool {
    let node = nodes[number]
    let first = factCount
    let isList = take(UInt8(ascii: "["))
    if isList, take(UInt8(ascii: "]")) { return true }
    repeat {
      guard take(UInt8(ascii: "\"")), let text = text() else { return false }
      let key = outer &<< UInt64(node.keyBits) | UInt64(text)
      if (first..<factCount).contains(where: { stated[$0].key == key }) { continue }
      guard state(node.leaf, key, 1) else { return false }
    } while isList && take(UInt8(ascii: ","))
    return !isList || take(UInt8(ascii: "]"))
  }

  private mutating func yesNo(_ name: Name, _ number: Int, _ key: UInt64) -> Bool {
    switch (name.length, name.low) {
    case (3, 0x73_6579), (4, 0x6575_7274): state(nodes[number].leaf, key, 1)
    case (2, 0x6F6E), (5, 0x65_736C_6166): state(nodes[number].leaf, key, 0)
    default: false
    }
  }

  // MARK: Numbers

  /// A number of up to twelve digits and up to six places, with quotes or without.
  private mutating func number(_ number: Int, _ key: UInt64) -> Bool {
    var byte = at.pointee
    let isQuoted = byte == UInt8(ascii: "\"")
    if isQuoted {
      at += 1
      byte = at.pointee
    }
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { at += 1 }
    let start = at
    var value: Value = 0
    var digit = at.pointee &- UInt8(ascii: "0")
    while digit < 10 {
      value = value &* 10 &+ Value(digit)
      at += 1
      digit = at.pointee &- UInt8(ascii: "0")
    }
    guard at > start, at - start <= 12 else { return false }
    value &*= 1_000_000
    if at.pointee == UInt8(ascii: ".") {
      guard let places = places() else { return false }
      value &+= places
    }
    if isNegative { value = -value }
    if isQuoted {
      guard at.pointee == UInt8(ascii: "\"") else { return false }
      at += 1
    }
    let node = UnsafePointer(nodes.baseAddress.unsafelyUnwrapped + number)
    guard value >= node.pointee.least, value <= node.pointee.greatest else { return false }
    if node.pointee.isWhole, value % 1_000_000 != 0 { return false }
    return state(node.pointee.leaf, key, value)
  }

  /// From the point on, in millionths.
  private mutating func places() -> Value? {
    at += 1
    var value: Value = 0
    var worth: Value = 100_000
    var digit = at.pointee &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    while digit < 10 {
      guard worth > 0 else { return nil }
      value += Value(digit) * worth
      worth /= 10
      at += 1
      digit = at.pointee &- UInt8(ascii: "0")
    }
    return value
  }

  // MARK: Texts

  /// A text of plain characters, behind its quote: the pack's number of it, or a new one.
  private mutating func text() -> Value? {
    guard let bytes = plainText() else { return nil }
    let start = at
    at = bytes.baseAddress.unsafelyUnwrapped
    guard let name = name() else { return nil }
    at = start
    let known = find(name, in: packTexts)
    if known >= 0 { return Value(known) }
    guard knowsAllTexts else { return nil }
    for index in firstText..<texts.count where texts[index].count == bytes.count {
      if texts[index].elementsEqual(bytes) { return Value(textCount + index - firstText) }
    }
    guard texts.count - firstText < ProfileReader.maxTexts else { return nil }
    texts.append(bytes)
    return Value(textCount + texts.count - 1 - firstText)
  }

  /// The plain characters up to the closing quote; ends behind it.
  private mutating func plainText() -> UnsafeBufferPointer<UInt8>? {
    let rest = UnsafeBufferPointer(start: at, count: end - at)
    var offset = 0
    while offset < rest.count {
      if rest[offset] == UInt8(ascii: "\"") {
        at += offset + 1
        return UnsafeBufferPointer(rebasing: rest[..<offset])
      }
      let length = PlainText.length(at: offset, in: rest)
      if length == 0 { return nil }
      offset += length
    }
    return nil
  }

  /// A text, a number or a truth, kept as it is written.
  private mutating func setAside() -> Bool {
    isAsideQuoted = take(UInt8(ascii: "\""))
    if isAsideQuoted {
      aside = plainText()
      return aside != nil
    }
    let start = at
    guard let token = token(), token.length > 0 else { return false }
    aside = UnsafeBufferPointer(start: start, count: Int(token.length))
    return true
  }
}
