import type { PlatformName } from '../../../bot/port'
import { SettingTrial } from '../../../entities'
import type { Work } from '../../database/work'

/** Through the platform's client, or through its login page in a browser: each is held against a list of its own. */
export type WayIn = 'inside' | 'browser'

const keys: Readonly<Record<WayIn, string>> = { inside: 'loginInside', browser: 'loginBrowser' }
/** The doctor tells the day. */
const oftenEnough = 20 * 3600_000

export const lastWayIn = (work: Work, platform: PlatformName, way: WayIn): Promise<SettingTrial | null> =>
  work.one(SettingTrial, { platform, settingKey: keys[way] })

/** Somebody has come in this way, so what it takes in the console is set. */
export async function noteWayIn(work: Work, platform: PlatformName, way: WayIn, personId: string): Promise<void> {
  const last = await lastWayIn(work, platform, way)
  if (last && work.now - last.triedAt < oftenEnough) return
  const facts = { works: true, seen: null, triedById: personId, triedAt: work.now }
  const where = { platform, settingKey: keys[way] }
  if (last) await work.change(SettingTrial, where, facts)
  else await work.insertOnce(SettingTrial, { ...where, ...facts })
}
