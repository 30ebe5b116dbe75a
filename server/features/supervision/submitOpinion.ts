import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Pledge, SupervisionOpinion } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays } from '../../domain/calendar/calendarDay'
import { tidyText } from '../../domain/wording/cleanText'
import { checkOpinion } from '../../domain/wording/note'
import { issueSentence } from '../../domain/wording/sentences'
import { formInvalid, recordChanged, refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { placedPerson } from '../organisation'
import { isOnWall } from '../pledge'
import { isWaiting, putAside } from './opinionBox'
import { tellSecretary } from './tellSecretary'

const opinionOwn = refusal(422, 'opinion.own', '不能给自己的承诺提意见。')
const opinionUnpublished = refusal(409, 'opinion.unpublished', '这份承诺书现在没有公开，不能提意见。')
const opinionDaily = refusal(429, 'opinion.daily', '今天已经提了{limit}条意见，请明天再提。')

/** Opinions a person may give in a day, signed or not. */
const opinionsPerDay = 5
const daySeconds = 86_400

export interface ReadyOpinion {
  opinion: SupervisionOpinion
  /** In the book already: the same one was sent before. */
  known: boolean
}

const sentBefore = (known: SupervisionOpinion, opinion: SupervisionOpinion): boolean =>
  known.pledgeId === opinion.pledgeId && known.content === opinion.content && known.personId === opinion.personId

/** True when this very opinion is in the book; an id under which another one stands is refused. */
async function isKnown(work: Work, opinion: SupervisionOpinion): Promise<boolean> {
  const known = await work.one(SupervisionOpinion, { id: opinion.id })
  if (known && !sentBefore(known, opinion)) throw recordChanged()
  return known !== null
}

function checkText(content: string): void {
  const problems = checkOpinion(content).map((issue) => ({
    field: 'content',
    code: issue.code,
    sentence: issueSentence(issue),
  }))
  if (problems.length) throw formInvalid({ count: problems.length }, problems)
}

/** The branch that hears of it: the one in which the member works today. */
async function branchOf(work: Work, pledgeId: string): Promise<string> {
  const pledge = await work.one(Pledge, { id: pledgeId })
  const place = pledge && (await placedPerson(work, pledge.personId))
  if (pledge?.personId === work.who.personId) throw opinionOwn()
  const isMember = place !== null && place.politicalStatus !== 'MASSES'
  if (!pledge || !isMember || !place.branchId || !isOnWall(pledge)) throw opinionUnpublished()
  return place.branchId
}

/** A signed opinion leaves its line in the 留痕, without the text; an unsigned one leaves none, as a ballot (rules §4.6.3). */
async function leaveTrace(work: Work, { id, pledgeId }: SupervisionOpinion): Promise<void> {
  const line = { action: 'supervision.submit', subjectKind: 'supervisionOpinion', subjectId: id }
  await work.audit({ ...line, change: { pledgeId } })
}

async function putInBook(work: Work, opinion: SupervisionOpinion): Promise<void> {
  if (!(await work.insertOnce(SupervisionOpinion, opinion))) {
    if (await isKnown(work, opinion)) return
    throw recordChanged()
  }
  await leaveTrace(work, opinion)
  await tellSecretary(work, opinion.branchId, addDays(work.today, 1))
}

/**
 * 群众监督 on a published pledge (R27), by anybody of the house but its member. Unsigned means that nothing says who it was
 * or at what hour: no person, no instant, no request key (web/route.ts), no line in the request log (web/app.ts); and it goes into the
 * book at night with others (mixOpinions.ts), since the database keeps an order of its own. The count against flooding lives in
 * memory only, by person and day, and is gone with the process; each process counts for itself. Sent twice under one id it is one
 * opinion.
 */
export function submitOpinion(keys: KeyFolder) {
  const limiter = new RateLimiterMemory({ points: opinionsPerDay, duration: daySeconds })
  const count = async (personId: string, today: string): Promise<void> => {
    try {
      await limiter.consume(`${personId}:${today}`)
    } catch {
      throw opinionDaily({ limit: opinionsPerDay })
    }
  }
  return {
    async prepare(work: Work, input: Checked<'supervision.submit'>): Promise<ReadyOpinion> {
      checkText(input.content)
      const branchId = await branchOf(work, input.pledgeId)
      const opinion: SupervisionOpinion = {
        id: input.opinionId,
        pledgeId: input.pledgeId,
        branchId,
        personId: input.anonymous ? null : work.who.personId,
        content: tidyText(input.content),
        receivedDay: work.today,
        hiddenReason: null,
        revision: 1,
      }
      const known = (await isKnown(work, opinion)) || (await isWaiting(work, keys, opinion))
      // Here and not in `run`, which may run again after a conflict.
      if (!known) await count(work.who.personId, work.today)
      return { opinion, known }
    },
    async run(work: Work, { opinion, known }: ReadyOpinion): Promise<Output<'supervision.submit'>> {
      if (!known) await (opinion.personId === null ? putAside(work, keys, opinion) : putInBook(work, opinion))
      return { done: true }
    },
  }
}
