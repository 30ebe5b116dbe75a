import type { evaluationContract } from '../../contract/evaluation'
import { bundleFolder } from '../../files/bundleFolder'
import { keyFolder } from '../../sealing/keyFolder'
import { makeDoor } from '../../sealing/openingProcess'
import { type Calls, type House, prepared } from '../call'
import { askVoid } from './askVoid'
import { castBallots } from './castBallots'
import { closeRound } from './closeRound'
import { confirmRound } from './confirmRound'
import { decideVoid } from './decideVoid'
import { downloadBundle } from './drawBundle'
import { downloadTable1 } from './drawTable1'
import { freezeRound } from './freezeRound'
import { listRounds } from './list'
import { openBySafe } from './openBySafe'
import { openEvaluation } from './openEvaluation'
import { openVoting } from './openVoting'
import { readRound } from './read'
import { readCopy } from './readCopy'
import { readDoor } from './readDoor'
import { readReceipts } from './readReceipts'
import { readSheet } from './readSheet'
import { readVerdict } from './readVerdict'
import { renameScrutineers } from './renameScrutineers'
import { reportSlip } from './reportSlip'
import { setLock } from './setLock'
import { confirmBox, stripBox } from './stripBox'
import { acceptReport, returnReport, submitReport } from './submitReport'
import { takeInCount } from './takeInCount'
import { tallyVotes } from './tallyVotes'
import { tearSlip } from './tearSlip'

export const evaluationCalls = (house: House) => {
  const keys = keyFolder(house.keysFolder)
  const door = makeDoor()
  const bundles = bundleFolder(house.bundlesFolder)
  const opening = { database: house.database, keys, door, bundles }
  return {
    'evaluation.open': { asks: ['openEvaluation'], run: openEvaluation },
    'evaluation.rounds': { asks: ['readRounds'], run: listRounds },
    'round.read': { asks: ['readRound'], run: readRound(bundles) },
    'round.freeze': { asks: ['manageRound'], run: freezeRound(keys, bundles) },
    'round.setLock': { asks: ['superviseRound'], run: setLock(keys) },
    'round.openVoting': { asks: ['manageRound'], run: openVoting(bundles) },
    'round.renameScrutineers': { asks: ['renameScrutineers'], run: renameScrutineers(keys) },
    'round.close': { asks: ['superviseRound'], run: prepared(closeRound(keys, bundles)) },
    'round.door': { asks: ['superviseRound'], run: readDoor(door) },
    'round.strip': { asks: ['superviseRound'], run: prepared(stripBox(opening)) },
    'round.confirmBox': { asks: ['superviseRound'], run: confirmBox },
    'round.tally': { asks: ['superviseRound'], run: prepared(tallyVotes(opening)) },
    'round.tearSlip': { asks: ['superviseRound'], run: tearSlip },
    'round.reportSlip': { asks: ['reportSlip'], run: reportSlip },
    'round.safeCopy': { asks: ['useSafePrint'], run: readCopy(door) },
    'round.openBySafe': { asks: ['useSafePrint'], run: prepared(openBySafe(opening)) },
    'round.takeIn': { asks: ['superviseRound'], run: prepared(takeInCount(opening)) },
    'round.verify': { asks: ['verifyCount'], run: readVerdict(bundles) },
    'round.bundle': { asks: ['takeBundle'], run: downloadBundle(bundles) },
    'round.askVoid': { asks: ['askVoid'], run: askVoid(bundles) },
    'round.decideVoid': { asks: ['decideVoid'], run: prepared(decideVoid(keys, bundles)) },
    'round.confirm': { asks: ['confirmGrades'], run: confirmRound },
    'round.table1': { asks: ['readResults'], run: downloadTable1 },
    'round.report': { asks: ['submitTable1'], run: submitReport },
    'round.acceptReport': { asks: ['decideTable1'], run: acceptReport },
    'round.returnReport': { asks: ['decideTable1'], run: returnReport },
    'ballot.sheet': { asks: ['castBallot'], run: readSheet(keys, bundles) },
    'ballot.cast': { asks: ['castBallot'], run: prepared(castBallots(keys, bundles)) },
    'ballot.receipts': { asks: ['castBallot'], run: readReceipts(keys, bundles) },
  } satisfies Calls<typeof evaluationContract>
}
