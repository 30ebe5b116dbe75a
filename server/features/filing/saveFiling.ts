import { In } from 'typeorm'
import { z } from 'zod'
import { type Filing, FilingFile, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { problemSentence } from '../../contract/problemSentence'
import type { Work } from '../../database/work'
import { checkFiling } from '../../domain/forms/check'
import { type FilingValues, fileFields } from '../../domain/forms/fields'
import type { AnyForm } from '../../domain/forms/form'
import { cleanText, tidyText } from '../../domain/wording/cleanText'
import { notStarted } from '../../domain/workflows/steps'
import { type FieldProblem, formInvalid, requestMalformed } from '../../refusals'
import { begin, take } from '../workflow'
import { flowOf } from './flow'
import { requireFiling, requireForm } from './records'

/** Not that of what is not begun: whoever saw that must not write over what another has begun meanwhile. */
const begunRevision = 2

type Given = Checked<'filing.save'>

/** What the form takes: its fields and no others, each of its kind. */
const shapeOf = ({ fields }: AnyForm) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, { kind, label }]) => [
        name,
        (kind === 'number' ? z.number(`${label}要填数字`) : z.string(`${label}要填文字`)).optional(),
      ]),
    ),
  )

const problemOf = (field: string, code: string, sentence: string): FieldProblem => ({
  field,
  code,
  sentence,
})

/** The values as they are stored: without what is empty, a line without line breaks. */
function valuesOf(form: AnyForm, given: Given['values']): FilingValues {
  const outcome = shapeOf(form).safeParse(given, { error: problemSentence })
  if (!outcome.success) throw requestMalformed({ problems: outcome.error.issues[0]?.message ?? '内容不对' })
  return Object.fromEntries(
    Object.entries(outcome.data).flatMap(([name, value]) => {
      const tidy =
        typeof value !== 'string'
          ? value
          : form.fields[name]?.kind === 'text'
            ? cleanText(value).trim()
            : tidyText(value)
      return tidy === undefined || tidy === '' ? [] : [[name, tidy]]
    }),
  )
}

/** Everything that keeps the values from being stored, or with `draft: false` from being handed in, all at once. */
function checkValues(work: Work, form: AnyForm, values: FilingValues, draft: boolean): void {
  const problems = checkFiling(form, values, work.today, draft).map(({ field, code, sentence }) =>
    problemOf(field, code, sentence),
  )
  if (problems.length) throw formInvalid({ count: problems.length }, problems)
}

/**
 * The files that are named now and were not: sent by this person, else somebody's paper would be read through a filing.
 * What the version before named, whoever sent it, its successor may name too.
 */
async function newFiles(
  work: Work,
  form: AnyForm,
  values: FilingValues,
  { id: filingId, supersedesId }: Filing,
): Promise<string[]> {
  const named = fileFields(form.fields).flatMap((field) =>
    values[field] === undefined ? [] : [{ field, id: String(values[field]) }],
  )
  if (!named.length) return []
  const ids = named.map(({ id }) => id)
  const versions = [filingId, ...(supersedesId === null ? [] : [supersedesId])]
  const rows = await work.manager.findBy(FilingFile, { filingId: In(versions), fileId: In(ids) })
  const known = new Set(rows.filter((row) => row.filingId === filingId).map(({ fileId }) => fileId))
  const inherited = new Set(rows.map(({ fileId }) => fileId))
  const own = await work.manager.findBy(StoredFile, {
    id: In(ids),
    ownerId: work.who.personId,
    purpose: In(['PICTURE', 'DOCUMENT']),
  })
  const sent = new Set(own.map(({ id }) => id))
  const strange = named.filter(({ id }) => !inherited.has(id) && !sent.has(id))
  const problems = strange.map(({ field }) => problemOf(field, 'wrong', `请重新上传${form.fields[field]?.label}`))
  if (problems.length) throw formInvalid({ count: problems.length }, problems)
  return [...new Set(ids)].filter((id) => !known.has(id))
}

/** What handing in leaves on the record besides its fields; whether it was late is said of the first time. */
const handedIn = (work: Work, { filedAt, late, dueDay }: Filing): Partial<Filing> => ({
  filedById: work.who.personId,
  filedAt: work.now,
  returnReason: null,
  late: filedAt === null ? dueDay !== null && work.today > dueDay : late,
})

/**
 * Keeps a draft or hands it in, and begins the filing where it does not stand yet. Refuses with form.invalid every field
 * at once, with record.changed when somebody was faster.
 */
export async function saveFiling(work: Work, given: Given): Promise<Output<'filing.save'>> {
  const { filingId, branchId, revision, draft } = given
  work.must('writeFiling', { branchId })
  const form = requireForm(given.form)
  const known = await requireFiling(work, form, filingId, branchId)
  const values = valuesOf(form, given.values)
  checkValues(work, form, values, draft)
  const files = await newFiles(work, form, values, known.record)
  const { record } = known
  const changes = { content: values, ...(draft ? {} : handedIn(work, record)) }
  const event = draft ? form.way.drafts : form.way.files
  const flow = flowOf(form)
  const step = { changes, revision, ...(draft ? { silent: true as const } : {}) }
  const { record: after } =
    record.state === notStarted
      ? await begin(work, flow, { ...known, record: { ...record, ...changes, revision: begunRevision } }, event, step)
      : await take(work, flow, known, event, step)
  if (files.length)
    await work.insert(
      FilingFile,
      files.map((fileId) => ({ filingId, fileId })),
    )
  return { filingId, state: after.state, revision: after.revision }
}
