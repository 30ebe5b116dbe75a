import { PartyOrganisation, Person, type SignOrder, type SignOrderLine, SignOrderProof } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { signKindNames, signKinds } from '../../domain/signOrder/kinds'
import { plateDiffers } from '../../domain/signOrder/plates'
import { mendableStates, proofState } from '../../domain/workflows/signOrder'
import { type DepartmentDesk, namesOf, requireDesk } from '../organisation'
import { linesOf, requireOrder } from './records'
import { plateKey, platesByKey, todaysPlates } from './todaysPlates'

/** What each line says otherwise than today, by line id (R29); nothing once the order is judged or made. */
export async function differencesOf(
  work: Work,
  order: SignOrder,
  lines: readonly SignOrderLine[],
): Promise<Map<string, string>> {
  if (!mendableStates.includes(order.state) || !lines.length) return new Map()
  const kinds = signKinds.filter((kind) => lines.some((line) => line.kind === kind))
  const today = platesByKey(await todaysPlates(work, order.campaignId, kinds))
  const differing = lines.flatMap((line): [string, string][] => {
    const differs = plateDiffers(line, today.get(plateKey(line)) ?? null)
    return differs ? [[line.id, differs]] : []
  })
  return new Map(differing)
}

/** The photo is shown, not its file's name. */
const shownTexts = ({ 照片: _photo, ...texts }: Record<string, string>): Record<string, string> => texts

/** What the department says of the proof in force, and whether the actor may say it now (R29). */
async function wordOf(work: Work, order: SignOrder, desk: DepartmentDesk): Promise<Output<'signOrder.lines'>['proof']> {
  const { id: orderId, proofVersion: version, state } = order
  const { departmentId, name: departmentName } = desk
  const said = version ? await work.one(SignOrderProof, { orderId, departmentId, version }) : null
  const byName = said ? ((await namesOf(work, Person, [said.byId])).get(said.byId) ?? '') : null
  const mayAnswer = state === proofState && work.may('answerProof', desk)
  return { departmentName, answer: said?.answer ?? 'WAITING', problem: said?.problem ?? '', byName, mayAnswer }
}

/** The plates of an order for proof-reading (R29): a department's own for its lead and its head, all for 办公室 and 党办. */
export async function readLines(
  work: Work,
  { orderId, departmentId }: Checked<'signOrder.lines'>,
): Promise<Output<'signOrder.lines'>> {
  const desk = departmentId ? await requireDesk(work, departmentId) : null
  work.must('readSignLines', desk)
  const order = await requireOrder(work, orderId)
  const lines = (await linesOf(work, orderId)).filter((line) => !desk || line.departmentId === desk.departmentId)
  const differs = await differencesOf(work, order, lines)
  const branches = await namesOf(
    work,
    PartyOrganisation,
    lines.map(({ branchId }) => branchId),
  )
  return {
    orderTitle: order.title,
    proofVersion: order.proofVersion,
    proof: desk && (await wordOf(work, order, desk)),
    lines: lines.map((line) => ({
      lineId: line.id,
      kind: line.kind,
      kindName: signKindNames[line.kind],
      name: line.name,
      branchName: branches.get(line.branchId) ?? '',
      departmentName: line.texts.部门 || null,
      texts: shownTexts(line.texts),
      photoId: line.photoId,
      differs: differs.get(line.id) ?? null,
    })),
  }
}
