import { Department, type SignOrder, SignOrderLine, SignOrderProof } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { nameList } from '../../domain/wording/nameList'
import { proofState } from '../../domain/workflows/signOrder'
import { recordNotFound, refusal } from '../../refusals'
import { namesOf, requireDesk } from '../organisation'
import { requireRecord, take } from '../workflow'
import { lockOrder, orderFlow } from './flow'
import { askProofs, endProof, tellPlacer } from './orderNews'
import { changed, linesOf } from './records'
import { checkWhy } from './startOrder'

const signOrderProofRenewed = refusal(409, 'signOrder.proofRenewed', '样稿已经换成第{version}版，请刷新后核对新样稿。')
const signOrderUnproofed = refusal(
  409,
  'signOrder.unproofed',
  '还有{count}个部门没有确认样稿：{names}。全部确认后才能登记报价。',
)

export interface DepartmentProof {
  departmentId: string
  departmentName: string
  lines: number
  /** Its word on the version in force; null while it has not answered. */
  proof: SignOrderProof | null
}

/** Every department with plates on the order and what it says of the proof in force (R29). Three queries. */
export async function departmentProofs(work: Work, order: SignOrder, lines: readonly SignOrderLine[]) {
  const { id: orderId, proofVersion: version } = order
  const counts = new Map<string, number>()
  for (const { departmentId } of lines) if (departmentId) counts.set(departmentId, (counts.get(departmentId) ?? 0) + 1)
  const names = await namesOf(work, Department, [...counts.keys()])
  const proofs = version ? await work.manager.findBy(SignOrderProof, { orderId, version }) : []
  return [...counts].map(([departmentId, count]): DepartmentProof => {
    const proof = proofs.find((one) => one.departmentId === departmentId) ?? null
    return { departmentId, departmentName: names.get(departmentId) ?? '', lines: count, proof }
  })
}

/** R29: no price is asked for before every department has confirmed the proof in force. */
export async function checkProofs(work: Work, order: SignOrder): Promise<void> {
  const proofs = await departmentProofs(work, order, await linesOf(work, order.id))
  const missing = proofs.filter(({ proof }) => proof?.answer !== 'CONFIRMED')
  const names = nameList(missing.map(({ departmentName }) => departmentName))
  if (missing.length) throw signOrderUnproofed({ count: missing.length, names })
}

/** The design is back from the agency: every department with plates proof-reads this version, whatever it said before. */
export async function sendProof(
  work: Work,
  { orderId, revision }: Checked<'signOrder.sendProof'>,
): Promise<Output<'signOrder.sendProof'>> {
  work.must('handleSignOrders')
  const known = await requireRecord(work, orderFlow, orderId)
  const proofVersion = known.record.proofVersion + 1
  const changes = { proofVersion, proofAt: work.now }
  const sent = { ...known, facts: { proofVersion } }
  const after = await take(work, orderFlow, sent, 'sendProof', { revision, changes })
  await askProofs(work, after.record, await linesOf(work, orderId))
  return changed(after)
}

type AnswerInput = Checked<'signOrder.answerProof'>

async function writeAnswer(work: Work, { orderId, departmentId, version, answer, problem }: AnswerInput) {
  const key = { orderId, departmentId, version }
  const said = { answer, problem: answer === 'PROBLEM' ? problem : '', byId: work.who.personId, at: work.now }
  const known = await work.one(SignOrderProof, key)
  if (known?.answer === said.answer && known.problem === said.problem) return false
  if (known) await work.change(SignOrderProof, key, said)
  else await work.insert(SignOrderProof, { ...key, ...said })
  return true
}

const tellOfProblem = (work: Work, order: SignOrder, departmentId: string, departmentName: string) =>
  tellPlacer(work, order, {
    kind: 'signProblem',
    about: [departmentId, order.proofVersion, work.now],
    title: '样稿有问题',
    tone: 'attention',
    line: `${departmentName}校对时发现问题，请查看后改好再发新样稿。`,
  })

/**
 * A department's word on the proof in force (R29); the last word counts until the price is written down. Of a problem 经办
 * hears at once; what it is stands on the page.
 */
export async function answerProof(work: Work, input: AnswerInput): Promise<Output<'signOrder.answerProof'>> {
  const { orderId, departmentId, version, answer, problem } = input
  const desk = await requireDesk(work, departmentId)
  work.must('answerProof', desk)
  if (answer === 'PROBLEM') checkWhy(problem, '问题')
  const { record: order } = await lockOrder(work, orderId, proofState, '校对')
  if (version !== order.proofVersion) throw signOrderProofRenewed({ version: order.proofVersion })
  if (!(await work.one(SignOrderLine, { orderId, departmentId }))) throw recordNotFound({ what: '牌子' })
  if (!(await writeAnswer(work, input))) return { done: true }
  const change = { departmentId, version, answer }
  await work.audit({ action: 'signOrder.answerProof', subjectKind: 'signOrder', subjectId: orderId, change })
  await endProof(work, orderId, departmentId, answer === 'CONFIRMED' ? '样稿已确认。' : '问题已告诉经办人。')
  if (answer === 'PROBLEM') await tellOfProblem(work, order, departmentId, desk.name)
  return { done: true }
}
