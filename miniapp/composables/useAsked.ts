import { useRoute } from 'vue-router'

/** Whether a card opened this page for one of these steps: it adds `?act=` where it cannot take the words itself. */
export function useAsked(...steps: string[]): boolean {
  const { act } = useRoute().query
  return typeof act === 'string' && steps.includes(act)
}
