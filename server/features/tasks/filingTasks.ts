import type { Work } from '../../database/work'
import { formNamed, forms } from '../../domain/forms'
import { owedStates } from '../../domain/workflows/workflow'
import { filingFlows, flowOf, nearFilings } from '../filing'
import { type Due, dueFor } from '../workflow'
import { type Task, task } from './task'

/** One line for a filing; several that wait for the same step are one line that opens their ledger. */
function taskOf(work: Work, [first, ...others]: readonly [Due, ...Due[]]): Task {
  const { title, about, path, dueDay, workflow, state } = first
  if (!others.length) return task(work, 'filing', title, about, path, dueDay)
  return task(work, 'filing', title, `${others.length + 1}份`, `/filings/${workflow}?state=${state}`, dueDay)
}

/** 备案 and 登记 that wait for this person, begun or not. */
export async function filingTasks(work: Work): Promise<Task[]> {
  const states = [...new Set(filingFlows.flatMap(({ table }) => owedStates(table as never)))]
  const alike = new Map<string, [Due, ...Due[]]>()
  for (const known of await nearFilings(work, forms, states)) {
    const form = formNamed(known.record.form)
    const due = form && dueFor(flowOf(form), known, work.who)
    if (!due) continue
    const key = [due.workflow, due.state].join(':')
    const group = alike.get(key)
    if (group) group.push(due)
    else alike.set(key, [due])
  }
  return [...alike.values()].map((group) => taskOf(work, group))
}
