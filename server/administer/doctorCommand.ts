import type { Output } from '../contract'
import type { Database } from '../database/work'
import type { House } from '../features/call'
import { diagnose, examine } from '../features/doctor/readDoctor'

type Diagnosis = Output<'doctor.read'>
type Setting = Diagnosis['platforms'][number]['settings'][number]

const words = { good: '正常  ', bad: '不对  ', unknown: '要试  ' } as const

/** What is right is one line; the rest says where and what. */
function settingLines({ name, state, sentence, where, values }: Setting): string[] {
  const line = `  ${words[state]}${name}：${sentence}`
  if (state === 'good') return [line]
  return [line, `          位置：${where}`, ...values.map((value) => `          填：${value}`)]
}

export const diagnosisLines = ({ machine, platforms }: Diagnosis): string[] => [
  '服务器',
  ...machine.map(({ name, good, sentence }) => `  ${words[good ? 'good' : 'bad']}${name}：${sentence}`),
  ...platforms.flatMap(({ platformName, settings }) => [`${platformName}后台`, ...settings.flatMap(settingLines)]),
]

const countOf = ({ machine, platforms }: Diagnosis): { bad: number; unknown: number } => {
  const states = platforms.flatMap(({ settings }) => settings.map(({ state }) => state))
  return {
    bad: machine.filter(({ good }) => !good).length + states.filter((state) => state === 'bad').length,
    unknown: states.filter((state) => state === 'unknown').length,
  }
}

/** What `npm run doctor` prints, and how many things are wrong. */
export async function doctorCommand(
  database: Database,
  house: Pick<House, 'platforms' | 'checks' | 'tenants'>,
): Promise<{ text: string; bad: number }> {
  const examined = await examine(house)
  const diagnosis = await database.read(null, 'job', (work) => diagnose(work, examined, house.tenants))
  const { bad, unknown } = countOf(diagnosis)
  const last = bad || unknown ? `${bad}项不对，${unknown}项程序问不到、要照上面说的试一次。` : '都正常。'
  return { text: [...diagnosisLines(diagnosis), last].join('\n'), bad }
}
