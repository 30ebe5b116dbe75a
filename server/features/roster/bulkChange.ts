import { In, IsNull } from 'typeorm'
import { Person, Placement } from '../../../entities'
import type { Work } from '../../database/work'
import { recordChanged } from '../../refusals'
import { inTurns, readInTurns } from './inTurns'
import { rosterFields } from './planImport'

/**
 * Takes many people for this unit of work: their revisions go up by one, which locks the rows. Refuses with
 * `record.changed` when one of them is not at the revision it was read with.
 */
export async function takePeople(work: Work, people: readonly Pick<Person, 'id' | 'revision'>[]): Promise<void> {
  const expected = new Map(people.map((person) => [person.id, person.revision + 1]))
  const ids = [...expected.keys()]
  await inTurns(ids, (part) => work.change(Person, { id: In(part) }, { revision: () => 'revision + 1' }))
  const taken = await readInTurns(ids, (part) =>
    work.manager.find(Person, { select: { id: true, revision: true }, where: { id: In(part) } }),
  )
  if (taken.length !== ids.length || taken.some((one) => expected.get(one.id) !== one.revision)) {
    throw recordChanged()
  }
}

/** Writes the roster's fields of people who are there already; a statement for 500 of them, not for each. */
export async function rewritePeople(work: Work, people: readonly Person[]): Promise<void> {
  await inTurns(people, (part) =>
    work.manager
      .createQueryBuilder()
      .insert()
      .into(Person)
      .values(part)
      .orUpdate([...rosterFields, 'revision'], ['id'])
      .updateEntity(false)
      .execute(),
  )
}

/** Ends or reopens placements that are as they were read; else refuses with `record.changed`. */
export async function setPlacementEnds(
  work: Work,
  placements: readonly Placement[],
  toDay: string | null,
): Promise<void> {
  const groups = new Map<string | null, string[]>()
  for (const { id, toDay: before } of placements) {
    const group = groups.get(before)
    if (group) group.push(id)
    else groups.set(before, [id])
  }
  for (const [before, ids] of groups) {
    await inTurns(ids, async (part) => {
      const changed = await work.change(Placement, { id: In(part), toDay: before ?? IsNull() }, { toDay })
      if (changed !== part.length) throw recordChanged()
    })
  }
}
