import { In } from 'typeorm'
import { PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { heldIds } from '../../database/heldIds'
import type { Work } from '../../database/work'
import type { PlatformTenants } from '../call'
import { type PersonToTell, peopleToTell } from '../organisation'

/** Whoever has not found the one by then writes more of the name, or the number. */
const mostShown = 20

/**
 * Whom an account can be linked to: those here who hold the words in name or staff number, 20 at most. No more of them than
 * it takes to tell one from another, for the administrator sees accounts and not the roster (rules §2.2).
 */
export const listPeople =
  (tenants: PlatformTenants) =>
  async (work: Work, { search }: Checked<'account.people'>): Promise<Output<'account.people'>> => {
    work.must('linkAccount')
    const query = peopleToTell(work).where("person.dutyStatus not in ('LEFT', 'RETIRED')").orderBy('person.staffNumber')
    const columns = ['person.name', 'person.staffNumber']
    const ids = await heldIds(query, { id: 'person.id', columns, words: search })
    const shown = ids.slice(0, mostShown)
    if (!shown.length) return { total: 0, people: [] }
    const rows = await query.andWhere('person.id in (:...shown)', { shown }).getRawMany<PersonToTell>()
    const accounts = await work.manager.findBy(PlatformAccount, { personId: In(shown) })
    const here = accounts.filter(({ platform, tenant }) => tenants[platform] === tenant)
    return {
      total: ids.length,
      people: rows.map(({ personId, name, staffNumber, departmentName }) => ({
        personId,
        name,
        staffNumber,
        departmentName,
        accounts: here
          .filter((each) => each.personId === personId)
          .map(({ platform }) => platform)
          .sort(),
      })),
    }
  }
