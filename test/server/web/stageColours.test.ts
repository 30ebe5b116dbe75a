import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** WCAG 2: how much lighter one colour is than another. */
const lightness = (colour: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [lightness(one), lightness(other)].sort((left, right) => left - right)
  return (high + 0.05) / (low + 0.05)
}

const css = readFileSync(join(__dirname, '../../../miniapp/pages/wall/stage.css'), 'utf8')
const token = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? ''
const ground = css
  .match(/#[0-9a-f]{6}/g)
  ?.slice(css.slice(0, css.indexOf('background:')).match(/#[0-9a-f]{6}/g)?.length)

/** axe cannot tell what stands on a gradient. */
describe('red by occasion: the stage of the wall', () => {
  it('is the same by day and night', () => expect(css).not.toContain('prefers-color-scheme'))

  it.each([
    ['ink', 7],
    ['ink-2', 5],
    ['gold-text', 5],
    ['edge', 3],
  ])('--%s has a contrast of %d on each part of the ground', (name, least) => {
    expect(ground?.length).toBeGreaterThan(2)
    for (const each of ground?.slice(0, 4) ?? []) expect(contrast(token(name), each)).toBeGreaterThanOrEqual(least)
  })

  it('what is chosen is read on gold', () => expect(contrast(token('pick'), token('on-pick'))).toBeGreaterThan(7))
})
