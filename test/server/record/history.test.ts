import { randomUUID } from 'node:crypto'
import { AuditEntry, FilingStep, Person, PostAreaStep, SignOrderStep } from '../../../entities'
import { formNamed } from '../../../server/domain/forms'
import { notStarted } from '../../../server/domain/workflows/steps'
import { type AnyWorkflow, leadsTo } from '../../../server/domain/workflows/workflow'
import { flows } from '../../../server/features/flows'
import type { AnyFlow, FlowRow } from '../../../server/features/workflow'
import { type Recorder, startRecorder } from '../../support/behaviour/recorder'
import * as story from '../../support/behaviour/story'

const chapters = [
  story.opening,
  story.posts,
  story.unusualPosts,
  story.handingIn,
  story.amending,
  story.plates,
  story.orders,
  story.replacing,
  story.evaluation,
]

const fields: Record<string, Record<string, string | number>> = {
  measureFiling: { adoptedDay: '2026-11-04', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' },
  assemblyRecord: { heldDay: '2026-11-16', due: 20, present: 18, minutes: '数〔2026〕7号', published: '评价等次。' },
}

/** Every form, kept as a draft, handed in, given back, handed in again and, where it is received, received in two versions. */
async function filings(recorder: Recorder): Promise<void> {
  const secretary = 'digitalSecretary'
  for (const [form, values] of Object.entries(fields)) {
    const { tasks } = await recorder.read(secretary, 'tasks.mine', {})
    let filingId =
      tasks
        .find(({ path }) => path.includes(`/filings/${form}/`))
        ?.path.split('/')
        .at(-1) ?? ''
    const save = async (draft = false) => {
      const { revision, branchId } = await recorder.read(secretary, 'filing.read', { form, filingId })
      await recorder.act(secretary, 'filing.save', { form, filingId, branchId, revision, draft, values })
    }
    const step = async (event: string, comment?: string) => {
      const { revision } = await recorder.read('office', 'filing.read', { form, filingId })
      await recorder.act('office', 'filing.step', { form, filingId, revision, event, ...(comment ? { comment } : {}) })
    }
    await save(true)
    await save()
    await step('giveBack', '请写明时间和地点')
    await save()
    if (!formNamed(form)?.way.inForce) continue
    await step('receive')
    filingId = (await recorder.read(secretary, 'filing.read', { form, filingId })).nextVersionId ?? ''
    await save()
    await step('receive')
  }
}

/** Another chat account for somebody: asked for and declined, taken back, and confirmed. */
async function accounts(recorder: Recorder): Promise<void> {
  const { personId } = await recorder.read('memberSecond', 'session.mine', {})
  const ends = [
    ['office', 'declineAccount'],
    ['administrator', 'withdrawAccount'],
    ['office', 'confirmAccount'],
  ] as const
  for (const [who, event] of ends) {
    await recorder.act('administrator', 'account.link', { personId, platform: 'wecom', userId: 'AnotherPhone' })
    const { changes } = await recorder.read('office', 'account.changes', {})
    const { changeId: recordId = '', revision = 0 } = changes[0] ?? {}
    await recorder.act(who, 'record.step', { workflow: 'accountChange', recordId, revision, event })
  }
}

/** Somebody of the branch has met with something, and is met. */
async function cares(recorder: Recorder): Promise<void> {
  const secretary = 'digitalSecretary'
  const { people } = await recorder.read(secretary, 'care.people', {})
  const careId = randomUUID()
  await recorder.act(secretary, 'care.raise', { careId, contactId: people[0]?.personId ?? '', category: 'OTHER' })
  await recorder.act(secretary, 'care.reach', { careId, revision: 1, way: 'CONTACT' })
}

/** Where the steps lead from the beginning; a draft may stand before them, which leaves no line. */
function replayed({ table }: AnyFlow, events: readonly string[]): string {
  const drafts = formNamed(table.name)?.way.drafts
  return events.reduce<string>((state, event) => {
    const drafted = drafts && leadsTo(table as AnyWorkflow, state, drafts)
    const next = leadsTo(table, state, event) ?? (drafted && leadsTo(table, drafted, event))
    if (!next) throw new Error(`${event} does not lead from ${state} after ${events.join(' ')}`)
    return next
  }, notStarted)
}

/**
 * Whatever moves a record leaves one line of its history: replayed in the table they lead from nothing to where the record
 * is. A new workflow that the story does not walk fails here.
 */
describe('the history of a record is complete', () => {
  let recorder: Recorder
  let lines: AuditEntry[]
  let records: { flow: AnyFlow; row: FlowRow }[]
  const read = <Result>(body: Parameters<typeof recorder.product.database.read<Result>>[2]) =>
    recorder.product.database.read(null, 'job', body)
  const of = (id: string) =>
    lines.filter(({ recordId }) => recordId === id).sort((one, other) => Number(one.revision) - Number(other.revision))

  beforeAll(async () => {
    recorder = await startRecorder({ writesDown: false })
    for (const chapter of chapters) await chapter(recorder)
    await filings(recorder)
    await accounts(recorder)
    await cares(recorder)
    lines = await read((work) => work.manager.find(AuditEntry))
    records = []
    for (const flow of flows) {
      const form = formNamed(flow.table.name)?.name
      const rows = await read((work) => work.manager.find(flow.entity, form ? { where: { form } } : {}))
      records.push(...rows.map((row) => ({ flow, row: row as FlowRow })))
    }
  }, 600_000)
  afterAll(() => recorder.product.stop())

  test('every workflow of the registry was walked', () => {
    const walked = flows.filter(({ table }) =>
      records.some(({ flow, row }) => flow.table.name === table.name && of(row.id).length > 1),
    )
    expect(walked.map(({ table }) => table.name)).toEqual(flows.map(({ table }) => table.name))
  })

  test('replayed in the table, the lines lead to the state of the record, each with a revision of its own', () => {
    const wrong = records.flatMap(({ flow, row }) => {
      const told = of(row.id)
      const state = replayed(
        flow,
        told.flatMap(({ events }) => events?.split(' ') ?? []),
      )
      const revisions = told.map(({ revision }) => Number(revision))
      const once = new Set(revisions).size === revisions.length && revisions.every((each) => each <= row.revision)
      return state === row.state && once ? [] : [`${flow.table.name} ${row.state}: ${state} ${revisions.join(' ')}`]
    })
    expect(wrong).toEqual([])
    expect(records.length).toBeGreaterThan(flows.length)
  })

  test('no line says that it moved something that is no record', () => {
    const ids = new Set(records.map(({ row }) => row.id))
    const elsewhere = lines.filter(
      ({ recordId, subjectKind }) => recordId && !ids.has(recordId) && subjectKind !== 'evaluation',
    )
    expect(elsewhere.map(({ action }) => action)).toEqual([])
  })

  test('where a record signs its steps in rows of its own, they are the same', async () => {
    const signed: [string, { event: string }[]][] = [
      ...(await read((work) => work.manager.find(PostAreaStep))).map((row) => [row.postAreaId, [row]] as never),
      ...(await read((work) => work.manager.find(SignOrderStep))).map((row) => [row.orderId, [row]] as never),
      ...(await read((work) => work.manager.find(FilingStep))).map((row) => [row.filingId, [row]] as never),
    ]
    const own = new Map<string, string[]>()
    for (const [id, [row]] of signed) own.set(id, [...(own.get(id) ?? []), row?.event ?? ''])
    expect(own.size).toBeGreaterThan(10)
    for (const [id, events] of own)
      expect(
        of(id)
          .map((line) => line.events)
          .sort(),
      ).toEqual(events.sort())
  })

  test('the face tells each of them once, in order, with name, person, words and time', async () => {
    const people = new Map((await read((work) => work.manager.find(Person))).map(({ id, name }) => [id, name]))
    for (const { flow, row } of records) {
      const { table } = flow
      // 机关党办 reads no single one of these (rules §2.3).
      const reader = table.name === 'emergencyCare' ? 'digitalSecretary' : 'office'
      const { history } = await recorder.read(reader, 'record.read', { workflow: table.name, recordId: row.id })
      expect(history).toEqual(
        of(row.id).map(({ events, actorId, actorRole, reason, at }) => ({
          name: [...new Set(events?.split(' ').map((event) => table.events[event]?.name))].join('、'),
          personId: actorRole === 'SYSTEM' ? null : actorId,
          personName: actorRole === 'SYSTEM' ? '系统' : people.get(actorId ?? ''),
          roleName: actorRole === 'SYSTEM' ? '' : expect.stringMatching(/./),
          comment: reason ?? '',
          notes: [],
          at: Number(at),
          counts: true,
          led: expect.stringMatching(/^(on|back|off)$/),
        })),
      )
    }
  })

  test('a round tells nothing of who voted, of grades or of reasons for them', async () => {
    const rounds = records.filter(({ flow }) => flow.table.name === 'round')
    const told = rounds.flatMap(({ row }) => of(row.id))
    expect(told.map(({ events }) => events)).toContain('tally')
    expect([...new Set(told.map(({ reason }) => reason))].sort()).toEqual([null, '请核对会议记录'].sort())
    expect(lines.filter(({ action, recordId }) => recordId && /ballot|vote|strike|widen/i.test(action))).toEqual([])
  })
})
