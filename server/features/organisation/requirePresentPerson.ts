import { Person } from '../../../entities'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'

/** A person who is still with us; else `record.notFound`. */
export async function requirePresentPerson(work: Work, personId: string): Promise<Person> {
  const person = await work.manager.findOneBy(Person, { id: personId })
  if (!person || person.dutyStatus === 'LEFT' || person.dutyStatus === 'RETIRED') {
    throw recordNotFound({ what: '在职人员' })
  }
  return person
}
