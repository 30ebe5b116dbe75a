import { ref } from 'vue'
import { useRoute } from 'vue-router'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'

export type Unit = Output<'unit.read'>
export type Renaming = Unit['renames'][number]
export type Belonging = Unit['belongings'][number]

/** A branch or department with every name it had. */
export const useUnit = () => {
  const unitId = String(useRoute().params.unitId)
  const load = useLoad(() => call('unit.read', { unitId }))
  const said = ref('')
  return {
    load,
    said,
    /** What was done is said, and what it changed read again. */
    done: (text: string): Promise<void> => {
      said.value = text
      return load.reload()
    },
  }
}

export type UnitModel = ReturnType<typeof useUnit>
