import { doneTexts } from './doneTexts'
import type { RoundModel } from './useRound'

/** The steps of a round that ask for more than words; each says afterwards what came of it. */
export const roundDeeds = ({ roundId, sending, load, finish }: RoundModel) => {
  const revision = (): number => load.value.value?.round.revision ?? 0
  const plain = (name: 'round.close' | 'round.report', text: string): Promise<boolean> =>
    sending.send(name, { roundId, revision: revision() }, () => finish(text))
  return {
    freeze: (scrutineerIds: string[]) =>
      sending.send('round.freeze', { roundId, scrutineerIds, revision: revision() }, (answer) =>
        finish(doneTexts.frozen(answer.subjects, answer.voters)),
      ),
    renameScrutineers: (scrutineerIds: string[]) =>
      sending.send('round.renameScrutineers', { roundId, scrutineerIds, revision: revision() }, () =>
        finish(doneTexts.renamed),
      ),
    openVoting: (votingToDay: string) =>
      sending.send('round.openVoting', { roundId, votingToDay, revision: revision() }, () => finish(doneTexts.opened)),
    close: () => plain('round.close', doneTexts.closed),
    tally: (despite?: string) =>
      sending.send('round.tally', { roundId, revision: revision(), ...(despite && { despite }) }, ({ checksum }) =>
        finish(doneTexts.tallied(checksum)),
      ),
    report: () => plain('round.report', doneTexts.reported),
  }
}
