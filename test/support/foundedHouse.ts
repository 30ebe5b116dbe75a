import { createHash, randomBytes } from 'node:crypto'
import { drawCode } from '../../server/domain/setUp/oneTimeCode'
import { rosterFile } from '../server/roster/workbook'
import type { Caller } from './caller'
import type { EmptyHouse } from './emptyHouse'

const officer = (staffNumber: string, name: string) => ({
  staffNumber,
  name,
  politicalStatus: '中共党员',
  departmentCode: 'D01',
  departmentName: '机关党办',
  branchName: '党办支部',
  loginCode: drawCode((count) => randomBytes(count)),
})

/** Founds the house and lets its first officer, 甲一鸣 (A001), come in by Feishu as this user. */
export async function foundHouse(house: EmptyHouse, userId: string): Promise<Caller> {
  const setUpCode = house.product.setUpCode ?? ''
  const people = [officer('A001', '甲一鸣'), officer('A002', '乙小舟')]
  const given = { setUpCode, houseName: '江城水务机关', committeeName: '机关党委', branchNames: ['党办支部'], people }
  const founded = await house.anonymous.call('setUp.found', given)
  if (founded.status !== 200) throw new Error(`not founded: ${founded.body.sentence}`)
  const opened = await house.anonymous.call('login.byInvite', { loginCode: people[0]?.loginCode ?? '' })
  const cookie = opened.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  return house.as((await house.logIn('feishu', userId, cookie)).cookie)
}

/** Brings these people onto the roster, as 党办 does by a file. */
export async function importPeople(office: Caller, rows: Parameters<typeof rosterFile>[0]): Promise<void> {
  const file = rosterFile(rows)
  const headers = { 'X-File-Name': 'roster.xlsx', 'X-File-Sha256': createHash('sha256').update(file).digest('hex') }
  const { status, body } = await office.send('roster.apply', file, headers)
  if (status !== 200) throw new Error(`roster not taken: ${JSON.stringify(body)}`)
}
