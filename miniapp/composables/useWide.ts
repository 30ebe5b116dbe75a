import { type Ref, ref } from 'vue'

/** From here on there is a side navigation, and lists are real tables. The same number stands in the media queries. */
export const widePixels = 820

const wide = ref(false)
let watching = false

export const useWide = (): Ref<boolean> => {
  if (!watching) {
    watching = true
    const query = window.matchMedia(`(min-width: ${widePixels}px)`)
    wide.value = query.matches
    query.onchange = () => {
      wide.value = query.matches
    }
  }
  return wide
}
