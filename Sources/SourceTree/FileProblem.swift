/// Why a file or folder could not be read.
package enum FileProblem: Error, Sendable, Hashable {
  case missing
  case isFolder
  case noPermission
  /// More bytes than the limit, which is given.
  case tooLarge(Int)
  /// In the words of the system.
  case other(String)

  package var code: String {
    switch self {
    case .missing: "missing-file"
    case .isFolder: "is-a-folder"
    case .noPermission: "no-permission"
    case .tooLarge: "file-too-large"
    case .other: "unreadable-file"
    }
  }

  package func message(_ path: String) -> String {
    switch self {
    case .missing: "there is no file or folder `\(path)`"
    case .isFolder: "`\(path)` is a folder, expected a file"
    case .noPermission: "`\(path)` may not be read: permission denied"
    case .tooLarge(let limit): "`\(path)` is larger than \(byteCount(limit))"
    case .other(let reason): "`\(path)` cannot be read: \(reason)"
    }
  }
}

/// `64 MiB`, `1 KiB`, `1000 bytes`: exact, in the largest unit that divides the number.
func byteCount(_ bytes: Int) -> String {
  if bytes > 0, bytes.isMultiple(of: 1 << 20) { return "\(bytes >> 20) MiB" }
  if bytes > 0, bytes.isMultiple(of: 1 << 10) { return "\(bytes >> 10) KiB" }
  return bytes == 1 ? "1 byte" : "\(bytes) bytes"
}
