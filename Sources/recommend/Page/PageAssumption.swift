/// What was taken for granted about several things alike.
struct PageAssumption {
  var subjects: [String]
  let value: String
  let question: String?
}
