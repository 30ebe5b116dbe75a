import { type GateFacts, type GateGroup, gateOf } from '../../../server/domain/sealing/gate'

const peers = (returned: number, passed: number, subjectId = 's'): GateGroup => {
  return { subjectId, raterGroup: 'PEER', returned, passed }
}
const facts = (groups: GateGroup[], more: Partial<GateFacts> = {}): GateFacts => {
  return { groups, refused: 0, copied: 0, fewest: 3, ...more }
}

describe('the gate between both steps of an opening (rules §4.6.6)', () => {
  it('lets through what passed, and asks nothing where nothing is missing', () => {
    expect(gateOf(facts([peers(7, 7), peers(3, 3, 't')]))).toEqual({
      closed: [],
      fell: 0,
      smallest: 3,
      asksWords: false,
    })
  })

  it('never opens a secret group under the minimum, be it small from the beginning: then nobody has to explain it', () => {
    const gate = gateOf(facts([peers(2, 2), peers(6, 6, 't')]))
    expect(gate).toEqual({
      closed: [{ subjectId: 's', raterGroup: 'PEER', passed: 2 }],
      fell: 0,
      smallest: 6,
      asksWords: false,
    })
  })

  it('asks both for words where a group fell below it, or anything was refused or came twice', () => {
    expect(gateOf(facts([peers(27, 1)], { refused: 26 }))).toMatchObject({
      closed: [{ passed: 1 }],
      fell: 1,
      smallest: null,
      asksWords: true,
    })
    expect(gateOf(facts([peers(9, 8)], { refused: 1 }))).toMatchObject({ closed: [], fell: 0, asksWords: true })
    expect(gateOf(facts([peers(9, 8)], { copied: 2 }))).toMatchObject({ asksWords: true })
    expect(gateOf(facts([peers(3, 2)]))).toMatchObject({ fell: 1, asksWords: true })
  })

  it('leaves alone the sheets of meetings and the own rating, which are one each', () => {
    const single = (raterGroup: GateGroup['raterGroup']): GateGroup => {
      return { subjectId: 's', raterGroup, returned: 1, passed: 1 }
    }
    expect(gateOf(facts([single('SELF'), single('ORG'), single('SUPERIOR')]))).toEqual({
      closed: [],
      fell: 0,
      smallest: null,
      asksWords: false,
    })
  })
})
