import { randomUUID } from 'node:crypto'
import type { Person } from '../../../entities'

/** Somebody of whom no more is known than this; what is not known is empty, and nothing special. */
export const newPerson = (
  known: Pick<Person, 'staffNumber' | 'name' | 'politicalStatus'> & Partial<Person>,
): Person => ({
  id: randomUUID(),
  gender: null,
  positionTitle: '',
  positionRank: 0,
  partyPost: null,
  dutyStatus: 'ON_DUTY',
  leadingCadre: false,
  cadreMember: false,
  keyPost: false,
  joinedDay: null,
  fullMemberDay: null,
  joinedPartyDay: null,
  leftDay: null,
  textStep: 0,
  revision: 1,
  ...known,
})
