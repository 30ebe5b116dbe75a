import { randomUUID } from 'node:crypto'
import { OutboxMessage } from '../../../entities'
import type { Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

describeByTurn('somebody who is away for some days', (db) => {
  let stage: PledgeStage
  let other: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    other = await stage.product.login('memberSecond')
  })
  afterAll(() => stage.product.stop())

  const enter = (who: Caller, changes: Partial<Input<'organisation.enterAbsence'>> = {}) =>
    stage.office.call('organisation.enterAbsence', {
      absenceId: randomUUID(),
      personId: who.personId,
      kind: 'TRIP',
      fromDay: '2026-09-14',
      toDay: '2026-09-18',
      ...changes,
    })
  const personOf = async (who: Caller) =>
    (await stage.office.call('organisation.person', { personId: who.personId })).body
  /** How many reminders each has had, by the key of the day. */
  const remindedOn = async (who: Caller, day: string) =>
    (await stage.rows(OutboxMessage, { personId: who.personId, kind: 'reminder' })).filter(({ dedupeKey }) =>
      dedupeKey.includes(day),
    ).length

  it('is refused for days that are none, too many, or said already', async () => {
    expect((await enter(stage.member)).status).toBe(200)
    const problem = async (changes: Partial<Input<'organisation.enterAbsence'>>) =>
      ((await enter(stage.member, changes)).body as never as { problems: { field: string }[] }).problems[0]?.field
    expect(await problem({ fromDay: '2026-09-18', toDay: '2026-09-20' })).toBe('fromDay')
    expect(await problem({ fromDay: '2026-10-09', toDay: '2026-10-08' })).toBe('toDay')
    expect(await problem({ fromDay: '2026-10-09', toDay: '2027-10-08' })).toBe('toDay')
  })

  it('is not written to meanwhile, as others are; his tasks stay', async () => {
    await stage.moveQuietly('2026-09-14')
    expect([await remindedOn(stage.member, '2026-09-14'), await remindedOn(other, '2026-09-14')]).toEqual([0, 1])
    expect(JSON.stringify((await stage.member.call('tasks.mine')).body)).toContain('承诺书')
    expect((await personOf(stage.member)).absences).toMatchObject([
      { kindName: '出差', now: true, toDay: '2026-09-18' },
    ])
  })

  it('a 书记 in whose place nobody acts goes on hearing', async () => {
    expect((await enter(stage.secretary, { fromDay: '2026-09-14', toDay: '2026-09-30' })).status).toBe(200)
    await stage.moveQuietly('2026-09-17')
    expect([await remindedOn(stage.secretary, '2026-09-17'), await remindedOn(stage.member, '2026-09-17')]).toEqual([
      1, 0,
    ])
  })

  it('is written to again once he is back', async () => {
    const [absence] = (await personOf(stage.member)).absences
    const back = { absenceId: absence?.absenceId ?? '' }
    expect((await stage.office.call('organisation.endAbsence', back)).status).toBe(200)
    expect((await personOf(stage.member)).absences).toEqual([])
    await stage.moveQuietly('2026-09-18')
    expect(await remindedOn(stage.member, '2026-09-18')).toBe(1)
    expect((await stage.office.call('organisation.endAbsence', back)).status).toBe(404)
  })
})
