import { randomUUID } from 'node:crypto'
import { EvaluationCampaign, EvaluationRound, RoleGrant } from '../../../entities'
import { type Checked, contract, type Input } from '../../../server/contract'
import { forms } from '../../../server/domain/forms'
import { flows } from '../../../server/features/flows'
import { readRecord } from '../../../server/features/record/readRecord'
import { stepRecord } from '../../../server/features/record/stepRecord'
import { describeByTurn } from '../../support/perDatabase'
import { sampleEvaluation } from '../../support/sampleEvaluation'
import { branch, type Line, openPostStage, type PostStage, someone } from '../postArea/postStage'

const sampleRound = (evaluationCampaignId: string, scrutineerIds: string[]): EvaluationRound => ({
  id: randomUUID(),
  evaluationCampaignId,
  branchId: branch('production'),
  state: 'VOTING',
  secretaryId: null,
  scrutineerIds,
  widenings: [],
  frozenDay: '2026-08-01',
  votingFromDay: '2026-08-01',
  votingToDay: '2026-12-30',
  locks: null,
  box: null,
  attempt: 1,
  voiding: null,
  countKept: false,
  closedAt: null,
  checksum: null,
  statistics: null,
  committee: null,
  completedDay: null,
  reportedAt: null,
  returnReason: null,
  revision: 1,
})

