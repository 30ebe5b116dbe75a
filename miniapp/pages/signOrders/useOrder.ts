import { computed, ref } from 'vue'
import type { Input } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useRecord } from '../../components/record/useRecord'
import type { Send } from '../../composables/useSend'
import { type Stage, stageOf } from './orderSteps'

/** The calls of steps that ask for more than words. */
type StepName =
  | 'signOrder.export'
  | 'signOrder.sendProof'
  | 'signOrder.quote'
  | 'signOrder.submit'
  | 'signOrder.pay'
  | 'signOrder.close'
  | 'signOrder.cancel'

/** One order: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const useOrder = (orderId: string) => {
  const { personId, may } = mySession()
  const model = useRecord(() => call('signOrder.read', { orderId }))
  const order = model.load.value
  /** A form taken from 「其他办理」 instead of the one that is due. */
  const chosen = ref<Stage | null>(null)
  const finish = async (text: string): Promise<void> => {
    chosen.value = null
    await model.finish(text)
  }
  return {
    ...model,
    orderId,
    personId,
    mayOrder: may.handleSignOrders,
    finish,
    choose: (stage: Stage | null): void => {
      chosen.value = stage
      model.done.value = ''
      window.scrollTo({ top: 0 })
    },
    chosen,
    /** Takes a step with what it needs besides the order, says so and shows the order anew; false when it was refused. */
    step: <Name extends StepName>(
      sending: Send,
      name: Name,
      rest: Omit<Input<Name>, 'orderId' | 'revision'>,
      text: string,
    ): Promise<boolean> => {
      const input = { orderId, revision: order.value?.revision ?? 0, ...rest } as Input<Name>
      return sending.send(name, input, () => finish(text))
    },
    stage: computed(() => chosen.value ?? (order.value ? stageOf(order.value) : null)),
  }
}

export type OrderModel = ReturnType<typeof useOrder>
