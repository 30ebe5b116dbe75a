import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { type AnyFlow, step } from '../workflow'
import { findRecord } from './records'

const recordOwnPage = refusal(422, 'record.ownPage', '“{event}”要在这条记录自己的页面上办理。')

/**
 * A step that asks for nothing but words, of any workflow: those that flow.may names. Refused with record.ownPage where its
 * own call asks for more, else as `step` refuses.
 */
export const stepRecord =
  (flows: readonly AnyFlow[]) =>
  async (
    work: Work,
    { revision, event, comment, ...input }: Checked<'record.step'>,
  ): Promise<Output<'record.step'>> => {
    const { flow, known } = await findRecord(work, flows, input)
    const { events } = flow.table
    if (!flow.may || !Object.hasOwn(flow.may, event))
      throw recordOwnPage({ event: Object.hasOwn(events, event) ? (events[event]?.name ?? '') : '这一步' })
    const asked = { id: known.record.id, revision, event, comment }
    const { record } = await step(work, flow as never, asked as never)
    const after = record as unknown as { state: string; revision: number }
    return { state: after.state, revision: after.revision }
  }
