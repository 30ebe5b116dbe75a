import { ref } from 'vue'
import { session } from '../../../miniapp/client/session'
import { useSend } from '../../../miniapp/composables/useSend'
import type { Round } from '../../../miniapp/pages/rounds/roundSteps'
import { useBox } from '../../../miniapp/pages/rounds/useBox'
import { useLock } from '../../../miniapp/pages/rounds/useLock'
import type { RoundModel } from '../../../miniapp/pages/rounds/useRound'
import { useSafe } from '../../../miniapp/pages/rounds/useSafe'
import { useDraw } from '../../../miniapp/pages/safePrints/useDraw'

// What seals is a file of its own that the network does not bring.
jest.mock('../../../miniapp/sealing/lock', () => {
  throw new Error('the network is gone')
})
const { drawCode } = jest.requireActual<typeof import('../../../miniapp/sealing/lock')>('../../../miniapp/sealing/lock')

const round = { locks: null, box: null, round: {} } as unknown as Round
const model = (): RoundModel =>
  ({
    roundId: 'r',
    sending: useSend(),
    load: { value: ref(round) },
    finish: async () => undefined,
  }) as unknown as RoundModel

describe('a press that cannot go on without the network says so, and can be made again', () => {
  const network = '网络不通，没有连上服务器。填写的内容都还在，请稍后再试。'
  beforeEach(() => {
    session.value = { personId: 'p', today: '2026-09-30' } as unknown as typeof session.value
    Object.defineProperty(globalThis.navigator, 'onLine', { value: false, configurable: true })
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('network'))
  })
  afterEach(() => {
    jest.restoreAllMocks()
    Reflect.deleteProperty(globalThis.navigator, 'onLine')
  })

  test('a 监票码 and a 备份码 are drawn', async () => {
    const house = model()
    const lock = useLock(house, round)
    await lock.draw()
    expect([house.sending.refusal.value?.sentence, lock.working.value, lock.step.value]).toEqual([
      network,
      false,
      'intro',
    ])
    const print = useDraw({ half: '2026H2', place: 1, again: false }, () => undefined)
    await print.draw()
    expect([print.sending.refusal.value?.sentence, print.working.value, print.step.value]).toEqual([
      network,
      false,
      'intro',
    ])
  })

  test('the box is opened, by its code and by the safe', async () => {
    for (const use of [useBox, useSafe]) {
      const house = model()
      const opening = use(house, round)
      opening.typed.value = drawCode()
      await (opening.press as (step: 'strip') => Promise<void>)('strip')
      expect([house.sending.refusal.value?.sentence, opening.working.value]).toEqual([network, false])
    }
  })
})
