import 'fake-indexeddb/auto'
import { keptStore } from '../../miniapp/composables/keptStore'
import { draftName } from '../../miniapp/composables/useDraft'
import { box } from '../../miniapp/keeping'
import { noteSeen } from '../../miniapp/keeping/longGone'

const storage: Record<string, string> = {}
const method = (value: unknown) => ({ value, enumerable: false })
Object.defineProperties(storage, {
  getItem: method((name: string) => storage[name] ?? null),
  setItem: method((name: string, text: string) => {
    storage[name] = text
  }),
  removeItem: method((name: string) => {
    delete storage[name]
  }),
})
Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: storage })

/** What lies on this phone of somebody, in both places. */
const write = async (personId: string): Promise<void> => {
  const id = draftName(personId, 'visit')
  await box.change({ id, to: () => ({ owner: personId, kind: 'draft', value: { content: '看望' } }) })
  keptStore.write(`early.${id}`, { content: '看望了' })
}
const lying = async (personId: string): Promise<number[]> => [
  (await box.all(personId)).length,
  Object.keys(storage).filter((name) => name.includes(`.${personId}.`)).length,
]

test('after 400 days without somebody his words go from this phone, and nobody else’s', async () => {
  for (const personId of ['a', 'b', 'ab']) await write(personId)
  await noteSeen({ personId: 'a', today: '2026-09-01' })
  await noteSeen({ personId: 'b', today: '2027-10-06' })
  expect(await lying('a')).toEqual([1, 1])
  await noteSeen({ personId: 'b', today: '2027-10-07' })
  expect(await Promise.all(['a', 'b', 'ab'].map(lying))).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
  ])
})
