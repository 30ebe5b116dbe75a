import { onBeforeUnmount, type Ref, ref } from 'vue'

/** Whether a panel has room beside the table; with the largest letters later, as AppPage's second column. */
export function useRoomy(): Ref<boolean> {
  const largest = document.documentElement.dataset.textStep === '2'
  const query = window.matchMedia(`(min-width: ${largest ? 1501 : 1280}px)`)
  const roomy = ref(query.matches)
  query.onchange = () => {
    roomy.value = query.matches
  }
  onBeforeUnmount(() => {
    query.onchange = null
  })
  return roomy
}
