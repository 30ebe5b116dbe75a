import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { type Place, placeOf, queryOf } from './place'

export interface LedgerPlace {
  place: Ref<Place>
  /** Shows another part, from its first page where no page is named. */
  go: (change: Partial<Place>) => void
}

export function usePlace(selects: readonly string[] = []): LedgerPlace {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  // While the page is left the address is another's already.
  let last = placeOf(route.query, selects)
  const place = computed(() => {
    if (route.path === path) last = placeOf(route.query, selects)
    return last
  })
  const go = (change: Partial<Place>): void => {
    void router.replace({ query: queryOf({ ...place.value, page: 1, ...change }, route.query) })
  }
  return { place, go }
}
