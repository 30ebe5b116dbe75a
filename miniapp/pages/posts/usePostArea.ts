import type { Input } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useRecord } from '../../components/record/useRecord'
import type { Send } from '../../composables/useSend'

/** The calls of steps that ask for more than words. */
type StepName =
  | 'postArea.recommend'
  | 'postArea.consult'
  | 'postArea.fill'
  | 'postArea.changeNominee'
  | 'postArea.hangPlate'
  | 'postArea.confirmHalfYear'
  | 'postArea.remove'

/** One 岗 or 区: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const usePostArea = (postAreaId: string) => {
  const model = useRecord(() => call('postArea.read', { postAreaId }))
  return {
    ...model,
    postAreaId,
    personId: mySession().personId,
    /** Takes a step with what it needs besides the record, says so and shows the record anew; false when it was refused. */
    step: <Name extends StepName>(
      sending: Send,
      name: Name,
      rest: Omit<Input<Name>, 'postAreaId' | 'revision'>,
      text: string,
    ): Promise<boolean> => {
      const input = { postAreaId, revision: model.load.value.value?.revision ?? 0, ...rest } as Input<Name>
      return sending.send(name, input, () => model.finish(text))
    },
  }
}

export type PostModel = ReturnType<typeof usePostArea>
