import { computed, ref } from 'vue'
import type { Input } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'
import type { Send } from '../../composables/useSend'
import { stageOf } from './postSteps'

/** The calls that move one 岗 or 区 a step. */
type StepName =
  | 'postArea.recommend'
  | 'postArea.consult'
  | 'postArea.giveOpinion'
  | 'postArea.fill'
  | 'postArea.review'
  | 'postArea.decide'
  | 'postArea.changeNominee'
  | 'postArea.returnByBranch'
  | 'postArea.hangPlate'
  | 'postArea.confirmHalfYear'
  | 'postArea.suspend'
  | 'postArea.resume'
  | 'postArea.remove'
  | 'postArea.void'

/** One 岗 or 区: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const usePostArea = (postAreaId: string) => {
  const { today, personId } = mySession()
  const load = useLoad(() => call('postArea.read', { postAreaId }))
  const done = ref('')
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  /** Takes a step with what it needs besides the record, says so and shows the record anew; false when it was refused. */
  const step = <Name extends StepName>(
    sending: Send,
    name: Name,
    rest: Omit<Input<Name>, 'postAreaId' | 'revision'>,
    text: string,
  ): Promise<boolean> => {
    const input = { postAreaId, revision: load.value.value?.revision ?? 0, ...rest } as Input<Name>
    return sending.send(name, input, () => finish(text))
  }
  return {
    postAreaId,
    personId,
    today,
    load,
    done,
    finish,
    step,
    stage: computed(() => (load.value.value ? stageOf(load.value.value) : null)),
  }
}

export type PostModel = ReturnType<typeof usePostArea>
