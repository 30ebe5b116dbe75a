import { Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'

/** 长辈模式 is the person's own and follows to every device. */
export async function setTextStep(
  work: Work,
  { textStep }: Checked<'session.setTextStep'>,
): Promise<Output<'session.setTextStep'>> {
  await work.change(Person, { id: work.who.personId }, { textStep })
  await work.audit({
    action: 'session.setTextStep',
    subjectKind: 'person',
    subjectId: work.who.personId,
    change: { textStep },
  })
  return { done: true }
}
