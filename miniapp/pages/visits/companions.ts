import type { Output } from '../../../server/contract'

type Member = Output<'visit.members'>['members'][number]

/** As many as a phone shows without scrolling far. */
const most = 6

const plain = (text: string): string => text.replace(/\s/g, '').toLowerCase()

/** Whose name or department holds these words; of one's own branch, in its order. */
export function foundAmong(members: readonly Member[], words: string): { shown: Member[]; more: number } {
  const asked = plain(words)
  const found = members.filter(
    ({ name, departmentName }) => plain(name).includes(asked) || plain(departmentName ?? '').includes(asked),
  )
  return { shown: found.slice(0, most), more: Math.max(found.length - most, 0) }
}
