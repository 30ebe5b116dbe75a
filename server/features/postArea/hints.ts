import { Brackets } from 'typeorm'
import { PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { isMeasurable } from '../../domain/postArea/form'
import { privateHints } from '../../domain/wording/privateHints'
import { issueSentence } from '../../domain/wording/sentences'
import { unreviewedStates } from '../../domain/workflows/postArea'
import { refusal } from '../../refusals'
import type { KnownPostArea } from './records'

const postAreaNoHead = refusal(409, 'postArea.noHead', '{department}还没有部门第一负责人，请机关党办先在组织里设置。')

/** R10: words another department of the campaign has written already. */
async function isCopied(work: Work, { campaignId, departmentId, goal, content }: PostArea): Promise<boolean> {
  if (!goal && !content) return false
  const same = await work.manager
    .createQueryBuilder(PostArea, 'other')
    .select('other.id', 'id')
    .where('other.campaignId = :campaignId and other.departmentId <> :departmentId', { campaignId, departmentId })
    .andWhere("other.state <> 'VOID'")
    .andWhere(
      new Brackets((either) => {
        either.where("other.goal = :goal and other.goal <> ''", { goal })
        either.orWhere("other.content = :content and other.content <> ''", { content })
      }),
    )
    .limit(1)
    .getRawOne()
  return same !== undefined
}

function peopleHints({ record, desk }: KnownPostArea): string[] {
  const gone = (personId: string) => !desk.members.some((member) => member.personId === personId)
  const { nomineeId, memberIds, state } = record
  const others = memberIds.filter((personId) => personId !== nomineeId)
  return [
    ...(nomineeId && gone(nomineeId) ? ['提名的同志已不在本部门'] : []),
    ...(others.some(gone) ? ['有责任党员已不在本部门'] : []),
    ...(!desk.head && unreviewedStates.includes(state) ? [postAreaNoHead({ department: desk.name }).message] : []),
  ]
}

/** What somebody should look at; never blocks (R10, D11). */
export async function hintsOf(work: Work, known: KnownPostArea): Promise<string[]> {
  const { record } = known
  const { goal, content, grounds } = record
  const texts = [goal, content, grounds].join('\n')
  return [
    ...peopleHints(known),
    ...(goal && !isMeasurable(goal) ? ['目标里没有数量，建议写明可以衡量的指标，例如“合格率99%”“每月2次”'] : []),
    ...((await isCopied(work, record)) ? ['目标或内容与其他部门的表完全相同，请结合本部门实际填写'] : []),
    ...privateHints('content', texts).map(issueSentence),
  ]
}
