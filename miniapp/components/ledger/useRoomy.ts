import { onBeforeUnmount, type Ref, ref } from 'vue'

const hasLargestLetters = (): boolean => document.documentElement.dataset.textStep === '2'

/** Whether the largest letters leave no room for seven columns. */
export const isCrowded = (roomy: boolean): boolean => hasLargestLetters() && !roomy

/** Whether a panel has room beside the table; with the largest letters later, as AppPage's second column. */
export function useRoomy(): Ref<boolean> {
  const query = window.matchMedia(`(min-width: ${hasLargestLetters() ? 1501 : 1280}px)`)
  const roomy = ref(query.matches)
  query.onchange = () => {
    roomy.value = query.matches
  }
  onBeforeUnmount(() => {
    query.onchange = null
  })
  return roomy
}
