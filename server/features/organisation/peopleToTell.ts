import type { SelectQueryBuilder } from 'typeorm'
import { Department, Person, Placement } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'

/** As much of a person as it takes to tell one from another: an administrator sees accounts and not the roster (rules §2.2). */
export interface PersonToTell {
  personId: string
  name: string
  staffNumber: string
  departmentName: string | null
}

/** The people by name, staff number and the department of today; `person` is the alias for conditions. Read with getRawMany. */
export const peopleToTell = (work: Work): SelectQueryBuilder<Person> =>
  work.manager
    .createQueryBuilder(Person, 'person')
    .leftJoin(Placement, 'placement', `placement.personId = person.id and ${inForce('placement')}`, {
      today: work.today,
    })
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .select('person.id', 'personId')
    .addSelect('person.name', 'name')
    .addSelect('person.staffNumber', 'staffNumber')
    .addSelect('department.name', 'departmentName')
