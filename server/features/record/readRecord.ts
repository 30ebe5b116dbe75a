import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { AnyFlow } from '../workflow'
import { faceOf } from './faceOf'
import { historyOf } from './history'
import { findRecord } from './records'

/**
 * The one face of a record: state, turn with people, what the actor may do, history, due day. For whoever stands in a
 * capacity to it (record.notFound for others). A fixed number of statements.
 */
export const readRecord =
  (flows: readonly AnyFlow[]) =>
  async (work: Work, input: Checked<'record.read'>): Promise<Output<'record.read'>> => {
    const { flow, known } = await findRecord(work, flows, input)
    return faceOf(work, flow, known, await historyOf(work, flow, known.record.id))
  }
