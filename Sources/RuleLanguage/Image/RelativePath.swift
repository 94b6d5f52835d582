/// How one folder is reached from another, both without links and dots.
enum RelativePath {
  /// `../../Rules` from `/home/me/build/images` to `/home/me/Rules`.
  static func from(_ folder: String, to target: String) -> String {
    let (here, there) = (parts(folder), parts(target))
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  private static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}
