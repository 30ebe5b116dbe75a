import type { VoidCause } from '../../../server/domain/evaluation/voiding'
import { doneTexts } from './doneTexts'
import type { RoundModel } from './useRound'

/** A 监票码 as it is sealed to the process that asked for it, and the list it is given for. */
interface GivenCode {
  sealedCode: string
  listHash: string
}

/** The code sealed to the print in the safe. */
interface SealedCopy {
  printId: string
  sealed: string
}

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
    setLock: (publicKey: string, again: boolean, copy: SealedCopy | null) =>
      sending.send('round.setLock', { roundId, publicKey, again, ...(copy && { copy }) }, () =>
        finish(doneTexts.lockSet),
      ),
    reportSlip: (lock: 1 | 2, lost: boolean, reason: string) =>
      sending.send('round.reportSlip', { roundId, lock, lost, reason }, () =>
        finish(lost ? doneTexts.slipLost : doneTexts.slipFound),
      ),
    openBySafe: (given: GivenCode) =>
      sending.send('round.openBySafe', { roundId, revision: revision(), ...given }, ({ checksum }) =>
        finish(checksum ? doneTexts.countedBySafe : doneTexts.strippedBySafe),
      ),
    strip: (given: GivenCode) =>
      sending.send('round.strip', { roundId, revision: revision(), ...given }, () => finish(doneTexts.stripped)),
    confirmBox: (reason: string) =>
      sending.send('round.confirmBox', { roundId, revision: revision(), reason }, () => finish(doneTexts.boxConfirmed)),
    askVoid: (cause: VoidCause, reason: string) =>
      sending.send('round.askVoid', { roundId, revision: revision(), cause, reason }, () =>
        finish(doneTexts.voidAsked),
      ),
    decideVoid: (agree: boolean, reason: string) =>
      sending.send('round.decideVoid', { roundId, revision: revision(), agree, reason }, () =>
        finish(agree ? doneTexts.voided : doneTexts.kept),
      ),
    openVoting: (votingToDay: string) =>
      sending.send('round.openVoting', { roundId, votingToDay, revision: revision() }, () => finish(doneTexts.opened)),
    close: () => plain('round.close', doneTexts.closed),
    /** With the code of the second lock, or in a round without codes with the reason for what is not counted. */
    tally: (given: GivenCode | { despite?: string } = {}) =>
      sending.send('round.tally', { roundId, revision: revision(), ...given }, ({ checksum }) =>
        finish(doneTexts.tallied(checksum)),
      ),
    takeIn: (told: string) =>
      sending.send('round.takeIn', { roundId, revision: revision(), checksum: told }, ({ checksum }) =>
        finish(doneTexts.takenIn(checksum)),
      ),
    report: () => plain('round.report', doneTexts.reported),
  }
}
