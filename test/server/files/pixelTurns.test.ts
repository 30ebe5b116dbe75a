import { createPixelTurns } from '../../../server/files/pixelTurns'

describe('pictures that are decoded at once', () => {
  const pause = () => new Promise((resume) => setTimeout(resume, 5))

  it('never unfold to more pixels than are allowed, and all have their turn in their order', async () => {
    const turns = createPixelTurns(40)
    let underWay = 0
    let most = 0
    const done: number[] = []
    const sizes = [39, 12, 12, 12, 39, 1, 45, 8]
    await Promise.all(
      sizes.map((pixels, index) =>
        turns.take(pixels, async () => {
          underWay += pixels
          most = Math.max(most, underWay)
          await pause()
          done.push(index)
          underWay -= pixels
        }),
      ),
    )
    expect(done).toEqual(sizes.map((_size, index) => index))
    // One that is larger by itself goes alone.
    expect(most).toBe(45)
  })

  it('that are broken give their turn back', async () => {
    const turns = createPixelTurns(40)
    const broken = turns.take(40, async () => {
      await pause()
      throw new Error('broken')
    })
    const next = turns.take(40, async () => 'decoded')
    await expect(broken).rejects.toThrow('broken')
    expect(await next).toBe('decoded')
  })
})
