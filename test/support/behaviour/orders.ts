import type { Input } from '../../../server/contract'
import type { SignKind } from '../../../server/domain/signOrder/kinds'
import { ownId, type Recorder } from './recorder'

const placer = 'generalOffice'
/** Who proof-reads for a department, and who signs for a branch. */
const readers: Record<string, string> = {
  财务部: 'financeSecretary',
  人力资源部: 'hqCommittee',
  信息中心: 'digitalSecretary',
}
const hands: Record<string, string> = {
  财投支部: 'financeSecretary',
  综合支部: 'generalSecretary',
  信息支部: 'digitalSecretary',
}

/** An order of 工作牌 and its steps (as test/server/signOrder/orderChain.ts, but over HTTP and written down). */
export function orderWalk(recorder: Recorder, key: string) {
  const orderId = ownId(key)
  let quoteFileId = ''
  const read = () => recorder.read(placer, 'signOrder.read', { orderId })
  const target = async () => ({ orderId, revision: (await read()).revision })
  const show = async (): Promise<void> => {
    for (const onlooker of [placer, 'office', 'groupLeader', 'financeSecretary']) {
      const { status, body } = await (await recorder.as(onlooker)).call('signOrder.read', { orderId })
      const { state, stateName, allowed, warnings, returnReason, amountFen } = body
      const seen = JSON.stringify({ state, stateName, allowed, warnings, returnReason, amountFen })
      recorder.note(`sees ${key} ${onlooker} ${status === 200 ? seen : status}`)
    }
  }
  const shown = async (step: Promise<unknown>): Promise<void> => {
    await step
    await show()
  }
  return {
    read,
    start: (kinds: SignKind[]) =>
      shown(recorder.act(placer, 'signOrder.start', { orderId, title: '2026年工作牌', agencyName: '云上广告', kinds })),
    export: async (number: number) =>
      shown(
        recorder.act(placer, 'signOrder.export', {
          ...(await target()),
          exportId: ownId(`${key}:export:${number}`),
          recipient: '云上广告',
          signedForBy: '经理',
          purpose: '设计工作牌',
          untilDay: '2026-12-31',
        }),
      ),
    confirmDeletion: async (number: number) =>
      shown(
        recorder.act(placer, 'signOrder.confirmDeletion', {
          orderId,
          exportId: ownId(`${key}:export:${number}`),
          day: recorder.today,
        }),
      ),
    sendProof: async () => shown(recorder.act(placer, 'signOrder.sendProof', await target())),
    /** Each department confirms, but this one finds something wrong. */
    proofs: async (wrong?: string) => {
      const { proofs, proofVersion: version } = await read()
      for (const { departmentId, departmentName } of proofs)
        await recorder.act(readers[departmentName] ?? '', 'signOrder.answerProof', {
          orderId,
          departmentId,
          version,
          ...(departmentName === wrong
            ? { answer: 'PROBLEM' as const, problem: '职务写错了，请改' }
            : { answer: 'CONFIRMED' as const }),
        })
      await show()
    },
    quote: async (unitPriceFen: number) => {
      quoteFileId ||= (
        await recorder.send(placer, 'attachment.uploadDocument', Buffer.from('%PDF-1.4\n%%EOF\n'), 'quote.pdf')
      ).fileId
      const { items } = await read()
      const priced = items.map(({ itemId, quantity }) => ({ itemId, quantity, unitPriceFen }))
      const totalFen = priced.reduce((sum, { quantity }) => sum + quantity * unitPriceFen, 0)
      await shown(
        recorder.act(placer, 'signOrder.quote', { ...(await target()), items: priced, totalFen, quoteFileId }),
      )
    },
    submit: async () => shown(recorder.act(placer, 'signOrder.submit', await target())),
    review: async (decision: Input<'signOrder.review'>['decision'], reason = '') =>
      shown(recorder.act('office', 'signOrder.review', { ...(await target()), decision, reason })),
    approve: async (decision: Input<'signOrder.approve'>['decision'], reason = '') =>
      shown(recorder.act('groupLeader', 'signOrder.approve', { ...(await target()), decision, reason })),
    press: (title: string, values: Record<string, string>) => shown(recorder.press('groupLeader', title, values)),
    signAll: async () => {
      for (const { branchId, branchName, due } of (await read()).deliveries)
        await recorder.act(hands[branchName] ?? '', 'signOrder.signFor', {
          orderId,
          branchId,
          quantity: due,
          day: recorder.today,
        })
      await show()
    },
    pay: async () =>
      shown(
        recorder.act(placer, 'signOrder.pay', {
          ...(await target()),
          voucherNumber: '记-1019',
          paidDay: recorder.today,
        }),
      ),
    refusedClose: async () => recorder.refused('office', 'signOrder.close', await target()),
    close: async () =>
      shown(recorder.act('office', 'signOrder.close', { ...(await target()), minutesNumber: '会纪〔2026〕12号' })),
    cancel: async () =>
      shown(recorder.act(placer, 'signOrder.cancel', { ...(await target()), reason: '广告公司停业了' })),
  }
}
