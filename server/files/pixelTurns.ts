/**
 * How many pixels may be decoded at once, whoever sent them: a picture of this size unfolds to some hundred megabytes, and
 * sixteen of them at the same instant would take the memory of a small server. Larger ones go alone, in the order in which
 * they came; several small ones go together.
 */
export interface PixelTurns {
  take<Result>(pixels: number, body: () => Promise<Result>): Promise<Result>
}

export function createPixelTurns(mostPixels: number): PixelTurns {
  const waiting: { pixels: number; begin: () => void }[] = []
  let underWay = 0
  const letIn = (): void => {
    for (;;) {
      const [next] = waiting
      if (!next || (underWay > 0 && underWay + next.pixels > mostPixels)) return
      waiting.shift()
      underWay += next.pixels
      next.begin()
    }
  }
  return {
    async take(pixels, body) {
      await new Promise<void>((resolve) => {
        waiting.push({ pixels, begin: resolve })
        letIn()
      })
      try {
        return await body()
      } finally {
        underWay -= pixels
        letIn()
      }
    },
  }
}
