import type { Input, Output } from '../../../server/contract'
import { newId } from '../../api/newId'
import type { FieldProblem } from '../../api/refused'
import { texts } from './texts'

export type Mine = Output<'threeLinks.mine'>
export type ActivityInput = Input<'threeLinks.log'>

export interface LinkForm {
  /** Of the activity it will be. */
  entryId: string
  targetId: string
  day: string
  place: string
  problem: string
  help: string
  effect: string
}

/** What is not done stands first, with the places where nobody was yet: those of the others stand in 我的活动记录. */
export const kindsInOrder = (coverage: Mine['coverage']) =>
  coverage
    .map((kind) => {
      const done = kind.visited >= kind.required
      return { ...kind, done, targets: kind.targets.filter(({ lastDay }) => done || !lastDay) }
    })
    .sort((one, other) => Number(one.done) - Number(other.done))

export const emptyActivity = (today: string): LinkForm => ({
  entryId: newId(),
  targetId: '',
  day: today,
  place: '',
  problem: '',
  help: '',
  effect: '',
})

const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

export const activityProblems = (form: LinkForm, today: string): FieldProblem[] => {
  const found: FieldProblem[] = []
  if (form.targetId === '') found.push(problem('targetId', texts.choosing(texts.target)))
  if (form.day === '') found.push(problem('heldDay', texts.choosing(texts.day)))
  else if (form.day > today) found.push(problem('heldDay', texts.futureDay))
  if (form.place.trim() === '') found.push(problem('place', texts.writing(texts.place)))
  if (form.problem.trim() === '') found.push(problem('problem', texts.writing(texts.needProblem)))
  if (form.help.trim() === '') found.push(problem('help', texts.writing(texts.help)))
  return found
}

export const toInput = (form: LinkForm): ActivityInput => ({
  activityId: form.entryId,
  targetId: form.targetId,
  heldDay: form.day,
  place: form.place.trim(),
  problem: form.problem.trim(),
  help: form.help.trim(),
  ...(form.effect.trim() ? { effect: form.effect.trim() } : {}),
})

export const targetName = (mine: Mine | null, targetId: string): string =>
  mine?.coverage.flatMap(({ targets }) => targets).find((target) => target.targetId === targetId)?.name ?? ''

/** The places of all kinds as one list to choose from, those never visited first. */
export const targetOptions = (mine: Mine): { value: string; label: string }[] =>
  mine.coverage.flatMap(({ name, targets }) =>
    targets
      .filter(({ ended }) => !ended)
      .sort((one, other) => one.activities - other.activities)
      .map((target) => ({ value: target.targetId, label: `${name}：${target.name}` })),
  )
