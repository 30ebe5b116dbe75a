import type { visitContract } from '../../contract/visit'
import type { Calls } from '../call'
import { answerVisit } from './answerVisit'
import { logVisit } from './logVisit'
import { visitsAboutMe } from './readAboutMe'
import { branchVisits } from './readBranchVisits'
import { readContacts } from './readContacts'
import { visitMembers } from './readMembers'
import { myVisits } from './readMine'
import { visitSums } from './readSums'
import { voidVisit } from './voidVisit'

export const visitCalls = {
  'visit.contacts': { asks: ['logVisit'], run: readContacts },
  'visit.members': { asks: ['logVisit'], run: visitMembers },
  'visit.mine': { asks: ['logVisit'], run: myVisits },
  'visit.log': { asks: ['logVisit'], run: logVisit },
  'visit.aboutMe': { asks: 'person', run: visitsAboutMe },
  'visit.answer': { asks: ['answerVisit'], run: answerVisit },
  'visit.branch': { asks: ['readBranchVisits'], run: branchVisits },
  'visit.sums': { asks: ['readVisitSums'], run: visitSums },
  'visit.void': { asks: ['changeVisit'], run: voidVisit },
} satisfies Calls<typeof visitContract>
