import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { boardTexts } from './boardTexts'

export type Board = Output<'postArea.board'>
export type Department = Board['departments'][number]

/** Who will be reminded when the work is opened (R03), and which departments have nobody yet. */
export const opening = (departments: readonly Department[]): { names: string[]; without: string[] } => ({
  names: departments.flatMap(({ name, leadName }) => (leadName ? [`${leadName}（${name}）`] : [])),
  without: departments.filter(({ leadName }) => !leadName).map(({ name }) => name),
})

/** Forms that 分管领导 has agreed to and the reader may collect now (R13). */
export const collectable = ({ items }: Pick<Board, 'items'>): Board['items'] =>
  items.filter(({ allowed }) => allowed.includes('collect'))

/** One branch's 岗 and 区 (R03–R06, R13, R16). */
export const useBoard = (branchId: string) => {
  const load = useLoad(() => call('postArea.board', { branchId }))
  const sending = useSend()
  const done = ref('')
  /** What the 书记 has unticked: everything ready is proposed. */
  const left = ref<string[]>([])
  const ready = computed(() => (load.value.value ? collectable(load.value.value) : []))
  const chosen = computed({
    get: () => ready.value.map(({ postAreaId }) => postAreaId).filter((postAreaId) => !left.value.includes(postAreaId)),
    set: (next: string[]) => {
      left.value = ready.value.map(({ postAreaId }) => postAreaId).filter((postAreaId) => !next.includes(postAreaId))
    },
  })
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  return {
    load,
    sending,
    done,
    ready,
    chosen,
    finish,
    open: () => sending.send('postArea.open', { branchId }, () => finish(boardTexts.opened)),
    collect: () =>
      sending.send('postArea.collect', { branchId, postAreaIds: chosen.value }, ({ collected }) =>
        finish(boardTexts.collected(collected)),
      ),
  }
}
