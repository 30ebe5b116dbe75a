import { type InnerTask, type OuterTask, openInner, openOuter } from './sealing/opening'

// The program of one step of an opening (sealing/openingProcess.ts): it takes one task, answers, and is gone with what it knew.
process.once('message', async (task: OuterTask | InnerTask) => {
  const outcome = task.step === 'outer' ? await openOuter(task) : await openInner(task)
  process.send?.(outcome, () => process.exit())
})
