import { computed } from 'vue'
import { call } from '../../api/call'
import { useRecord } from '../../components/record/useRecord'
import { useSend } from '../../composables/useSend'
import { stageOf } from './roundSteps'

/** One branch's round: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const useRound = (roundId: string) => {
  const model = useRecord(() => call('round.read', { roundId }))
  const sending = useSend()
  const round = model.load.value
  return {
    ...model,
    roundId,
    sending,
    stage: computed(() => (round.value ? stageOf(round.value) : null)),
  }
}

export type RoundModel = ReturnType<typeof useRound>
