import type { CalendarDay } from '../../../server/domain/calendar/calendarDay'
import { checkDuty } from '../../../server/domain/wording/duty'
import type { Issue } from '../../../server/domain/wording/issue'
import { checkPledgeItems, type LimitMode } from '../../../server/domain/wording/pledge'
import { pledgeHints } from '../../../server/domain/wording/pledgeHints'
import { issueSentence } from '../../../server/domain/wording/sentences'
import type { FieldProblem } from '../../api/refused'
import { itemsOf, type PledgeForm } from './pledgeForm'
import { texts } from './texts'

// The rules name the item, the contract names the field; the same table stands in submitPledge.ts.
const fieldOf: Readonly<Record<string, string>> = {
  study: 'studyPledge',
  duty: 'dutyPledge',
  integrity: 'integrityPledge',
  total: 'pledges',
}

const toProblem = (issue: Issue): FieldProblem => ({
  field: fieldOf[issue.field] ?? issue.field,
  code: issue.code,
  sentence: issueSentence(issue),
})

/** Everything that keeps the form from being handed in, under the same rules and sentences as on the server. */
export const problemsOf = (form: PledgeForm, limitMode: LimitMode): FieldProblem[] => [
  ...checkDuty(form.dutyText).map(toProblem),
  ...checkPledgeItems(itemsOf(form), limitMode).map(toProblem),
  ...(form.photoId ? [] : [{ field: 'photoId', code: 'pledge.photoMissing', sentence: texts.photoMissing }]),
]

/** R22: advice at a field, never a bar. */
export const hintsOf = (form: PledgeForm, today: CalendarDay): FieldProblem[] =>
  pledgeHints(itemsOf(form), today).map(toProblem)
