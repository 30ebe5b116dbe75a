import { computed, type Ref } from 'vue'
import { itemsFor, itemsLeft, keyOf, marksOf, type Sheet, subjectsDone } from './sheet'
import type { Choices } from './unsent'
import { useFit } from './useFit'
import { useWalk } from './useWalk'

/** Where the walk through a sheet stands: who and which item is on the screen, and what of it is chosen. */
export const usePlaceInBallot = (sheet: Sheet, { answers, ready }: Choices, touched: Readonly<Ref<boolean>>) => {
  const fit = useFit()
  const way = computed(() => ({
    items: sheet.subjects.map((subject) => itemsFor(sheet, subject).length),
    single: fit.single.value,
  }))
  // Where nothing is left of what was chosen, the ballot begins anew.
  const begun = computed(() => touched.value || (ready.value && Object.keys(answers.value).length > 0))
  const walk = useWalk(way, begun)
  const { place } = walk
  const index = computed(() => (place.value.at === 'person' ? place.value.person : 0))
  const subject = computed(() => sheet.subjects[index.value])
  const items = computed(() => (subject.value ? itemsFor(sheet, subject.value) : []))
  const item = computed(() => Math.min(place.value.at === 'person' ? place.value.item : 0, items.value.length - 1))
  const marks = computed(() => (subject.value ? marksOf(sheet, answers.value, subject.value) : []))
  const done = computed(() => subjectsDone(sheet, answers.value))
  const leftFor = (position: number): number => {
    const other = sheet.subjects[position]
    return other ? itemsLeft(sheet, answers.value, other) : 0
  }
  /** What is still to be chosen on this screen. */
  const left = computed(() =>
    fit.single.value ? Number(marks.value[item.value] === '') : marks.value.filter((mark) => mark === '').length,
  )
  /** The marks of whoever is on the screen with this one changed; answers how many were missing before. */
  const put = (choices: Choices, at: number, value: string): number => {
    if (!subject.value) return 0
    const missing = marks.value.filter((one) => one === '').length
    const changed = [...marks.value]
    changed[at] = value
    choices.mark(keyOf(subject.value), changed)
    return missing
  }
  return { fit, walk, place, index, subject, items, item, marks, done, leftFor, left, put }
}
