import { type Ref, ref } from 'vue'
import { type KeptStore, keptStore } from './keptStore'

/** 长辈模式: the root size in pixels of the three steps; every length follows it (postcss-pxtorem, root 16). */
export const textSteps = [16, 20, 24] as const
const storeName = 'textStep'

const step = ref(0)

const inRange = (value: number): number => Math.min(Math.max(Math.round(value) || 0, 0), textSteps.length - 1)

export interface TextStep {
  step: Ref<number>
  /** Shows the size at once and keeps it on this phone; telling the server is the page's part. */
  use: (value: number) => void
}

export const useTextStep = (store: KeptStore = keptStore): TextStep => ({
  step,
  use: (value) => {
    step.value = inRange(value)
    store.write(storeName, step.value)
    document.documentElement.style.fontSize = `${textSteps[step.value] ?? textSteps[0]}px`
    document.documentElement.dataset.textStep = String(step.value)
  },
})

/** Before the first paint: the size this phone was last used with. */
export const keptTextStep = (store: KeptStore = keptStore): number => inRange(store.read<number>(storeName) ?? 0)
