import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'
import type { AnyFlow, FlowRow, Known } from '../workflow'
import { requireRecord } from '../workflow'

/** What stands behind a workflow's name and an id: the record, to somebody who stands in a capacity to it. */
export async function findRecord(
  work: Work,
  flows: readonly AnyFlow[],
  { workflow, recordId }: { workflow: string; recordId: string },
): Promise<{ flow: AnyFlow; known: Known<FlowRow> }> {
  const flow = flows.find(({ table }) => table.name === workflow)
  if (!flow) throw recordNotFound({ what: '记录' })
  const known = await requireRecord(work, flow, recordId)
  // As if it were not there: who has no hand in it need not know that it is.
  if (!flow.roles(work.who, known).length) throw recordNotFound({ what: flow.table.what })
  return { flow, known }
}
