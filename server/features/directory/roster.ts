import { Department, Person, Placement, PlatformAccount } from '../../../entities'
import { inForce } from '../../database/inForce'
import { rowsAPiece } from '../../database/pieces'
import type { Work } from '../../database/work'
import type { RosterPerson } from '../../domain/organisation/directoryPlan'
import { takenAccounts } from '../organisation'

type Platform = PlatformAccount['platform']

interface Row {
  personId: string
  staffNumber: string
  name: string
  departmentName: string | null
}

/** Everybody here, with the department and the account on this platform. */
export async function rosterFor(work: Work, platform: Platform, tenant: string): Promise<RosterPerson[]> {
  const { today } = work
  const rows = await work.manager
    .createQueryBuilder(Person, 'person')
    .leftJoin(Placement, 'placement', `placement.personId = person.id and ${inForce('placement')}`, { today })
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .select('person.id', 'personId')
    .addSelect('person.staffNumber', 'staffNumber')
    .addSelect('person.name', 'name')
    .addSelect('department.name', 'departmentName')
    .where("person.dutyStatus not in ('LEFT', 'RETIRED')")
    .orderBy('person.staffNumber')
    .getRawMany<Row>()
  const accounts = await work.manager.find(PlatformAccount, {
    select: { id: true, personId: true, userKey: true },
    where: { platform, tenant },
  })
  const byPerson = new Map(accounts.map((account) => [account.personId, account]))
  const people = [...new Map(rows.map((row) => [row.personId, row])).values()]
  const bare = people.filter(({ personId }) => !byPerson.has(personId)).map(({ personId }) => personId)
  const lost = new Map<string, Set<string>>()
  for (let at = 0; at < bare.length; at += rowsAPiece)
    for (const [personId, keys] of await takenAccounts(work, bare.slice(at, at + rowsAPiece))) lost.set(personId, keys)
  return people.map(({ personId, staffNumber, name, departmentName }) => {
    const account = byPerson.get(personId)
    const own = [...(lost.get(personId) ?? [])].flatMap((key) => (key.startsWith(`${platform}:`) ? [key] : []))
    return {
      personId,
      staffNumber,
      name,
      departmentName: departmentName ?? '',
      account: account ? { id: account.id, userKey: account.userKey } : null,
      lost: own.length ? new Set(own.map((key) => key.slice(platform.length + 1))) : null,
    }
  })
}
