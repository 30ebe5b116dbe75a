import { Like } from 'typeorm'
import { doneCard } from '../../../bot/cards/done'
import { OutboxSubject } from '../../../entities'
import type { Work } from '../../database/work'
import type { SubjectKey } from '../../domain/cardKeys'

/** The cards about subjects that begin so come to their end: nothing of it is asked for any more. */
export async function endCards(work: Work, starts: readonly string[], title: string, line: string): Promise<void> {
  for (const start of starts) {
    const open = await work.manager.find(OutboxSubject, {
      select: { subjectKey: true },
      where: { subjectKey: Like(`${start}%`), finished: false },
    })
    const keys = [...new Set(open.map(({ subjectKey }) => subjectKey as SubjectKey))]
    const said = { title, line, who: work.actor?.name ?? '系统', at: work.now, path: '/' }
    if (keys.length) await work.finishCards(keys, doneCard(said))
  }
}
