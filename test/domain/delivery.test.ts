import { type Account, decide, type Standing } from '../../server/domain/delivery/decide'
import { expiryOf } from '../../server/domain/delivery/expiry'
import { createPace } from '../../server/domain/delivery/pace'
import { closes, isTold, troublePause } from '../../server/domain/delivery/trouble'

const now = 1_800_000_000_000
const minute = 60_000
const hour = 60 * minute
const open: Standing = { isOpen: true, memoryMilliseconds: hour }
const shut: Standing = { isOpen: false, memoryMilliseconds: 4 * hour }
const on = (platform: string, unreachableAt: number | null = null): Account => ({ platform, unreachableAt })
const message = { expiresAt: null, unsureSince: null, platform: null }
const both = new Map([
  ['feishu', open],
  ['wecom', shut],
])

describe('what becomes of a message that is due', () => {
  it.each([
    ['goes where the person came in last', [on('feishu'), on('wecom')], { kind: 'send', platform: 'feishu' }],
    [
      'goes by the other platform where the first stands still',
      [on('wecom'), on('feishu')],
      { kind: 'send', platform: 'feishu' },
    ],
    ['waits with the platform where there is no other', [on('wecom')], { kind: 'wait', on: 'wecom' }],
    ['waits for the person where he has no account', [], { kind: 'wait', on: 'person' }],
    [
      'waits for the person who was out of range an hour ago',
      [on('feishu', now - hour)],
      { kind: 'wait', on: 'person' },
    ],
    ['is tried with him again after a day', [on('feishu', now - 23 * hour)], { kind: 'send', platform: 'feishu' }],
    [
      'goes to who is there before who may be',
      [on('feishu', now - 99 * hour), on('wecom')],
      { kind: 'send', platform: 'feishu' },
    ],
    ['waits for the person on a platform that is not in use', [on('other')], { kind: 'wait', on: 'person' }],
  ])('it %s', (_what, accounts, decision) => {
    expect(decide(message, accounts, both, now)).toEqual(decision)
  })

  it('its own time ends it, not an hour before', () => {
    expect(decide({ ...message, expiresAt: now - 1 }, [on('feishu')], both, now)).toEqual({ kind: 'expired' })
    expect(decide({ ...message, expiresAt: now }, [on('feishu')], both, now).kind).toBe('send')
  })

  it.each([
    [
      'again where it was tried, while the platform would drop a second one',
      'feishu',
      39,
      { kind: 'send', platform: 'feishu' },
    ],
    ['not at all once the platform may have forgotten, whatever two clocks say', 'feishu', 41, { kind: 'unknown' }],
    ['later where the platform stands still, never by another', 'wecom', 41, { kind: 'wait', on: 'wecom' }],
    ['not at all where the platform is no longer in use', 'other', 1, { kind: 'unknown' }],
  ])('whose fate nobody knows it goes %s', (_what, platform, minutes, decision) => {
    const unsure = { ...message, platform, unsureSince: now - minutes * minute }
    expect(decide(unsure, [on('feishu'), on('wecom')], both, now)).toEqual(decision)
  })

  it('whose fate nobody knows it is never called expired', () => {
    const unsure = { expiresAt: now - 1, unsureSince: now - minute, platform: 'feishu' }
    expect(decide(unsure, [on('feishu')], both, now)).toEqual({ kind: 'unknown' })
  })
})

it('an answer is worth an hour, every other card a month', () => {
  expect(expiryOf('answer', now) - now).toBe(hour)
  expect(expiryOf('filing', now) - now).toBe(30 * 24 * hour)
})

describe('a platform in trouble', () => {
  it('is so at once by a setting or where nobody is, by single lost answers not before the third', () => {
    expect(closes({ cause: 'setting', unsure: false }, 1)).toBe(true)
    expect(closes({ cause: 'outage', unsure: false }, 1)).toBe(true)
    expect([1, 2, 3].map((failures) => closes({ cause: 'outage', unsure: true }, failures))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('is asked again after longer and longer, at most every half minute or minute', () => {
    const outage = { cause: 'outage', words: '', since: now } as const
    expect([0, 1, 10, 60].map((minutes) => troublePause(outage, now + minutes * minute))).toEqual([
      5000, 15_000, 30_000, 30_000,
    ])
    expect(troublePause({ ...outage, cause: 'setting' }, now + hour)).toBe(60_000)
  })

  it('is told of when it is a setting, or lasts', () => {
    expect(isTold({ cause: 'setting', words: '', since: now }, now)).toBe(true)
    expect(isTold({ cause: 'outage', words: '', since: now }, now + 119_999)).toBe(false)
    expect(isTold({ cause: 'outage', words: '', since: now }, now + 120_000)).toBe(true)
  })
})

describe('the pace', () => {
  const paced = (lane: number, person = { burst: 1, pause: 0 }) => createPace(() => ({ lane, person }))
  /** Begins as many calls as it may until `end`, asking every ten milliseconds; when each began. */
  const run = (pace: ReturnType<typeof paced>, end: number, person: string | null = null, from = 0): number[] => {
    const begun: number[] = []
    for (let at = from; at < end; at += 10)
      while (pace.startOf('a', person) <= at) {
        pace.begun('a', person, at)
        begun.push(at)
      }
    return begun
  }

  it('is even, and never more than the platform allows in any minute', () => {
    const begun = run(paced(1000 / 16.4), 180_000)
    // 1.06 times the floor of 1000 a minute.
    expect(begun.length).toBeGreaterThan(3000 / 1.06)
    const most = Math.max(...begun.map((from) => begun.filter((at) => at >= from && at < from + minute).length))
    expect(most).toBeLessThanOrEqual(1000)
  })

  it('makes up for a short delay, and not for a long one', () => {
    const pace = paced(100)
    pace.begun('a', null, 0)
    pace.begun('a', null, 150)
    expect(pace.startOf('a', null)).toBe(200)
    pace.begun('a', null, 10_000)
    expect(pace.startOf('a', null)).toBe(9850)
  })

  it('gives one person a few at once and then one at a time, thirty a minute at most', () => {
    const pace = paced(1, { burst: 10, pause: 4000 })
    const begun = run(pace, 220_000, 'p', 100_000)
    expect(begun.filter((at) => at < 100_050)).toHaveLength(10)
    expect(begun.filter((at) => at < 100_000 + minute).length).toBeLessThanOrEqual(30)
    expect(pace.startOf('a', 'another')).toBeLessThanOrEqual(220_000)
  })

  it('after somebody else may have written gives nobody several at once', () => {
    const pace = paced(1, { burst: 10, pause: 4000 })
    pace.forget(0)
    expect(run(pace, 12_000, 'p')).toEqual([0, 4000, 8000])
  })

  it('rests as long as it is asked to', () => {
    const pace = paced(10)
    pace.rest('a', 7500)
    expect(run(pace, 7510)).toEqual([7500])
    expect(pace.startOf('b', null)).toBe(0)
  })
})
