import { formOf } from '../../miniapp/pages/pledge/pledgeForm'
import { hintsOf, problemsOf } from '../../miniapp/pages/pledge/pledgeRules'
import { activityProblems, emptyActivity, type Mine, targetOptions } from '../../miniapp/pages/threeLinks/linkForm'
import { foundAmong } from '../../miniapp/pages/visits/companions'
import { emptyVisit, nameOf, someoneElse, toInput, visitProblems } from '../../miniapp/pages/visits/visitForm'
import { privateHint } from '../../miniapp/pages/visits/visitHints'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'

const fieldsOf = (problems: { field: string }[]): string[] => problems.map(({ field }) => field)

describe('the pledge form', () => {
  const good = {
    ...formOf(null),
    dutyText: '负责设备点检',
    studyPledge: '每月学习2次',
    dutyPledge: '每周巡检3次',
    integrityPledge: '全年零违纪',
    photoId: 'p',
  }

  test('R21, R23: names every empty field by the name the server uses', () => {
    expect(fieldsOf(problemsOf(formOf(null), 'TOTAL'))).toEqual([
      'dutyText',
      'studyPledge',
      'dutyPledge',
      'integrityPledge',
      'photoId',
    ])
    expect(problemsOf(good, 'TOTAL')).toEqual([])
  })

  test('R23: 101 characters in all are too many under TOTAL and fine under PER_ITEM', () => {
    const long = { ...good, studyPledge: `每月${'学'.repeat(101 - 2 - 6 - 5)}` }
    expect(fieldsOf(problemsOf(long, 'TOTAL'))).toEqual(['pledges'])
    expect(problemsOf(long, 'PER_ITEM')).toEqual([])
  })

  test('R22: a slogan gets advice and can still be handed in', () => {
    const slogan = { ...good, dutyPledge: '做好本职工作' }
    expect(fieldsOf(hintsOf(slogan, toCalendarDay('2026-09-10')))).toEqual(['dutyPledge'])
    expect(problemsOf(slogan, 'TOTAL')).toEqual([])
  })
})

describe('the visit form', () => {
  const today = '2026-09-15'
  const contacts = [{ personId: 'a', name: '赵海燕', departmentName: null, visitsThisQuarter: 0, lastDay: null }]
  const form = { ...emptyVisit(today), contact: ['a'], purposes: ['CARE' as const], content: ' 一切正常 ' }

  test('R34: says at each field what is missing', () => {
    expect(fieldsOf(visitProblems(emptyVisit(today), today))).toEqual(['contactId', 'purposes', 'content'])
    expect(fieldsOf(visitProblems({ ...form, day: '2026-09-16' }, today))).toEqual(['visitedDay'])
    expect(fieldsOf(visitProblems({ ...form, hasProblem: true }, today))).toEqual(['problem'])
    expect(visitProblems(form, today)).toEqual([])
  })

  test('someone who is not on the list is sent by name, a contact by id', () => {
    const other = { ...form, contact: [someoneElse], contactName: ' 老王 ' }
    expect(toInput(other)).toMatchObject({ contactId: null, contactName: '老王', content: '一切正常' })
    expect(nameOf(other, contacts)).toBe('老王')
    expect(toInput(form)).toMatchObject({ contactId: 'a' })
    expect(toInput(form)).not.toHaveProperty('contactName')
    expect(nameOf(form, contacts)).toBe('赵海燕')
  })

  test('who came along goes by id, and nothing where nobody did', () => {
    expect(toInput({ ...form, companions: [{ personId: 'm', name: '江予安' }] })).toMatchObject({
      jointMemberIds: ['m'],
    })
    expect(toInput(form)).not.toHaveProperty('jointMemberIds')
  })

  test('they are found by name or department, six at a time', () => {
    const members = Array.from({ length: 20 }, (_, at) => ({
      personId: String(at),
      name: at === 3 ? '江 予安' : `周${at}`,
      departmentName: at % 2 ? '财务部' : null,
    }))
    expect(foundAmong(members, '江予').shown.map(({ personId }) => personId)).toEqual(['3'])
    expect(foundAmong(members, '财务')).toMatchObject({ shown: { length: 6 }, more: 4 })
    expect(foundAmong(members, '').more).toBe(14)
    expect(foundAmong(members, '没有')).toEqual({ shown: [], more: 0 })
    // However they are typed: the dot of a name, a name and where he works.
    const dotted = [{ personId: 'd', name: '艾克·买买提', departmentName: '财务部' }]
    for (const typed of ['艾克・买买提', '艾克•买买提', '买买提 财务'])
      expect(foundAmong(dotted, typed).shown).toEqual(dotted)
  })

  test('a problem that was switched off again is not sent', () => {
    expect(toInput({ ...form, problem: '缺备用泵' })).not.toHaveProperty('problem')
    expect(toInput({ ...form, hasProblem: true, problem: '缺备用泵' })).toMatchObject({ problem: '缺备用泵' })
  })

  test('D11: a number like a phone or an illness in the text is asked about', () => {
    expect(privateHint('谈了培训')).toBe('')
    expect(privateHint('他家里有人住院')).not.toBe('')
  })
})

describe('the 三联系 form', () => {
  const today = '2026-09-15'
  test('R39: says at each field what is missing', () => {
    expect(fieldsOf(activityProblems(emptyActivity(today), today))).toEqual(['targetId', 'place', 'problem', 'help'])
    expect(fieldsOf(activityProblems({ ...emptyActivity(today), day: '2026-10-01' }, today))).toContain('heldDay')
  })

  test('places never visited come first within their kind', () => {
    const targets = [
      { targetId: 'a', name: '甲店', activities: 2, lastDay: toCalendarDay(today) },
      { targetId: 'b', name: '乙店', activities: 0, lastDay: null },
      { targetId: 'c', name: '丙店', activities: 1, lastDay: toCalendarDay(today), ended: true as const },
    ]
    const mine: Mine = {
      year: 2026,
      coverage: [{ kind: 'PHARMACY', name: '零售药店', visited: 1, required: 10, targets }],
      proposed: [],
      activities: [],
    }
    // Nothing more is logged where it has ended.
    expect(targetOptions(mine).map(({ value }) => value)).toEqual(['b', 'a'])
  })
})
