// rules §4.4, §9.4–21: the tally of a whole branch, and the meeting that confirms its grades.
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'
import { type Confirmation, confirmGrades, type Decision } from '../../server/domain/evaluation/confirmGrades'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import type { GroupBallots, SubjectBallots, TallyInput, Veto } from '../../server/domain/evaluation/results'
import type { Subject } from '../../server/domain/evaluation/roster'
import { roundStatistics } from '../../server/domain/evaluation/roundStatistics'
import { tallyRound } from '../../server/domain/evaluation/tally'
import type { Answers, Grade, RaterGroup } from '../../server/domain/scoring/terms'

const member = (personId: string, graded = true): Subject => ({
  key: `MEMBER:${personId}`,
  kind: 'MEMBER',
  personId,
  graded,
})
const many = (count: number, answers: Answers): Answers[] => Array.from({ length: count }, () => answers)
const group = (name: RaterGroup, ballots: Answers[], due = ballots.length, struck = 0): GroupBallots => {
  return { group: name, due, struck, ballots }
}
/** Everybody gives the same answers: the total is the value of one ballot. */
const unanimous = (answers: Answers): GroupBallots[] => [
  group('SELF', [answers]),
  group('PEER', many(4, answers)),
  group('MASSES', many(4, answers)),
  group('ORG', [answers]),
]
const tally = (subjects: Subject[], groups: GroupBallots[][], vetoes: Veto[] = []) =>
  tallyRound({
    template: defaultTemplate,
    subjects,
    ballots: subjects.map((one, n) => ({ subjectKey: one.key, groups: groups[n] ?? [] })),
    vetoes,
  })
const one = (groups: GroupBallots[]) => tally([member('a'), member('b'), member('c')], [groups]).results[0]
const replace = (groups: GroupBallots[], next: GroupBallots) =>
  groups.map((old) => (old.group === next.group ? next : old))

describe('groups that do not count', () => {
  const full = unanimous('BBBBB')

  it('互评 with exactly half taking part fails and its weight is shared out', () => {
    const result = one(replace(full, group('PEER', many(4, 'AAAAA'), 8)))
    expect(result?.flags).toEqual(['PEER_QUORUM_FAILED'])
    expect(result?.groups.find((row) => row.group === 'PEER')).toMatchObject({ mean: null, valid: 4, returned: 4 })
    expect(result).toMatchObject({ total: 8500, weightsAdjusted: true })
  })

  it('no vote of the masses at all is absent, not zero', () => {
    const result = one(replace(full, group('MASSES', [], 9)))
    expect(result?.flags).toEqual(['MASSES_BELOW_MIN', 'MASSES_QUORUM_FAILED'])
    expect(result?.total).toBe(8500)
  })

  it('a missing 自评 and a missing 组织评定 are flagged and dropped', () => {
    const result = one(replace(replace(full, group('SELF', [], 1)), group('ORG', [], 1)))
    expect(result).toMatchObject({ flags: ['SELF_MISSING', 'ORG_MISSING'], total: 8500, weightsAdjusted: true })
  })

  it('without 互评 and 群众评议 there is no result, however good the other sheets', () => {
    const result = one(replace(replace(full, group('PEER', [], 6)), group('MASSES', [], 6)))
    expect(result).toMatchObject({ total: null, band: null, suggestion: null })
    expect(result?.flags).toContain('NO_RESULT')
  })

  it('more ballots than were given out void the group', () => {
    const result = one(replace(full, group('MASSES', many(5, 'AAAAA'), 4)))
    expect(result?.flags).toEqual(['MASSES_OVER_RETURNED'])
    expect(result?.groups.find((row) => row.group === 'MASSES')?.mean).toBeNull()
  })

  it('malformed and spoilt paper ballots are 无效 and do not help the quorum', () => {
    const masses = { ...group('MASSES', [...many(3, 'BBBBB'), 'XXXXX'], 7), voidPaper: 1 }
    const result = one(replace(full, masses))
    expect(result?.groups.find((row) => row.group === 'MASSES')).toMatchObject({ returned: 5, valid: 3, voided: 2 })
    expect(result?.flags).toEqual(['MASSES_QUORUM_FAILED'])
  })

  it('trim drops ballots of the secret groups, never one of several sheets of 机关党委', () => {
    const template = { ...defaultTemplate, trim: { enabled: true, minBallots: 7 } }
    const subject: Subject = { key: 'ORG:demo', kind: 'ORG', personId: null, graded: true }
    const sheets = [...many(6, 'AAAAA'), 'DDDDD']
    const groups = [group('PEER', sheets), group('SUPERIOR', sheets)]
    const ballots = [{ subjectKey: subject.key, groups }]
    const { results } = tallyRound({ template, subjects: [subject], ballots, vetoes: [] })
    expect(results[0]?.groups.map((row) => row.mean)).toEqual([10000, null, 9286])
  })

  it('one struck before voting lowers 发出， a ballot cast before leaving stays', () => {
    const struck = one(replace(full, group('MASSES', many(4, 'BBBBB'), 8, 1)))
    expect(struck?.groups.find((row) => row.group === 'MASSES')).toMatchObject({ due: 8, issued: 7, valid: 4 })
    expect(struck?.flags).toEqual([])
    expect(() => one(replace(full, group('MASSES', [], 1, 2)))).toThrow(RangeError)
  })
})

