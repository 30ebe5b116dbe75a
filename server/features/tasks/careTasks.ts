import type { Work } from '../../database/work'
import { careFlow } from '../care'
import { duesOf } from '../workflow'
import type { NearFacts } from './nearFacts'
import { type Task, task } from './task'

/** 突发情况 whose next step is the actor's; the page says who it is, the list does not (R37). */
export async function careTasks(work: Work, { cares }: NearFacts): Promise<Task[]> {
  if (!cares) return []
  const dues = await duesOf(work, careFlow)
  return dues.map(({ title, path, dueDay }) => task(work, 'care', '关怀任务', `请尽快${title}`, path, dueDay))
}
