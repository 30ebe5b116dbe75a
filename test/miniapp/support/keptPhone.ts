import type { Box, KeptRecord } from '../../../miniapp/keeping/box'
import { createKeeping, type Keeping } from '../../../miniapp/keeping/keeping'

/** What one phone keeps, in memory. `full` refuses to write, as a full storage or a private window does. */
export interface MemoryBox extends Box {
  full: boolean
  kept: Map<string, KeptRecord>
}

export const memoryBox = (): MemoryBox => {
  const kept = new Map<string, KeptRecord>()
  let last = 0
  const box: MemoryBox = {
    full: false,
    kept,
    all: async (owner) => structuredClone([...kept.values()].filter((record) => record.owner === owner)),
    change: async (...changes) => {
      if (box.full) throw new DOMException('full', 'QuotaExceededError')
      for (const { id, to } of changes) {
        const before = kept.get(id)
        const after = to(before && structuredClone(before))
        if (after === null) kept.delete(id)
        else if (after) {
          last += 1
          kept.set(id, structuredClone({ ...after, id, order: before?.order ?? last }))
        }
      }
    },
  }
  return box
}

/** A window of that phone, as a reload opens it. */
export const openWindow = async (box: Box, owner = 'me'): Promise<Keeping> => {
  const keeping = createKeeping(box, null)
  await keeping.open(owner)
  return keeping
}

/** Until everything that is on its way to the box has arrived. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5))
