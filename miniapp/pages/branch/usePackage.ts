import { computed, ref } from 'vue'
import { mySession } from '../../client/session'
import { draftName, useDraft } from '../../composables/useDraft'
import { useSend } from '../../composables/useSend'
import {
  type BranchBoard,
  filterOf,
  lacksReason,
  type MissingReason,
  missingReasons,
  type ReasonChoice,
  reasonSentences,
} from './branchMembers'
import { packageTexts } from './texts'

interface WrittenReasons {
  note: string
  byPerson: Record<string, { choice: ReasonChoice | null; text: string }>
}

/** Handing in to 机关党办: everybody missing is named with a reason (R19). What was written survives a reload. */
export const usePackage = (branchId: string, board: BranchBoard, submitted: (number: number) => void) => {
  const draft = useDraft<WrittenReasons>(draftName(mySession().personId, `package.${branchId}`), {
    note: '',
    byPerson: {},
  })
  const sending = useSend()
  const tried = ref(false)
  const missing = computed<MissingReason[]>(() =>
    missingReasons(board.members).map((line) => ({ ...line, ...draft.value.value.byPerson[line.personId] })),
  )
  const unexplained = computed(() => missing.value.filter(lacksReason))

  const write = (personId: string, choice: ReasonChoice | null, text: string): void => {
    draft.value.value.byPerson = { ...draft.value.value.byPerson, [personId]: { choice, text } }
  }
  const submit = async (): Promise<void> => {
    tried.value = true
    if (unexplained.value.length > 0) return
    const lines = missing.value.map(({ personId, text }) => ({ personId, reason: text.trim() }))
    const note = draft.value.value.note.trim()
    await sending.send('package.submit', { branchId, missing: lines, ...(note && { note }) }, (answer) => {
      draft.clear({ note: '', byPerson: {} })
      tried.value = false
      submitted(answer.package.number)
    })
  }

  return {
    sending,
    /** Why a part comes later (R13). */
    note: computed({
      get: () => draft.value.value.note,
      set: (text: string) => {
        draft.value.value.note = text
      },
    }),
    missing,
    unexplained,
    ready: computed(() => board.members.filter((member) => filterOf(member) === 'submitted').length),
    choose: (personId: string, choice: ReasonChoice) => write(personId, choice, reasonSentences[choice]),
    rewrite: (line: MissingReason, text: string) => write(line.personId, line.choice, text),
    problemOf: (line: MissingReason): string =>
      sending.problemOf(line.personId) || (tried.value && lacksReason(line) ? packageTexts.reasonText : ''),
    submit,
  }
}
