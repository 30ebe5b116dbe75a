import type { tasksContract } from '../../contract/tasks'
import type { Calls } from '../call'
import { myTasks } from './readMine'

export const tasksCalls = {
  'tasks.mine': { asks: 'person', run: myTasks },
} satisfies Calls<typeof tasksContract>
