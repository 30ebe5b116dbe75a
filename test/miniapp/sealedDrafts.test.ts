import type { Box } from '../../miniapp/keeping/box'
import { createSealedDrafts } from '../../miniapp/keeping/sealedDrafts'
import { type MemoryBox, memoryBox, openWindow, settled } from './support/keptPhone'

const until = '2026-09-14'
const chosen = { answers: { 'one/PEER/0': ['A', 'D', 'U', '', ''] }, key: 'k' }
const sealedIn = (box: MemoryBox): string => {
  const [draft] = [...box.kept.values()].filter(({ kind }) => kind === 'draft')
  return (draft?.value as { sealed: string } | undefined)?.sealed ?? ''
}
const draftsOf = async (box: Box, owner = 'me') => createSealedDrafts(await openWindow(box, owner))

test('what is kept is found again after a reload, and cannot be read where it lies', async () => {
  const box = memoryBox()
  expect(await (await draftsOf(box)).write('ballot.r', chosen, until)).toBe(true)
  expect(await (await draftsOf(box)).read('ballot.r')).toEqual(chosen)
  const lying = [...box.kept.values()]
  expect(lying.map(({ kind }) => kind).sort()).toEqual(['draft', 'key'])
  // Three signs alone come up in a sealed draft of two thousand by chance, once in some thousand runs.
  for (const text of [JSON.stringify(lying), atob(sealedIn(box))]) expect(text).not.toMatch(/PEER|answers|"A","D"/)
  const key = lying.find(({ kind }) => kind === 'key')?.value as CryptoKey
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

test('one choice and sixty are of one length', async () => {
  const box = memoryBox()
  const drafts = await draftsOf(box)
  const lengths = []
  for (const marks of [['A'], Array(60).fill('A'), []]) {
    await drafts.write('ballot.r', { answers: { one: marks } }, until)
    lengths.push(sealedIn(box).length)
  }
  expect(new Set(lengths).size).toBe(1)
  expect(lengths[0]).toBeGreaterThan(2000)
})

test('another person of this phone has another key and sees nothing, not even under the first one’s name', async () => {
  const box = memoryBox()
  await (await draftsOf(box, 'first')).write('ballot.r', chosen, until)
  const second = await draftsOf(box, 'second')
  expect(await second.read('ballot.r')).toBeNull()
  await second.write('ballot.r', { answers: {}, key: 'other' }, until)
  expect([...box.kept.values()].filter(({ kind }) => kind === 'key')).toHaveLength(2)
  // Put under his own name, it does not open: it is bound to its place and to the other's key.
  const stolen = [...box.kept.values()].find(({ kind, owner }) => kind === 'draft' && owner === 'first')
  const own = [...box.kept.values()].find(({ kind, owner }) => kind === 'draft' && owner === 'second')
  if (stolen && own) box.kept.set(own.id, { ...own, value: stolen.value })
  expect(await (await draftsOf(box, 'second')).read('ballot.r')).toBeNull()
  expect(await (await draftsOf(box, 'first')).read('ballot.r')).toEqual(chosen)
})

test('a draft moved to another round or altered does not open', async () => {
  const box = memoryBox()
  await (await draftsOf(box)).write('ballot.r', chosen, until)
  const [draft] = [...box.kept.values()].filter(({ kind }) => kind === 'draft')
  if (!draft) throw new Error('nothing is kept')
  box.kept.set('sealed.me.ballot.s', { ...draft, id: 'sealed.me.ballot.s' })
  expect(await (await draftsOf(box)).read('ballot.s')).toBeNull()
  const { sealed } = draft.value as { sealed: string }
  const value = { sealed: `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`, until }
  box.kept.set(draft.id, { ...draft, value })
  expect(await (await draftsOf(box)).read('ballot.r')).toBeNull()
})

test('of quick choices the last one stays; two windows that begin at once share one key', async () => {
  const box = memoryBox()
  const drafts = await draftsOf(box)
  await Promise.all([1, 2, 3, 4, 5].map((at) => drafts.write('ballot.r', { at }, until)))
  await settled()
  expect(await (await draftsOf(box)).read('ballot.r')).toEqual({ at: 5 })
  const both = memoryBox()
  const [one, two] = [await draftsOf(both), await draftsOf(both)]
  await Promise.all([one.write('ballot.r', 1, until), two.write('ballot.s', 2, until)])
  const reloaded = await draftsOf(both)
  expect([await reloaded.read('ballot.r'), await reloaded.read('ballot.s')]).toEqual([1, 2])
})

test('what is forgotten while it is being sealed does not come back, and a round that is over leaves nothing', async () => {
  const box = memoryBox()
  const drafts = await draftsOf(box)
  const writing = drafts.write('ballot.r', chosen, until)
  await drafts.forget('ballot.r')
  await writing
  await settled()
  expect([...box.kept.values()].filter(({ kind }) => kind === 'draft')).toEqual([])
  await drafts.write('ballot.old', chosen, '2026-09-01')
  await drafts.write('ballot.r', chosen, until)
  await drafts.clean('2026-09-02')
  await settled()
  expect([...box.kept.keys()].filter((id) => id.startsWith('sealed.'))).toEqual(['sealed.me.ballot.r'])
})

test('a phone that is full says so', async () => {
  const box = memoryBox()
  box.full = true
  expect(await (await draftsOf(box)).write('ballot.r', chosen, until)).toBe(false)
  expect(await (await draftsOf(box)).read('ballot.r')).toBeNull()
})
