import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'

export type Contacts = Output<'contact.branch'>
export type Contact = Contacts['contacts'][number]
export type Member = Contacts['members'][number]

/** Who looks after whom in one branch (R64). */
export const useContacts = (branchId: string) => {
  const load = useLoad(() => call('contact.branch', { branchId }))
  const done = ref('')
  const say = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
  }
  const members = computed(() => {
    const { members: all = [], contacts = [] } = load.value.value ?? {}
    return all.map((member) => ({ ...member, contacts: contacts.filter((each) => each.memberId === member.personId) }))
  })
  /** 群众 whom nobody looks after. */
  const uncovered = computed(() => {
    const { people = [], contacts = [] } = load.value.value ?? {}
    const covered = new Set(contacts.map((each) => each.contactId))
    return people.filter((each) => !each.isMember && !covered.has(each.personId))
  })
  return { branchId, load, done, say, members, uncovered }
}
