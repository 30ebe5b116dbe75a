import { Fulfilment, type Pledge, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { withoutWhiteSpace } from '../../domain/wording/characters'
import { tidyText } from '../../domain/wording/cleanText'
import { checkFulfilment } from '../../domain/wording/note'
import { issueSentence } from '../../domain/wording/sentences'
import { type FieldProblem, formInvalid, recordChanged, refusal } from '../../refusals'
import { isOnBoard, isOnWall, ownPublished, pledgeFlow, requirePledge, stateOf } from '../pledge'
import { requireSameEntry } from '../requireSameEntry'
import { take } from '../workflow'
import { firstDay } from './records'

const fulfilmentUnpublished = refusal(409, 'fulfilment.unpublished', '承诺书公开以后才能记录践诺。')
const fulfilmentDay = refusal(422, 'fulfilment.day', '日期应在公开之日{from}到今天{today}之间。')
const fulfilmentPictureForeign = refusal(422, 'fulfilment.pictureForeign', '这张照片不是您本人上传的，请重新上传。')

/** What is stored; wide enough for 200 字, so that blanks between letters are the first to go. */
const columnWidth = 300

async function problemsOf(
  work: Work,
  pledge: Pledge,
  { doneDay, content, pictureId }: Checked<'fulfilment.record'>,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = checkFulfilment(content).map((issue) => ({
    field: 'content',
    code: issue.code,
    sentence: issueSentence(issue),
  }))
  const from = (await firstDay(work, pledge)) ?? work.today
  if (doneDay < from || doneDay > work.today) {
    problems.push(fulfilmentDay({ from, today: work.today }).atField('doneDay'))
  }
  if (pictureId) {
    const picture = await work.one(StoredFile, { id: pictureId, purpose: 'PICTURE' })
    if (picture?.ownerId !== work.who.personId) {
      problems.push(fulfilmentPictureForeign().atField('pictureId'))
    }
  }
  return problems
}

const storedText = (text: string): string => {
  const tidy = tidyText(text)
  return [...tidy].length > columnWidth ? withoutWhiteSpace(tidy) : tidy
}

/** Whether this note is there already; an id belongs to whoever wrote it first, and to what it said. */
async function isKnown(work: Work, input: Checked<'fulfilment.record'>): Promise<boolean> {
  const { fulfilmentId, item, doneDay, content, pictureId } = input
  const known = await work.one(Fulfilment, { id: fulfilmentId })
  if (!known) return false
  const pledge = await requirePledge(work, known.pledgeId)
  if (pledge.personId !== work.who.personId) throw recordChanged()
  requireSameEntry(known, { item, doneDay, content: storedText(content), pictureId })
  return true
}

/**
 * Records what was done for one of the three pledges (践诺, R27). Sent twice it is one note. The first one moves the sheet
 * to FULFILLING; while a new version is under way the sheet stays where it is, and the note counts all the same.
 */
export async function recordFulfilment(
  work: Work,
  input: Checked<'fulfilment.record'>,
): Promise<Output<'fulfilment.record'>> {
  work.must('writePledge', { personId: work.who.personId })
  if (await isKnown(work, input)) return { done: true }
  const pledge = await ownPublished(work)
  if (!pledge || !isOnWall(pledge)) throw fulfilmentUnpublished()
  const problems = await problemsOf(work, pledge, input)
  if (problems.length) throw formInvalid({ count: problems.length }, problems)
  const { fulfilmentId, item, doneDay, pictureId } = input
  const facts = { pledgeId: pledge.id, item, doneDay, content: storedText(input.content), pictureId }
  const note = { id: fulfilmentId, ...facts, enteredAt: work.now, voidReason: null }
  if (!(await work.insertOnce(Fulfilment, note))) {
    if (await isKnown(work, input)) return { done: true }
    throw recordChanged()
  }
  const before = stateOf(pledge)
  if (isOnBoard(before) && before !== 'FULFILLING')
    await take(work, pledgeFlow, { record: pledge, branchId: null }, 'recordFulfilment')
  const line = { action: 'fulfilment.record', subjectKind: 'fulfilment', subjectId: fulfilmentId, role: 'MEMBER' }
  await work.audit({ ...line, change: facts })
  return { done: true }
}
