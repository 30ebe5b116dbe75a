import type { Database } from '../../database/work'
import { bundleText } from '../../domain/bundle/bundle'
import type { BundleFolder } from '../../files/bundleFolder'
import { drawBundle } from './drawBundle'
import { requireRound } from './records'

/**
 * Writes what a count was made of, before anything of it is destroyed. True where it lies on the disk, or is none; throws where it
 * cannot be written, and where the database is no longer what was counted: then nothing is destroyed either.
 */
export async function keepBundle(database: Database, bundles: BundleFolder, roundId: string): Promise<void> {
  if (bundles.has(roundId)) return
  const { bundle, round } = await database.read(null, 'job', async (work) => {
    const known = await requireRound(work, roundId)
    return { bundle: await drawBundle(work, known), round: known.record }
  })
  // Counted by a version that had none, or declared void.
  if (!bundle) return
  const { groups, opening } = bundle
  const opened = groups.reduce((sum, one) => sum + one.opened + one.unopened, opening.invalid)
  if (bundle.checksum !== round.checksum || (opening.passed !== null && opening.passed !== opened))
    throw new Error(`what was counted of round ${roundId} is not what the database holds: no bundle, nothing destroyed`)
  bundles.keep(roundId, bundleText(bundle))
}
