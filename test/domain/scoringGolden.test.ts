// rules §4.5: the golden examples, computed by two other programs before this code existed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import type { SubjectResult } from '../../server/domain/evaluation/results'
import { tallyRound } from '../../server/domain/evaluation/tally'
import type { EvaluationTemplate } from '../../server/domain/evaluation/template'
import { answersProblem, ballotTotal } from '../../server/domain/scoring/ballotTotal'
import { applyExcellentCap, type CapCandidate, excellentCap } from '../../server/domain/scoring/excellentCap'
import { groupEligibility, groupMean } from '../../server/domain/scoring/groupMean'
import { branchMean, divideHalfUp, formatHundredths, percentage } from '../../server/domain/scoring/hundredths'
import { suggestGrade } from '../../server/domain/scoring/suggestGrade'
import {
  type Answers,
  type Grade,
  gradeLabels,
  type RaterGroup,
  type SubjectKind,
} from '../../server/domain/scoring/terms'
import { totalScore } from '../../server/domain/scoring/totalScore'

interface Vector {
  kind: SubjectKind
  issued: Partial<Record<RaterGroup, number>>
  ballots: Partial<Record<RaterGroup, Answers[]>>
  expect: Record<string, string | number | string[] | null>
  expectTrim?: Record<string, string>
}

const vectors: Record<string, Vector> & { items: Record<SubjectKind, number[]> } = JSON.parse(
  readFileSync(join(__dirname, 'scoringVectors.json'), 'utf8'),
)
const trimmed: EvaluationTemplate = { ...defaultTemplate, trim: { enabled: true, minBallots: 7 } }
const untrimmed = defaultTemplate.trim
const printed = (score: number | null | undefined) => (score == null ? null : formatHundredths(score))

/** Tallies one example beside two plain members, so that the 1/3 cap leaves room for its 优秀. */
function tallyExample(name: string, template: EvaluationTemplate): SubjectResult {
  const { kind, issued, ballots } = vectors[name] as Vector
  const key = `${kind}:example`
  const others = [1, 2].map((n) => ({
    key: `MEMBER:other${n}`,
    kind: 'MEMBER' as const,
    personId: `o${n}`,
    graded: true,
  }))
  const peers = { group: 'PEER' as const, due: 3, struck: 0, ballots: ['BBBBB', 'BBBBB', 'BBBBB'] }
  const { results } = tallyRound({
    template,
    subjects: [{ key, kind, personId: 'example', graded: true }, ...others],
    ballots: [
      {
        subjectKey: key,
        groups: (Object.keys(issued) as RaterGroup[]).map((group) => ({
          group,
          due: issued[group] ?? 0,
          struck: 0,
          ballots: ballots[group] ?? [],
        })),
      },
      ...others.map((one) => ({ subjectKey: one.key, groups: [peers] })),
    ],
    vetoes: [],
  })
  return results[0] as SubjectResult
}

function meanOf(result: SubjectResult, group: string): string | null {
  return printed(result.groups.find((one) => one.group === group)?.mean)
}

