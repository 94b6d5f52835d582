/// The ten major groups of ISCO-08, the classification of occupations of the International Labour Organization,
/// which ESCO builds upon. The names are those of the standard; the Chinese ones are ours.
struct ISCOMajorGroup {
  let digit: String
  let english: String
  let chinese: String

  var id: String { "isco-\(digit)" }

  static let all = [
    ISCOMajorGroup(digit: "0", english: "Armed forces occupations", chinese: "武装部队职业"),
    ISCOMajorGroup(digit: "1", english: "Managers", chinese: "管理者"),
    ISCOMajorGroup(digit: "2", english: "Professionals", chinese: "专业人员"),
    ISCOMajorGroup(
      digit: "3", english: "Technicians and associate professionals", chinese: "技术人员和专业人员助理"),
    ISCOMajorGroup(digit: "4", english: "Clerical support workers", chinese: "办事人员"),
    ISCOMajorGroup(digit: "5", english: "Service and sales workers", chinese: "服务和销售人员"),
    ISCOMajorGroup(
      digit: "6", english: "Skilled agricultural, forestry and fishery workers", chinese: "农林渔业技术工人"),
    ISCOMajorGroup(digit: "7", english: "Craft and related trades workers", chinese: "手艺人和相关行业工人"),
    ISCOMajorGroup(
      digit: "8", english: "Plant and machine operators, and assemblers", chinese: "设备和机器操作工、装配工"),
    ISCOMajorGroup(digit: "9", english: "Elementary occupations", chinese: "初级职业"),
  ]
}
