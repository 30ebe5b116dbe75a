import { Refused, Unreachable } from '../../miniapp/api/refused'
import {
  daysLeftText,
  daysUntil,
  dayText,
  dayWithWeekday,
  halfText,
  quarterText,
} from '../../miniapp/composables/dayText'
import { toRefusal, useAction } from '../../miniapp/composables/useAction'
import { draftName, useDraft } from '../../miniapp/composables/useDraft'
import { useLoad } from '../../miniapp/composables/useLoad'
import { keptTextStep } from '../../miniapp/composables/useTextStep'
import { keyboardIsOpen } from '../../miniapp/composables/useTyping'
import { useUndo } from '../../miniapp/composables/useUndo'
import { createKeeping, type Keeping } from '../../miniapp/keeping/keeping'
import { memoryBox, openWindow, settled } from './support/keptPhone'
import { memoryStore } from './support/memoryStore'

describe('drafts', () => {
  const empty = { dutyText: '', items: ['', ''] }

  test('what was typed is there again after a reload', async () => {
    const box = memoryBox()
    const draft = useDraft('d', empty, await openWindow(box))
    draft.value.value.dutyText = '设备点检'
    draft.value.value.items[1] = '每月2次'
    await settled()
    const again = useDraft('d', empty, await openWindow(box))
    expect(again.restored.value).toBe(true)
    expect(again.value.value).toEqual({ dutyText: '设备点检', items: ['', '每月2次'] })
  })

  test('a form that nobody has touched leaves nothing on the phone', async () => {
    const box = memoryBox()
    expect(useDraft('d', empty, await openWindow(box)).restored.value).toBe(false)
    expect(box.kept.size).toBe(0)
  })

  test('after the confirmed submission the draft is gone, and the next change starts a new one', async () => {
    const box = memoryBox()
    const draft = useDraft('d', empty, await openWindow(box))
    draft.value.value.dutyText = '设备点检'
    draft.clear({ dutyText: '', items: ['', ''] })
    await settled()
    expect(box.kept.size).toBe(0)
    draft.value.value.dutyText = '新'
    await settled()
    expect(box.kept.get('d')?.value).toMatchObject({ dutyText: '新' })
  })

  test('what is typed while it is being sent was not sent: it stays, as the next one', async () => {
    const box = memoryBox()
    const fresh = (entryId: string) => ({ entryId, content: '' })
    const draft = useDraft('d', fresh('1'), await openWindow(box))
    draft.value.value.content = '一切正常'
    await useAction().run(async () => {
      await settled()
      draft.value.value.content = '一切正常，另有一事'
      await settled()
      draft.clear(fresh('2'))
    })
    await settled()
    expect(draft.value.value).toEqual({ entryId: '2', content: '一切正常，另有一事' })
    expect(draft.restored.value).toBe(true)
    expect(useDraft('d', fresh('3'), await openWindow(box)).value.value).toEqual(draft.value.value)
    // Sent in its turn, or thrown away, it is gone.
    await useAction().run(async () => draft.clear(fresh('4')))
    expect(draft.value.value).toEqual(fresh('4'))
  })

  test('the same where the form is cleared after its action, and of a draft that the house keeps, what it has not heard', async () => {
    const box = memoryBox()
    const draft = useDraft('d', { content: '' }, await openWindow(box))
    draft.value.value.content = '一切正常'
    const saved = { ...draft.value.value }
    const send = async (): Promise<void> => {
      await settled()
      draft.value.value.content = '一切正常，另有一事'
      await settled()
    }
    const passedOn = async (): Promise<boolean> => useAction().run(send)
    if (await passedOn()) draft.clear(saved)
    await settled()
    expect(useDraft('d', { content: '' }, await openWindow(box)).value.value).toEqual({ content: '一切正常，另有一事' })
    // Thrown away by hand it is gone, also when it was typed while something was being sent.
    draft.clear({ content: '' })
    await settled()
    expect(box.kept.size).toBe(0)
  })

  test('the same form in a second window follows what is typed in the first, and its sending', async () => {
    const box = memoryBox()
    const listeners: (() => void)[] = []
    const channelOf = (own: number) => ({
      postMessage: () => void listeners.forEach((listener, each) => void (each === own || listener())),
      addEventListener: (_type: 'message', listener: () => void) => {
        listeners[own] = listener
      },
    })
    const [one, other] = [createKeeping(box, channelOf(0)), createKeeping(box, channelOf(1))]
    await Promise.all([one.open('me'), other.open('me')])
    const [first, second] = [useDraft('d', empty, one), useDraft('d', empty, other)]
    first.value.value.dutyText = '设备点检'
    await settled()
    expect(second.value.value).toEqual({ dutyText: '设备点检', items: ['', ''] })
    second.value.value.items[0] = '每月2次'
    await settled()
    expect(first.value.value).toEqual({ dutyText: '设备点检', items: ['每月2次', ''] })
    second.clear({ dutyText: '', items: ['', ''] })
    await settled()
    expect(first.value.value).toEqual(empty)
  })

  test('words that are given back stand in the form that is open here, too', async () => {
    const keeping = await openWindow(memoryBox())
    const draft = useDraft('d', empty, keeping)
    await keeping.change({ id: 'd', to: () => ({ owner: 'me', kind: 'draft', value: { dutyText: '设备点检' } }) })
    expect(draft.value.value).toEqual({ dutyText: '设备点检', items: ['', ''] })
    expect(draft.restored.value).toBe(true)
  })

  /** localStorage of a browser: what is in it. */
  const withStorage = (): Map<string, string> => {
    const kept = new Map<string, string>()
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      value: {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, text: string) => void kept.set(name, text),
        removeItem: (name: string) => void kept.delete(name),
      },
    })
    return kept
  }

  test('what is typed before the keeping has come is there after a reload, until the keeping takes it over', async () => {
    const kept = withStorage()
    useDraft('d', empty, null).value.value.dutyText = '设备点检'
    const reloaded = useDraft('d', empty, null)
    expect([reloaded.value.value.dutyText, reloaded.restored.value]).toEqual(['设备点检', true])
    const box = memoryBox()
    expect(useDraft('d', empty, await openWindow(box)).value.value.dutyText).toBe('设备点检')
    await settled()
    expect(kept.size).toBe(0)
    expect(box.kept.get('d')?.value).toEqual({ dutyText: '设备点检' })
  })

  describe('a page that goes before the disk has answered', () => {
    /** A disk that has taken what was typed first, and takes nothing more before the page is gone. */
    const slowDisk = async () => {
      const kept = withStorage()
      const box = memoryBox()
      const first = useDraft('d', empty, await openWindow(box))
      first.value.value.dutyText = '设备点检超出一字'
      await settled()
      const page = await openWindow({ ...box, change: () => new Promise(() => undefined) })
      const reload = async (onto: Keeping | null = null) => useDraft('d', empty, onto ?? (await openWindow(box)))
      return { kept, box, draft: useDraft('d', empty, page), reload }
    }

    test('loses none of the words typed last', async () => {
      const { kept, box, draft, reload } = await slowDisk()
      draft.value.value.dutyText = '设备点检'
      draft.value.value.items[0] = '每月2次'
      const again = await reload()
      expect([again.value.value, again.restored.value]).toEqual([
        { dutyText: '设备点检', items: ['每月2次', ''] },
        true,
      ])
      await settled()
      expect([kept.size, box.kept.get('d')?.value]).toEqual([0, again.value.value])
    })

    test('does not bring back what was taken out again, sent or thrown away', async () => {
      for (const end of ['taken out', 'sent'] as const) {
        const { kept, box, draft, reload } = await slowDisk()
        if (end === 'sent') draft.clear(empty)
        else draft.value.value.dutyText = ''
        const again = await reload()
        expect([again.value.value, again.restored.value]).toEqual([empty, false])
        await settled()
        expect([kept.size, box.kept.size]).toEqual([0, 0])
      }
    })

    test('gives way to what another window wrote after it', async () => {
      const { kept, box, draft, reload } = await slowDisk()
      draft.value.value.dutyText = '设备点检'
      const other = createKeeping(box, null)
      await other.open('me')
      const there = await reload(other)
      there.value.value.dutyText = '巡检'
      await settled()
      expect((await reload()).value.value.dutyText).toBe('巡检')
      expect(kept.size).toBe(0)
    })
  })

  test('what the form says by itself may come later: it stands under what was typed and under what was kept', async () => {
    const box = memoryBox()
    const typed = useDraft('d', empty, await openWindow(box))
    typed.value.value.dutyText = '设备点检'
    typed.fill({ ...empty, items: ['每月学习', ''], dutyText: '巡检' })
    expect(typed.value.value).toMatchObject({ dutyText: '设备点检', items: ['每月学习', ''] })
    await settled()
    const again = useDraft('d', empty, await openWindow(box))
    again.fill({ ...empty, items: ['每月学习', ''] })
    await settled()
    expect(again.value.value).toMatchObject({ dutyText: '设备点检', items: ['每月学习', ''] })
    expect(box.kept.get('d')?.value).toEqual({ dutyText: '设备点检' })
  })

  test('two people on one tablet have two drafts', () => {
    expect(draftName('a', 'pledge')).not.toBe(draftName('b', 'pledge'))
  })

  test('the page learns when the phone keeps nothing', async () => {
    const box = memoryBox()
    box.full = true
    const draft = useDraft('d', empty, await openWindow(box))
    draft.value.value.dutyText = '设备点检'
    await settled()
    expect(draft.keeps.value).toBe(false)
  })
})

