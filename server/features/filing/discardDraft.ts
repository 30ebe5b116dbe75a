import { Filing, FilingFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound, refusal } from '../../refusals'
import { requireForm } from './records'

const filingHandedIn = refusal(409, 'filing.handedIn', '这份{what}已经{verb}过，不能删除。请刷新后按退回原因修改。')

/**
 * Takes back a draft that nobody has been shown: begun by mistake, or a new version that is not needed. What the branch
 * owes is owed again, empty. Files that it named are nobody's and go with the nightly purge. Refuses with
 * filing.handedIn what was handed in before, and with record.changed when somebody was faster.
 */
export async function discardDraft(
  work: Work,
  { form: name, filingId, branchId, revision }: Checked<'filing.discard'>,
): Promise<Output<'filing.discard'>> {
  work.must('writeFiling', { branchId })
  const form = requireForm(name)
  const filing = await work.one(Filing, { id: filingId })
  if (filing?.form !== name || filing.branchId !== branchId) throw recordNotFound({ what: form.title })
  const verb = form.way.events[form.way.files]?.name ?? ''
  if (filing.filedAt !== null) throw filingHandedIn({ what: form.title, verb })
  // Whoever changed it at this instant is told, instead of losing the words.
  await work.revise(Filing, { ...filing, revision }, {})
  await work.manager.delete(FilingFile, { filingId })
  await work.manager.delete(Filing, { id: filingId })
  const { subject, version } = filing
  const line = { action: `${name}.discard`, subjectKind: name, subjectId: filingId }
  await work.audit({ ...line, change: { branchId, subject, version } })
  return { done: true }
}
