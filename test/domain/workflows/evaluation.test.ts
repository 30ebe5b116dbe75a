import { evaluationCampaignSteps } from '../../../server/domain/workflows/evaluationCampaign'
import { evaluationRoundSteps } from '../../../server/domain/workflows/evaluationRound'
import { oneToOneVisitSteps } from '../../../server/domain/workflows/oneToOneVisit'
import {
  allowedEvents,
  type EventOf,
  nextState,
  type StateOf,
  type StepRole,
} from '../../../server/domain/workflows/steps'
import { threeLinksSteps } from '../../../server/domain/workflows/threeLinks'

const round = (
  now: StateOf<typeof evaluationRoundSteps>,
  event: EventOf<typeof evaluationRoundSteps>,
  role: StepRole,
) => nextState(evaluationRoundSteps, now, event, [role])

describe('an evaluation round (R51, R53, R57)', () => {
  test('may be extended while voting and not once it is closed: the list of the box is fixed then', () => {
    expect(round('VOTING', 'extend', 'branchSecretary')).toBe('VOTING')
    expect(round('CLOSED', 'extend', 'branchSecretary')).toBe('wrongState')
    expect(round('TALLIED', 'extend', 'branchSecretary')).toBe('wrongState')
  })

  test('may strike a voter from the frozen roster until voting ends', () => {
    expect(round('ROSTER_FROZEN', 'strike', 'branchSecretary')).toBe('ROSTER_FROZEN')
    expect(round('VOTING', 'strike', 'branchSecretary')).toBe('VOTING')
    expect(round('CLOSED', 'strike', 'branchSecretary')).toBe('wrongState')
  })

  test('is closed and counted by scrutineers, not by the 书记 who is rated himself', () => {
    expect(round('VOTING', 'close', 'branchSecretary')).toBe('wrongRole')
    expect(round('CLOSED', 'tally', 'branchSecretary')).toBe('wrongRole')
    expect(round('CLOSED', 'tally', 'scrutineer')).toBe('TALLIED')
  })

  test('gets its 等次 from a committee and never from the computer', () => {
    expect(round('COMMITTEE_REVIEW', 'confirmGrades', 'system')).toBe('wrongRole')
    expect(round('COMMITTEE_REVIEW', 'confirmGrades', 'hqCommittee')).toBe('COMPLETED')
  })

  test('hands in 表1 again after it was given back', () => {
    expect(round('TABLE1_SUBMITTED', 'return', 'hqOffice')).toBe('RETURNED')
    expect(round('RETURNED', 'submitTable1', 'branchSecretary')).toBe('TABLE1_SUBMITTED')
  })

  test('is archived only after both board and assembly, in either order (R60, R61)', () => {
    expect(round('ACCEPTED', 'archive', 'system')).toBe('wrongState')
    expect(round('PUBLICISED', 'archive', 'system')).toBe('wrongState')
    expect(round('ANNOUNCED', 'archive', 'system')).toBe('wrongState')
    expect(round('PUBLICISED', 'announce', 'branchSecretary')).toBe('FULLY_PUBLIC')
    expect(round('ANNOUNCED', 'publicise', 'branchSecretary')).toBe('FULLY_PUBLIC')
    expect(round('FULLY_PUBLIC', 'archive', 'system')).toBe('ARCHIVED')
  })

  test('has no step for casting a ballot, which would name its author', () => {
    expect(allowedEvents(evaluationRoundSteps, 'VOTING', ['member', 'masses'])).toEqual([])
    // The sheet of a meeting is signed by its office and no ballot.
    expect(allowedEvents(evaluationRoundSteps, 'VOTING', ['hqCommittee'])).toEqual(['enterSheets'])
  })

  test('begins formally only after its rehearsal is wiped', () => {
    expect(round('REHEARSAL', 'freezeRoster', 'branchSecretary')).toBe('wrongState')
    expect(round('REHEARSAL', 'purgeRehearsal', 'branchSecretary')).toBe('PREPARING')
  })
})

test('the template of a campaign cannot be opened again once it is locked (R52)', () => {
  expect(nextState(evaluationCampaignSteps, 'DRAFT', 'lockTemplate', ['hqOffice'])).toBe('TEMPLATE_LOCKED')
  expect(evaluationCampaignSteps.filter((step) => step.to === 'DRAFT').map((step) => step.from)).toEqual([
    'NOT_STARTED',
  ])
})

test('a contact may confirm a visit or object to it, the member may not confirm in his place (R34)', () => {
  expect(nextState(oneToOneVisitSteps, 'LOGGED', 'confirm', ['contact'])).toBe('CONFIRMED')
  expect(nextState(oneToOneVisitSteps, 'LOGGED', 'object', ['contact'])).toBe('OBJECTED')
  expect(nextState(oneToOneVisitSteps, 'LOGGED', 'confirm', ['member'])).toBe('wrongRole')
})

test('a visit drawn by an inspection can no longer be voided (R66)', () => {
  expect(nextState(oneToOneVisitSteps, 'SAMPLED', 'void', ['member'])).toBe('wrongState')
})

test('an activity of 三联系 may be entered by the assistant, the year is closed by 机关党办 (R46)', () => {
  expect(nextState(threeLinksSteps, 'ACTIVE', 'logActivity', ['leaderAssistant'])).toBe('LOGGED')
  expect(nextState(threeLinksSteps, 'LOGGED', 'completeMaterial', ['leadingCadre'])).toBe('COMPLETE')
  expect(nextState(threeLinksSteps, 'COMPLETE', 'closeYear', ['leaderAssistant'])).toBe('wrongRole')
})
