import type { PlatformName } from '../../../bot/port'
import type { Company } from '../../support/houseSettings'
import type { PersonCells } from '../roster/workbook'

/** Somebody of the company, by what HR and the two platforms know of him. */
export interface Worker {
  staffNumber: string
  name: string
  isMember: boolean
  /** Place of his branch among the branches; each has one department. */
  branch: number
  platform: PlatformName
  userId: string
  /** In which year of the house he comes, 0 for those of its first day. */
  joins: number
}

export interface Size {
  branches: number
  /** Of a branch, on the first day. */
  people: number
  years: number
}

const families = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const given = '春夏秋冬松柏竹梅云山河海星辰雨雪'
const nameOf = (number: number): string =>
  `${families[number % families.length]}${given[Math.floor(number / families.length) % given.length]}${given[(number * 7 + Math.floor(number / 512)) % given.length]}`

export const branchName = (branch: number): string => (branch ? `第${branch}支部` : '党办支部')
const departmentName = (branch: number): string => (branch ? `${branch}号车间` : '机关党办')
const departmentCode = (branch: number): string => `D${String(branch + 1).padStart(2, '0')}`

/** Two of each branch join every later year; of five people three are members, and every second one is on WeCom. */
export function workersOf({ branches, people, years }: Size): Worker[] {
  const each = people + 2 * (years - 1)
  return Array.from({ length: branches * each }, (_none, number) => {
    const [branch, place] = [Math.floor(number / each), number % each]
    const staffNumber = `N${String(number + 1).padStart(4, '0')}`
    return {
      staffNumber,
      name: nameOf(number),
      isMember: place % 5 < 3,
      branch,
      platform: number % 2 ? 'wecom' : 'feishu',
      userId: number % 2 ? staffNumber.toLowerCase() : `u${number + 1}`,
      joins: place < people ? 0 : Math.floor((place - people) / 2) + 1,
    }
  })
}

/** Everybody who ever works there has his account from the first day, as platforms keep them. */
export const companyOf = (workers: readonly Worker[], branches: number): Company => {
  const on = (platform: PlatformName) => workers.filter((worker) => worker.platform === platform)
  const departments = Array.from({ length: branches }, (_none, branch) => branch)
  return {
    feishu: {
      departments: departments.map((branch) => ({ departmentId: `d${branch}`, name: departmentName(branch) })),
      users: on('feishu').map(({ userId, name, staffNumber, branch }) => ({
        userId,
        name,
        employeeNo: staffNumber,
        departmentIds: [`d${branch}`],
      })),
    },
    wecom: {
      departments: [
        { id: 1, name: '江城水务', parentid: 0 },
        ...departments.map((branch) => ({ id: branch + 2, name: departmentName(branch), parentid: 1 })),
      ],
      users: on('wecom').map(({ userId, name, branch }) => ({ userid: userId, name, department: [branch + 2] })),
    },
  }
}

export const rosterRow = ({ staffNumber, name, isMember, branch }: Worker, more: PersonCells = {}): PersonCells => ({
  工号: staffNumber,
  姓名: name,
  政治面貌: isMember ? '中共党员' : '群众',
  部门编号: departmentCode(branch),
  部门: departmentName(branch),
  所属支部: branchName(branch),
  ...more,
})
