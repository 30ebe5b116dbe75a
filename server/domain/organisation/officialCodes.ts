import { foldText } from '../wording/foldText'
import { type DutyStatus, dutyStatusNames, type PoliticalStatus } from './persons'

/** One entry of a national code list: its code, what it is called in full and in short, and in daily use. */
type Entry<Value> = readonly [value: Value, code: string | null, ...names: string[]]

/** GB/T 4762 政治面貌代码. */
const politicalStatuses: readonly Entry<PoliticalStatus>[] = [
  [
    'FULL_MEMBER',
    '01',
    '中国共产党党员',
    '中共党员',
    '党员',
    '正式党员',
    '中共正式党员',
    '中国共产党正式党员',
    '党员（正式）',
    '中共党员（正式）',
    '中国共产党党员（正式）',
  ],
  [
    'PROBATIONARY',
    '02',
    '中国共产党预备党员',
    '中共预备党员',
    '预备党员',
    '党员（预备）',
    '中共党员（预备）',
    '中国共产党党员（预备）',
  ],
  ['MASSES', '03', '中国共产主义青年团团员', '共青团员', '团员'],
  ['MASSES', '04', '中国国民党革命委员会会员', '民革会员', '中国国民党革命委员会党员', '民革党员'],
  ['MASSES', '05', '中国民主同盟盟员', '民盟盟员'],
  ['MASSES', '06', '中国民主建国会会员', '民建会员'],
  ['MASSES', '07', '中国民主促进会会员', '民进会员'],
  ['MASSES', '08', '中国农工民主党党员', '农工党党员'],
  ['MASSES', '09', '中国致公党党员', '致公党党员'],
  ['MASSES', '10', '九三学社社员'],
  ['MASSES', '11', '台湾民主自治同盟盟员', '台盟盟员'],
  ['MASSES', '12', '无党派民主人士', '无党派人士'],
  ['MASSES', '13', '群众'],
  ['MASSES', null, '民主党派', '公民', '普通公民'],
]

/** GB/T 2261.1 人的性别代码; 未知 and 未说明 leave what is known. */
const genders: readonly Entry<string>[] = [
  ['男', '1', '男性', '男'],
  ['女', '2', '女性', '女'],
  ['', '0', '未知的性别', '未知'],
  ['', '9', '未说明的性别', '未说明'],
]

const duties: readonly Entry<DutyStatus>[] = [
  ...Object.entries(dutyStatusNames).map(([value, name]) => [value as DutyStatus, null, name] as const),
  ['ON_DUTY', null, '在职', '在册', '在编', '正常'],
  ['SECONDED', null, '派出'],
  ['LONG_SICK', null, '长病假', '长期病休', '长期病假'],
  ['RETIRED', null, '已退休', '离退休'],
  ['LEFT', null, '已离职', '辞职', '已辞职', '辞退', '解除劳动合同', '调离'],
]

/** By code, full, short and usual name, however they are typed; a spreadsheet makes 1 of 01. */
function byName<Value>(entries: readonly Entry<Value>[]): (text: string) => Value | undefined {
  const values = new Map<string, Value>()
  for (const [value, code, ...names] of entries) {
    for (const name of names) values.set(foldText(name), value)
    if (code === null) continue
    values.set(code, value)
    values.set(String(Number(code)), value)
    for (const name of names) values.set(foldText(`${code}${name}`), value)
  }
  return (text) => values.get(foldText(text).replace(/[-·:]/g, ''))
}

export const politicalStatusOf = byName(politicalStatuses)
export const genderOf = byName(genders)
export const dutyStatusOf = byName(duties)
