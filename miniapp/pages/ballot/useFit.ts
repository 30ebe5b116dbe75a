import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { useWide } from '../../composables/useWide'

/** How much room is left between things: all of it, less, or one item at a time. */
export type Density = 'roomy' | 'tight' | 'single'
const densities: readonly Density[] = ['roomy', 'tight', 'single']

/** Below this five choices have no room beside each other. */
const leastWidth = 360
const root = document.documentElement

/**
 * One person on one screen, without scrolling: what does not fit stands closer together and then item by item, and stays so for the
 * rest of the walk. The largest letters begin item by item. On a wide screen everything has room.
 */
export const useFit = () => {
  const wide = useWide()
  const least = (): number =>
    !wide.value && (root.dataset.textStep === '2' || window.innerWidth < leastWidth) ? densities.length - 1 : 0
  const level = ref(least())
  const anew = (): void => {
    level.value = least()
  }
  const observer = new MutationObserver(anew)
  onMounted(() => {
    window.addEventListener('resize', anew)
    observer.observe(root, { attributes: true, attributeFilter: ['data-text-step'] })
  })
  onBeforeUnmount(() => {
    window.removeEventListener('resize', anew)
    observer.disconnect()
  })
  return {
    density: computed(() => densities[level.value] ?? 'single'),
    single: computed(() => densities[level.value] === 'single'),
    /** The page is longer than the screen, or words are wider than their button. */
    crowded: (): void => {
      if (!wide.value && level.value < densities.length - 1) level.value += 1
    },
  }
}
