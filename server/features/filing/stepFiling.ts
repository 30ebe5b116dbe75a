import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requestMalformed } from '../../refusals'
import { step } from '../workflow'
import { flowOf } from './flow'
import { requireForm } from './records'

/**
 * A step of a filing that writes no field. Refuses like the engine's `step`, and with request.malformed a step that the
 * form does not have or that hands in fields.
 */
export async function stepFiling(
  work: Work,
  { form: name, filingId, revision, event, comment = '' }: Checked<'filing.step'>,
): Promise<Output<'filing.step'>> {
  work.must('takeFilingStep')
  const form = requireForm(name)
  const { drafts, files, events } = form.way
  if (!Object.hasOwn(events, event) || event === drafts || event === files)
    throw requestMalformed({ problems: '没有这一步' })
  const { record } = await step(work, flowOf(form), { id: filingId, revision, event, comment })
  return { filingId, state: record.state, revision: record.revision }
}
