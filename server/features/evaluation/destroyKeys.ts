import { In } from 'typeorm'
import { EvaluationRound } from '../../../entities'
import type { Database } from '../../database/work'
import { openRollStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import type { KeyFolder } from '../../sealing/keyFolder'
import { clearBox } from './clearBox'
import { keepBundle } from './keepBundle'

/** The states in which envelopes still wait for their keys. */
const waiting: readonly string[] = [...openRollStates, 'CLOSED', 'STRIPPED']

/**
 * Destroys the keys of rounds that were counted, once their bundle is on the disk and nothing lies on their roll any more: deleted rows remain in files and backups, but nobody
 * opens them any more. What is not known here is another house's, or a round frozen this instant, and stays. Answers how many; throws
 * where a bundle cannot be written.
 */
export async function destroyKeys(database: Database, keys: KeyFolder, bundles: BundleFolder): Promise<number> {
  const kept = keys.rounds()
  if (!kept.length) return 0
  const rounds = await database.read(null, 'job', (work) =>
    work.manager.find(EvaluationRound, { select: { id: true, state: true }, where: { id: In(kept) } }),
  )
  const counted = rounds.filter(({ state }) => !waiting.includes(state) && state !== 'PREPARING')
  for (const round of counted) {
    const { id } = round
    await keepBundle(database, bundles, id)
    await clearBox(database, round)
    bundles.tidy(id)
    keys.destroy(id)
  }
  return counted.length
}
