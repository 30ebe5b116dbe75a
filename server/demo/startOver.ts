import type { EntityManager, EntityMetadata } from 'typeorm'
import { AuditEntry } from '../../entities'
import type { Work } from '../database/work'
import { refusal } from '../refusals'
import { demoSeeded } from './sampleOrganisation'

const demoNotSample = refusal(
  409,
  'demo.notSample',
  '这个库里不是演示自己放进去的示例单位，不能清空。请换一个空库再试。',
)

/** Every table, none before those that point at it: the database refuses to delete what is pointed at. */
function pointingFirst({ connection }: EntityManager): EntityMetadata[] {
  const left = new Set(connection.entityMetadatas)
  const ordered: EntityMetadata[] = []
  while (left.size > 0) {
    const pointedAt = new Set(
      [...left].flatMap((table) =>
        table.foreignKeys.flatMap(({ referencedEntityMetadata: other }) => (other === table ? [] : [other])),
      ),
    )
    const free = [...left].filter((table) => !pointedAt.has(table))
    if (free.length === 0) throw new Error('tables point at each other in a circle')
    for (const table of free) left.delete(table)
    ordered.push(...free)
  }
  return ordered
}

/** Refuses unless the demo itself has filled this house: another's data is nobody's to clear. */
export async function requireSample(work: Work): Promise<void> {
  if (!(await work.manager.existsBy(AuditEntry, { action: demoSeeded }))) throw demoNotSample()
}

/** Empties every table of a demo's house; refuses as `requireSample`. */
export async function clearSample(work: Work): Promise<void> {
  await requireSample(work)
  for (const { target } of pointingFirst(work.manager))
    await work.manager.createQueryBuilder().delete().from(target).execute()
}
