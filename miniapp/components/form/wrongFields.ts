import { nextTick } from 'vue'

/** A field that shows a problem, by the words over it. */
export interface WrongField {
  label: string
  /** Brings it into view and puts the focus on its first control. */
  go: () => void
}

const controls =
  'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)'

const show = (field: Element): void => {
  field.scrollIntoView({ block: 'center' })
  field.querySelector<HTMLElement>(controls)?.focus({ preventScroll: true })
}

/** In the order of the page, so the first is the first to mend; what was sent with its words is asked of the page itself. */
export const wrongFields = (): WrongField[] =>
  [...document.querySelectorAll('.field')]
    .filter((field) => field.querySelector('.problem'))
    .map((field) => ({
      label: field.querySelector('.label')?.firstChild?.textContent?.trim() ?? '',
      go: () => show(field),
    }))

/** The button stands at the foot of the screen; the first field to mend may lie far above it. */
export const showFirstWrong = async (): Promise<void> => {
  await nextTick()
  wrongFields()[0]?.go()
}
