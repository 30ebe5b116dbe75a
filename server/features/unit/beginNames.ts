import { IsNull, LessThanOrEqual } from 'typeorm'
import { UnitRename } from '../../../entities'
import type { Work } from '../../database/work'
import { lastOf } from '../../domain/organisation/unitNames'
import { renamesOf, requireUnit, writeName } from './records'

/** Writes the names whose first day has come; says how many. Run in the night; a second run changes nothing. */
export async function beginNames(work: Work): Promise<number> {
  const due = await work.manager.findBy(UnitRename, { fromDay: LessThanOrEqual(work.today), voidedDay: IsNull() })
  let written = 0
  for (const unitId of new Set(due.map((each) => each.unitId))) {
    const unit = await requireUnit(work, unitId)
    const now = lastOf((await renamesOf(work, unitId)).filter(({ fromDay }) => fromDay <= work.today))
    if (!now || now.after === unit.name) continue
    await writeName(work, unit, now.after)
    written += 1
  }
  return written
}
