import type { tasksContract } from '../../../../server/contract/tasks'
import type { Rows } from './row'

export const tasksRows: Rows<typeof tasksContract> = {
  'tasks.mine': { by: 'member' },
}
