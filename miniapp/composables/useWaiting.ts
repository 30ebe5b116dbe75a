import { shallowRef } from 'vue'
import type { Output } from '../../server/contract'
import { callKept } from '../api/callKept'

export type Mine = Output<'tasks.mine'>
export type Task = Mine['tasks'][number]

/** What waits for the person here, as last heard; home lists it, the navigation counts it. */
export const waiting = shallowRef<readonly Task[]>([])

export const askWaiting = async (): Promise<Mine> => {
  const mine = await callKept('tasks.mine', {})
  waiting.value = mine.tasks
  return mine
}

/** How many tasks lead to each path of the list; a task counts for the longest path it lies under. */
export const countByPlace = (tasks: readonly Pick<Task, 'path'>[], paths: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const task of tasks) {
    const path = placeOf(task.path, paths)
    if (path) counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  return counts
}

/** The longest of the paths that this address is or lies under, so that /three-links/board is not /three-links; '' for none. */
export const placeOf = (address: string, paths: readonly string[]): string => {
  const plain = address.replace(/[?#].*/, '')
  const fits = paths.filter((path) => plain === path || (path !== '/' && plain.startsWith(`${path}/`)))
  return fits.reduce((best, path) => (path.length > best.length ? path : best), '')
}
