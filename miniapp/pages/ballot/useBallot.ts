import { computed, ref, watch } from 'vue'
import { fetchLater } from '../../composables/later'
import { useAction } from '../../composables/useAction'
import { createCast, endedCodes } from './cast'
import { canSeal, firstOpen, marksOf, type Sheet, sealing } from './sheet'
import { ballotName, useChoices } from './unsent'
import { usePlaceInBallot } from './usePlaceInBallot'
import { check, personAt } from './walk'

/** How long somebody sees his last choice before the next person comes. */
const turnMilliseconds = 400

type PlaceInBallot = ReturnType<typeof usePlaceInBallot>

/** On to the next, which tells what is missing instead; `turnSoon`: by itself, unless something else happens meanwhile. */
const useTurning = ({ place, left, walk }: PlaceInBallot) => {
  const told = ref(false)
  let turning: ReturnType<typeof setTimeout> | undefined
  watch(place, () => {
    clearTimeout(turning)
    told.value = false
    window.scrollTo({ top: 0 })
  })
  const next = (): void => {
    if (left.value > 0) told.value = true
    else walk.next()
  }
  const turnSoon = (does: boolean): void => {
    clearTimeout(turning)
    if (does) turning = setTimeout(next, turnMilliseconds)
  }
  return { told, next, turnSoon }
}

/**
 * The walk through one sheet: explanation, one person a screen (or one item, where a person has no room), overview, one
 * submission, which needs the network.
 */
export const useBallot = (roundId: string, sheet: Sheet) => {
  const total = sheet.subjects.length
  const choices = useChoices(ballotName(roundId), sheet)
  const { answers, keeps } = choices
  const touched = ref(false)
  const here = usePlaceInBallot(sheet, choices, touched)
  const { fit, walk, left, done } = here
  const { told, next, turnSoon } = useTurning(here)
  const sent = ref(false)
  const action = useAction()
  const cast = createCast(roundId, sheet, choices)
  // At hand before it is needed.
  if (canSeal(sheet)) fetchLater(sealing)

  const screen = computed(() => (sent.value ? 'done' : here.place.value.at))
  const mark = (at: number, value: string, byHand: boolean): void => {
    const missing = here.put(choices, at, value)
    // The first time only: nobody who comes back to change something is sent away.
    turnSoon(byHand && missing === 1 && left.value === 0 && !fit.single.value)
  }
  const open = (position: number): void => {
    const other = sheet.subjects[position]
    const firstItem = other ? marksOf(sheet, answers.value, other).indexOf('') : 0
    walk.go(personAt(position, fit.single.value ? Math.max(0, firstItem) : 0))
  }
  const begin = (): void => {
    touched.value = true
    if (total > 0 && done.value === total) walk.go(check)
    else open(firstOpen(sheet, answers.value))
  }
  const send = async (): Promise<void> => {
    if (await action.run(() => cast())) {
      sent.value = true
      walk.leave()
    }
    // Refused for good: these answers can never be handed in, so they must not stay on the phone.
    if (endedCodes.has(action.refusal.value?.code ?? '')) choices.clear()
  }
  const { previous } = walk
  return { ...here, answers, keeps, total, told, screen, action, mark, open, begin, next, previous, send }
}
