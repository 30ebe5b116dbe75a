import { IsNull } from 'typeorm'
import { Fulfilment } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isOnWall, ownPublished, publishedVersionOf } from '../pledge'
import { firstDay } from './records'

/** One's own notes, and whether one may add to them: the sheet must hang on the wall (R27). */
export async function myFulfilments(work: Work): Promise<Output<'fulfilment.mine'>> {
  const { personId } = work.who
  work.must('writePledge', { personId })
  const pledge = await ownPublished(work)
  const hanging = pledge && (await publishedVersionOf(work, pledge))
  if (!hanging) return { pledgeId: null, texts: null, fulfilments: [], fromDay: null, may: false }
  const notes = await work.manager.find(Fulfilment, {
    where: { pledgeId: pledge.id, voidReason: IsNull() },
    order: { doneDay: 'DESC', enteredAt: 'DESC', id: 'ASC' },
  })
  const may = isOnWall(pledge)
  return {
    pledgeId: pledge.id,
    texts: {
      studyPledge: hanging.studyPledge,
      dutyPledge: hanging.dutyPledge,
      integrityPledge: hanging.integrityPledge,
    },
    fulfilments: notes.map(({ id, item, doneDay, content, pictureId }) => ({
      fulfilmentId: id,
      item,
      doneDay: toCalendarDay(doneDay),
      content,
      pictureId,
      mayVoid: true,
    })),
    fromDay: await firstDay(work, pledge),
    may,
  }
}
