import { computed, ref } from 'vue'
import type { Input } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'
import type { Send } from '../../composables/useSend'
import { type Stage, stageOf } from './orderSteps'

/** The calls that move one order a step. */
type StepName =
  | 'signOrder.export'
  | 'signOrder.sendProof'
  | 'signOrder.quote'
  | 'signOrder.submit'
  | 'signOrder.review'
  | 'signOrder.approve'
  | 'signOrder.pay'
  | 'signOrder.close'
  | 'signOrder.cancel'

/** One order: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const useOrder = (orderId: string) => {
  const { today, personId, may } = mySession()
  const load = useLoad(() => call('signOrder.read', { orderId }))
  const done = ref('')
  /** A form taken from 「更多」 instead of the one that is due. */
  const chosen = ref<Stage | null>(null)
  const finish = async (text: string): Promise<void> => {
    chosen.value = null
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  const choose = (stage: Stage | null): void => {
    chosen.value = stage
    done.value = ''
    window.scrollTo({ top: 0 })
  }
  /** Takes a step with what it needs besides the order, says so and shows the order anew; false when it was refused. */
  const step = <Name extends StepName>(
    sending: Send,
    name: Name,
    rest: Omit<Input<Name>, 'orderId' | 'revision'>,
    text: string,
  ): Promise<boolean> => {
    const input = { orderId, revision: load.value.value?.revision ?? 0, ...rest } as Input<Name>
    return sending.send(name, input, () => finish(text))
  }
  return {
    orderId,
    today,
    personId,
    mayOrder: may.handleSignOrders,
    load,
    done,
    finish,
    choose,
    chosen,
    step,
    stage: computed(() => (load.value.value ? (chosen.value ?? stageOf(load.value.value)) : null)),
  }
}

export type OrderModel = ReturnType<typeof useOrder>
