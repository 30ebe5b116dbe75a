import { randomUUID } from 'node:crypto'
import { StoredFile, StoredFilePart } from '../../../entities'
import { purgeUnusedFiles } from '../../../server/features/attachments/purgeUnusedFiles'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

/** `npm run drill -- purge` runs this file with 13,000. */
const fileCount = Number(process.env.PURGE_FILES ?? 400)
const mostMilliseconds = 100

/**
 * How long the loop is kept from everybody else, in CPU time of its own thread: neither other programs on this machine nor what
 * the process does beside the loop count.
 */
function longestTurn(): { stop(): number } {
  let before = process.threadCpuUsage()
  let longest = 0
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before)
    before = process.threadCpuUsage()
    longest = Math.max(longest, (user + system) / 1000)
  }, 1)
  return {
    stop: () => {
      clearInterval(timer)
      return longest
    },
  }
}

/** A purge that keeps others waiting does so at each of its pieces; one wait or two are the machine's own, which has more to do. */
const thirdLongest = (waits: readonly number[]): number => [...waits].sort((one, other) => other - one)[2] ?? 0

describeEachDatabase('the nightly purge of a large house', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
    house.setToday('2026-09-01')
    const ownerId = persona('member').personId
    const facts = {
      ownerId,
      purpose: 'PICTURE' as const,
      originalId: null,
      mediaType: 'image/jpeg',
      width: 1,
      height: 1,
    }
    const content = Buffer.alloc(60_000, 7)
    for (let at = 0; at < fileCount; at += 100) {
      const ids = Array.from({ length: Math.min(100, fileCount - at) }, () => randomUUID())
      await house.as(null, async (work) => {
        const kept = { byteCount: 120_000, sha256: '0'.repeat(64), createdAt: work.now }
        await work.insert(
          StoredFile,
          ids.map((id) => ({ id, ...facts, ...kept })),
        )
        for (const id of ids) {
          await work.insert(StoredFilePart, { fileId: id, part: 0, content })
          await work.insert(StoredFilePart, { fileId: id, part: 1, content })
        }
        // Every second one is named, as the copy of an original names it.
        const copies = ids.filter((_id, index) => index % 2)
        for (const originalId of copies)
          await work.change(StoredFile, { id: ids[ids.indexOf(originalId) - 1] ?? '' }, { originalId })
      })
    }
  }, 600_000)
  afterAll(() => house.close())

  let over = false
  /** Somebody who writes again and again, for so many seconds: how long each write took, in milliseconds. */
  const writesFor = async (seconds: number): Promise<number[]> => {
    over = false
    const waits: number[] = []
    for (const end = performance.now() + seconds * 1000; !over && performance.now() < end; ) {
      const began = performance.now()
      await house.as(null, (work) =>
        work.audit({ action: 'drill.wait', subjectKind: 'drill', subjectId: randomUUID() }),
      )
      waits.push(performance.now() - began)
      await new Promise((resume) => setTimeout(resume, 10))
    }
    return waits
  }

  it('removes every file that nothing names, and nobody waits for it', async () => {
    house.setToday('2026-10-10')
    const turns = longestTurn()
    const waiting = writesFor(Number.POSITIVE_INFINITY)
    const began = performance.now()
    const removed = await purgeUnusedFiles(house.database)
    const seconds = (performance.now() - began) / 1000
    over = true
    const waits = await waiting
    // Unnamed copies first, then the originals that nothing names any more.
    expect(removed).toBe(fileCount)
    expect(await house.source.manager.count(StoredFilePart)).toBe(0)
    const longest = thirdLongest(waits)
    const turn = turns.stop()
    const quiet = thirdLongest(await writesFor(seconds))
    if (process.env.PURGE_FILES)
      process.stderr.write(
        `purge ${db.kind}: ${removed} files in ${seconds.toFixed(1)} s; ${waits.length} writes meanwhile, the longest ${longest.toFixed(0)} ms (without the purge ${quiet.toFixed(0)} ms); the longest turn of the loop ${turn.toFixed(0)} CPU-ms\n`,
      )
    expect(turn).toBeLessThan(mostMilliseconds)
    // Whoever uses this machine besides makes a write wait as well: that much may be added.
    expect(longest).toBeLessThan(mostMilliseconds + quiet)
  }, 600_000)
})