describe('grades suggested for a branch', () => {
  it('一票否决 holds a full score at 基本合格', () => {
    const subjects = [member('a'), member('b'), member('c')]
    const veto = { subjectKey: 'MEMBER:a', documentNumber: '演示纪〔2026〕1号' }
    const { results } = tally(
      subjects,
      many(3, '').map(() => unanimous('AAAAA')),
      [veto],
    )
    expect(results[0]).toMatchObject({
      total: 10000,
      band: 'EXCELLENT',
      suggestion: 'BASICALLY_QUALIFIED',
      flags: ['VETO'],
    })
  })

  it('a full tie for one place of 优秀 is left to the 支委会', () => {
    const subjects = [member('a'), member('b'), member('c')]
    const { results, statistics } = tally(subjects, [unanimous('AAAAA'), unanimous('AAAAA'), unanimous('CCCCC')])
    expect(results.map((row) => row.suggestion)).toEqual(['COMMITTEE_DECIDES', 'COMMITTEE_DECIDES', 'QUALIFIED'])
    expect(statistics).toMatchObject({ gradedCount: 3, cap: 1, undecided: 2, excellentRate: 0 })
  })

  it('a 预备党员 gets a score, no 等次， and is in neither N nor the branch mean', () => {
    const subjects = [member('a'), member('b'), member('c'), member('p', false)]
    const groups = [unanimous('AAAAA'), unanimous('BBBBB'), unanimous('CCCCC'), unanimous('AAAAA')]
    const { results, statistics } = tally(subjects, groups)
    expect(results[3]).toMatchObject({ total: 10000, band: null, suggestion: null, flags: [] })
    expect(statistics).toMatchObject({ memberCount: 4, gradedCount: 3, cap: 1, branchMean: 8500, excellentRate: 3333 })
  })

  it('counts ballots per rater group, and a turnout above half exactly when the quorum holds', () => {
    const subjects = [member('a'), member('b')]
    const { statistics } = tally(subjects, [
      unanimous('AAAAA'),
      [group('MASSES', ['BBBBB', 'BBBBB', 'BBBBB', 'UUUUU'], 8), group('PEER', many(3, 'BBBBB'), 4)],
    ])
    expect(statistics.turnout.find((row) => row.group === 'MASSES')).toEqual({
      kind: 'MEMBER',
      group: 'MASSES',
      due: 12,
      issued: 12,
      returned: 8,
      valid: 7,
      abstained: 1,
      voided: 0,
      turnout: 6667,
    })
  })

  it('refuses ballots for unknown subjects and for groups that do not rate', () => {
    const input = (ballots: SubjectBallots[]): TallyInput => {
      return { template: defaultTemplate, subjects: [member('a')], ballots, vetoes: [] }
    }
    const own = { subjectKey: 'MEMBER:a', groups: [] }
    expect(() => tallyRound(input([{ subjectKey: 'MEMBER:x', groups: [] }]))).toThrow(RangeError)
    expect(() => tallyRound(input([own, own]))).toThrow(RangeError)
    expect(() => tallyRound(input([{ ...own, groups: [group('SUPERIOR', [])] }]))).toThrow(RangeError)
  })
})

