import { ImportBatch, Person } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { namesOf } from '../organisation'
import { readHeadings } from './readHeadings'

const mostListed = 50

/** The latest imports, the newest first, and what was said of headings. */
export async function listImports(work: Work): Promise<Output<'roster.imports'>> {
  work.must('importRoster')
  const batches = await work.manager.find(ImportBatch, {
    where: { kind: 'ROSTER' },
    order: { appliedAt: 'DESC' },
    take: mostListed,
  })
  const names = await namesOf(
    work,
    Person,
    batches.map((batch) => batch.appliedById),
  )
  return {
    ...(await readHeadings(work)),
    imports: batches.map(({ id, fileName, appliedAt, appliedById, state, summary }) => ({
      batchId: id,
      fileName,
      appliedAt,
      appliedBy: names.get(appliedById) ?? '',
      undone: state === 'UNDONE',
      summary,
    })),
  }
}
