import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { platformNames } from '../../domain/organisation/platforms'
import { accountChange } from '../../domain/workflows/accountChange'
import { type AnyWorkflow, owedStates } from '../../domain/workflows/workflow'
import { allowedOf } from '../workflow'
import { accountFlow, changesIn } from './flow'

/** Requests that wait, for whoever keeps accounts; of the actor's own account, for anybody. */
export async function listChanges(work: Work): Promise<Output<'account.changes'>> {
  const { personId } = work.who
  const states = owedStates(accountChange as AnyWorkflow)
  const changes = await changesIn(work, states, work.may('linkAccount') ? undefined : personId)
  return {
    changes: changes.map((known) => {
      const { record, ownerName, askerName } = known
      return {
        changeId: record.id,
        ownerName,
        isMine: record.personId === personId,
        platformName: platformNames[record.platform],
        userId: record.userId,
        askerName,
        askedAt: record.askedAt,
        revision: record.revision,
        allowed: allowedOf(accountFlow, known, work.who).filter((event) => !accountFlow.blocked?.(known, event)),
      }
    }),
  }
}
