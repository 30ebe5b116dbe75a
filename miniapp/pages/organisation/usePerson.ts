import { ref } from 'vue'
import type { Input, Output } from '../../../server/contract'
import { call } from '../../api/call'
import { drawLoginCode, type LoginLink, loginLink } from '../../components/links/loginLink'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { linkedText } from './linkedText'
import { personTexts } from './personTexts'

export type PersonDetail = Output<'organisation.person'>
export type Grant = PersonDetail['grants'][number]
export type PersonTask = 'grant' | 'transfer' | 'link' | 'joinedParty' | 'absence' | 'end'

/** One person's grants and placements, and the things 机关党办 does with them. */
export const usePerson = (personId: string, changed: () => void) => {
  const load = useLoad(() => call('organisation.person', { personId }))
  const sending = useSend()
  const task = ref<PersonTask | null>(null)
  const ending = ref<Grant | null>(null)
  const done = ref('')
  const links = ref<LoginLink[]>([])

  const finish = async (text: string): Promise<void> => {
    task.value = null
    done.value = text
    changed()
    await load.reload()
  }
  return {
    personId,
    load,
    sending,
    task,
    ending,
    done,
    links,
    start: (next: PersonTask | null, grant: Grant | null = null): void => {
      sending.clear()
      done.value = ''
      links.value = []
      ending.value = grant
      task.value = next
    },
    grant: (input: Omit<Input<'organisation.grantRole'>, 'personId'>, roleName: string) =>
      sending.send('organisation.grantRole', { personId, ...input }, () => finish(personTexts.granted(roleName))),
    endGrant: (toDay: string, reason: string) =>
      sending.send('organisation.endGrant', { grantId: ending.value?.grantId ?? '', toDay, reason }, () =>
        finish(personTexts.endedDone(ending.value?.roleName ?? '')),
      ),
    absence: (input: Omit<Input<'organisation.enterAbsence'>, 'personId'>) =>
      sending.send('organisation.enterAbsence', { personId, ...input }, () => finish(personTexts.absenceSaved)),
    back: (absenceId: string) =>
      sending.send('organisation.endAbsence', { absenceId }, () => finish(personTexts.backSaved)),
    transfer: (input: Omit<Input<'organisation.transfer'>, 'personId'>) =>
      sending.send('organisation.transfer', { personId, ...input }, () => finish(personTexts.transferred)),
    joinedParty: (days: { joinedPartyDay: string | null; fullMemberDay?: string | null }) =>
      sending.send('organisation.setJoinedParty', { personId, ...days }, () => finish(personTexts.joinedPartySaved)),
    /** A new link each time; the one before is void. */
    invite: (name: string) => {
      const loginCode = drawLoginCode()
      return sending.send('account.invite', { personId, loginCode }, () => {
        links.value = [loginLink(name, loginCode)]
      })
    },
    link: (platform: 'feishu' | 'wecom', userId: string) =>
      sending.send('account.link', { personId, platform, userId }, (outcome) => finish(linkedText(outcome))),
  }
}

export type PersonModel = ReturnType<typeof usePerson>
