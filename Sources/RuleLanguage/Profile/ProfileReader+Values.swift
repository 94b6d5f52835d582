import Inference

/// What stands at the nodes of a profile. Every function starts at the first byte of what it reads, ends behind it,
/// and returns false to give up. The loops over maps, sets and numbers keep their place in a variable of their own.
extension ProfileReader {
  typealias Place = UnsafePointer<UInt8>
  typealias Node = UnsafePointer<ProfileDecoder.Node>

  /// Takes one byte, with spaces before it.
  @inline(__always) private static func take(_ byte: UInt8, _ at: inout Place) -> Bool {
    while at.pointee == UInt8(ascii: " ") { at += 1 }
    guard at.pointee == byte else { return false }
    at += 1
    return true
  }

  /// The colon behind a key. YAML wants it on the line of the key and not far from it.
  @inline(__always) private static func takeColon(_ at: inout Place) -> Bool {
    if at.pointee == UInt8(ascii: " ") { at += 1 }
    guard at.pointee == UInt8(ascii: ":") else { return false }
    at += 1
    while at.pointee == UInt8(ascii: " ") { at += 1 }
    return true
  }

  @inline(__always) private mutating func state(_ leaf: LeafID, _ key: UInt64, _ value: Value) -> Bool {
    guard tables.isRead[leaf.index] else { return true }
    guard factCount < ProfileReader.maxFacts else { return false }
    tables.stated[factCount] = PackedFact(leaf: leaf, key: key, value: value)
    factCount &+= 1
    return true
  }

  // MARK: Nodes

