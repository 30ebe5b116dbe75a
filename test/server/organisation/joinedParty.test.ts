import { AuditEntry, Person } from '../../../entities'
import { contract } from '../../../server/contract'
import { readPerson } from '../../../server/features/organisation/readPeople'
import { setJoinedParty } from '../../../server/features/organisation/setJoinedParty'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const office = persona('office').personId

describeByTurn('the day somebody joined the party', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  const setBoth = (
    personId: string,
    days: { joinedPartyDay: string | null; fullMemberDay?: string | null },
    actor = office,
  ) =>
    house.as(actor, (work) =>
      setJoinedParty(work, contract['organisation.setJoinedParty'].in.parse({ personId, ...days })),
    )
  const set = (personId: string, joinedPartyDay: string | null, actor = office) =>
    setBoth(personId, { joinedPartyDay }, actor)
  const read = (personId: string) => house.as(office, (work) => readPerson(work, { personId }))
  const shown = async (personId: string) => (await read(personId)).joinedPartyDay
  const sentenceOf = (fault: { problems?: { sentence: string }[] }) => fault.problems?.[0]?.sentence

  it('is written down, taken away again, and kept in 留痕', async () => {
    const { personId } = persona('member')
    await set(personId, '2008-07-01')
    expect(await shown(personId)).toBe('2008-07-01')
    await set(personId, null)
    expect(await shown(personId)).toBeNull()
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'person.joinedParty', subjectId: personId })
    expect(lines.map(({ actorId, change }) => [actorId, change])).toContainEqual([
      office,
      { before: '2008-07-01', after: null },
    ])
  })

  it('cannot lie ahead nor before there was a party, and 群众 have none', async () => {
    const { personId } = persona('member')
    for (const day of ['2026-09-02', '1919-05-04'])
      expect(await set(personId, day).catch(sentenceOf)).toBe('入党时间要在1921年7月1日和今天之间。')
    const masses = persona('masses').personId
    expect(await set(masses, '2008-07-01').catch(sentenceOf)).toContain('在名册里是群众，没有入党时间。')
    expect(await shown(masses)).toBeUndefined()
  })

  it('the day of 转正 stands beside it: of full members, after the other, and kept when it is not named', async () => {
    const full = persona('member').personId
    const { id: probationer } = await house.source.manager.findOneByOrFail(Person, { politicalStatus: 'PROBATIONARY' })
    const refused = (joinedPartyDay: string | null, fullMemberDay: string, personId = full) =>
      setBoth(personId, { joinedPartyDay, fullMemberDay }).catch(sentenceOf)
    expect((await read(full)).fullMemberDay).toBeNull()
    await setBoth(full, { joinedPartyDay: '2008-07-01', fullMemberDay: '2009-07-01' })
    await set(full, '2008-06-30')
    expect((await read(full)).fullMemberDay).toBe('2009-07-01')
    expect(await refused('2008-07-01', '2008-07-01')).toBe('党员转正时间要晚于入党时间2008年7月1日。')
    expect(await refused(null, '2026-09-02')).toBe('党员转正时间还没有到。')
    expect(await set(full, '2010-01-01').catch(sentenceOf)).toContain('要晚于入党时间')
    expect(await refused(null, '2020-07-01', probationer)).toContain('不是正式党员')
    expect((await read(probationer)).fullMemberDay).toBeUndefined()
    await setBoth(full, { joinedPartyDay: null, fullMemberDay: null })
    expect((await read(full)).fullMemberDay).toBeNull()
  })

  it('is 党办’s to write down', async () => {
    const { personId } = persona('member')
    await expect(set(personId, '2008-07-01', personId)).rejects.toMatchObject({ code: 'permission.denied' })
  })
})
