/** Tells what stands where a test went red. */
export type Tell = () => Promise<string[]>

const held = globalThis as { whenRed?: Tell[] }

/** From now on in this test file: when a test goes red, what `tell` answers is printed (testEnvironment.ts asks it). */
export function tellWhenRed(tell: Tell): void {
  held.whenRed = [...(held.whenRed ?? []), tell]
}
