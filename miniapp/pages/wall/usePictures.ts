import { onUnmounted, shallowReactive } from 'vue'

/**
 * Pictures once shown stay in memory, so that the screen goes on without a network. `keep` forgets those that are no
 * longer on the wall.
 */
export const usePictures = () => {
  const held = shallowReactive(new Map<string, string>())
  const forget = (url: string): void => {
    const local = held.get(url)
    if (local) URL.revokeObjectURL(local)
    held.delete(url)
  }
  const load = async (url: string | null | undefined): Promise<void> => {
    if (!url || held.has(url)) return
    try {
      const response = await fetch(url, { credentials: 'same-origin' })
      if (response.ok && !held.has(url)) held.set(url, URL.createObjectURL(await response.blob()))
    } catch {
      // No network: the slide shows its words, and the picture is tried again the next time round.
    }
  }
  onUnmounted(() => [...held.keys()].forEach(forget))
  return {
    load,
    shown: (url: string | null): string | undefined => (url ? held.get(url) : undefined),
    keep: (urls: ReadonlySet<string | null>): void => [...held.keys()].filter((url) => !urls.has(url)).forEach(forget),
  }
}
