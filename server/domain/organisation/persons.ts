/** Facts of a person that rules ask for. */
export type PoliticalStatus = 'FULL_MEMBER' | 'PROBATIONARY' | 'MASSES'
export type DutyStatus = 'ON_DUTY' | 'SECONDED' | 'ON_LOAN' | 'LONG_SICK' | 'RETIRED' | 'LEFT'

export const politicalStatusNames: Record<PoliticalStatus, string> = {
  FULL_MEMBER: '中共党员',
  PROBATIONARY: '中共预备党员',
  MASSES: '群众',
}

export const dutyStatusNames: Record<DutyStatus, string> = {
  ON_DUTY: '在岗',
  SECONDED: '外派',
  ON_LOAN: '借调',
  LONG_SICK: '长病',
  RETIRED: '退休',
  LEFT: '离职',
}

/** Whoever has left or retired is nobody of the house any more. */
export const hasLeft = ({ dutyStatus }: { dutyStatus: DutyStatus }): boolean =>
  dutyStatus === 'LEFT' || dutyStatus === 'RETIRED'

/** 在职党员: full and probationary members who have not left or retired (R02, R06). */
export const isActiveMember = (person: { politicalStatus: PoliticalStatus; dutyStatus: DutyStatus }): boolean =>
  person.politicalStatus !== 'MASSES' && !hasLeft(person)