describe('actions', () => {
  test('a double tap does one thing', async () => {
    const action = useAction()
    const work = jest.fn(() => Promise.resolve())
    const [first, second] = await Promise.all([action.run(work), action.run(work)])
    expect([first, second]).toEqual([true, false])
    expect(work).toHaveBeenCalledTimes(1)
    expect(action.busy.value).toBe(false)
  })

  test('a refusal stands at its fields, and what has no field of its own is shown beside', async () => {
    const action = useAction()
    const problems = [
      { field: 'dutyText', code: 'a', sentence: '超出1字' },
      { field: 'elsewhere', code: 'b', sentence: '别处的问题' },
    ]
    await action.run(() => Promise.reject(new Refused(422, 'form.invalid', '有2处需要修改。', problems)))
    expect(action.problemOf('dutyText')).toBe('超出1字')
    expect(action.problemOf('photoId')).toBe('')
    expect(action.problemsBeside(['dutyText']).map(({ sentence }) => sentence)).toEqual(['别处的问题'])
    await action.run(() => Promise.resolve())
    expect(action.refusal.value).toBeNull()
  })

  test('no network is said in words; a fault of the page is not shown to the person in English', () => {
    expect(toRefusal(new Unreachable()).sentence).toContain('网络不通')
    const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(toRefusal(new RangeError('bad index')).sentence).not.toMatch(/[a-z]/i)
    quiet.mockRestore()
  })
})

