// R52, rules §4.2: the default template, and what a template of 党办 must not be.
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import { checkTemplate, type EvaluationTemplate, type SubjectScheme } from '../../server/domain/evaluation/template'
import type { SubjectKind } from '../../server/domain/scoring/terms'

function withScheme(kind: SubjectKind, change: Partial<SubjectScheme>): EvaluationTemplate {
  const subjects = { ...defaultTemplate.subjects, [kind]: { ...defaultTemplate.subjects[kind], ...change } }
  return { ...defaultTemplate, subjects }
}
const paths = (template: EvaluationTemplate) => checkTemplate(template).map((issue) => issue.path)
const member = defaultTemplate.subjects.MEMBER

describe('the default template', () => {
  it('has nothing against it and carries its version', () => {
    expect(checkTemplate(defaultTemplate)).toEqual([])
    expect(defaultTemplate.version).toBe('DEFAULT-2026.1')
  })

  it('has the items and weights of the scheme', () => {
    const short = Object.values(defaultTemplate.subjects).map(({ items, weights }) => [
      items.map((item) => `${item.title}${item.points}`),
      weights,
    ])
    expect(short).toEqual([
      [
        [
          '政治学习及业务技能15',
          '履职尽责与工作实绩25',
          '联系服务群众25',
          '先锋模范与承诺兑现20',
          '廉洁自律与遵章守纪15',
        ],
        { SELF: 10, PEER: 30, MASSES: 40, ORG: 20 },
      ],
      [
        [
          '履行第一责任人职责25',
          '抓组织生活和党员教育管理20',
          '牵头联系服务群众、意见建议办理25',
          '推动党建与生产经营融合15',
          '民主公开与廉洁自律15',
        ],
        { PEER: 30, MASSES: 30, SUPERIOR: 40 },
      ],
      [
        ['战斗堡垒作用与重点任务20', '“三亮”落实20', '“两联”落实25', '意见建议办理质效20', '评价公开与台账纪实15'],
        { PEER: 30, MASSES: 30, SUPERIOR: 40 },
      ],
    ])
  })

  it('gives 群众 the largest single weight for a member', () => {
    const { MASSES = 0, ...others } = member.weights
    expect(MASSES).toBeGreaterThan(Math.max(...Object.values(others)))
  })
})

describe('a template is refused when', () => {
  const [first, ...rest] = member.items
  const bands = member.bands
  it.each<[string, EvaluationTemplate, string]>([
    ['the points do not add up to 100', withScheme('MEMBER', { items: rest }), 'subjects.MEMBER.items'],
    [
      'an item has no title',
      withScheme('MEMBER', { items: [{ points: 15, hints: ['一', '二'], title: ' ' }, ...rest] }),
      'subjects.MEMBER.items.0',
    ],
    [
      'an item has one line of explanation',
      withScheme('MEMBER', { items: [{ points: 15, title: first?.title ?? '', hints: ['一'] }, ...rest] }),
      'subjects.MEMBER.items.0',
    ],
    [
      'an item has half points',
      withScheme('MEMBER', {
        items: member.items.map((item, n) => ({ ...item, points: item.points + (n ? 0 : 0.5) })),
      }),
      'subjects.MEMBER.items.0',
    ],
    [
      'the weights do not add up to 100',
      withScheme('ORG', { weights: { PEER: 30, MASSES: 30 } }),
      'subjects.ORG.weights',
    ],
    ['nobody secret rates', withScheme('SECRETARY', { weights: { SUPERIOR: 100 } }), 'subjects.SECRETARY.weights'],
    [
      'the 书记 would score himself',
      withScheme('SECRETARY', { weights: { SELF: 10, PEER: 30, MASSES: 30, SUPERIOR: 30 } }),
      'subjects.SECRETARY.weights',
    ],
    ['the bands are out of order', withScheme('MEMBER', { bands: bands.toReversed() }), 'subjects.MEMBER.bands'],
    [
      'the lowest band does not start at 0',
      withScheme('MEMBER', { bands: bands.slice(0, 3) }),
      'subjects.MEMBER.bands',
    ],
    ['a member would be graded 较好', withScheme('MEMBER', { floorGrade: 'FAIR' }), 'subjects.MEMBER.bands'],
    [
      '较好 is worth more than 好',
      { ...defaultTemplate, coefficients: { A: 100, B: 101, C: 70, D: 50 } },
      'coefficients',
    ],
    ['it has no version', { ...defaultTemplate, version: '' }, 'version'],
    [
      'two ballots would make a mean',
      { ...defaultTemplate, minRaters: { ...defaultTemplate.minRaters, MASSES: 2 } },
      'minRaters.MASSES',
    ],
    [
      'means are printed below three ballots',
      { ...defaultTemplate, anonymity: { ...defaultTemplate.anonymity, internalMean: 2 } },
      'anonymity.internalMean',
    ],
    ['the quorum is more than everybody', { ...defaultTemplate, quorum: { numerator: 3, denominator: 2 } }, 'quorum'],
    ['trim would leave no ballot', { ...defaultTemplate, trim: { enabled: true, minBallots: 2 } }, 'trim.minBallots'],
    [
      'the draw is more than all',
      { ...defaultTemplate, roster: { ...defaultTemplate.roster, massesDrawPercent: 130 } },
      'roster.massesDrawPercent',
    ],
  ])('%s', (_name, template, path) => expect(paths(template)).toContain(path))

  it('the sentence names the sum that is wrong', () => {
    expect(checkTemplate(withScheme('MEMBER', { items: rest }))[0]?.message).toBe('评价项目分值合计为 85，应为 100')
  })
})
