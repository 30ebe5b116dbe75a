import { AuditEntry, EvaluationCampaign, OutboxMessage, OutboxSubject, PostAreaStep } from '../../../entities'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { remind } from '../../../server/features/reminders/remind'
import { myTasks } from '../../../server/features/tasks/readMine'
import { describeByTurn } from '../../support/perDatabase'
import { sampleEvaluation } from '../../support/sampleEvaluation'
import { branch, openPostStage, type PostStage, someone } from './postStage'

const comment = '带头处理质量问题，当班解决率100%'
const secretary = someone('productionSecretary')
const production = branch('production')

describeByTurn('the half-year review of 岗区 (rules §3.1, 动态管理)', (db) => {
  let stage: PostStage
  let hung: string
  let other: string
  let waiting: string
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('production')
    // Hung in the half-year before the one reviewed.
    stage.house.setToday('2026-09-01')
    hung = await stage.at('D07', 'ACTIVE')
    other = await stage.at('D06', 'ACTIVE')
    waiting = await stage.at('D08', 'ACCEPTED')
  }, 60_000)
  afterAll(() => stage.close())

  const evaluate = (half: string) =>
    stage.house.as(null, (work) =>
      work.insert(EvaluationCampaign, { ...sampleEvaluation(half), openedDay: work.today }),
    )
  const due = async () =>
    (await stage.call('postArea.board', secretary, { branchId: production })).items
      .filter((item) => item.reviewDue)
      .map((item) => item.postAreaId)
      .sort()
  const told = async (personId: string) =>
    (await stage.house.as(personId, myTasks)).tasks
      .filter(({ title }) => title === '复核示范岗和责任区')
      .map(({ kind, detail, path }) => [kind, detail, path])
  const unfinished = async () =>
    (await stage.rows(OutboxSubject, { finished: false }))
      .flatMap(({ subjectKey }) => (subjectKey.startsWith('postReview:') ? [subjectKey.split(':')[1]] : []))
      .sort()
  const confirm = async (postAreaId: string) => ({ ...(await stage.target(postAreaId)), comment })

  test('asks nothing in the half-year in which the plate was hung, even with the evaluation open', async () => {
    await evaluate('2026H2')
    expect([await due(), await told(secretary)]).toEqual([[], []])
    expect(await stage.refusal('postArea.confirmHalfYear', secretary, await confirm(hung))).toBe(
      'postArea.reviewNotDue',
    )
  })

  test('asks nothing in the next half-year before its evaluation is open', async () => {
    stage.house.setToday('2027-06-01')
    expect([await due(), await told(secretary)]).toEqual([[], []])
    expect(await stage.refusal('postArea.confirmHalfYear', secretary, await confirm(hung))).toBe(
      'postArea.reviewNotDue',
    )
  })

  test('then flags every plate that hangs for the 书记 of its branch, and for nobody else', async () => {
    await evaluate('2027H1')
    expect(await due()).toEqual([hung, other].sort())
    expect((await stage.call('postArea.read', secretary, { postAreaId: hung })).reviewDue).toBe(true)
    expect((await stage.call('postArea.read', secretary, { postAreaId: waiting })).reviewDue).toBe(false)
    expect(await told(secretary)).toEqual([['posts', '本支部有2个岗区还没有做半年复核', `/branch/${production}/posts`]])
    const { lead, supervisor } = await stage.line('D07')
    for (const personId of [lead, supervisor, someone('financeSecretary'), someone('office')]) {
      expect(await told(personId)).toEqual([])
      expect(await stage.refusal('postArea.confirmHalfYear', personId, await confirm(hung))).toBe('permission.denied')
    }
  })

  test('has a day, on which the 书记 is told with the task; each plate looked at ends its part of the card', async () => {
    const task = (await stage.house.as(secretary, myTasks)).tasks.find(({ title }) => title === '复核示范岗和责任区')
    expect(task?.dueDay).toBe('2027-06-16')
    stage.house.setToday('2027-06-16')
    await remind(stage.house.database, toCalendarDay('2027-06-16'))
    const cards = await stage.rows(OutboxMessage, { personId: secretary, kind: 'reminder' })
    expect(JSON.stringify(cards.map(({ card }) => card))).toContain('本支部有2个岗区还没有做半年复核。')
    expect(await unfinished()).toEqual([hung, other].sort())
  })

  test('takes the word of the 书记 only about what hangs', async () => {
    expect(await stage.refusal('postArea.confirmHalfYear', secretary, await confirm(waiting))).toBe(
      'workflow.wrongState',
    )
  })

  test('once confirmed it stays active, signed once, and is asked about no more', async () => {
    const seen = await confirm(hung)
    const answer = await stage.call('postArea.confirmHalfYear', secretary, seen)
    expect(answer).toEqual({ state: 'ACTIVE', revision: seen.revision + 1 })
    const steps = await stage.rows(PostAreaStep, { postAreaId: hung, event: 'confirmHalfYear' })
    expect(steps).toMatchObject([{ state: 'ACTIVE', actorId: secretary, actedAs: 'branchSecretary', comment }])
    const lines = await stage.rows(AuditEntry, { action: 'postArea.confirmHalfYear', subjectId: hung })
    expect(lines).toMatchObject([{ actorRole: 'BRANCH_SECRETARY' }])
    expect(await due()).toEqual([other])
    expect(await unfinished()).toEqual([other])
    expect((await told(secretary))[0]?.[1]).toBe('本支部有1个岗区还没有做半年复核')
    const { reviewDue, face } = await stage.call('postArea.read', secretary, { postAreaId: hung })
    expect([reviewDue, face.history.at(-1)?.name, face.history.at(-1)?.comment]).toEqual([false, '半年复核', comment])
    expect(await stage.refusal('postArea.confirmHalfYear', secretary, await confirm(hung))).toBe(
      'postArea.reviewNotDue',
    )
  })

  test('what is suspended for weak effect is asked about no more either', async () => {
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(other)), reason: '作用发挥不够明显' })
    expect([await due(), await told(secretary), await unfinished()]).toEqual([[], [], []])
  })

  test('comes round again with the evaluation of the next half-year', async () => {
    stage.house.setToday('2027-12-01')
    expect(await due()).toEqual([])
    await evaluate('2027H2')
    expect(await due()).toEqual([hung])
  })
})