describe('loading', () => {
  test('the answer to an older question does not replace a newer one', async () => {
    const answers: ((value: string) => void)[] = []
    const load = useLoad(() => new Promise<string>((resolve) => answers.push(resolve)))
    const second = load.reload()
    answers[1]?.('新')
    await second
    answers[0]?.('旧')
    await Promise.resolve()
    expect(load.value.value).toBe('新')
    expect(load.loading.value).toBe(false)
  })

  test('a failed reload keeps what is shown and says why', async () => {
    let fails = false
    const load = useLoad(() => (fails ? Promise.reject(new Unreachable()) : Promise.resolve('在')))
    await Promise.resolve()
    fails = true
    await load.reload()
    expect(load.value.value).toBe('在')
    expect(load.refusal.value?.code).toBe('network')
  })
})

describe('undo', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  test('the offer goes after six seconds and can no longer be taken', async () => {
    const undo = useUndo()
    const work = jest.fn(() => Promise.resolve(true))
    undo.show('已登记', work)
    jest.advanceTimersByTime(5999)
    expect(undo.offer.value).toBe('已登记')
    jest.advanceTimersByTime(1)
    expect(undo.offer.value).toBe('')
    await undo.press()
    expect(work).not.toHaveBeenCalled()
  })

  test('a finger on the bar holds it; a press takes back once', async () => {
    const undo = useUndo()
    const work = jest.fn(() => Promise.resolve(true))
    undo.show('已登记', work)
    undo.hold()
    jest.advanceTimersByTime(60_000)
    expect(undo.offer.value).toBe('已登记')
    await Promise.all([undo.press(), undo.press()])
    expect(work).toHaveBeenCalledTimes(1)
    expect(undo.offer.value).toBe('')
  })

  test('what could not be taken back just now is offered again, unless something newer is', async () => {
    const undo = useUndo()
    const work = jest.fn(() => Promise.resolve(false))
    undo.show('已登记', work)
    await undo.press()
    expect(undo.offer.value).toBe('已登记')
    const pressed = undo.press()
    undo.show('又登记了一次', work)
    await pressed
    expect(undo.offer.value).toBe('又登记了一次')
    jest.advanceTimersByTime(6000)
    expect(undo.offer.value).toBe('')
  })
})

describe('days in words', () => {
  test.each([
    [0, '今天截止'],
    [5, '还有5天'],
    [-2, '已逾期2天'],
  ])('%i days left', (days, words) => expect(daysLeftText(days)).toBe(words))

  test('a day of another year shows its year', () => {
    expect(dayText('2026-09-20', '2026-01-01')).toBe('9月20日')
    expect(dayText('2025-12-31', '2026-01-01')).toBe('2025年12月31日')
    expect(dayWithWeekday('2026-09-20')).toBe('9月20日 周日')
    expect(daysUntil('2026-09-20', '2026-09-15')).toBe(5)
  })

  test('half-years and quarters', () => {
    expect(halfText('2026H2')).toBe('2026年下半年')
    expect(quarterText('2026Q3')).toBe('2026年第三季度')
  })
})

test('a kept text size out of range falls back to one that exists', () => {
  const store = memoryStore()
  expect(keptTextStep(store)).toBe(0)
  store.write('textStep', 7)
  expect(keptTextStep(store)).toBe(2)
  store.write('textStep', 'x')
  expect(keptTextStep(store)).toBe(0)
})

test('the keyboard counts as open when a fifth of the screen is gone, the address bar does not', () => {
  expect(keyboardIsOpen(480, 800)).toBe(true)
  expect(keyboardIsOpen(744, 800)).toBe(false)
})
