// What other parts may use of this one.
export { keepVacancies } from './keepVacancies'
export { countVacancies, isOfficeVacant, officeVacancy } from './records'
