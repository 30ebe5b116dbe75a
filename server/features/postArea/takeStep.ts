import { randomUUID } from 'node:crypto'
import { PostArea, PostAreaStep } from '../../../entities'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import {
  asksForFitNominee,
  beginsAnew,
  isAlive,
  type PostAreaEvent,
  type PostAreaState,
} from '../../domain/postArea/states'
import { nameList } from '../../domain/wording/nameList'
import { doerNames, doersOf, grantOf } from '../../domain/workflows/doers'
import { postAreaSteps } from '../../domain/workflows/postArea'
import { nextState, type StepRole } from '../../domain/workflows/steps'
import type { Actor } from '../../policy/actor'
import { postAreaRoles } from '../../policy/stepRoles'
import { refusal, workflowWrongRole, workflowWrongState } from '../../refusals'
import { type KnownPostArea, requireMember, stateOf, subjectOf } from './records'
import { tellAboutStep } from './tellAboutStep'
import { eventNames, stateNames } from './words'

const postAreaHolderTaken = refusal(422, 'postArea.holderTaken', '{name}在本部门已经有一个示范岗，请另选一位。')
const postAreaNomineeMissing = refusal(422, 'postArea.nomineeMissing', '请选择{what}。')

export type PostAreaChanges = Partial<Omit<PostArea, 'id' | 'state' | 'attempt' | 'revision'>>

export interface Taken {
  state: PostAreaState
  revision: number
}

interface Move {
  state: PostAreaState
  actedAs: StepRole
}

const judging: readonly PostAreaEvent[] = ['review', 'returnByHead']

/** 「同一人」 and 「本人」 (R11): allowed, and shown on the form. */
function flagsOf(event: PostAreaEvent, actor: Actor | null, { record, desk }: KnownPostArea): string[] {
  if (!actor) return []
  const samePerson = judging.includes(event) && desk.leadId === actor.personId
  const nominee = record.nomineeId === actor.personId || record.memberIds.includes(actor.personId)
  return [...(samePerson ? ['SAME_PERSON'] : []), ...(nominee ? ['NOMINEE'] : [])]
}

/** Where the event leads and in what capacity the actor takes it; else the refusal that says why not (rules §3.1). */
export function moveOf(known: KnownPostArea, event: PostAreaEvent, actor: Actor | null): Move {
  const now = stateOf(known.record)
  const roles = postAreaRoles(actor, subjectOf(known))
  const state = nextState(postAreaSteps, now, event, roles)
  if (state === 'wrongState') throw workflowWrongState({ state: stateNames[now], event: eventNames[event] })
  const actedAs = doersOf(postAreaSteps, event).find((role) => roles.includes(role))
  if (state === 'wrongRole' || !actedAs) {
    const doers = nameList(doerNames(postAreaSteps, event))
    throw workflowWrongRole({ event: eventNames[event], roles: doers })
  }
  return { state, actedAs }
}

/** A step's signature: who, in what capacity, when, in what words (rules §5.1 rows 6–9). */
async function sign(
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  { move, attempt, comment, actor }: { move: Move; attempt: number; comment: string; actor: Actor | null },
): Promise<void> {
  await work.insert(PostAreaStep, {
    id: randomUUID(),
    postAreaId: known.record.id,
    attempt,
    event,
    state: move.state,
    actorId: actor?.personId ?? null,
    actedAs: move.actedAs,
    flags: flagsOf(event, actor, known),
    comment,
    at: work.now,
  })
}

/** 'branchSecretary' as the audit names roles: 'BRANCH_SECRETARY'. */

/** Signature, audit line and messages of a step whose record is written already. */
export async function finishStep(
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  step: { move: Move; attempt: number; comment: string; actor: Actor | null; change: object },
): Promise<void> {
  await sign(work, known, event, step)
  const { record } = known
  await work.audit({
    action: `postArea.${event}`,
    subjectKind: 'postArea',
    subjectId: record.id,
    role: grantOf(step.move.actedAs),
    change: { ...step.change, state: record.state, attempt: record.attempt },
    reason: step.comment || undefined,
  })
  await tellAboutStep(work, { ...known, event })
}

async function pass(
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  { changes, comment, actor }: { changes: PostAreaChanges; comment: string; actor: Actor | null },
): Promise<Taken> {
  const { record, desk } = known
  const move = moveOf(known, event, actor)
  if (asksForFitNominee(event)) await requireFitNominee(work, known)
  const { state } = move
  const news = {
    ...changes,
    state,
    attempt: record.attempt + (beginsAnew(event) ? 1 : 0),
    // A department may have moved to another branch since.
    branchId: desk.branchId,
    ...(isAlive(state) ? {} : { holderKey: null }),
  }
  const revision = await orTaken(work.revise(PostArea, record, news), () => holderTaken(known, changes))
  const after = { desk, record: { ...record, ...news, revision } }
  const change = { before: record.state, ...changes }
  await finishStep(work, after, event, { move, attempt: record.attempt, comment, actor, change })
  return { state, revision }
}

/** R09, for two at the same instant: the database keeps one living 岗 a person and department. */
export const holderTaken = ({ desk }: KnownPostArea, { nomineeId }: PostAreaChanges) =>
  postAreaHolderTaken({
    name: desk.members.find((member) => member.personId === nomineeId)?.name ?? '这位同志',
  })

async function requireFitNominee(work: Work, { record, desk }: KnownPostArea): Promise<void> {
  if (!record.nomineeId) throw postAreaNomineeMissing({ what: '推荐人选' })
  await requireMember(work, desk, record.nomineeId)
}

/**
 * One step of a 岗 or 区 by the person acting (rules §3.1): the table says whether and in what capacity; changes the record,
 * signs, writes the audit line and tells who acts next. The record must carry the revision the person saw. Refuses with
 * workflow.wrongState or wrongRole, postArea.foreignMember when the nominee is no longer one of the department, and
 * record.changed when somebody was faster. Permissions are the verb's.
 */
export const takeStep = (
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  changes: PostAreaChanges = {},
  comment = '',
): Promise<Taken> => pass(work, known, event, { changes, comment, actor: work.actor })

/** The same as a job, whoever's act made it necessary. */
export const takeStepAsSystem = (
  work: Work,
  known: KnownPostArea,
  event: PostAreaEvent,
  comment: string,
): Promise<Taken> => pass(work, known, event, { changes: {}, comment, actor: null })