  /// Behind the `{` of a record.
  mutating func record(_ number: Int, _ key: UInt64, _ at: inout Place) -> Bool {
    let tables = tables
    generation &+= 1
    let generation = generation
    let names = tables.nodes[number].names
    if ProfileReader.take(UInt8(ascii: "}"), &at) { return true }
    repeat {
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at),
        ProfileReader.takeColon(&at)
      else { return false }
      let field = tables.find(name, in: names)
      guard field >= 0, tables.mark(field, generation), value(field, key, &at) else { return false }
    } while ProfileReader.take(UInt8(ascii: ","), &at)
    return ProfileReader.take(UInt8(ascii: "}"), &at)
  }

  private mutating func value(_ number: Int, _ key: UInt64, _ at: inout Place) -> Bool {
    let tables = tables
    let node = tables.nodes + number
    switch node.pointee.content {
    case .record: return ProfileReader.take(UInt8(ascii: "{"), &at) && record(number, key, &at)
    case .map: return ProfileReader.take(UInt8(ascii: "{"), &at) && map(node, key, &at)
    case .members: return members(node, key, &at)
    case .number:
      guard let value = ProfileReader.number(node, &at) else { return false }
      return state(node.pointee.leaf, key, value)
    case .yesNo:
      guard let name = tables.scalar(&at) else { return false }
      return yesNo(name, node, key)
    case .word:
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at) else { return false }
      let word = tables.find(name, in: node.pointee.names)
      return word >= 0 && state(node.pointee.leaf, key, Value(word))
    case .id:
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at) else { return false }
      let id = tables.id(name, node)
      return id >= 0 && state(node.pointee.leaf, key, Value(id))
    case .text:
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let text = text(&at) else { return false }
      return state(node.pointee.leaf, key, text)
    case .texts: return texts(node, key, &at)
    case .pack:
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at) else { return false }
      return tables.find(name, in: node.pointee.names) >= 0
    case .aside: return setAside(&at)
    case .unclear: return false
    }
  }

  /// Behind the `{` of a map.
  private mutating func map(_ node: Node, _ outer: UInt64, _ place: inout Place) -> Bool {
    let tables = tables
    generation &+= 1
    let generation = generation
    let inner = tables.nodes + Int(node.pointee.inner)
    let hasNumbers = inner.pointee.content == .number
    let bits = UInt64(node.pointee.keyBits)
    let firstMark = Int(node.pointee.marks)
    var at = place
    if ProfileReader.take(UInt8(ascii: "}"), &at) {
      place = at
      return true
    }
    repeat {
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at),
        ProfileReader.takeColon(&at)
      else { return false }
      let id = tables.id(name, node)
      guard id >= 0, tables.mark(firstMark &+ id, generation) else { return false }
      let key = outer &<< bits | UInt64(truncatingIfNeeded: id)
      guard state(node.pointee.leaf, key, 1) else { return false }
      if hasNumbers {
        guard let value = ProfileReader.number(inner, &at), state(inner.pointee.leaf, key, value) else {
          return false
        }
      } else {
        guard value(Int(node.pointee.inner), key, &at) else { return false }
      }
    } while ProfileReader.take(UInt8(ascii: ","), &at)
    let isClosed = ProfileReader.take(UInt8(ascii: "}"), &at)
    place = at
    return isClosed
  }

  /// A list of ids, or one of them.
  private mutating func members(_ node: Node, _ outer: UInt64, _ place: inout Place) -> Bool {
    let tables = tables
    generation &+= 1
    let generation = generation
    let bits = UInt64(node.pointee.keyBits)
    let firstMark = Int(node.pointee.marks)
    var at = place
    let isList = ProfileReader.take(UInt8(ascii: "["), &at)
    if isList, ProfileReader.take(UInt8(ascii: "]"), &at) {
      place = at
      return true
    }
    repeat {
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let name = tables.name(&at) else { return false }
      let id = tables.id(name, node)
      guard id >= 0 else { return false }
      // Who says a thing twice says it once.
      if !tables.mark(firstMark &+ id, generation) { continue }
      guard state(node.pointee.leaf, outer &<< bits | UInt64(truncatingIfNeeded: id), 1) else { return false }
    } while isList && ProfileReader.take(UInt8(ascii: ","), &at)
    let isClosed = !isList || ProfileReader.take(UInt8(ascii: "]"), &at)
    place = at
    return isClosed
  }

  private mutating func texts(_ node: Node, _ outer: UInt64, _ at: inout Place) -> Bool {
    let first = factCount
    let isList = ProfileReader.take(UInt8(ascii: "["), &at)
    if isList, ProfileReader.take(UInt8(ascii: "]"), &at) { return true }
    repeat {
      guard ProfileReader.take(UInt8(ascii: "\""), &at), let text = text(&at) else { return false }
      let key = outer &<< UInt64(node.pointee.keyBits) | UInt64(text)
      if (first..<factCount).contains(where: { tables.stated[$0].key == key }) { continue }
      guard state(node.pointee.leaf, key, 1) else { return false }
    } while isList && ProfileReader.take(UInt8(ascii: ","), &at)
    return !isList || ProfileReader.take(UInt8(ascii: "]"), &at)
  }

  private mutating func yesNo(_ name: ProfileTables.Name, _ node: Node, _ key: UInt64) -> Bool {
    switch (name.length, name.low) {
    case (3, 0x73_6579), (4, 0x6575_7274): state(node.pointee.leaf, key, 1)
    case (2, 0x6F6E), (5, 0x65_736C_6166): state(node.pointee.leaf, key, 0)
    default: false
    }
  }

  // MARK: Numbers

  /// A number within the bounds of its leaf, with quotes or without. Most have one digit.
  @inline(__always) private static func number(_ node: Node, _ at: inout Place) -> Value? {
    let digit = at.pointee &- UInt8(ascii: "0")
    let next = at[1]
    guard digit < 10, next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else {
      return longNumber(node, &at)
    }
    at += 1
    let value = Value(digit) &* 1_000_000
    return value >= node.pointee.least && value <= node.pointee.greatest ? value : nil
  }

  /// A number of up to twelve digits and up to six places.
  @inline(never) private static func longNumber(_ node: Node, _ at: inout Place) -> Value? {
    let isQuoted = at.pointee == UInt8(ascii: "\"")
    if isQuoted { at += 1 }
    let isNegative = at.pointee == UInt8(ascii: "-")
    if isNegative || at.pointee == UInt8(ascii: "+") { at += 1 }
    let start = at
    var value: Value = 0
    var digit = at.pointee &- UInt8(ascii: "0")
    while digit < 10 {
      value = value &* 10 &+ Value(digit)
      at += 1
      digit = at.pointee &- UInt8(ascii: "0")
    }
    guard at > start, at - start <= 12 else { return nil }
    value &*= 1_000_000
    if at.pointee == UInt8(ascii: ".") {
      guard let places = places(&at), places == 0 || !node.pointee.isWhole else { return nil }
      value &+= places
    }
    if isNegative { value = -value }
    if isQuoted {
      guard at.pointee == UInt8(ascii: "\"") else { return nil }
      at += 1
    }
    return value >= node.pointee.least && value <= node.pointee.greatest ? value : nil
  }

  /// From the point on, in millionths.
  private static func places(_ at: inout Place) -> Value? {
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
  private mutating func text(_ at: inout Place) -> Value? {
    let start = at
    guard let bytes = plainText(&at) else { return nil }
    var place = start
    guard let name = tables.name(&place) else { return nil }
    let known = tables.find(name, in: tables.packTexts)
    if known >= 0 { return Value(known) }
    guard knowsAllTexts else { return nil }
    for index in firstText..<texts.count where texts[index].count == bytes.count {
      if texts[index].elementsEqual(bytes) { return Value(tables.textCount + index - firstText) }
    }
    guard texts.count - firstText < ProfileReader.maxTexts else { return nil }
    texts.append(bytes)
    return Value(tables.textCount + texts.count - 1 - firstText)
  }

  /// The plain characters up to the closing quote; ends behind it.
  private func plainText(_ at: inout Place) -> UnsafeBufferPointer<UInt8>? {
    let rest = UnsafeBufferPointer(start: at, count: tables.end - at)
    var offset = 0
    while offset < rest.count {
      if rest[offset] == UInt8(ascii: "\"") {
        at += offset + 1
        return UnsafeBufferPointer(rebasing: rest[..<offset])
      }
      let length = PlainBytes.length(at: offset, in: rest)
      if length == 0 { return nil }
      offset += length
    }
    return nil
  }

  /// A text, a number or a truth, kept as it is written.
  private mutating func setAside(_ at: inout Place) -> Bool {
    isAsideQuoted = ProfileReader.take(UInt8(ascii: "\""), &at)
    if isAsideQuoted {
      aside = plainText(&at)
      return aside != nil
    }
    guard let token = tables.token(&at) else { return false }
    aside = UnsafeBufferPointer(start: token.start, count: Int(token.length))
    return true
  }
}