describe('golden examples', () => {
  it.each(['G1', 'G2', 'G3a', 'G3b', 'G3c'])('%s gives the printed means, total, grade and flags', (name) => {
    const result = tallyExample(name, defaultTemplate)
    const { expect: wanted } = vectors[name] as Vector
    for (const group of ['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR']) {
      if (group in wanted) expect([group, meanOf(result, group)]).toEqual([group, wanted[group]])
    }
    expect(printed(result.total)).toBe(wanted.total)
    expect(gradeLabels[result.suggestion ?? 'COMMITTEE_DECIDES']).toBe(wanted.grade)
    expect(gradeLabels[result.band as Grade]).toBe(wanted.band ?? wanted.grade)
    expect(result.flags).toEqual(wanted.flags ?? [])
  })

  it('G2 keeps abstentions in the turnout and out of the mean', () => {
    const masses = tallyExample('G2', defaultTemplate).groups.find((one) => one.group === 'MASSES')
    expect(masses).toMatchObject({ valid: 7, abstained: 2, returned: 9, issued: 12, voided: 0 })
  })

  it('G2 with trim drops one highest and one lowest ballot of the secret groups only', () => {
    const result = tallyExample('G2', trimmed)
    expect([meanOf(result, 'PEER'), meanOf(result, 'MASSES'), meanOf(result, 'ORG')]).toEqual([
      '91.15',
      '93.05',
      '92.50',
    ])
    expect(printed(result.total)).toBe('92.69')
  })

  it('G3a would be 85.60 if the two ballots of the masses were wrongly used', () => {
    const masses = groupMean([10000, 6100], untrimmed)
    const groups = [
      { weight: 10, mean: 9200 },
      { weight: 30, mean: 8867 },
      { weight: 40, mean: masses },
      { weight: 20, mean: 8800 },
    ]
    expect(printed(totalScore(groups))).toBe('85.60')
  })

  it('uses the items of the default template', () => {
    for (const kind of ['MEMBER', 'SECRETARY', 'ORG'] as const) {
      expect(defaultTemplate.subjects[kind].items.map((item) => item.points)).toEqual(vectors.items[kind])
    }
  })
})

describe('rounding', () => {
  it.each([
    ['90.005 rounds up to 90.01', [9000, 9001], '90.01'],
    ['89.995 rounds up to 90.00', [8999, 9000], '90.00'],
    ['10/3 is 3.33', [1000, 0, 0], '3.33'],
  ])('%s', (_name, totals, mean) => expect(printed(groupMean(totals, untrimmed))).toBe(mean))

  it('the rounded total 89.997 is 90.00 and therefore 优秀', () => {
    const total = totalScore([
      { weight: 30, mean: 8999 },
      { weight: 30, mean: 9000 },
      { weight: 40, mean: 9000 },
    ])
    expect(total).toBe(9000)
    const rules = { ...defaultTemplate.subjects.MEMBER, massesFloor: 6000 }
    expect(suggestGrade(9000, 9000, false, rules).suggestion).toBe('EXCELLENT')
    expect(suggestGrade(8999, 9000, false, rules).suggestion).toBe('QUALIFIED')
  })

  it('refuses to divide by zero or to round a negative number', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError)
    expect(() => divideHalfUp(-1n, 3n)).toThrow(RangeError)
  })

  it('prints two decimals and nothing that is not a whole number of hundredths', () => {
    expect([9111, 10000, 5, 0].map(formatHundredths)).toEqual(['91.11', '100.00', '0.05', '0.00'])
    expect(() => formatHundredths(91.11)).toThrow(RangeError)
    expect(() => formatHundredths(-1)).toThrow(RangeError)
  })

  it('a share of nobody is no number', () => {
    expect(percentage(0, 0)).toBeNull()
    expect([percentage(3, 10), percentage(1, 3), percentage(2, 3)]).toEqual([3000, 3333, 6667])
    expect(branchMean([])).toBeNull()
  })
})

describe('one ballot', () => {
  const rules = { points: [15, 25, 25, 20, 15], coefficients: { A: 100, B: 85, C: 70, D: 50 }, minAnsweredPoints: 60 }

  it('counts from exactly 60 answered points on', () => {
    expect(ballotTotal(rules, 'BUBAU')).toEqual({ kind: 'VALID', total: 9000 })
    expect(ballotTotal(rules, 'UBBUU')).toEqual({ kind: 'ABSTAIN' })
    expect(ballotTotal(rules, [15, null, 25, 20, null])).toEqual({ kind: 'VALID', total: 10000 })
    expect(ballotTotal(rules, 'UUUUU')).toEqual({ kind: 'ABSTAIN' })
  })

  it.each([
    ['too few letters', 'AAAA'],
    ['an unknown letter', 'AAAAE'],
    ['small letters', 'aaaaa'],
    ['more than the full marks', [16, 25, 25, 20, 15]],
    ['half points', [14.5, 25, 25, 20, 15]],
    ['negative points', [-1, 25, 25, 20, 15]],
    ['too many items', [15, 25, 25, 20, 15, 0]],
  ] as [string, Answers][])('%s make the ballot void', (_name, answers) => {
    expect(ballotTotal(rules, answers)).toEqual({ kind: 'VOID' })
  })
})

