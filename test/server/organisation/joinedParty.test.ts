import { AuditEntry } from '../../../entities'
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

  const set = (personId: string, joinedPartyDay: string | null, actor = office) =>
    house.as(actor, (work) =>
      setJoinedParty(work, contract['organisation.setJoinedParty'].in.parse({ personId, joinedPartyDay })),
    )
  const shown = async (personId: string) =>
    (await house.as(office, (work) => readPerson(work, { personId }))).joinedPartyDay
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

  it('is 党办’s to write down', async () => {
    const { personId } = persona('member')
    await expect(set(personId, '2008-07-01', personId)).rejects.toMatchObject({ code: 'permission.denied' })
  })
})
