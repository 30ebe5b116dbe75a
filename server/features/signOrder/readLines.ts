import { Department, PartyOrganisation, Person, type SignOrder, SignOrderLine, SignOrderProof } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { heldIds } from '../../database/heldIds'
import type { Work } from '../../database/work'
import { type SignKind, signKindNames, signKinds } from '../../domain/signOrder/kinds'
import { plateDiffers } from '../../domain/signOrder/plates'
import { mendableStates, proofState } from '../../domain/workflows/signOrder'
import { type DepartmentDesk, namesOf, requireDesk } from '../organisation'
import { requireOrder } from './records'
import { plateKey, platesByKey, todaysPlates } from './todaysPlates'

/** Records that are named one by one in a statement. */
const mostNamed = 500

/** What each line says otherwise than today, by line id (R29); nothing once the order is judged or made. */
export async function differencesOf(
  work: Work,
  order: SignOrder,
  lines: readonly SignOrderLine[],
): Promise<Map<string, string>> {
  if (!mendableStates.includes(order.state) || !lines.length) return new Map()
  const kinds = signKinds.filter((kind) => lines.some((line) => line.kind === kind))
  // Of a whole order everything is read: naming thousands would only make the statement long.
  const only = lines.length <= mostNamed ? lines.map(({ recordId }) => recordId) : undefined
  const today = platesByKey(await todaysPlates(work, order.campaignId, kinds, only))
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

type Asked = Checked<'signOrder.lines'>
type Listed = SignOrderLine & { branchName: string }

const pageSize = 50

/** In SQL what signKinds and signKindNames say. */
const byKind = (word: (kind: SignKind, at: number) => string): string =>
  `case line.kind ${signKinds.map((kind, at) => `when '${kind}' then ${word(kind, at)}`).join(' ')} end`

/** A department's lines or all, in the order in which they are printed (inPrintOrder). */
const lineQuery = (work: Work, { orderId, departmentId }: Asked) => {
  const query = work.manager
    .createQueryBuilder(SignOrderLine, 'line')
    .innerJoinAndMapOne('line.branch', PartyOrganisation, 'branch', 'branch.id = line.branchId')
    .leftJoin(Department, 'department', 'department.id = line.departmentId')
    .where('line.orderId = :orderId', { orderId })
    .orderBy(byKind((_kind, at) => String(at)))
    .addOrderBy('department.name')
    .addOrderBy('line.name')
    .addOrderBy('line.recordId')
  return departmentId ? query.andWhere('line.departmentId = :departmentId', { departmentId }) : query
}

const searched = ['line.name', 'branch.name', 'department.name', byKind((kind) => `'${signKindNames[kind]}'`)]

/** One page of those that hold the words, or of all, and how many there are. */
async function pageOf(work: Work, asked: Asked): Promise<{ total: number; lines: Listed[] }> {
  const { search, page } = asked
  const offset = (page - 1) * pageSize
  const query = lineQuery(work, asked)
  const held = search ? await heldIds(query, { id: 'line.id', columns: searched, words: search }) : null
  const total = held ? held.length : await query.getCount()
  if (held) query.andWhere('line.id in (:...shown)', { shown: ['', ...held.slice(offset, offset + pageSize)] })
  else query.limit(pageSize).offset(offset)
  const rows = (await query.getMany()) as (SignOrderLine & { branch: PartyOrganisation })[]
  return { total, lines: rows.map(({ branch, ...line }) => ({ ...line, branchName: branch.name })) }
}

/** The plates of an order for proof-reading (R29), 50 a page: a department's own for its lead and its head, all for 办公室 and 党办. */
export async function readLines(work: Work, asked: Asked): Promise<Output<'signOrder.lines'>> {
  const { orderId, departmentId } = asked
  const desk = departmentId ? await requireDesk(work, departmentId) : null
  work.must('readSignLines', desk)
  const order = await requireOrder(work, orderId)
  const { total, lines } = await pageOf(work, asked)
  const differs = await differencesOf(work, order, lines)
  return {
    orderTitle: order.title,
    proofVersion: order.proofVersion,
    proof: desk && (await wordOf(work, order, desk)),
    total,
    pageSize,
    lines: lines.map((line) => ({
      lineId: line.id,
      kind: line.kind,
      kindName: signKindNames[line.kind],
      name: line.name,
      branchName: line.branchName,
      departmentName: line.texts.部门 || null,
      texts: shownTexts(line.texts),
      photoId: line.photoId,
      differs: differs.get(line.id) ?? null,
    })),
  }
}
