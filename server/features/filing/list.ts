import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { forms } from '../../domain/forms'
import { standingRows } from './ledgerFilter'
import { countStates, notBegun } from './present'
import { readableScope } from './records'

/** Every form with the numbers of its states, for the entrance to their ledgers. */
export async function listForms(work: Work): Promise<Output<'filing.list'>> {
  work.must('readFilings')
  const scope = readableScope(work)
  const counted: Output<'filing.list'>['forms'] = []
  for (const form of forms) {
    const begun = (await notBegun(work, form, scope)).length
    counted.push({ form: form.name, counts: await countStates(standingRows(work, form, scope, {}), form, begun) })
  }
  return { forms: counted }
}
