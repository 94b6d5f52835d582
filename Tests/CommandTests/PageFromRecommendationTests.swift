import Recommender
import Testing

@testable import recommend

@Suite struct PageFromRecommendationTests {
  private static let files = [
    "shop/pack.yaml": """
    pack: shop
    version: 1.2.0
    title: { zh: 小店, en: The shop }
    locales: [zh, en]
    """,
    "shop/rules.yaml": """
    kinds: { skill: skills, role: roles }
    shape:
      skills: { $skill: { name: text } }
      roles: { $role: { name: text, needs: { $skill: 1..5 } } }
      profile: { years: number, skills: { $skill: 0..5 = 0 } }
      fit: { $role: { score: sum = 0, rank: by score } }
      gaps: { $role: { $skill: { have: 0..5, needed: 1..5 } } }
      hurry: yes/no
    skills:
      copywriting: { name: { zh: 文案, en: Copywriting } }
      analysis: { name: { zh: 数据分析, en: Data analysis } }
    roles:
      content: { name: { zh: 内容运营, en: Content operations }, needs: { copywriting: 3, analysis: 2 } }
    rules:
      - rule: skill-fits
        when:
          roles: { $role: { needs: { $skill: $needed } } }
          profile: { skills: { $skill: $have } }
        where: $have >= $needed
        then: { fit: { $role: { score: 40 } } }
        because: { zh: $role 需要 $skill，你有。, en: $role needs $skill; you have it. }
        source: ours
      - rule: gap
        when:
          roles: { $role: { needs: { $skill: $needed } } }
          profile: { skills: { $skill: $have } }
        where: $have < $needed
        then: { gaps: { $role: { $skill: { have: $have, needed: $needed } } } }
      - rule: hurry
        when: { profile: { years: ..1 } }
        then: { hurry: yes }
    report:
      - section: where
        title: { zh: 我在哪里, en: Where am I? }
        parts:
          - section: roles
            title: { zh: 适合的角色, en: Roles that fit }
            each: { fit: { $role: { score: $score, rank: $rank } } }
            order: $rank
            text: $role
            bar: $score
            parts:
              - section: short
                title: { zh: 短板, en: Missing }
                tone: bad
                each: { gaps: { $role: { $skill: { have: $have, needed: $needed } } } }
                text: $skill $have / $needed
          - section: nothing
            title: { zh: 空, en: Nothing }
            each: { hurry: no }
            text: never
      - section: hurry
        tone: warning
        each: { hurry: yes }
        text: { zh: 别着急。, en: Do not hurry. }
    questions:
      - { question: years, sets: years, text: { zh: 你工作几年了？, en: How many years have you worked? } }
    """,
  ]

  private func page(_ profile: Value, in locale: String, why: Bool = false) throws -> String {
    let pack = try Pack(files: Self.files)
    let recommendation = try pack.recommendation(for: Profile(profile, for: pack))
    let page = PageFromRecommendation.page(recommendation, in: locale, why: why)
    return TextPage(
      page, style: Style(hasColor: false, hasUnicode: true), width: 60, words: .of(locale)
    ).text()
  }

  @Test func `an English page ends with what was assumed`() throws {
    #expect(
      try page(["skills": ["copywriting": 3]], in: "en", why: true) == """
        The shop                                          shop 1.2.0

        Where am I?
        ────────────────────────────────────────────────────────────
          Roles that fit
            Content operations  ████▊         40%
              Why      Content operations needs Copywriting; you
                         have it. (our own addition)
              Missing  ✗ Data analysis 0 / 2

        Assumed, as your profile does not say
        ────────────────────────────────────────────────────────────
          years: not stated  How many years have you worked?
          Data analysis: 0

        """)
  }

  @Test func `a Chinese page ends with the warnings that apply`() throws {
    #expect(
      try page(["years": 1, "skills": ["copywriting": 3, "analysis": 1]], in: "zh") == """
        小店                                              shop 1.2.0

        我在哪里
        ────────────────────────────────────────────────────────────
          适合的角色
            内容运营  ████▊         40%
              短板  ✗ 数据分析 1 / 2

        请留意
        ────────────────────────────────────────────────────────────
          ! 别着急。

        """)
  }
}
