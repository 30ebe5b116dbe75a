import { anchorLines } from '../../../miniapp/pages/rounds/anchorLines'
import type { Round } from '../../../miniapp/pages/rounds/roundSteps'

const hash = 'ab'.repeat(32)
const boxOf = (unopened: number): Round['box'] => ({
  envelopes: 40,
  listHash: hash,
  stripped: {
    passed: 40,
    refused: [],
    copied: [],
    missing: 0,
    unopened,
    fell: 0,
    smallest: 3,
    asksWords: false,
    confirmed: [],
  },
})

describe('what stands of list and count on the page of a round', () => {
  it('is nothing before the closing, and the list after it', () => {
    expect(anchorLines({ box: null, checksum: null })).toEqual([])
    expect(anchorLines({ box: boxOf(2), checksum: null })).toEqual([expect.stringMatching(/^票箱清单：40份，校验码 /)])
  })

  it('says after the count how many lie in groups that were too small to be opened', () => {
    expect(anchorLines({ box: boxOf(0), checksum: hash })).toHaveLength(2)
    expect(anchorLines({ box: boxOf(2), checksum: hash })[2]).toBe('有2份所在的组份数太少，没有拆开，不计入结果。')
  })
})
