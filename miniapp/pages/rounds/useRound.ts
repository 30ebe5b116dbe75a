import { computed, ref } from 'vue'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'
import { type Send, useSend } from '../../composables/useSend'
import { stageOf } from './roundSteps'
import { reportTexts, rosterTexts, votingTexts } from './texts'

interface RoundCalls {
  roundId: string
  sending: Send
  revision: () => number
  finish: (text: string) => Promise<void>
}

/** The steps of a round as the page's buttons take them; each says afterwards what came of it. */
const roundSteps = ({ roundId, sending, revision, finish }: RoundCalls) => {
  const plain = (name: 'round.close' | 'round.report' | 'round.acceptReport', text: string): Promise<boolean> =>
    sending.send(name, { roundId, revision: revision() }, () => finish(text))
  return {
    freeze: (scrutineerIds: string[]) =>
      sending.send('round.freeze', { roundId, scrutineerIds, revision: revision() }, (answer) =>
        finish(rosterTexts.frozen(answer.subjects, answer.voters)),
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
    acceptReport: () => plain('round.acceptReport', reportTexts.accepted),
    returnReport: (reason: string) =>
      sending.send('round.returnReport', { roundId, reason, revision: revision() }, () => finish(reportTexts.returned)),
  }
}

/** One branch's round: what the reader can do now comes from the server's workflow table, the page only offers it. */
export const useRound = (roundId: string) => {
  const { may } = mySession()
  const load = useLoad(() => call('round.read', { roundId }))
  const sending = useSend()
  const done = ref('')
  const revision = (): number => load.value.value?.round.revision ?? 0
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  return {
    ...roundSteps({ roundId, sending, revision, finish }),
    roundId,
    load,
    sending,
    done,
    finish,
    stage: computed(() => (load.value.value ? stageOf(load.value.value, may.runOffice) : null)),
  }
}

export type RoundModel = ReturnType<typeof useRound>
