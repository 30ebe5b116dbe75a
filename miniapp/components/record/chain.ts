import type { Output } from '../../../server/contract'
import { recordTexts } from './texts'

export type RecordFace = Output<'record.read'>
export type Allowed = RecordFace['allowed'][number]

/** The words around a reason, where a part knows better ones, by event. */
export type StepWords = Readonly<Record<string, { hint?: string; reasons?: readonly string[] }>>

/** More than three are counted: 书记 of every branch, say. */
const most = 3

/** People as one reads them, in a sentence. */
export const named = (people: readonly { name: string }[]): string => {
  const names = people.map(({ name }) => name)
  return names.length > most ? recordTexts.many(names.slice(0, most).join('、'), names.length) : names.join('、')
}

const offices = (vacant: readonly string[], title: string): string =>
  vacant.length ? recordTexts.vacant(vacant.join('、'), title) : ''

/** Whose turn it is, in one sentence; '' when it is nobody's. */
export function turnText({ turn, rests }: RecordFace): string {
  if (!turn) return rests ?? ''
  if (turn.mine) return recordTexts.mine(turn.title)
  return turn.people.length ? recordTexts.waitsFor(named(turn.people), turn.title) : offices(turn.vacant, turn.title)
}

/** What the one button causes: who is next. */
export function afterText({ ahead }: RecordFace, label: string): string {
  const [next] = ahead
  if (!next) return recordTexts.last(label)
  const people = named(next.people) || next.vacant.join('、')
  return people ? recordTexts.next(label, people, next.title) : ''
}

/** One button: a step, and the words it asks for; null where it asks for none. */
export interface Button {
  event: string
  label: string
  /** What has to be written with it, and of how many characters at least. */
  words: { label: string; least: number } | null
  done: string
  returns: boolean
}

export interface Buttons {
  /** The step that is owed, when it asks for words alone: the filled button. */
  yes: Button | null
  /** Whether words may go with it; not where the same step with words has a button of its own. */
  words: boolean
  /** Other answers and ways back, beside it. */
  back: Button[]
  /** What is done seldom; it stands apart, so that nobody presses it in passing. */
  others: Button[]
}

/** A reason has five characters at least (rules §3). */
const reasonLeast = 5

const reasonOf = ({ reason }: Allowed): Button['words'] =>
  reason ? { label: recordTexts.reason, least: reasonLeast } : null

const buttonOf = (step: Allowed): Button => ({
  event: step.event,
  label: step.name,
  words: reasonOf(step),
  done: step.done,
  returns: step.returns,
})

/** The answers of the turn in the words of its card, as far as the reader may give them. */
const answersOf = ({ turn, allowed }: RecordFace): Button[] =>
  (turn?.answers ?? []).flatMap(({ event, label, words, done }) => {
    const step = allowed.find((each) => each.plain && each.event === event)
    const asks = words === null ? null : { label: words, least: step?.reason ? reasonLeast : 1 }
    return step ? [{ event, label, words: asks, done, returns: step.returns }] : []
  })

/** The steps that need nothing but words, by where their buttons stand. */
export function buttonsOf(face: RecordFace): Buttons {
  const { allowed, turn } = face
  const answers = answersOf(face)
  const answered = new Set(answers.map(({ event }) => event))
  const plain = allowed.filter(({ plain, event }) => plain && !answered.has(event)).map(buttonOf)
  const owed = turn?.mine ? turn.event : ''
  const isBack = ({ event, returns }: Button): boolean => event !== owed && returns && owed !== ''
  const yes = answers.find(({ words }) => words === null) ?? plain.find(({ event }) => event === owed) ?? null
  const withWords = answers.some((each) => each !== yes && each.event === yes?.event)
  return {
    yes,
    words: yes !== null && !withWords,
    back: [...answers.filter((each) => each !== yes), ...plain.filter((each) => each !== yes && isBack(each))],
    others: plain.filter((each) => each !== yes && !isBack(each)),
  }
}