/** What pages, cards and tasks are generic over: one face of a record, and one call for a step that asks for words alone. */
describeByTurn('the one face of a record', (db) => {
  let stage: PostStage
  let line: Line
  let recordId: string
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('production')
    line = await stage.line('D07')
    recordId = await stage.at('D07', 'FILLED')
  }, 60_000)
  afterAll(() => stage.close())

  const read = (personId: string, id = recordId, workflow = 'postArea') =>
    stage.house.as(personId, (work) => readRecord(flows)(work, { workflow, recordId: id }))
  const take = async (personId: string, input: Partial<Input<'record.step'>>) => {
    const { revision } = await stage.record(recordId)
    const asked = contract['record.step'].in.parse({ workflow: 'postArea', recordId, revision, ...input })
    return stage.house.as(personId, (work) => stepRecord(flows)(work, asked as Checked<'record.step'>))
  }

  test('says where it stands, whose turn it is by name, and how it came', async () => {
    const face = contract['record.read'].out.parse(await read(line.head))
    expect(face).toMatchObject({
      state: 'FILLED',
      stateName: '待部门第一负责人审核',
      rests: null,
      path: `/posts/${recordId}`,
    })
    const head = { personId: line.head, name: line.desk.head?.name }
    expect(face.turn).toEqual({
      event: 'review',
      title: '审核',
      mine: true,
      people: [head],
      vacant: [],
      instead: null,
      answers: [
        { event: 'review', label: '通过', words: null, done: '已审核通过。' },
        { event: 'returnByHead', label: '退回', words: '原因', done: '已退回部门修改。' },
      ],
    })
    expect(face.allowed).toEqual(
      expect.arrayContaining([
        { event: 'review', name: '审核通过', done: '部门第一负责人已审核', reason: false, plain: true, returns: false },
        { event: 'returnByHead', name: '审核退回', done: '已退回部门修改', reason: true, plain: true, returns: true },
      ]),
    )
    const names = face.history.map(({ name }) => name)
    expect(names).toEqual(['发起', '集体推荐', '征求意见', '答复意见', '填表'])
    expect(face.ahead.map(({ title }) => title)).toEqual(['答复', '收集', '报送', '受理', '挂牌'])
    expect(face.ahead.every(({ people, vacant }) => people.length + vacant.length > 0)).toBe(true)
    expect(face.history.every(({ personName, roleName }) => personName && roleName)).toBe(true)
  })

  test('offers whoever looks on only what he may do', async () => {
    const { allowed, turn } = await read(line.secretary)
    expect(allowed.map(({ event }) => event)).not.toContain('review')
    expect(turn).toMatchObject({ mine: false, people: [{ name: line.desk.head?.name }] })
  })

  test('is not there for whoever has no hand in it, nor under another name', async () => {
    const missing = { code: 'record.notFound' }
    await expect(read(someone('masses'))).rejects.toMatchObject(missing)
    await expect(read(line.head, randomUUID())).rejects.toMatchObject(missing)
    await expect(read(line.head, recordId, 'branchPackage')).rejects.toMatchObject(missing)
    await expect(read(line.head, recordId, 'constructor')).rejects.toMatchObject(missing)
  })

  test('takes a step that asks for words alone, with permission, reason and table asked as ever', async () => {
    const comment = '目标请写明数量'
    await expect(take(line.secretary, { event: 'returnByHead', comment })).rejects.toMatchObject({
      code: 'permission.denied',
    })
    await expect(take(line.head, { event: 'returnByHead', comment: '不行' })).rejects.toMatchObject({
      code: 'return.reasonShort',
    })
    await expect(take(line.head, { event: 'recommend' })).rejects.toMatchObject({ code: 'record.ownPage' })
    await expect(take(line.head, { event: 'toString' })).rejects.toMatchObject({ code: 'record.ownPage' })
    await expect(take(line.head, { event: 'review', revision: 1 })).rejects.toMatchObject({ code: 'record.changed' })
    expect((await take(line.head, { event: 'returnByHead', comment })).state).toBe('DRAFT')
    expect(await stage.record(recordId)).toMatchObject({ returnReason: comment, attempt: 2 })
  })

  test('takes no step whose own call asks for more than words, nor the wrong one of two alike', async () => {
    const unhung = await stage.at('D06', 'ACCEPTED', 'AREA')
    const { secretary } = await stage.line('D06')
    const press = async (event: string) => {
      const { revision } = await stage.record(unhung)
      return take(secretary, { recordId: unhung, revision, event, comment: '车间停产检修' })
    }
    expect((await press('suspend')).state).toBe('SUSPENDED')
    const { allowed } = await read(secretary, unhung)
    expect(allowed.filter(({ name }) => name === '恢复')).toEqual([
      expect.objectContaining({ event: 'resumeUnhung', name: '恢复', reason: true, returns: false }),
    ])
    // No plate was ever hung (R15), and 摘牌 needs its day.
    await expect(press('resume')).rejects.toMatchObject({ code: 'postArea.neverHung' })
    await expect(press('remove')).rejects.toMatchObject({ code: 'record.ownPage' })
    expect((await press('resumeUnhung')).state).toBe('ACCEPTED')
  })

  test('none whose own call asks for more can be taken here', () => {
    const fuller: Record<string, string[]> = {
      postArea: ['recommend', 'fill', 'hangPlate', 'confirmHalfYear', 'remove', 'changeNominee'],
      signOrder: ['quote', 'submit', 'pay', 'close', 'cancel'],
      round: ['openVoting', 'close', 'confirmGrades', 'submitTable1'],
      ...Object.fromEntries(
        forms.map(({ name, way: { drafts, files, inForce } }) => [name, [drafts, files, inForce?.ends ?? '']]),
      ),
    }
    const open = flows.flatMap(({ table: { name }, may = {} }) => (fuller[name] ?? []).filter((event) => event in may))
    expect(open).toEqual([])
  })

  test('a vote under way is nobody’s turn, and says until when', async () => {
    const evaluation = sampleEvaluation('2026H1')
    const round = sampleRound(evaluation.id, [line.lead])
    await stage.house.as(null, async (work) => {
      await work.insert(EvaluationCampaign, evaluation)
      await work.insert(EvaluationRound, round)
    })
    const face = await read(line.secretary, round.id, 'round')
    expect(face).toMatchObject({ state: 'VOTING', turn: null, rests: '正在投票，截止日2026年12月30日' })
  })

  test('names the post that nobody holds', async () => {
    const waiting = await stage.at('D06', 'FILLED')
    const { head, secretary } = await stage.line('D06')
    await stage.house.as(null, (work) =>
      work.change(RoleGrant, { personId: head, role: 'DEPARTMENT_HEAD' }, { toDay: '2026-08-31' }),
    )
    expect((await read(secretary, waiting)).turn).toMatchObject({ people: [], vacant: ['部门第一负责人'] })
  })
})
