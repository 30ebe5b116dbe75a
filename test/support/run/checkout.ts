import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The checkout: npm scripts and jest both start there. Read once, so a later chdir changes nothing. */
export const checkout = process.cwd()

if (!existsSync(join(checkout, 'test', 'support', 'run'))) {
  throw new Error(`start this from the checkout's own folder, not from ${checkout}`)
}

/** What was fetched or prepared once and serves later runs too; may be deleted at any time. */
export const cacheFolder = join(checkout, '.cache')

/** What a run leaves to look at: screenshots. */
export const artifactsFolder = join(checkout, 'artifacts')
