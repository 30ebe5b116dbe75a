import { randomUUID } from 'node:crypto'
import type { SignKind } from '../../../server/domain/signOrder/kinds'
import type { OrderStage } from './orderStage'
import { idOf, putFile } from './orderStage'

/** Whose word each department's proof is, and which branch hand signs, in the sample. */
export const proofReaders: Record<string, string> = {
  财务部: 'financeSecretary',
  生产管理部: 'productionSecretary',
  技术研发部: 'chiefEngineer',
}
export const branchHands: Record<string, string> = { 财投支部: 'financeSecretary', 生技支部: 'productionSecretary' }

/** One order and the steps of its chain, each as whoever takes it; the revision is always the newest. */
export interface OrderChain {
  orderId: string
  exportId: string
  read(): ReturnType<typeof readBy>
  start(kinds?: SignKind[]): Promise<unknown>
  export(): Promise<unknown>
  sendProof(): Promise<unknown>
  confirmProofs(but?: string): Promise<unknown>
  /** 12.50元 a plate; other prices by kind. */
  quote(prices?: Partial<Record<SignKind, number>>, by?: string): Promise<unknown>
  submit(minutesNumber?: string): Promise<unknown>
  review(by?: string): Promise<unknown>
  approve(by?: string): Promise<unknown>
  signAll(): Promise<unknown>
  pay(): Promise<unknown>
  close(minutesNumber?: string, by?: string): Promise<unknown>
  cancel(reason?: string): Promise<unknown>
  /** Everything up to this state. */
  upTo(state: string): Promise<void>
}

const readBy = (stage: OrderStage, orderId: string) => stage.call('generalOffice', 'signOrder.read', { orderId })

export function orderChain(stage: OrderStage, orderId: string = randomUUID()): OrderChain {
  const exportId = randomUUID()
  const read = () => readBy(stage, orderId)
  const target = async () => ({ orderId, revision: (await read()).revision })
  let quoteFileId = ''
  const chain: OrderChain = {
    orderId,
    exportId,
    read,
    start: (kinds = ['WORK_PLATE', 'POST_PLATE', 'AREA_PLATE']) =>
      stage.call('generalOffice', 'signOrder.start', { orderId, title: '2026年工作牌', agencyName: '云上广告', kinds }),
    export: async () =>
      stage.call('generalOffice', 'signOrder.export', {
        ...(await target()),
        exportId,
        recipient: '云上广告',
        signedForBy: '经理',
        purpose: '设计工作牌',
        untilDay: '2026-12-31',
      }),
    sendProof: async () => stage.call('generalOffice', 'signOrder.sendProof', await target()),
    confirmProofs: async (but) => {
      const { proofs, proofVersion: version } = await read()
      for (const { departmentId, departmentName } of proofs)
        if (departmentName !== but)
          await stage.call(proofReaders[departmentName] ?? '', 'signOrder.answerProof', {
            orderId,
            departmentId,
            version,
            answer: 'CONFIRMED',
          })
    },
    quote: async (prices = {}, by = 'generalOffice') => {
      quoteFileId ||= await stage.house.as(null, (work) => putFile(work, idOf('generalOffice'), 'DOCUMENT', '%PDF-1.7'))
      const { items } = await read()
      const quoted = items.map(({ itemId, kind, quantity }) => ({
        itemId,
        quantity,
        unitPriceFen: prices[kind] ?? 1250,
      }))
      const totalFen = quoted.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0)
      return stage.call(by, 'signOrder.quote', { ...(await target()), items: quoted, totalFen, quoteFileId })
    },
    submit: async (minutesNumber) =>
      stage.call('generalOffice', 'signOrder.submit', {
        ...(await target()),
        ...(minutesNumber ? { minutesNumber } : {}),
      }),
    review: async (by = 'office') => stage.call(by, 'signOrder.review', { ...(await target()), decision: 'review' }),
    approve: async (by = 'groupLeader') =>
      stage.call(by, 'signOrder.approve', { ...(await target()), decision: 'approve' }),
    signAll: async () => {
      for (const { branchId, branchName, due, quantity } of (await read()).deliveries)
        if (quantity === null)
          await stage.call(branchHands[branchName] ?? '', 'signOrder.signFor', {
            orderId,
            branchId,
            quantity: due,
            day: '2026-09-21',
          })
    },
    pay: async () =>
      stage.call('generalOffice', 'signOrder.pay', {
        ...(await target()),
        voucherNumber: '记-0921',
        paidDay: '2026-09-21',
      }),
    close: async (minutesNumber, by = 'office') =>
      stage.call(by, 'signOrder.close', { ...(await target()), ...(minutesNumber ? { minutesNumber } : {}) }),
    cancel: async (reason = '广告公司停业了') =>
      stage.call('generalOffice', 'signOrder.cancel', { ...(await target()), reason }),
    upTo: async (state) => {
      for (const [reached, step] of steps) {
        await step()
        if (reached === state) return
      }
      throw new Error(`no step leads to ${state}`)
    },
  }
  const steps: [string, () => Promise<unknown>][] = [
    ['DRAFT', () => chain.start()],
    ['DESIGNING', () => chain.export()],
    ['PROOF_CHECK', () => chain.sendProof()],
    ['CONFIRMED', () => chain.confirmProofs()],
    ['QUOTED', () => chain.quote()],
    ['OFFICE_REVIEW', () => chain.submit()],
    ['FINAL_APPROVAL', () => chain.review()],
    ['IN_PRODUCTION', () => chain.approve()],
    ['DELIVERED', () => chain.signAll()],
    ['PAID', () => chain.pay()],
    ['CLOSED', () => chain.close('会纪〔2026〕12号')],
  ]
  return chain
}