describe('what a voter is told about wrong answers', () => {
  const points = [15, 25, 25, 20, 15]
  it.each<[Answers, string | null]>([
    ['AABUC', null],
    [[15, 0, null, 20, 15], null],
    ['AABU', '应评价 5 项，收到 4 项'],
    ['AABUX', '每项只能选择好、较好、一般、差或不了解'],
    [[15, 26, 25, 20, 15], '第 2 项得分应为 0 至 25 的整数'],
  ])('%j', (answers, problem) => expect(answersProblem(points, answers)).toBe(problem))
})

describe('quorum and minimum', () => {
  const rules = { minRaters: 3, quorum: { numerator: 1, denominator: 2 } }

  it('4 of 8 is not more than half, 5 of 8 is', () => {
    expect(groupEligibility({ valid: 4, submitted: 4, issued: 8 }, rules)).toMatchObject({ quorumFailed: true })
    expect(groupEligibility({ valid: 4, submitted: 5, issued: 8 }, rules)).toMatchObject({ counted: true })
  })

  it('two valid ballots never count, three do', () => {
    expect(groupEligibility({ valid: 2, submitted: 2, issued: 2 }, rules)).toMatchObject({ counted: false })
    expect(groupEligibility({ valid: 3, submitted: 3, issued: 3 }, rules)).toMatchObject({ counted: true })
  })

  it('below seven ballots nothing is trimmed', () => {
    const trim = { enabled: true, minBallots: 7 }
    expect(groupMean([0, 9000, 9000, 9000, 9000, 9000], trim)).toBe(7500)
    expect(groupMean([0, 9000, 9000, 9000, 9000, 9000, 10000], trim)).toBe(9000)
  })
})

