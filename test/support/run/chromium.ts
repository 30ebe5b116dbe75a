import { findExecutable } from './findExecutable.ts'

/** Debian's package of Chromium without its windows, and the program in it. */
export const chromiumPackage = 'chromium-headless-shell'

/**
 * The Chromium to test with: CHROMIUM_PATH, else the first on PATH, else undefined. The one without windows comes first: a
 * window that nobody sees is drawn all the same, menus and all, and takes half of the processor.
 */
export function findChromium(): string | undefined {
  const names = [chromiumPackage, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  return process.env.CHROMIUM_PATH || findExecutable(...names)
}
