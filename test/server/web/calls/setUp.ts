import type { setUpContract } from '../../../../server/contract/setUp'
import type { Rows } from './row'

const setUpCode = '22222-22222-22222-22222'
const person = (number: number) => ({
  staffNumber: `A${number}`,
  name: '甲乙',
  politicalStatus: '中共党员',
  departmentCode: 'D1',
  departmentName: '机关党办',
  branchName: '第一支部',
  loginCode: `22222-22222-22222-2222${number}`,
})

/** The stage's house is entered: nothing of it opens any more. */
export const setUpRows: Rows<typeof setUpContract> = {
  'setUp.open': { by: 'member', input: () => ({ setUpCode }), stopsAt: 'setUp.done' },
  'setUp.found': {
    by: 'member',
    input: () => ({
      setUpCode,
      houseName: '本单位',
      committeeName: '机关党委',
      branchNames: ['第一支部'],
      people: [person(3), person(4)],
    }),
    stopsAt: 'setUp.done',
  },
  'setUp.renewLinks': {
    by: 'member',
    input: ({ personOf }) => ({ setUpCode, links: [{ personId: personOf('office'), loginCode: setUpCode }] }),
    stopsAt: 'setUp.done',
  },
}
