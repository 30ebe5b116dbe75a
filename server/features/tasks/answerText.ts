import { tasksCard } from '../../../bot/cards/tasks'
import type { Work } from '../../database/work'
import { onceFor } from '../../domain/cardKeys'
import { myTasks } from './readMine'

/** Somebody wrote to the bot: the answer is the list of what they have to do. The text itself is not kept. */
export async function answerText(work: Work, eventId: string): Promise<void> {
  const { personId } = work.who
  const { tasks } = await myTasks(work)
  await work.notify({
    dedupeKey: onceFor.answer(eventId),
    personId,
    kind: 'answer',
    subjectKeys: [],
    card: tasksCard(tasks, work.today),
  })
}
