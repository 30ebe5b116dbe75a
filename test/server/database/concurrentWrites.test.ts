import { InboxEvent } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { ChangedMind, type EmptyHouse, gate, note, openEmptyHouse, write, writePlainly } from './emptyHouse'

describeEachDatabase('many people writing at once', (db) => {
  let house: EmptyHouse

  beforeAll(async () => {
    house = await openEmptyHouse(db.url)
  })
  afterAll(() => house.database.close())

  const unit = (id: string, fails = false) =>
    house.database.unitOfWork(null, 'job', async (work) => {
      await write(work, note(`${id}-1`, id))
      // Others get their turn in the middle of it.
      await new Promise((resume) => setTimeout(resume, Math.random() * 3))
      await write(work, note(`${id}-2`, id), note(`${id}-3`, id))
      if (fails) throw new ChangedMind()
      return id
    })

  it('twenty pieces of work begun in the same moment are all done, and those that fail leave nothing', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => unit(`a${index}`, index % 4 === 3)),
    )
    const done = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(done).toHaveLength(15)
    const wanted = done.flatMap((id) => [`${id}-1`, `${id}-2`, `${id}-3`])
    expect(await house.ids('a')).toEqual(wanted.sort())
  })

  it('a plain write acknowledged while another person works is kept when that person gives up', async () => {
    const begun = gate()
    const mayEnd = gate()
    const abandoned = house.database.unitOfWork(null, 'job', async (work) => {
      await write(work, note('b-abandoned'))
      begun.open()
      await mayEnd.opened
      throw new ChangedMind()
    })
    await begun.opened
    const plain = writePlainly(house.source.manager, note('b-plain'))
    const other = house.database.unitOfWork(null, 'job', (work) => write(work, note('b-other')))
    // A server answers at once, SQLite lets writers wait for each other: either way the answer must hold.
    await Promise.race([Promise.all([plain, other]), new Promise((resume) => setTimeout(resume, 50))])
    mayEnd.open()
    await expect(abandoned).rejects.toThrow(ChangedMind)
    await Promise.all([plain, other])
    expect(await house.ids('b')).toEqual(['b-other', 'b-plain'])
  })

  it('nobody sees what is not finished, and everybody sees it once it is', async () => {
    const begun = gate()
    const mayEnd = gate()
    const open = house.database.unitOfWork(null, 'job', async (work) => {
      await write(work, note('c-1'))
      begun.open()
      await mayEnd.opened
      return work.manager.countBy(InboxEvent, { id: 'c-1' })
    })
    await begun.opened
    expect(await house.ids('c')).toEqual([])
    expect(await house.source.manager.countBy(InboxEvent, { id: 'c-1' })).toBe(0)
    mayEnd.open()
    // Whoever writes sees his own.
    expect(await open).toBe(1)
    expect(await house.ids('c')).toEqual(['c-1'])
  })

  it('statements that stand alone come together, and one that fails takes no other with it', async () => {
    const alone = (id: string) => house.database.oneStatement(null, 'job', (work) => write(work, note(id)))
    const outcomes = await Promise.allSettled(['x-1', 'x-2', 'x-1', 'x-3', 'x-2', 'x-4'].map(alone))
    const count = (status: string) => outcomes.filter((each) => each.status === status).length
    expect([count('fulfilled'), count('rejected')]).toEqual([4, 2])
    expect(await house.ids('x-')).toEqual(['x-1', 'x-2', 'x-3', 'x-4'])
  })

  it('a unit of one statement writes no second one', async () => {
    const twice = house.database.oneStatement(null, 'job', async (work) => {
      await write(work, note('y-1'))
      await write(work, note('y-2'))
    })
    await expect(twice).rejects.toThrow('second one')
    expect(await house.ids('y-')).toEqual(['y-1'])
  })

  it('in a storm of work, failures, plain writes and reads nothing acknowledged is lost and nothing half is seen', async () => {
    const acknowledged: string[] = []
    let halfSeen = 0
    let reads = 0
    const readHalves = async () => {
      reads += 1
      const rows = await house.source.manager
        .createQueryBuilder(InboxEvent, 'note')
        .select('note.kind', 'kind')
        .addSelect('count(*)', 'size')
        .where("note.kind like 'd%'")
        .groupBy('note.kind')
        .getRawMany<{ kind: string; size: number | string }>()
      halfSeen += rows.filter((row) => Number(row.size) !== 3).length
    }
    let next = 0
    const worker = async () => {
      while (next < 240) {
        const turn = next++
        const id = `d${turn}`
        if (turn % 4 === 0) await readHalves()
        else if (turn % 4 === 1) {
          await writePlainly(house.source.manager, note(`e${turn}`))
          acknowledged.push(`e${turn}`)
        } else {
          const done = await unit(id, turn % 4 === 2).catch((fault) => {
            if (fault instanceof ChangedMind) return null
            throw fault
          })
          if (done) acknowledged.push(`${id}-1`, `${id}-2`, `${id}-3`)
        }
      }
    }
    await Promise.all(Array.from({ length: 20 }, worker))
    expect(reads).toBe(60)
    expect(halfSeen).toBe(0)
    expect(acknowledged).toHaveLength(60 + 60 * 3)
    expect([...(await house.ids('d')), ...(await house.ids('e'))].sort()).toEqual(acknowledged.sort())
  })

  it('a part of the work that is given up takes nothing else with it', async () => {
    await house.database.unitOfWork(null, 'job', async (work) => {
      await write(work, note('f-before'))
      const part = work.manager.transaction(async (inner) => {
        await writePlainly(inner, note('f-part'))
        throw new ChangedMind()
      })
      await expect(part).rejects.toThrow(ChangedMind)
      await work.manager.transaction((inner) => writePlainly(inner, note('f-second')))
      await write(work, note('f-after'))
    })
    expect(await house.ids('f')).toEqual(['f-after', 'f-before', 'f-second'])
  })

  it('work begun inside other work is refused at once instead of waiting for itself', async () => {
    const { database } = house
    const nested = (inner: () => Promise<unknown>) =>
      database.unitOfWork(null, 'job', async (work) => {
        await write(work, note('g-outer'))
        await inner()
      })
    const before = performance.now()
    await expect(nested(() => database.unitOfWork(null, 'job', async () => null))).rejects.toThrow('inside another')
    await expect(nested(() => database.read(null, 'job', async () => null))).rejects.toThrow('inside another')
    expect(performance.now() - before).toBeLessThan(1000)
    expect(await house.ids('g')).toEqual([])
    // The refusal leaves no door shut behind it.
    await nested(async () => null)
    expect(await house.ids('g')).toEqual(['g-outer'])
  })
})
