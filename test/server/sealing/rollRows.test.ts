import { randomBytes } from 'node:crypto'
import { outerLength, type SealedOuter } from '../../../server/domain/sealing/boundTo'
import {
  isOwnRow,
  listHash,
  rowMark,
  unwrapEnvelope,
  wrapEnvelope,
  wrappedLength,
} from '../../../server/sealing/rollRows'

const place: SealedOuter = { roundId: 'r', voterId: 'v', subjectId: 's', raterGroup: 'PEER', revision: 1 }
const moves = [{ roundId: 'x' }, { voterId: 'x' }, { subjectId: 'x' }, { raterGroup: 'SELF' }, { revision: 2 }] as const
const wrap = randomBytes(32)
const house = randomBytes(32)
const outer = randomBytes(outerLength)

describe('an envelope on the roll', () => {
  const wrapped = wrapEnvelope(wrap, place, outer)

  it('is wrapped into one size and comes out as it was', () => {
    expect(wrapped).toHaveLength(wrappedLength)
    expect(wrapped).not.toBe(wrapEnvelope(wrap, place, outer))
    expect(unwrapEnvelope(wrap, place, wrapped)).toEqual(outer)
    expect(unwrapEnvelope(randomBytes(32), place, wrapped)).toBeNull()
    for (const broken of ['', 'x', wrapped.slice(4)]) expect(unwrapEnvelope(wrap, place, broken)).toBeNull()
  })

  it.each(moves)('is none of this house’s in another place: %j', (moved) => {
    const mark = rowMark(house, place, wrapped)
    expect(isOwnRow(house, place, wrapped, mark)).toBe(true)
    expect(isOwnRow(house, { ...place, ...moved }, wrapped, mark)).toBe(false)
    expect(unwrapEnvelope(wrap, { ...place, ...moved }, wrapped)).toBeNull()
  })

  it('is none of this house’s without its mark, with another one or with other bytes', () => {
    const mark = rowMark(house, place, wrapped)
    for (const other of ['', 'zz', mark.slice(2), rowMark(randomBytes(32), place, wrapped)])
      expect(isOwnRow(house, place, wrapped, other)).toBe(false)
    expect(isOwnRow(house, place, wrapEnvelope(wrap, place, outer), mark)).toBe(false)
  })
})

it('the hash of a list does not know an order, and knows every line', () => {
  expect(listHash(['b', 'a'])).toBe(listHash(['a', 'b']))
  for (const other of [['a'], ['a', 'b', 'b'], ['ab'], []]) expect(listHash(other)).not.toBe(listHash(['a', 'b']))
})