describe('the checksum text', () => {
  const subjects = [member('a'), member('b')]
  const text = (first: GroupBallots[], second = unanimous('BBBBB')) => tally(subjects, [first, second]).checksumInput
  const mixed = ['AAAAA', 'BBBBB', 'CCCCC', [15, 25, 25, 20, null]]

  it('is the same whatever the order of ballots, groups and subjects', () => {
    const straight = text([group('PEER', mixed), group('SELF', ['AAAAA'])])
    expect(text([group('SELF', ['AAAAA']), group('PEER', mixed.toReversed())])).toBe(straight)
  })

  it('changes with any ballot, strike or veto', () => {
    const texts = [
      text([group('PEER', mixed, 6)]),
      text([group('PEER', [...mixed.slice(1), 'AAAAB'], 6)]),
      text([group('PEER', mixed, 6, 1)]),
      text([group('PEER', mixed, 7)]),
      tally(
        subjects,
        [[group('PEER', mixed, 6)], unanimous('BBBBB')],
        [{ subjectKey: 'MEMBER:a', documentNumber: '1' }],
      ).checksumInput,
    ]
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('the meeting that confirms the grades', () => {
  const subjects = [member('a'), member('b'), member('c'), member('p', false)]
  const secretary: Subject = { key: 'SECRETARY:a', kind: 'SECRETARY', personId: 'a', graded: true }
  const superior = [group('PEER', many(4, 'BBBBB')), group('MASSES', many(4, 'BBBBB')), group('SUPERIOR', ['BBBBB'])]
  const { results } = tally(
    [...subjects, secretary],
    [
      unanimous('AAAAA'),
      unanimous('BBBBB'),
      replace(unanimous('CCCCC'), group('SELF', [], 1)),
      unanimous('BBBBB'),
      superior,
    ],
  )
  const decide = (subjectKey: string, grade: Grade | null, reason = '', confirmedBy = 'b'): Decision => {
    return { subjectKey, grade, reason, confirmedBy }
  }
  const asSuggested = [
    decide('MEMBER:a', 'EXCELLENT'),
    decide('MEMBER:b', 'QUALIFIED', '', 'a'),
    decide('MEMBER:c', 'QUALIFIED', '本人外派未作自评'),
    decide('MEMBER:p', null),
    decide('SECRETARY:a', 'FAIR'),
  ]
  const day = toCalendarDay('2026-06-24')
  const meeting = { kind: 'BRANCH_COMMITTEE' as const, day, due: 5, present: 3 }
  const confirm = (decisions: Decision[], changes: Partial<Confirmation> = {}) =>
    confirmGrades({
      template: defaultTemplate,
      results,
      decisions,
      meeting,
      talliedDay: day,
      smallBranchApproval: null,
      ...changes,
    })
  const codes = (decisions: Decision[], changes: Partial<Confirmation> = {}) =>
    confirm(decisions, changes).issues.map((issue) => issue.code)
  const changed = (next: Decision) => asSuggested.map((old) => (old.subjectKey === next.subjectKey ? next : old))

  it('may follow the suggestions without a word, except where weights were adjusted', () => {
    const { issues, grades } = confirm(asSuggested)
    expect(issues).toEqual([])
    expect(grades.map((row) => row.grade)).toEqual(['EXCELLENT', 'QUALIFIED', 'QUALIFIED', null, 'FAIR'])
    expect(codes(changed(decide('MEMBER:c', 'QUALIFIED')))).toEqual(['REASON_MISSING'])
  })

  it('must explain a grade that is not the suggested one', () => {
    expect(codes(changed(decide('MEMBER:b', 'BASICALLY_QUALIFIED', ' 不 好 ', 'a')))).toEqual(['REASON_MISSING'])
    const { issues, grades } = confirm(changed(decide('MEMBER:b', 'BASICALLY_QUALIFIED', '多次未完成走访任务', 'a')))
    expect(issues).toEqual([])
    expect(grades[1]).toEqual({
      subjectKey: 'MEMBER:b',
      grade: 'BASICALLY_QUALIFIED',
      changed: true,
      reason: '多次未完成走访任务',
    })
  })

  it('may not give more 优秀 than the cap', () => {
    expect(codes(changed(decide('MEMBER:b', 'EXCELLENT', '年度重点任务突出', 'a')))).toEqual(['CAP_EXCEEDED'])
  })

  it('a branch with two graded members needs 机关党委 for any 优秀', () => {
    const small = { results: tally([member('a'), member('b')], [unanimous('AAAAA'), unanimous('BBBBB')]).results }
    const decisions = [decide('MEMBER:a', 'EXCELLENT', '经支委会研究同意'), decide('MEMBER:b', 'QUALIFIED', '', 'a')]
    expect(codes(decisions, small)).toEqual(['CAP_EXCEEDED'])
    expect(codes(decisions, { ...small, smallBranchApproval: '演示机委〔2026〕3号' })).toEqual([])
  })

  it('a 书记 confirms neither of his own grades; another 支委 does', () => {
    expect(codes(changed(decide('MEMBER:a', 'EXCELLENT', '', 'a')))).toEqual(['OWN_GRADE'])
    expect(codes(changed(decide('SECRETARY:a', 'FAIR', '', 'a')))).toEqual(['OWN_GRADE'])
  })

  it('a 一票否决 cannot be explained away', () => {
    const vetoes = [{ subjectKey: 'MEMBER:a', documentNumber: '演示纪〔2026〕1号' }]
    const vetoed = {
      results: tally([member('a'), member('b')], [unanimous('AAAAA'), unanimous('BBBBB')], vetoes).results,
    }
    const rest = decide('MEMBER:b', 'QUALIFIED', '', 'a')
    expect(codes([decide('MEMBER:a', 'QUALIFIED', '平时表现一贯良好'), rest], vetoed)).toEqual(['VETO_EXCEEDED'])
    expect(codes([decide('MEMBER:a', 'UNQUALIFIED', '问题性质比较严重'), rest], vetoed)).toEqual([])
  })

  it('gives no 等次 to a 预备党员 and no 好 to a member', () => {
    expect(codes(changed(decide('MEMBER:p', 'QUALIFIED', '表现良好予以合格')))).toEqual(['NOT_GRADED'])
    expect(codes(changed(decide('MEMBER:b', 'GOOD', '表现良好予以认可', 'a')))).toEqual(['WRONG_SCALE'])
  })

  it('decides every subject exactly once', () => {
    expect(codes(asSuggested.slice(1))).toEqual(['DECISION_MISSING'])
    expect(codes([...asSuggested, decide('MEMBER:p', null)])).toEqual(['DECISION_REPEATED'])
    expect(codes([...asSuggested, decide('MEMBER:x', 'QUALIFIED')])).toEqual(['SUBJECT_UNKNOWN'])
  })

  it('needs half of those due, exactly half is enough, and a day after the tally', () => {
    expect(codes(asSuggested, { meeting: { ...meeting, due: 6, present: 3 } })).toEqual([])
    expect(codes(asSuggested, { meeting: { ...meeting, due: 7, present: 3 } })).toEqual(['MEETING_ATTENDANCE'])
    expect(codes(asSuggested, { meeting: { ...meeting, due: 5, present: 6 } })).toEqual(['MEETING_ATTENDANCE'])
    expect(codes(asSuggested, { talliedDay: toCalendarDay('2026-06-25') })).toEqual(['MEETING_DAY'])
  })

  it('the confirmed grades are what the statistics of 表1 count', () => {
    const confirmed = new Map<string, Grade>([
      ['MEMBER:a', 'EXCELLENT'],
      ['MEMBER:b', 'BASICALLY_QUALIFIED'],
      ['MEMBER:c', 'QUALIFIED'],
    ])
    const { grades } = roundStatistics(results, defaultTemplate.excellentShare, confirmed)
    expect(grades).toEqual({ EXCELLENT: 1, QUALIFIED: 1, BASICALLY_QUALIFIED: 1, UNQUALIFIED: 0 })
  })
})
