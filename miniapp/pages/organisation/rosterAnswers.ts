import { computed, ref } from 'vue'
import { countCharacters } from '../../../server/domain/wording/characters'
import type { RosterCheck } from './useRoster'

export type RosterQuestion = RosterCheck['questions'][number]
export type RosterAnswer = 'yes' | 'skip'

const fewestCharacters = 5
const keyOf = ({ kind, row }: RosterQuestion): string => `${kind}:${row}`

/** What is said to the questions of one check, one by one or a kind at a time, and why. */
export const useRosterAnswers = (questions: () => readonly RosterQuestion[]) => {
  const given = ref<Record<string, RosterAnswer>>({})
  const reason = ref('')
  const answerOf = (question: RosterQuestion): RosterAnswer | undefined => given.value[keyOf(question)]
  const answer = (asked: readonly RosterQuestion[], value: RosterAnswer): void => {
    given.value = { ...given.value, ...Object.fromEntries(asked.map((each) => [keyOf(each), value])) }
  }
  const left = computed(() => questions().filter((question) => !answerOf(question)).length)
  const reasonShort = computed(() => questions().length > 0 && countCharacters(reason.value.trim()) < fewestCharacters)
  const clear = (): void => {
    given.value = {}
    reason.value = ''
  }
  /** As a header holds it: what most of a kind were told stands once for the kind, the others by their rows. */
  const header = (): Record<string, string> => {
    if (!questions().length) return {}
    const lists: Record<RosterAnswer, string[]> = { yes: [], skip: [] }
    for (const kind of new Set(questions().map((each) => each.kind))) {
      const asked = questions().filter((each) => each.kind === kind)
      const yes = asked.filter((each) => answerOf(each) === 'yes')
      const most: RosterAnswer = yes.length * 2 >= asked.length ? 'yes' : 'skip'
      lists[most].push(`${kind}:*`)
      const other: RosterAnswer = most === 'yes' ? 'skip' : 'yes'
      lists[other].push(...asked.filter((each) => answerOf(each) === other).map(keyOf))
    }
    return { 'X-Answers': encodeURIComponent(JSON.stringify({ ...lists, reason: reason.value.trim() })) }
  }
  return { answerOf, answer, left, reason, reasonShort, clear, header }
}

export type RosterAnswers = ReturnType<typeof useRosterAnswers>
