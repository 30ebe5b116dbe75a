import { SettingTrial } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import type { House } from '../call'
import { checkReason } from '../checkReason'

const trialNotHere = refusal(404, 'doctor.trialNotHere', '这一项不用试，程序会去问平台；或者没有开通这个平台。')

/** What somebody saw who opened the link in the client: the doctor tells it until something newer has come. */
export const noteTrial =
  ({ platforms }: Pick<House, 'platforms'>) =>
  async (
    work: Work,
    { platform, settingKey, works, seen }: Checked<'doctor.noteTrial'>,
  ): Promise<Output<'doctor.noteTrial'>> => {
    work.must('examineHouse')
    const setting = platforms.find(({ name }) => name === platform)?.console.find(({ key }) => key === settingKey)
    if (!setting || setting.known === 'asked') throw trialNotHere()
    if (!works) checkReason(seen)
    const facts = { works, seen: works ? null : seen, triedById: work.who.personId, triedAt: work.now }
    if (!(await work.change(SettingTrial, { platform, settingKey }, facts)))
      await work.insert(SettingTrial, { platform, settingKey, ...facts })
    const subject = { subjectKind: 'setting', subjectId: `${platform}.${settingKey}` }
    await work.audit({ action: 'doctor.noteTrial', ...subject, change: { works, ...(works ? {} : { seen }) } })
    return { done: true }
  }
