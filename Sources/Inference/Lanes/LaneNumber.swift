/// A width in which natural values stand, with what is done to some of them at once.
protocol LaneNumber: FixedWidthInteger, BitwiseCopyable {
  static func greatestOf16(_ values: UnsafePointer<Self>) -> Self
  static func greatestOf64(_ values: UnsafePointer<Self>) -> Self
}

extension Int32: LaneNumber {
  @inline(__always)
  static func greatestOf16(_ values: UnsafePointer<Int32>) -> Int32 {
    greatest(UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int32>.self))
  }

  @inline(__always)
  static func greatestOf64(_ values: UnsafePointer<Int32>) -> Int32 {
    var some = UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int32>.self)
    for block in 1..<4 {
      some = pointwiseMax(
        some, UnsafeRawPointer(values + block &* 16).loadUnaligned(as: SIMD16<Int32>.self))
    }
    return greatest(some)
  }

  @inline(__always)
  private static func greatest(_ some: SIMD16<Int32>) -> Int32 {
    let eight = pointwiseMax(some.lowHalf, some.highHalf)
    let four = pointwiseMax(eight.lowHalf, eight.highHalf)
    let two = pointwiseMax(four.lowHalf, four.highHalf)
    return Swift.max(two[0], two[1])
  }
}

extension Int16: LaneNumber {
  @inline(__always)
  static func greatestOf16(_ values: UnsafePointer<Int16>) -> Int16 {
    greatest(UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int16>.self))
  }

  @inline(__always)
  static func greatestOf64(_ values: UnsafePointer<Int16>) -> Int16 {
    var some = UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Int16>.self)
    for block in 1..<4 {
      some = pointwiseMax(
        some, UnsafeRawPointer(values + block &* 16).loadUnaligned(as: SIMD16<Int16>.self))
    }
    return greatest(some)
  }

  @inline(__always)
  private static func greatest(_ some: SIMD16<Int16>) -> Int16 {
    let eight = pointwiseMax(some.lowHalf, some.highHalf)
    let four = pointwiseMax(eight.lowHalf, eight.highHalf)
    let two = pointwiseMax(four.lowHalf, four.highHalf)
    return Swift.max(two[0], two[1])
  }

  @inline(__always)
  static func least(of some: SIMD16<Int16>) -> Int16 {
    let eight = pointwiseMin(some.lowHalf, some.highHalf)
    let four = pointwiseMin(eight.lowHalf, eight.highHalf)
    let two = pointwiseMin(four.lowHalf, four.highHalf)
    return Swift.min(two[0], two[1])
  }
}
