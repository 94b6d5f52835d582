import CBench
import Foundation

/// `Ratios --workloads DIR …` measures and prints the table; `Ratios memory PACK` is what it starts for the memory.
do {
  let arguments = CommandLine.arguments.dropFirst()
  if arguments.first == "memory" {
    try Loading.printMemory(arguments.last ?? "")
  } else {
    let options = try Options(arguments)
    let core = bench_pin()
    let rows = try Measurement(options).rows()
    print(
      """
      \(Machine.description); all on \(core < 0 ? "any core" : "one core"), medians of \(options.rounds) runs that \
      alternate (least–greatest), \(options.profiles) profiles.

      \(Row.table(rows))
      """)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
