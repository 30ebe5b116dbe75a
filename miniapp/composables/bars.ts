import { onBeforeUnmount, onMounted, ref } from 'vue'

/** How many bars with an action stand at the foot of the screen; where there is one, the places make way. */
export const bars = ref(0)

/** Counts the component as a bar as long as it is there. */
export const countAsBar = (): void => {
  onMounted(() => {
    bars.value += 1
  })
  onBeforeUnmount(() => {
    bars.value -= 1
  })
}
