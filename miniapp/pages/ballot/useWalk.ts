import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { after, before, hashOf, type Place, placeOf, type Way } from './walk'

/** How many entries of the history lie between the start of the ballot and here. */
const depth = (): number => Number((window.history.state as { depth?: number } | null)?.depth ?? 0)

/** The walk through a ballot along the browser's history. `ready`: until then it stands at the start. */
export const useWalk = (way: Readonly<Ref<Way>>, ready: Readonly<Ref<boolean>>) => {
  const route = useRoute()
  const router = useRouter()
  const place = computed<Place>(() => placeOf(ready.value ? route.hash : '', way.value.items.length))
  const go = (to: Place): void => void router.push({ hash: hashOf(to), state: { depth: depth() + 1 } })
  const next = (): void => go(after(way.value, place.value))
  /** As the browser's own back wherever that leads there, so that no step is in the history twice. */
  const previous = (): void => {
    const to = before(way.value, place.value)
    if (window.history.state?.back === router.resolve({ hash: hashOf(to) }).fullPath) router.back()
    else go(to)
  }
  /** Takes all of them away again: back then leaves the ballot. */
  const leave = (): void => {
    if (depth() > 0) router.go(-depth())
    else if (route.hash) void router.replace({ hash: '' })
  }
  return { place, go, next, previous, leave }
}
