import { findExecutable } from './findExecutable.ts'

/** The Chromium to test with: CHROMIUM_PATH, else the first on PATH, else undefined. */
export function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  return process.env.CHROMIUM_PATH || findExecutable(...names)
}