describe('the 1/3 cap', () => {
  const rows: [string, number, number, number, Grade][] = [
    ['M01', 9520, 9400, 9500, 'EXCELLENT'],
    ['M02', 9310, 9200, 9300, 'EXCELLENT'],
    ['M03', 9145, 9200, 9000, 'EXCELLENT'],
    ['M04', 9145, 9050, 9300, 'EXCELLENT'],
    ['M05', 9000, 9100, 9000, 'EXCELLENT'],
    ['M06', 8999, 9300, 9100, 'QUALIFIED'],
    ['M07', 8560, 8500, 8600, 'QUALIFIED'],
    ['M08', 7000, 7200, 7000, 'QUALIFIED'],
    ['M09', 6999, 7100, 7000, 'BASICALLY_QUALIFIED'],
    ['M10', 6120, 5990, 6400, 'BASICALLY_QUALIFIED'],
  ]
  const candidates: CapCandidate[] = rows.map(([key, total, massesMean, orgMean, suggestion]) => {
    return { key, total, massesMean, orgMean, suggestion }
  })
  const third = defaultTemplate.excellentShare
  const shown = (list: CapCandidate[], cap: number) =>
    applyExcellentCap(list, cap).map((one) => gradeLabels[one.suggestion] + (one.limitedByQuota ? '·优秀名额已满' : ''))

  it('bands and floor of the example are what the totals say', () => {
    const grading = { ...defaultTemplate.subjects.MEMBER, massesFloor: 6000 }
    for (const [key, total, masses, , suggestion] of rows) {
      expect([key, suggestGrade(total, masses, false, grading).suggestion]).toEqual([key, suggestion])
    }
    expect(suggestGrade(6120, 5990, false, grading).massesFloor).toBe(true)
  })

  it('ten graded members give three 优秀， the rest keep their score and are marked', () => {
    expect(excellentCap(10, third)).toBe(3)
    expect(shown(candidates, 3)).toEqual([
      '优秀',
      '优秀',
      '优秀',
      '合格·优秀名额已满',
      '合格·优秀名额已满',
      '合格',
      '合格',
      '合格',
      '基本合格',
      '基本合格',
    ])
    expect(printed(branchMean(rows.map(([, total]) => total)))).toBe('83.80')
  })

  it('a full tie across the boundary is left to the 支委会， whatever the names are', () => {
    const tied = candidates.map((one) => (one.key === 'M04' ? { ...one, massesMean: 9200, orgMean: 9000 } : one))
    expect(shown(tied, 3).slice(0, 5)).toEqual(['优秀', '优秀', '待支委会研究', '待支委会研究', '合格·优秀名额已满'])
  })

  it('a tie inside the cap needs nobody to decide', () => {
    const tied = candidates.map((one) => (one.key === 'M04' ? { ...one, massesMean: 9200, orgMean: 9000 } : one))
    expect(shown(tied, 4).slice(0, 5)).toEqual(['优秀', '优秀', '优秀', '优秀', '合格·优秀名额已满'])
  })

  it('a missing mean is not a low mean: equal totals are then left to the 支委会', () => {
    const missing = candidates.map((one) => (one.key === 'M04' ? { ...one, massesMean: null } : one))
    expect(shown(missing, 3).slice(2, 4)).toEqual(['待支委会研究', '待支委会研究'])
  })

  it('fewer than three graded members have no 优秀 of their own', () => {
    expect([0, 1, 2, 3, 5, 6].map((count) => excellentCap(count, third))).toEqual([0, 0, 0, 1, 1, 2])
    expect(shown(candidates.slice(0, 2), 0)).toEqual(['合格·优秀名额已满', '合格·优秀名额已满'])
  })

  it('totals and means of the masses being equal, the mean of the 支委会 decides', () => {
    const equal = candidates.map((one) => (one.key === 'M03' ? { ...one, massesMean: 9050 } : one))
    expect(shown(equal, 3).slice(2, 4)).toEqual(['合格·优秀名额已满', '优秀'])
  })

  it('a mean of the masses of exactly 60.00 is not below the floor', () => {
    const grading = { ...defaultTemplate.subjects.MEMBER, massesFloor: 6000 }
    expect(suggestGrade(9500, 6000, false, grading)).toMatchObject({ suggestion: 'EXCELLENT', massesFloor: false })
    expect(suggestGrade(9500, 5999, false, grading)).toMatchObject({
      suggestion: 'BASICALLY_QUALIFIED',
      massesFloor: true,
    })
  })

  it('一票否决 limits the suggestion to 基本合格 and never raises it', () => {
    const grading = { ...defaultTemplate.subjects.MEMBER, massesFloor: 6000 }
    expect(suggestGrade(9500, 9500, true, grading).suggestion).toBe('BASICALLY_QUALIFIED')
    expect(suggestGrade(5000, 6500, true, grading).suggestion).toBe('UNQUALIFIED')
  })
})

describe('no floating point in the rules', () => {
  it.each(['scoring', 'evaluation'])('%s holds no toFixed, Math.round, parseFloat or decimal constant', (folder) => {
    const path = join(__dirname, '../../server/domain', folder)
    const files = readdirSync(path)
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const code = readFileSync(join(path, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^']*'|`[^`]*`/gm, '')
      expect([
        file,
        code.match(/toFixed|toPrecision|Math\.(round|floor|ceil|trunc|random)|parseFloat|\b\d+\.\d/),
      ]).toEqual([file, null])
      expect([file, code.match(/\bDate\b|performance|process\.|require\(/)]).toEqual([file, null])
      // The only divisions allowed are those of BigInt, written between brackets and ending in an n or a BigInt().
      const divisions = code.match(/[\w)\]] \/ [\w(]+/g) ?? []
      expect([file, divisions.filter((one) => !/^\) \/ (\(2n|BigInt\(|100n)/.test(one))]).toEqual([file, []])
    }
  })

  it.each(['scoring', 'evaluation'])('%s imports nothing outside the rules', (folder) => {
    const path = join(__dirname, '../../server/domain', folder)
    for (const file of readdirSync(path)) {
      const sources = [...readFileSync(join(path, file), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1])
      expect([file, sources.filter((one) => !/^(\.\/|\.\.\/[a-zA-Z]+\/)[a-zA-Z0-9]+$/.test(one ?? ''))]).toEqual([
        file,
        [],
      ])
    }
  })
})
