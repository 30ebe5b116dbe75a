import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { Refused, Unreachable } from '../../miniapp/api/refused'
import { createQueue, type Outgoing, type Queue } from '../../miniapp/composables/queue'
import { createBox } from '../../miniapp/keeping/box'
import { createKeeping, type Keeping } from '../../miniapp/keeping/keeping'
import { createPictureBox, type PictureBox } from '../../miniapp/keeping/pictures'

const words = 'draft.a.visit'
/** What happens to a request, in the order in which they are made: none of it arrives, its answer is lost, the page is killed. */
type Cut = 'through' | 'lost' | 'unanswered' | 'killedBefore' | 'killedAfter'

/** The server: files by the key under which they came, and visits by theirs. */
const server = () => {
  const files = new Map<string, { id: string; content: string; times: number }>()
  const visits = new Map<string, string[]>()
  return {
    files,
    visits,
    upload: (content: string, key: string): string => {
      const before = files.get(key)
      if (before && before.content !== content) throw new Refused(409, 'request.keyReused', '')
      const file = before ?? { id: `file${files.size + 1}`, content, times: 0 }
      files.set(key, { ...file, times: file.times + 1 })
      return file.id
    },
    log: (key: string, pictureIds: string[]): void => {
      const before = visits.get(key)
      if (before && before.join() !== pictureIds.join()) throw new Refused(409, 'request.keyReused', '')
      visits.set(key, pictureIds)
    },
  }
}

/** The phone: one page after the other, over one storage. */
const phone = (cuts: Cut[]) => {
  globalThis.indexedDB = new IDBFactory()
  const far = server()
  const state = { now: 1_790_000_000_000, page: 0, uploads: 0 }
  /** Resolved when the page that is open is killed. */
  let kill: () => void = () => undefined
  let killed = Promise.resolve()
  const gone = <Result>(): Promise<Result> => {
    kill()
    return new Promise(() => undefined)
  }
  const through = async <Answer>(page: number, body: () => Answer): Promise<Answer> => {
    await Promise.resolve()
    const cut = page === state.page ? (cuts.shift() ?? 'through') : 'killedBefore'
    if (cut === 'lost') throw new Unreachable()
    if (cut === 'killedBefore') return gone()
    const answer = body()
    if (cut === 'unanswered') throw new Unreachable()
    return cut === 'killedAfter' ? gone() : answer
  }
  const open = async (): Promise<{ queue: Queue; keeping: Keeping; pictures: PictureBox }> => {
    state.page += 1
    const page = state.page
    killed = new Promise((done) => {
      kill = done
    })
    const keeping = createKeeping(createBox(), null)
    await keeping.open('a')
    const pictures = createPictureBox(keeping, () => state.now)
    const send = async ({ key, pictures: names = [] }: Outgoing): Promise<unknown> => {
      const fileIds = await pictures.send(names, async (blob, pictureKey) => {
        const content = await blob.text()
        state.uploads += 1
        return through(page, () => far.upload(content, pictureKey))
      })
      return through(page, () => far.log(key, fileIds))
    }
    return {
      queue: createQueue(
        keeping,
        send,
        (_name, body) => body(),
        () => state.now,
      ),
      keeping,
      pictures,
    }
  }
  /** Until it is answered or the page is killed. */
  const settled = (promise: Promise<unknown>): Promise<unknown> =>
    Promise.race([promise.catch(() => undefined), killed])
  return { far, state, open, settled }
}

const cut = fc.constantFrom<Cut>('through', 'through', 'lost', 'unanswered', 'killedBefore', 'killedAfter')
const kept = (keeping: Keeping) => keeping.records.value.filter(({ kind }) => kind === 'picture').length

test('up to nine photos go with their words once each, whatever is cut, and never without them', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.array(cut, { maxLength: 14 }), async (count, cuts) => {
      const planned = [...cuts]
      const { far, state, open, settled } = phone(cuts)
      let page = await open()
      const contents = Array.from({ length: count }, (_none, at) => `photo ${at}`)
      const names: string[] = []
      for (const content of contents) names.push(await page.pictures.add(new Blob([content])))
      const draft = { pictures: names }
      await page.keeping.put('draft', words, draft)
      const entry = {
        name: 'visit.log' as const,
        input: { visitId: 'v' },
        slot: 'visit.v',
        title: 'v',
        path: '/visits',
      }
      const pressed = page.queue.submit({
        ...entry,
        pictures: names,
        draftName: '',
        giveBack: { draftName: words, draft },
      })
      await settled(pressed)
      for (let tries = 0; tries < 16 && (cuts.length || page.queue.waiting.value.length); tries += 1) {
        page = await open()
        await settled(page.queue.flush())
      }
      page = await open()
      expect(page.queue.waiting.value).toEqual([])
      expect([...far.visits.values()]).toHaveLength(1)
      const [fileIds = []] = [...far.visits.values()]
      const byId = new Map([...far.files.values()].map(({ id, content }) => [id, content]))
      // All of them, in their order, each as one file.
      expect(fileIds.map((id) => byId.get(id))).toEqual(contents)
      expect(far.files.size).toBe(count)
      // What had arrived and was written down was not sent again: one more try for each cut at most.
      expect(state.uploads).toBeLessThanOrEqual(count + planned.length)
      expect(kept(page.keeping)).toBe(0)
      for (const each of planned) seen.add(each)
    }),
    { numRuns: 60, seed: 20261130 },
  )
  expect(seen.size).toBe(5)
}, 60_000)

test('photos that nothing names are thrown away after a day, and those of a draft or of refused words are not', async () => {
  const { state, open } = phone([])
  const { keeping, pictures } = await open()
  const [drafted, refused, nobodys] = [
    await pictures.add(new Blob(['1'])),
    await pictures.add(new Blob(['2'])),
    await pictures.add(new Blob(['3'])),
  ]
  await keeping.put('draft', words, { pictures: [drafted] })
  await keeping.put('refused', 'entry.a.x', { giveBack: { draft: { pictures: [refused] } } })
  await pictures.clean()
  expect(kept(keeping)).toBe(3)
  state.now += 86_400_001
  await pictures.clean()
  expect([pictures.blobOf(drafted), pictures.blobOf(refused), pictures.blobOf(nobodys)].map(Boolean)).toEqual([
    true,
    true,
    false,
  ])
})

test('a photo that is lost on the phone holds its words back in a sentence; files the server has cleared away go anew', async () => {
  const { far, open } = phone([])
  const { pictures } = await open()
  const upload = (): Promise<string> => Promise.resolve(far.upload('1', `key${far.files.size}`))
  await expect(pictures.send(['nowhere'], upload)).rejects.toThrow('有照片在这台设备上找不到了')
  const name = await pictures.add(new Blob(['1']))
  expect(await pictures.send([name], upload)).toEqual(['file1'])
  expect(await pictures.send([name], upload)).toEqual(['file1'])
  await pictures.sendAnew([name])
  expect(await pictures.send([name], upload)).toEqual(['file2'])
})
