// rules §4.6, D7: what each reader may see, and when.
import {
  type ResultReader,
  type RoundState,
  roundStates,
  visibleResult,
  visibleTurnout,
} from '../../server/domain/evaluation/anonymity'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import type { SubjectResult } from '../../server/domain/evaluation/results'
import { tallyRound } from '../../server/domain/evaluation/tally'
import { evaluationRoundSteps } from '../../server/domain/workflows/evaluationRound'

const rules = defaultTemplate.anonymity
const readers: ResultReader[] = [
  'BRANCH_SECRETARY',
  'BRANCH_COMMITTEE',
  'HQ_OFFICE',
  'HQ_COMMITTEE',
  'GROUP_COMMITTEE',
  'SUBJECT',
  'PUBLIC',
]

function resultWith(peers: number, masses: number): SubjectResult {
  const ballots = (count: number, answers: string) => Array.from({ length: count }, () => answers)
  const group = (name: 'SELF' | 'PEER' | 'MASSES' | 'ORG', count: number, answers: string) => {
    return { group: name, due: count, struck: 0, ballots: ballots(count, answers) }
  }
  const subject = { key: 'MEMBER:a', kind: 'MEMBER' as const, personId: 'a', graded: true }
  const groups = [
    group('SELF', 1, 'AAAAA'),
    group('PEER', peers, 'BBBBB'),
    group('MASSES', masses, 'AABBB'),
    group('ORG', 1, 'BBBBB'),
  ]
  const input = {
    template: defaultTemplate,
    subjects: [subject],
    ballots: [{ subjectKey: subject.key, groups }],
    vetoes: [],
  }
  return tallyRound(input).results[0] as SubjectResult
}
const seen = (reader: ResultReader, state: RoundState, result: SubjectResult, changes: Partial<typeof rules> = {}) =>
  visibleResult(reader, state, result, 'QUALIFIED', { ...rules, ...changes })

describe('before the tally', () => {
  it('no reader sees any result in any state, not even a total', () => {
    for (const state of roundStates.slice(0, roundStates.indexOf('TALLIED'))) {
      for (const reader of readers)
        expect([reader, state, seen(reader, state, resultWith(9, 9))]).toEqual([reader, state, null])
    }
  })

  it('every state of the round is known to the reading rules', () => {
    const states = new Set<string>(evaluationRoundSteps.flatMap((step) => step.to))
    expect([...states].filter((state) => !(roundStates as readonly string[]).includes(state))).toEqual([])
  })
})

describe('before publication', () => {
  it('only the branch reads while it decides, then those it reports to', () => {
    const reading = (state: RoundState) => readers.filter((reader) => seen(reader, state, resultWith(9, 9)) !== null)
    expect(reading('COMMITTEE_REVIEW')).toEqual(['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'])
    expect(reading('TABLE1_SUBMITTED')).toEqual(['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_OFFICE', 'HQ_COMMITTEE'])
    expect(reading('ACCEPTED')).not.toContain('SUBJECT')
    expect(reading('PUBLICISED')).toEqual(readers)
  })
})

describe('group means', () => {
  it('the 书记 and 党办 read every mean that counts, from three ballots on', () => {
    expect(seen('BRANCH_SECRETARY', 'TALLIED', resultWith(3, 3))?.groups.map((one) => one.mean)).toEqual([
      10000, 8500, 9100, 8500,
    ])
    const two = seen('HQ_OFFICE', 'ACCEPTED', resultWith(3, 2))
    expect(two?.groups.find((one) => one.group === 'MASSES')?.mean).toBeNull()
  })

  it('the own page shows total and grade only while any secret group has fewer than five ballots', () => {
    const own = seen('SUBJECT', 'ARCHIVED', resultWith(5, 4))
    expect(own).toEqual({ total: 8890, grade: 'QUALIFIED', suggestion: null, flags: [], groups: [] })
    expect(seen('SUBJECT', 'ARCHIVED', resultWith(4, 5))?.groups).toEqual([])
    expect(seen('SUBJECT', 'ARCHIVED', resultWith(9, 0))?.groups).toEqual([])
  })

  it('with five ballots in every secret group the own page shows all means and no ballot counts', () => {
    const own = seen('SUBJECT', 'ARCHIVED', resultWith(5, 5))
    expect(own?.groups.map((one) => [one.group, one.mean, one.valid])).toEqual([
      ['SELF', 10000, null],
      ['PEER', 8500, null],
      ['MASSES', 9100, null],
      ['ORG', 8500, null],
    ])
  })

  it('never shows all but one mean beside the total, for that is a subtraction', () => {
    for (const reader of readers) {
      for (const [peers, masses] of [
        [3, 3],
        [3, 9],
        [9, 3],
        [5, 5],
        [4, 5],
      ] as const) {
        const result = resultWith(peers, masses)
        const groups = seen(reader, 'ARCHIVED', result)?.groups ?? []
        const hidden = result.groups.filter(
          (one) => one.mean !== null && !groups.some((shown) => shown.mean === one.mean && shown.group === one.group),
        )
        expect([0, 4]).toContain(hidden.length)
      }
    }
  })

  it('the public board shows no means by default, and means only above five when it is opened', () => {
    expect(seen('PUBLIC', 'FULLY_PUBLIC', resultWith(9, 9))?.groups).toEqual([])
    expect(seen('PUBLIC', 'FULLY_PUBLIC', resultWith(9, 9), { publicMeans: true })?.groups).toHaveLength(4)
    expect(seen('PUBLIC', 'FULLY_PUBLIC', resultWith(9, 4), { publicMeans: true })?.groups).toEqual([])
    expect(seen('PUBLIC', 'FULLY_PUBLIC', resultWith(9, 9), { publicTotal: false })?.total).toBeNull()
  })
})

describe('turnout while voting', () => {
  const row = (departmentId: string, issued: number, returned: number) => ({ departmentId, issued, returned })

  it('shows the branch and every department with five voters or more', () => {
    const shown = visibleTurnout([row('D06', 14, 9), row('D07', 5, 5)], rules)
    expect(shown).toEqual({
      issued: 19,
      returned: 14,
      departments: [row('D06', 14, 9), row('D07', 5, 5)],
      hiddenDepartmentIds: [],
    })
  })

  it('hides a small department together with another, so that it cannot be subtracted', () => {
    const shown = visibleTurnout([row('D06', 14, 9), row('D03', 2, 1), row('D07', 8, 5)], rules)
    expect(shown.departments).toEqual([row('D06', 14, 9)])
    expect(shown.hiddenDepartmentIds).toEqual(['D03', 'D07'])
    expect(shown.returned).toBe(15)
  })

  it('small departments that reach five together hide nobody else', () => {
    const shown = visibleTurnout([row('D06', 14, 9), row('D03', 2, 1), row('D09', 3, 1), row('D05', 0, 0)], rules)
    expect(shown.departments).toEqual([row('D06', 14, 9)])
    expect(shown.hiddenDepartmentIds).toEqual(['D03', 'D09'])
  })
})
