import { In } from 'typeorm'
import { FilingFile, StoredFile } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'
import { requireRecord } from '../workflow'
import { flowOf } from './flow'
import { checkReadable, requireForm } from './records'

/** A paper that the filing names or has named, or the version before, whose words it begins with; for whoever reads it. */
export async function readPaper(
  work: Work,
  { form: name, filingId, fileId }: Checked<'filing.readPaper'>,
): Promise<FileAnswer> {
  work.must('readFilings')
  const form = requireForm(name)
  const { record } = await requireRecord(work, flowOf(form), filingId)
  checkReadable(work, form, record)
  const versions = [filingId, ...(record.supersedesId === null ? [] : [record.supersedesId])]
  const named = await work.manager.findOneBy(FilingFile, { filingId: In(versions), fileId })
  const file = named && (await work.one(StoredFile, { id: fileId }))
  if (!file) throw recordNotFound({ what: '附件' })
  const ending = file.mediaType === 'application/pdf' ? 'pdf' : 'jpg'
  const content = await readFile(work, fileId)
  return { mediaType: file.mediaType, fileName: `附件.${ending}`, content, keepSeconds: 300 }
}
