import { type ComputedRef, computed } from 'vue'
import { useRoute } from 'vue-router'
import { session } from '../client/session'
import { bars } from '../composables/bars'
import { useWide } from '../composables/useWide'
import { tabsFor } from './places'

/** Whether the places stand at the foot: on a phone, on a top page, and never where an action stands. */
export const useTabbed = (): ComputedRef<boolean> => {
  const route = useRoute()
  const wide = useWide()
  return computed(() => {
    // Before the first page is resolved the address reads '/', whatever was asked for.
    if (wide.value || !session.value || bars.value > 0 || route.matched.length === 0) return false
    return tabsFor(session.value).some(({ path }) => path === route.path)
  })
}
