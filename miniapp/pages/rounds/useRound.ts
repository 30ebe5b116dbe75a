import { computed } from 'vue'
import { call } from '../../api/call'
import { useRecord } from '../../components/record/useRecord'
import { type Send, useSend } from '../../composables/useSend'
import { stageOf } from './roundSteps'
import { reportTexts, rosterTexts, scrutineerTexts, votingTexts } from './texts'

interface RoundCalls {
  roundId: string
  sending: Send
  revision: () => number
  finish: (text: string) => Promise<void>
}

/** The steps of a round that ask for more than words; each says afterwards what came of it. */
const roundSteps = ({ roundId, sending, revision, finish }: RoundCalls) => {
  const plain = (name: 'round.close' | 'round.report', text: string): Promise<boolean> =>
    sending.send(name, { roundId, revision: revision() }, () => finish(text))
  return {
    freeze: (scrutineerIds: string[]) =>
      sending.send('round.freeze', { roundId, scrutineerIds, revision: revision() }, (answer) =>
        finish(rosterTexts.frozen(answer.subjects, answer.voters)),
      ),
    renameScrutineers: (scrutineerIds: string[]) =>
      sending.send('round.renameScrutineers', { roundId, scrutineerIds, revision: revision() }, () =>
        finish(scrutineerTexts.renamed),
      ),
    openVoting: (votingToDay: string) =>
      sending.send('round.openVoting', { roundId, votingToDay, revision: revision() }, () =>
        finish(votingTexts.opened),
      ),
    close: () => plain('round.close', votingTexts.closed),
    tally: () =>
      sending.send('round.tally', { roundId, revision: revision() }, ({ checksum }) =>
        finish(votingTexts.tallied(checksum)),
      ),
    report: () => plain('round.report', reportTexts.submitted),
  }
}

/** One branch's round: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const useRound = (roundId: string) => {
  const model = useRecord(() => call('round.read', { roundId }))
  const sending = useSend()
  const round = model.load.value
  const revision = (): number => round.value?.round.revision ?? 0
  return {
    ...model,
    ...roundSteps({ roundId, sending, revision, finish: model.finish }),
    roundId,
    sending,
    stage: computed(() => (round.value ? stageOf(round.value) : null)),
  }
}

export type RoundModel = ReturnType<typeof useRound>
