import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder, startOwned } from './run/ownedChild.ts'

const limitMilliseconds = 10_000

async function until(what: () => boolean): Promise<boolean> {
  const end = Date.now() + limitMilliseconds
  while (!what() && Date.now() < end) await pause(20)
  return what()
}

/** A program that has ended and waits for somebody to ask how is no longer running. */
const isRunning = (pid: number): boolean => {
  const status = `/proc/${pid}/stat`
  return existsSync(status) && !/\) [ZX] /.test(readFileSync(status, 'utf8'))
}

const onLinux = process.platform === 'linux' ? it : it.skip

onLinux('a program that is ended takes with it what it started itself, as jest does its workers', async () => {
  const note = join(newFolder('note'), 'worker')
  const started = startOwned('sh', ['-c', 'sleep 300 & echo "$!" > "$1"; wait', 'sh', note])
  expect(await until(() => existsSync(note) && readFileSync(note, 'utf8').endsWith('\n'))).toBe(true)
  const worker = Number(readFileSync(note, 'utf8'))
  expect(isRunning(worker)).toBe(true)
  await started.end()
  expect(await until(() => !isRunning(worker))).toBe(true)
})
