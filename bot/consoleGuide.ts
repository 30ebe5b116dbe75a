import type { ConsoleSetting } from './console'

const knownWords: Record<ConsoleSetting['known'], string> = {
  asked: '`npm run doctor` 会去问平台，不对会说明',
  event: '收到平台送来的消息就知道对了。没收到时：',
  text: '收到员工写的话就知道对了。没收到时：',
  press: '收到卡片的点按就知道对了。没收到时：',
  login: '有人登录进来就知道对了。还没有人时：',
  inside: '有人在客户端里登录进来就知道对了。还没有人时：',
  browser: '有人在浏览器里登录进来就知道对了。还没有人时：',
  trial: '平台不告诉程序，要试一次：',
}

const lines = ({ name, where, values, why, known, trial }: ConsoleSetting, at: number): string[] => [
  `${at + 1}. **${name}**`,
  `   - 位置：${where}`,
  ...values.map((value) => `   - 填：\`${value}\``),
  `   - 为什么：${why}`,
  `   - 怎样知道对了：${knownWords[known]}${trial}`,
]

/** The page that lists what is set in each console, from the same data as the doctor's findings. */
export const consoleGuide = (platforms: readonly { title: string; console: readonly ConsoleSetting[] }[]): string =>
  [
    '# 平台后台要设的每一项',
    '',
    '照着从上到下设；飞书设完要发布版本才生效。设好以后运行 `npm run doctor`，或者登录后打开“检查安装”：哪一项不对、怎样改，会逐项说明。',
    '要带着自己网址的一份，运行 `npm run setup -- --guide`。',
    ...platforms.flatMap(({ title, console }) => ['', `## ${title}`, '', ...console.flatMap(lines)]),
    '',
  ].join('\n')
