import type { Config } from './config'
import { dayName, dayOfInstant } from './domain/calendar/calendarDay'
import { platformNames } from './domain/organisation/platforms'
import { pdfAvailable } from './files/forms/writeForm'

/** One thing that was looked at on this machine, and what is to be said of it. */
export interface HouseCheck {
  name: string
  good: boolean
  sentence: string
}

const shanghaiMilliseconds = 8 * 3_600_000

/** Days and hours are those of China wherever the machine stands; only its clock has to be right. */
function checkClock(now: number): HouseCheck {
  const hour = new Date(now + shanghaiMilliseconds).toISOString().slice(11, 16)
  const day = dayName(dayOfInstant(now))
  return {
    name: '时间和时区',
    good: true,
    sentence: `服务器现在是${day} ${hour}（北京时间）。程序一律按北京时间办事，系统时区不用改；和手表对不上，请校准服务器的时钟。`,
  }
}

async function checkFonts({ fontFolder }: Pick<Config, 'fontFolder'>): Promise<HouseCheck> {
  const good = await pdfAvailable({ fontFolder })
  const sentence = good
    ? '找到了中文字体，可以下载PDF版的表。'
    : '没有找到中文字体，PDF版的表暂时下载不了，Word版不受影响。请装上中文字体（如 fonts-noto-cjk），或用 FONT_FOLDER 写明字体目录，再重新启动。'
  return { name: '中文字体', good, sentence }
}

function checkWays({ feishu, wecom }: Pick<Config, 'feishu' | 'wecom'>): HouseCheck {
  const names = [...(feishu ? [platformNames.feishu] : []), ...(wecom ? [platformNames.wecom] : [])]
  const sentence = `配置里填好了${names.join('和')}，大家从这里登录。`
  return { name: '登录方式', good: names.length > 0, sentence }
}

/** What can be said of the machine and its settings without asking anybody. */
export const houseChecks = async (
  config: Pick<Config, 'fontFolder' | 'feishu' | 'wecom'>,
  now: number,
): Promise<HouseCheck[]> => [checkClock(now), await checkFonts(config), checkWays(config)]
