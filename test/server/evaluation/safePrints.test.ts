import { type EntityManager, Like } from 'typeorm'
import { AuditEntry, EvaluationCampaign, EvaluationRound, OutboxMessage, RoleGrant, SafePrint } from '../../../entities'
import type { Input } from '../../../server/contract'
import { addDays, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { LockPlace } from '../../../server/domain/sealing/boundTo'
import { safePrintCalls } from '../../../server/features/safePrint/calls'
import { myTasks } from '../../../server/features/tasks/readMine'
import { drawPrint, givenBySafe } from '../../support/lockCodes'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { codedRound } from './codedRound'
import { office, openStage, type Stage } from './evaluationStage'

const committee = persona('hqCommittee').personId
const otherCommittee = persona('supervisor').personId
const discipline = persona('auditHead').personId

/** Rules §4.6.13: the two prints in the two safes. */
describeByTurn('备份码 of the two safes', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    secretary = (await stage.officers('digital')).secretary
  })
  afterAll(() => stage.close())

  const prints = () => safePrintCalls({ keysFolder: stage.keysFolder } as never)
  const codes = new Map<string, string>()
  const make = async (personId: string, half: string, place: LockPlace, again = false) => {
    const { code, printId, publicKey } = await drawPrint(place)
    codes.set(printId, code)
    await stage.house.as(personId, (work) =>
      prints()['safePrint.make'].run(work, { printId, half, lock: place, publicKey, again } as never),
    )
    return printId
  }
  const keep = (personId: string, printId: string) =>
    stage.house.as(personId, (work) => prints()['safePrint.keep'].run(work, { printId } as never))
  const list = (personId: string) => stage.house.as(personId, (work) => prints()['safePrint.list'].run(work))
  const codeOf = (doing: Promise<unknown>) =>
    doing.then(
      () => 'done',
      ({ code }: { code: string }) => code,
    )
  const bothKept = async (half: string): Promise<void> => {
    await keep(committee, await make(committee, half, 1))
    await keep(discipline, await make(discipline, half, 2))
  }

  const frozen = async (): Promise<{ roundId: string; half: string }> => {
    stage.house.setToday('2026-09-01')
    const { id } = await stage.open('digital', '2026H2')
    await stage.freeze(id)
    return { roundId: id, half: '2026H2' }
  }
  /** A small round in its vote, its 监票人 no members of the committee, everybody has voted. */
  const voted = async (kept = true): Promise<{ roundId: string; half: string; day: string }> => {
    stage.house.setToday('2026-09-01')
    const day = '2026-09-08'
    const subject = { kind: 'MEMBER', issued: { MASSES: 4 } } as const
    let half = ''
    const { id: roundId } = await codedRound(stage, [subject, subject], day, async (id) => {
      const { evaluationCampaignId } = await stage.round(id)
      half = (await manager.findOneByOrFail(EvaluationCampaign, { id: evaluationCampaignId })).half
      const { committee: leading } = await stage.officers('digital')
      const others = (await stage.people('digital')).filter(({ id: one }) => ![...leading, secretary].includes(one))
      await manager.update(EvaluationRound, { id }, { scrutineerIds: others.slice(0, 2).map(({ id: one }) => one) })
      if (kept) await bothKept(half)
    })
    await stage.everybodyVotes(roundId)
    return { roundId, half, day }
  }
  const read = (roundId: string, personId: string) => stage.call('round.read', personId, { roundId })
  const close = async (roundId: string, day: string) => {
    stage.house.setToday(addDays(toCalendarDay(day), 1))
    const { scrutineerIds, revision } = await stage.round(roundId)
    await stage.call('round.close', scrutineerIds[0] ?? '', { roundId, revision })
  }
  const report = (personId: string, roundId: string, place: LockPlace, lost = true) =>
    stage.call('round.reportSlip', personId, { roundId, lock: place, lost, reason: lost ? '搬办公室时找不到了' : '' })
  const useIt = async (personId: string, roundId: string) => {
    const copy = await stage.call('round.safeCopy', personId, { roundId })
    const given = await givenBySafe(personId, roundId, copy, codes.get(copy.printId) ?? '')
    const { revision } = await stage.round(roundId)
    const input = { roundId, revision, ...given } as Input<'round.openBySafe'>
    return stage.call('round.openBySafe', personId, input)
  }
  /** Who was sent the card of a missing print, and whether it still asks. */
  const asked = async (half: string, place: LockPlace, made: number) => {
    const cards = await manager.findBy(OutboxMessage, { dedupeKey: Like(`printDue:${half}:${place}:${made}:%`) })
    return cards.map(({ personId, doneState, state }) => [personId, doneState === 'NONE' && state === 'PENDING'])
  }
  const tasksOf = async (personId: string) =>
    (await stage.house.as(personId, myTasks)).tasks.map(({ title, detail }) => `${title}：${detail}`)

  it('are asked for once locks are to be set, made by one each, and sealed to once they lie in the safe', async () => {
    const { roundId, half } = await frozen()
    const [first = '', second = ''] = (await stage.round(roundId)).scrutineerIds
    expect((await list(office)).owed).toEqual([
      { half, place: 1 },
      { half, place: 2 },
    ])
    // Each keeper is told in the chat, of his own lock.
    expect(await asked(half, 2, 0)).toEqual([[discipline, true]])
    const first0 = await asked(half, 1, 0)
    expect(first0).toEqual(
      expect.arrayContaining([
        [committee, true],
        [otherCommittee, true],
      ]),
    )
    expect(first0).toHaveLength(2)
    expect(await codeOf(make(office, half, 1))).toBe('permission.denied')
    const id = await make(committee, half, 1)
    expect((await read(roundId, first)).locks?.print).toBeNull()
    await keep(committee, id)
    await keep(committee, id)
    expect(await codeOf(make(committee, half, 1))).toBe('safePrint.stands')
    expect((await list(office)).owed).toEqual([{ half, place: 2 }])
    expect((await asked(half, 1, 0)).map(([, asks]) => asks)).toEqual([false, false])
    expect(await asked(half, 2, 0)).toEqual([[discipline, true]])
    const { locks } = await read(roundId, first)
    expect([locks?.print?.printId, (await read(roundId, second)).locks?.print]).toEqual([id, null])
    // Nobody's lock is set beside the print that lies there.
    const { publicKey } = await drawPrint(1)
    expect(await stage.refusal('round.setLock', first, { roundId, publicKey })).toBe('round.printChanged')
    // Whoever had both sheets in his hands could open a round alone.
    await manager.update(RoleGrant, { personId: discipline, role: 'HQ_DISCIPLINE' }, { personId: committee })
    expect(await codeOf(make(committee, half, 2))).toBe('safePrint.otherSafe')
    await manager.update(RoleGrant, { personId: committee, role: 'HQ_DISCIPLINE' }, { personId: discipline })
    // A public half put in by SQL would read every code sealed to it.
    const put = await drawPrint(1)
    const { publicKey: own } = await manager.findOneByOrFail(SafePrint, { id })
    await manager.update(SafePrint, { id }, { publicKey: put.publicKey })
    expect(await stage.refusal('round.setLock', first, { roundId, publicKey })).toBe('round.printAltered')
    await manager.update(SafePrint, { id }, { publicKey: own })
    await keep(discipline, await make(discipline, half, 2))
    await stage.setCodes(roundId)
    const { holders } = (await read(roundId, secretary)).locks ?? {}
    expect(holders?.map(({ copied }) => copied)).toEqual([true, true])
    // Once it is used the next one is asked for, while other branches have their locks to set.
    const day = '2026-09-08'
    await stage.startVote(roundId, day)
    await stage.everybodyVotes(roundId)
    await report(first, roundId, 1)
    await close(roundId, day)
    await useIt(committee, roundId)
    expect([await asked(half, 1, 1), await asked(half, 2, 1)].map((cards) => cards.length)).toEqual([2, 0])
  })

  it('open both locks of a round whose slips are lost: each its own, recorded, told to every voter, and a new one is asked for', async () => {
    const { roundId, half, day } = await voted()
    const [first = '', second = ''] = (await stage.round(roundId)).scrutineerIds
    expect(await stage.refusal('round.safeCopy', committee, { roundId })).toBe('round.noPrintTurn')
    const notHis = { roundId, lock: 2 as const, lost: true, reason: '找不到了，找不到了' }
    expect(await stage.refusal('round.reportSlip', first, notHis)).toBe('round.notYourSlip')
    await report(first, roundId, 1)
    await report(first, roundId, 1)
    const told = await manager.findBy(OutboxMessage, { kind: 'slipLost', dedupeKey: Like(`slipLost:${roundId}:1:%`) })
    expect(told.map(({ personId }) => personId)).toEqual(expect.arrayContaining([committee, otherCommittee, office]))
    // From this day on it stands among the tasks of each.
    const words = /码条/
    for (const personId of [first, office, committee])
      expect(await tasksOf(personId)).toContainEqual(expect.stringMatching(words))
    for (const personId of [discipline, second])
      expect(await tasksOf(personId)).not.toContainEqual(expect.stringMatching(words))
    expect(await stage.refusal('round.safeCopy', committee, { roundId })).toBe('round.noPrintTurn')
    await close(roundId, day)
    expect(await stage.refusal('round.safeCopy', discipline, { roundId })).toBe('round.noPrintTurn')
    expect(await stage.refusal('round.safeCopy', second, { roundId })).toBe('permission.denied')
    expect((await read(roundId, committee)).locks?.safe).toBe(1)
    expect(await tasksOf(committee)).toContainEqual(expect.stringMatching(/下一步：开外封/))
    // Another print's code opens nothing.
    const copy = await stage.call('round.safeCopy', committee, { roundId })
    const wrong = await drawPrint(1)
    expect(await givenBySafe(committee, roundId, copy, wrong.code)).toBeNull()

    expect(await useIt(committee, roundId)).toEqual({ checksum: null })
    expect((await stage.round(roundId)).state).toBe('STRIPPED')
    for (const personId of [first, office])
      expect(await tasksOf(personId)).not.toContainEqual(expect.stringMatching(words))
    await report(secretary, roundId, 2)
    expect((await read(roundId, committee)).locks?.safe).toBeNull()
    const { checksum } = await useIt(discipline, roundId)
    expect(checksum).toHaveLength(64)
    expect((await stage.round(roundId)).state).toBe('TALLIED')

    const voters = await stage.voters(roundId)
    for (const place of [1, 2]) {
      const cards = await manager.findBy(OutboxMessage, { dedupeKey: Like(`openedBySafe:${roundId}:${place}:%`) })
      expect(new Set(cards.map(({ personId }) => personId)).size).toBe(cards.length)
      expect(cards.length).toBeGreaterThan(voters.length / 2)
    }
    // One in the round before this.
    expect(await manager.countBy(AuditEntry, { action: 'round.openBySafe' })).toBe(3)
    const used = (await list(office)).prints.filter((print) => print.half === half)
    expect(used.map(({ usedDay }) => usedDay !== null)).toEqual([true, true])
    const everything = JSON.stringify([
      await manager.find(EvaluationRound),
      await manager.find(SafePrint),
      await manager.find(AuditEntry),
      await manager.find(OutboxMessage),
    ])
    for (const code of [...codes.values(), ...(stage.codes.get(roundId) ?? [])]) expect(everything).not.toContain(code)
  })

  it('are not used by whoever reported the loss or opened the other lock, nor once the slip is found', async () => {
    const { roundId, day } = await voted()
    const [first = ''] = (await stage.round(roundId)).scrutineerIds
    await report(first, roundId, 1)
    await report(first, roundId, 1, false)
    await close(roundId, day)
    expect(await stage.refusal('round.safeCopy', committee, { roundId })).toBe('round.noPrintTurn')
    await report(secretary, roundId, 1)
    await useIt(committee, roundId)
    await report(secretary, roundId, 2)
    // One who keeps both safes has opened one lock already.
    await manager.update(RoleGrant, { personId: discipline, role: 'HQ_DISCIPLINE' }, { personId: committee })
    expect(await stage.refusal('round.safeCopy', committee, { roundId })).toBe('round.otherHand')
    await manager.update(RoleGrant, { personId: committee, role: 'HQ_DISCIPLINE' }, { personId: discipline })
    const late = { roundId, lock: 1 as const, lost: true, reason: '又找不到了一次' }
    expect(await stage.refusal('round.reportSlip', secretary, late)).toBe('round.slipNotNeeded')
    await useIt(discipline, roundId)
  })

  it('where there is none the loss goes to 党办 and the way out is 作废重投', async () => {
    const { roundId } = await voted(false)
    const [, second = ''] = (await stage.round(roundId)).scrutineerIds
    await report(second, roundId, 2)
    const told = await manager.findBy(OutboxMessage, { dedupeKey: Like(`slipLost:${roundId}:2:%`) })
    expect(told.map(({ personId }) => personId)).toContain(office)
    expect(told.map(({ personId }) => personId)).not.toContain(discipline)
    for (const personId of [second, office])
      expect(await tasksOf(personId)).toContainEqual(expect.stringMatching(/作废重投/))
  })
})
