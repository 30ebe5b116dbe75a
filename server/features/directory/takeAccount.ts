import { DirectoryFinding } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { FindingKind } from '../../domain/organisation/directoryPlan'
import { refusal } from '../../refusals'
import { linkAccount } from '../account'
import type { PlatformTenants } from '../call'

const findingGone = refusal(409, 'directory.findingGone', '这一条已经办过了，或者通讯录又读过一遍，请刷新后再看。')

/** What a person may decide to be somebody's account; the rest links and closes itself, or has no account. */
const taken: readonly FindingKind[] = ['OTHER_NAME', 'OTHER_ACCOUNT', 'LOST_ONE', 'NAMESAKE', 'ELSEWHERE']

/** The account that the directory shows is the person's: the page names it, nobody types an id. */
export const takeAccount =
  (tenants: PlatformTenants) =>
  async (work: Work, { findingId }: Checked<'directory.take'>): Promise<Output<'directory.take'>> => {
    work.must('linkAccount')
    const finding = await work.one(DirectoryFinding, { id: findingId })
    if (!finding || !taken.includes(finding.kind)) throw findingGone()
    const { personId, platform, userId } = finding
    const answer = await linkAccount(tenants)(work, { personId, platform, userId })
    await work.manager.delete(DirectoryFinding, { platform, personId })
    return answer
  }
