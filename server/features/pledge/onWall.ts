import { In } from 'typeorm'
import { Person, Pledge, PledgeVersion } from '../../../entities'
import type { Work } from '../../database/work'
import { offWallStates } from '../../domain/workflows/pledge'
import { stateOf } from './records'

// What hangs on the wall (R20, R27) is the published version, also while a new one is written, checked and handed on. The
// member's agreement and place in the house count as they are now.
const offWall = [...offWallStates]

/**
 * Condition of a query that calls the sheet `pledge`; whoever has left is kept off by placedPeople or by the person's row.
 * Written out, so that the busy statements can hold it too.
 */
export const hangsOnWall = `pledge.publishedVersion > 0 and pledge.publishConsent = 1 and pledge.state not in (${offWall
  .map((state) => `'${state}'`)
  .join(', ')})`

/** Joins a query that calls the sheet `pledge` with what hangs there, as `hanging`. */
export const hangingVersion = 'hanging.pledgeId = pledge.id and hanging.version = pledge.publishedVersion'

/** Of a query that calls the member `person`. */
export const stillMember = "person.dutyStatus not in ('LEFT', 'RETIRED') and person.politicalStatus <> 'MASSES'"

/** Whether this sheet hangs there, if its member is still with us. */
export const isOnWall = (pledge: Pick<Pledge, 'publishedVersion' | 'publishConsent' | 'state'>): boolean =>
  pledge.publishedVersion > 0 && pledge.publishConsent && !offWall.includes(stateOf(pledge))

/** What hangs there for these people, by person; nothing for who has left or does not agree. */
export async function hangingSheets(work: Work, personIds: string[]): Promise<Map<string, PledgeVersion>> {
  if (!personIds.length) return new Map()
  const people = await work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(Person, 'person', `person.id = pledge.personId and ${stillMember}`)
    .innerJoin(PledgeVersion, 'hanging', hangingVersion)
    .select('pledge.personId', 'personId')
    .addSelect('hanging.id', 'versionId')
    .where(hangsOnWall)
    .andWhere('pledge.personId in (:...personIds)', { personIds })
    .getRawMany<{ personId: string; versionId: string }>()
  if (!people.length) return new Map()
  const versions = await work.manager.findBy(PledgeVersion, { id: In(people.map((each) => each.versionId)) })
  const byId = new Map(versions.map((version) => [version.id, version]))
  return new Map(
    people.flatMap(({ personId, versionId }) => {
      const version = byId.get(versionId)
      return version ? [[personId, version] as const] : []
    }),
  )
}
